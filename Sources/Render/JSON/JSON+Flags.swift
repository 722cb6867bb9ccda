package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Flags by their names; `Visitor` says what the calls mean.
extension JSON {
  package mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    beginArray(row)
    names(value, flags)
    if lower != 0, interfaces.isDown(lower) { word(.element, "M-DOWN") }
    endArray(row)
  }

  @inline(__always)
  package mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    key(row)
    buffer.put(UInt8(ascii: "["))
    if value == 0 { return buffer.put(UInt8(ascii: "]")) }
    first = 1
    names(value, flags)
    endArray(row)
  }

  @inline(never)
  mutating func names(_ value: UInt64, _ flags: Flags) {
    flags.forEachName(in: value) { word(.element, $0) }
    let rest = value & ~flags.known
    if rest != 0 { hexadecimal(.element, rest, prefixed: false) }
  }

  package mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) {
    beginArray(row)
    for bit in 0..<UInt32(64) where value >> UInt64(bit) & 1 == 1 {
      key(.element)
      quote()
      if isNumeric || !system.append(bit, of: space, to: &buffer) { buffer.decimal(UInt64(bit)) }
      quote()
    }
    endArray(row)
  }

  package mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    flags.forEachName(in: value) { flag($0) }
    let rest = value & ~flags.known
    if rest != 0, !row.key.isEmpty { hexadecimal(row, rest, prefixed: false) }
  }

  /// Writes a flag as a member that is true.
  mutating func flag(_ name: StaticString) {
    member(name)
    buffer.append("true" as StaticString)
  }
}
