// How the parts of a key are written.
extension GrowingBytes {
  mutating func separate() { append(UInt8(ascii: "/")) }

  mutating func write(family: UInt8) {
    switch family {
    case Family.inet: append("inet" as StaticString)
    case Family.bridge: append("bridge" as StaticString)
    case Family.inet6: append("inet6" as StaticString)
    case Family.mpls: append("mpls" as StaticString)
    default: decimal(UInt64(family))
    }
  }

  /// Writes a value by its length: as an address where it can be one, else as a number, else in hexadecimal.
  mutating func write(value: RawSpan, isAddress: Bool) {
    switch value.byteCount {
    case 4 where isAddress: ipv4(value)
    case 16 where isAddress: ipv6(value, isDotted: false)
    case 1, 2, 4, 8: decimal(value.unsigned ?? 0)
    default:
      append("x" as StaticString)
      hexadecimal(value)
    }
  }
}
