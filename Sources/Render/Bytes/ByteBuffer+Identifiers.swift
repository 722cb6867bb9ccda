internal import NetlinkWire

extension ByteBuffer {
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
}
