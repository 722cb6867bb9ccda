/// An IPv4 or IPv6 address: its octets in network order.
///
/// It is not read by `inet_pton`, because the parser imports nothing.
package struct IPAddress: Equatable, Sendable {
  /// Its octets: 4 or 16.
  package let bytes: [UInt8]

  /// Reads a dotted quad (no octal, no short forms) or an IPv6 address in any form of RFC 4291;
  /// nil when the text is neither. A zone (`%eth0`) is not part of an address.
  package init?(_ text: Substring) {
    guard let bytes = IPAddress.version4(text) ?? IPAddress.version6(text) else { return nil }
    self.bytes = bytes
  }

  /// The address with these octets; nil if they are not 4 or 16.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// `inet` or `inet6`.
  package var family: FamilyName { bytes.count == 4 ? .inet : .inet6 }

  /// Reads a dotted quad.
  static func version4(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    return quads(parts)
  }

  /// Reads decimal octets. A leading zero is refused, because other programs take it for octal.
  static func quads(_ parts: [Substring]) -> [UInt8]? {
    var bytes: [UInt8] = []
    for part in parts {
      let digits = part.utf8
      guard (1...3).contains(digits.count), digits.count == 1 || digits.first != UInt8(ascii: "0"),
        !part.hasPrefix("0x"), let octet = WholeNumber.read(part, limit: 255)
      else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: octet))
    }
    return bytes
  }

  /// Reads an IPv6 address.
  static func version6(_ text: Substring) -> [UInt8]? {
    guard let gap = text.firstPair(of: ":") else {
      guard let bytes = groups(text), bytes.count == 16 else { return nil }
      return bytes
    }
    let after = text[text.index(gap, offsetBy: 2)...]
    guard after.firstPair(of: ":") == nil, after.first != ":" else { return nil }
    guard let head = text[..<gap].isEmpty ? [] : groups(text[..<gap], last: false),
      let tail = after.isEmpty ? [] : groups(after), head.count + tail.count <= 14
    else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  /// Reads groups of up to four hexadecimal digits; the last one may be a dotted quad if `last`.
  private static func groups(_ text: Substring, last: Bool = true) -> [UInt8]? {
    var bytes: [UInt8] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 8 else { return nil }
    for (index, part) in parts.enumerated() {
      if last, index == parts.count - 1, let quad = version4(part) {
        bytes += quad
        continue
      }
      guard (1...4).contains(part.utf8.count) else { return nil }
      var group: UInt64 = 0
      for digit in part.utf8 {
        guard let value = WholeNumber.hexadecimal(digit) else { return nil }
        group = group * 16 + value
      }
      bytes.append(UInt8(truncatingIfNeeded: group >> 8))
      bytes.append(UInt8(truncatingIfNeeded: group))
    }
    return bytes
  }

}

extension IPAddress: CustomStringConvertible {
  /// The canonical text: RFC 5952 for IPv6. What stands for an address of IPv4 is dotted, as in the objects' text.
  package var description: String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    let groups = (0..<8).map { UInt16(bytes[2 * $0]) << 8 | UInt16(bytes[2 * $0 + 1]) }
    var best = 0..<0
    var index = 0
    while index < 8 {
      var end = index
      while end < 8, groups[end] == 0 { end += 1 }
      if end - index > best.count { best = index..<end }
      index = end + 1
    }
    func text(_ range: Range<Int>) -> String {
      groups[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard best.count > 1 else { return text(0..<8) }
    if best == 0..<6 || (best == 0..<5 && groups[5] == 0xffff) {
      return (best.count == 6 ? "::" : "::ffff:") + bytes[12...].map { String($0) }.joined(separator: ".")
    }
    return text(0..<best.lowerBound) + "::" + text(best.upperBound..<8)
  }
}
