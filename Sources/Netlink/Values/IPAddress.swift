internal import Glibc
internal import NetlinkCore
internal import Render
internal import NetlinkWire

/// An IPv4 or IPv6 address.
///
/// A value; thread-safe. Printed as `ip` prints it: `10.0.0.1`, `fe80::1` (RFC 5952). OVS: none.
public struct IPAddress: Sendable, Hashable, LosslessStringConvertible {
  /// Its bytes in network order: 4 or 16.
  public let bytes: [UInt8]

  /// The address of 4 or 16 bytes in network order; nil for any other number of bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Reads an address: `10.0.0.1` or `fe80::1`; nil where the text is none.
  public init?(_ text: String) {
    let isIPv6 = text.utf8.contains(UInt8(ascii: ":"))
    var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
    guard !text.utf8.contains(0),
      unsafe inet_pton(isIPv6 ? AF_INET6 : AF_INET, text, &bytes) == 1
    else { return nil }
    self.bytes = bytes
  }

  /// Whether it has 16 bytes.
  public var isIPv6: Bool { bytes.count == 16 }

  /// The family it belongs to: `.ipv4` or `.ipv6`.
  public var family: AddressFamily { isIPv6 ? .ipv6 : .ipv4 }

  /// As `ip` prints it.
  public var description: String {
    Text.of { $0.address(bytes.raw) }
  }
}

/// A network: an address and how many of its first bits count.
///
/// A value; thread-safe. Printed as `10.0.0.0/8`. OVS: none.
public struct IPPrefix: Sendable, Hashable, LosslessStringConvertible {
  /// The address.
  public let address: IPAddress
  /// How many of the first bits count: up to 32 or 128.
  public let length: Int

  /// A network; nil when the length is more than the address has bits, or negative.
  public init?(_ address: IPAddress, length: Int) {
    guard length >= 0, length <= address.bytes.count * 8 else { return nil }
    self.address = address
    self.length = length
  }

  /// Reads a network: `10.0.0.0/8`, or an address, which is a network of its own; nil where the text is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = IPAddress(String(parts[0])) else { return nil }
    guard let length = parts.count == 2 ? number(parts[1], radix: 10) : address.bytes.count * 8 else {
      return nil
    }
    self.init(address, length: length)
  }

  /// Whether an address lies in the network.
  public func contains(_ other: IPAddress) -> Bool {
    guard other.bytes.count == address.bytes.count else { return false }
    for bit in 0..<length {
      let mask = UInt8(0x80) >> UInt8(bit & 7)
      if (other.bytes[bit / 8] ^ address.bytes[bit / 8]) & mask != 0 { return false }
    }
    return true
  }

  /// The address and the length, with a slash between.
  public var description: String { "\(address)/\(length)" }
}

/// A link-layer address: six bytes on Ethernet, twenty on InfiniBand, four for a tunnel over IPv4.
///
/// A value; thread-safe. Printed as octets: `52:54:00:12:34:56`. OVS: `struct eth_addr`.
public struct LinkAddress: Sendable, Hashable, LosslessStringConvertible {
  /// Its bytes, as they are sent.
  public let bytes: [UInt8]

  /// The address of those bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads octets in hexadecimal with colons between; nil where the text is none.
  public init?(_ text: String) {
    var bytes: [UInt8] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      guard (1...2).contains(part.utf8.count), let byte: UInt8 = number(part, radix: 16) else { return nil }
      bytes.append(byte)
    }
    self.bytes = bytes
  }

  /// Octets in hexadecimal with colons between.
  public var description: String { Text.of { $0.octets(bytes.raw) } }
}

/// The number that `digits` are; nil for one with a sign, which `Int` would take.
private func number<Number: FixedWidthInteger>(_ digits: Substring, radix: Int) -> Number? {
  guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else {
    return nil
  }
  return Number(digits, radix: radix)
}

/// Text as the renderers write it.
enum Text {
  static func of(_ body: (inout GrowingBytes) -> Void) -> String {
    var buffer = GrowingBytes(capacity: 64)
    body(&buffer)
    return buffer.raw.string
  }
}
