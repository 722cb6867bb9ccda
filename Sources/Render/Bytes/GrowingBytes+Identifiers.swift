package import NetlinkWire

extension GrowingBytes {
  /// Appends `value` hundredths with two decimals: `299.68`.
  package mutating func hundredths(_ value: UInt64) {
    decimal(value / 100)
    append(UInt8(ascii: "."))
    append(UInt8(48 + value / 10 % 10))
    append(UInt8(48 + value % 10))
  }

  /// Appends `value` thousandths with three decimals: `0.875`.
  package mutating func thousandths(_ value: UInt64) {
    decimal(value / 1000)
    append(UInt8(ascii: "."))
    for unit in [UInt64(100), 10, 1] { append(UInt8(48 + value / unit % 10)) }
  }

  /// Appends `value` in hexadecimal with at least `digits` digits, after `0x` if it is `prefixed`.
  package mutating func hexadecimal(_ value: UInt64, digits: Int, prefixed: Bool) {
    if prefixed { append("0x" as StaticString) }
    var digit = digits - 1
    while digit > 0, value >> UInt64(4 * digit) == 0 {
      append(UInt8(ascii: "0"))
      digit -= 1
    }
    hexadecimal(value)
  }

  /// Appends eight octets, the most significant first.
  package mutating func guid(_ value: UInt64) {
    for index in UInt64(0)..<8 {
      if index > 0 { append(UInt8(ascii: ":")) }
      hexadecimal(byte: UInt8(truncatingIfNeeded: value >> (56 - 8 * index)))
    }
  }

  /// Appends the names of the bits that are set, separated by commas; a bit without a name as a number.
  mutating func names(of value: UInt64, _ flags: Flags) {
    if value == 0 { append("0x0" as StaticString) }
    var isFirst = true
    for bit in UInt64(0)..<64 where value >> bit & 1 == 1 {
      if !isFirst { append(UInt8(ascii: ",")) }
      isFirst = false
      if let name = flags.name(of: 1 << bit) {
        append(name)
      } else {
        append("0x" as StaticString)
        hexadecimal(UInt64(1) << bit)
      }
    }
  }

  /// Appends eight bytes as four groups of hexadecimal digits: `fd00:0:0:1`.
  package mutating func locator(_ bytes: RawSpan) {
    for group in 0..<4 {
      if group > 0 { append(UInt8(ascii: ":")) }
      hexadecimal(UInt64(bytes.u16(at: group * 2).bigEndian))
    }
  }

  /// Appends bytes as octets: `52:54:00:12:34:56`.
  package mutating func octets(_ bytes: RawSpan) {
    guard bytes.byteCount > 0 else { return }
    hexadecimal(bytes, each: UInt8(ascii: ":"))
    truncate(to: count - 1)
  }

  /// Appends a bridge id: `8000.52:54:00:12:34:56`.
  package mutating func bridgeID(_ bytes: RawSpan) {
    hexadecimal(byte: bytes.u8(at: 0))
    hexadecimal(byte: bytes.u8(at: 1))
    append(UInt8(ascii: "."))
    octets(bytes.slice(at: 2, length: 6))
  }

  /// Appends the labels of MPLS label stack entries: `100/200`.
  package mutating func labels(_ bytes: RawSpan) {
    for offset in stride(from: 0, to: bytes.byteCount - 3, by: 4) {
      if offset > 0 { append(UInt8(ascii: "/")) }
      decimal(UInt64(bytes.u32(at: offset).byteSwapped >> 12))
    }
  }
}
