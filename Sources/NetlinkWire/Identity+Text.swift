// How the parts of a key are written.
extension [UInt8] {
  mutating func separate() { append(UInt8(ascii: "/")) }

  mutating func write(_ value: UInt64) {
    if value >= 10 { write(value / 10) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
  }

  mutating func write(hexadecimal bytes: RawSpan) {
    for offset in 0..<bytes.byteCount {
      write(nibble: bytes.u8(at: offset) >> 4)
      write(nibble: bytes.u8(at: offset) & 15)
    }
  }

  private mutating func write(nibble: UInt8) {
    append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
  }

  mutating func write(family: UInt8) {
    switch family {
    case Family.inet: write("inet" as StaticString)
    case Family.bridge: write("bridge" as StaticString)
    case Family.inet6: write("inet6" as StaticString)
    case Family.mpls: write("mpls" as StaticString)
    default: write(UInt64(family))
    }
  }

  /// Writes a value by its length: as an address where it can be one, else as a number, else in hexadecimal.
  mutating func write(value: RawSpan, isAddress: Bool) {
    switch value.byteCount {
    case 4 where isAddress:
      for offset in 0..<4 {
        if offset > 0 { append(UInt8(ascii: ".")) }
        write(UInt64(value.u8(at: offset)))
      }
    case 16 where isAddress: write(ipv6: value)
    case 1, 2, 4, 8: write(value.unsigned ?? 0)
    default:
      write("x" as StaticString)
      write(hexadecimal: value)
    }
  }

  /// Writes an IPv6 address; `::` stands for its longest run of two or more zero groups, the first of equal ones
  /// (RFC 5952).
  private mutating func write(ipv6 value: RawSpan) {
    var best = (start: 8, count: 1)
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, value.u16(at: end * 2) == 0 { end += 1 }
      if end - start > best.count { best = (start, end - start) }
      start = Swift.max(end, start + 1)
    }
    var group = 0
    while group < 8 {
      if group == best.start {
        write("::" as StaticString)
        group += best.count
        continue
      }
      if group > 0, group != best.start + best.count { append(UInt8(ascii: ":")) }
      append(contentsOf: String(value.u16(at: group * 2).bigEndian, radix: 16).utf8)
      group += 1
    }
  }
}
