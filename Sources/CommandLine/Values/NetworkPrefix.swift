/// An address with a prefix length: `192.0.2.0/24`, `2001:db8::1`, `default`; or an MPLS label.
package struct NetworkPrefix: Equatable, Sendable {
  /// `inet`, `inet6` or `mpls`; nil for `default`, which is the empty prefix of any family.
  package let family: FamilyName?

  /// The address in network order: 4 or 16 octets, none for `default`. Of a label, its label stack entry of 4 octets.
  package let bytes: [UInt8]

  /// The length of the prefix in bits: up to 32 or 128, of a label 20.
  package let length: Int

  /// Reads an address, alone (all its bits count) or with `/length`; `default`, `any` and `all` are
  /// the empty prefix. Trailing `.0`s may be left out: `10/8`, `10.1`. Nil if it is none of these.
  package init?(_ text: Substring) {
    if text == "default" || text == "any" || text == "all" {
      self = .everything
      return
    }
    guard let slash = text.firstIndex(of: "/") else {
      guard let address = IPAddress(text) ?? NetworkPrefix.short(text) else { return nil }
      self.init(address, length: address.bytes.count * 8)
      return
    }
    let head = text[..<slash]
    let tail = text[text.index(after: slash)...]
    guard let address = IPAddress(head) ?? NetworkPrefix.short(head), !tail.hasPrefix("0x"),
      let length = WholeNumber.read(tail, limit: UInt64(address.bytes.count * 8))
    else { return nil }
    self.init(address, length: Int(length))
  }

  /// Reads an MPLS label; nil if it is none.
  package init?(label text: Substring) {
    guard let label = WholeNumber.read(text, limit: 0xF_FFFF) else { return nil }
    // A label stack entry: 20 bits of label, three of traffic class, the bit of the last entry, eight bits of TTL.
    let entry = label << 12 | 0x100
    self.init(
      family: .mpls, bytes: (0..<4).map { UInt8(truncatingIfNeeded: entry >> UInt64(24 - 8 * $0)) },
      length: 20)
  }

  /// The number of an MPLS label; nil for a prefix of addresses.
  package var label: UInt32? {
    guard family == .mpls else { return nil }
    return bytes.reduce(0) { $0 << 8 | UInt32($1) } >> 12
  }

  private init(_ address: IPAddress, length: Int) {
    family = address.family
    bytes = address.bytes
    self.length = length
  }

  private init(family: FamilyName?, bytes: [UInt8], length: Int) {
    self.family = family
    self.bytes = bytes
    self.length = length
  }

  /// Whether it is a single address.
  package var isHost: Bool { family != nil && length == bytes.count * 8 }

  /// The same prefix with the bits after its length cleared, as the kernel stores it.
  package var masked: NetworkPrefix {
    if family == .mpls { return self }
    var masked = bytes
    for index in masked.indices {
      let kept = min(max(length - index * 8, 0), 8)
      masked[index] &= UInt8(truncatingIfNeeded: 0xFF00 >> kept)
    }
    return NetworkPrefix(family: family, bytes: masked, length: length)
  }

  /// Reads the first octets of an IPv4 address: `10`, `10.1`, `10.1.2`.
  private static func short(_ text: Substring) -> IPAddress? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count < 4, let head = IPAddress.quads(parts) else { return nil }
    return IPAddress(bytes: head + [UInt8](repeating: 0, count: 4 - head.count))
  }
}

extension NetworkPrefix: CustomStringConvertible {
  /// The canonical text, without the length for a single address.
  package var description: String {
    if let label { return String(label) }
    guard let address = IPAddress(bytes: bytes) else { return "default" }
    return isHost ? address.description : "\(address)/\(length)"
  }
}

extension NetworkPrefix {
  /// The empty prefix of any family.
  static let everything = NetworkPrefix(family: nil, bytes: [], length: 0)
}
