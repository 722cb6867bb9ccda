// How the parts of a key are written.
extension GrowingBytes {
  mutating func separate() { append(UInt8(ascii: "/")) }

  mutating func write(_ value: UInt64) {
    if value < 10 { return append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value)) }
    if value < 1000 {
      // The first digit is in the lowest byte.
      let (tens, hundreds) = (value / 10, value / 100)
      let digits = 0x303030 + (hundreds | (tens - hundreds * 10) << 8 | (value - tens * 10) << 16)
      return hundreds > 0 ? append(digits, length: 3) : append(digits >> 8, length: 2)
    }
    if value < 100_000_000 { return write(value, least: 1) }
    write(value / 100_000_000)
    write(value % 100_000_000, least: 8)
  }

  /// Writes a number of at most eight digits, with zeros before it up to `least`.
  private mutating func write(_ value: UInt64, least: Int) {
    var (rest, digits, length) = (value, UInt64(0), 0)
    while rest > 0 || length < least {
      digits = digits << 8 | (UInt64(UInt8(ascii: "0")) + rest % 10)
      rest /= 10
      length += 1
    }
    append(digits, length: length)
  }

  mutating func write(hexadecimal bytes: RawSpan) {
    for offset in 0..<bytes.byteCount {
      write(nibble: bytes.u8(at: offset) >> 4)
      write(nibble: bytes.u8(at: offset) & 15)
    }
  }

  /// Writes a number without zeros before it.
  private mutating func write(hexadecimal value: UInt16) {
    var digits = 1
    while digits < 4, value >> UInt16(4 * digits) != 0 { digits += 1 }
    for digit in (0..<digits).reversed() {
      write(nibble: UInt8(truncatingIfNeeded: value >> UInt16(4 * digit) & 15))
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
      start = max(end, start + 1)
    }
    var group = 0
    while group < 8 {
      if group == best.start {
        write("::" as StaticString)
        group += best.count
        continue
      }
      if group > 0, group != best.start + best.count { append(UInt8(ascii: ":")) }
      write(hexadecimal: value.u16(at: group * 2).bigEndian)
      group += 1
    }
  }
}
