/// A link-layer address: its octets in network order.
///
/// Ethernet has six, InfiniBand twenty. A tunnel device has the IPv4 or IPv6 address of its end.
/// The kernel's `IFLA_ADDRESS`.
package struct HardwareAddress: Equatable, Sendable {
  /// The octets, 2 to 32 (the kernel's `MAX_ADDR_LEN`).
  package let bytes: [UInt8]

  /// Reads octets of one or two hexadecimal digits with `:` or `-` between them, or an IP address;
  /// nil if the text is neither.
  package init?(_ text: Substring) {
    if let octets = HardwareAddress.octets(text, separator: ":")
      ?? HardwareAddress.octets(text, separator: "-")
    {
      bytes = octets
    } else if let address = IPAddress(text) {
      bytes = address.bytes
    } else {
      return nil
    }
  }

  private static func octets(_ text: Substring, separator: Character) -> [UInt8]? {
    var bytes: [UInt8] = []
    for part in text.split(separator: separator, omittingEmptySubsequences: false) {
      guard (1...2).contains(part.utf8.count), bytes.count < 32 else { return nil }
      var octet: UInt64 = 0
      for digit in part.utf8 {
        guard let value = WholeNumber.hexadecimal(digit) else { return nil }
        octet = octet * 16 + value
      }
      bytes.append(UInt8(truncatingIfNeeded: octet))
    }
    // A single octet ("1", "ab") is more likely a slip than the address of an ARCnet device.
    return bytes.count > 1 ? bytes : nil
  }
}
