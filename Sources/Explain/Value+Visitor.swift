internal import Render
internal import NetlinkWire

extension Value: Visitor {
  mutating func unsigned(_ row: Row, _ value: UInt64) {
    begin(row, .integer)
    text.decimal(value)
  }

  mutating func signed(_ row: Row, _ value: Int64) {
    begin(row, .integer)
    text.decimal(value)
  }

  mutating func boolean(_ row: Row, _ value: Bool) {
    begin(row, .boolean)
    text.append(value ? "on" as StaticString : "off")
  }

  mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) {
    begin(row, .text)
    text.append("0x" as StaticString)
    text.hexadecimal(value)
  }

  mutating func hexadecimal(_ row: Row, _ value: UInt64, digits: Int) {
    begin(row, .text)
    text.hexadecimal(value, digits: digits, prefixed: true)
  }

  mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) {
    begin(row, .text)
    text.hundredths(value)
    text.append("s" as StaticString)
  }

  mutating func thousandths(_ row: Row, _ value: UInt64) {
    begin(row, .text)
    text.thousandths(value)
  }

  mutating func paddedHexadecimal(_ row: Row, _ value: UInt64, digits: Int, prefixed: Bool) {
    begin(row, .text)
    text.hexadecimal(value, digits: digits, prefixed: true)
  }

  mutating func guid(_ row: Row, _ value: UInt64) {
    begin(row, .text)
    text.guid(value)
  }

  mutating func text(_ row: Row, _ bytes: RawSpan) {
    begin(row, .text)
    if bytes.byteCount == 0 { text.append("\"\"" as StaticString) }
    text.printable(bytes)
  }

  mutating func word(_ row: Row, _ word: StaticString) {
    begin(row, .text)
    text.append(word)
  }

  mutating func unnamed(_ row: Row, _ value: UInt64) { unsigned(row, value) }

  mutating func binary(_ row: Row, _ bytes: RawSpan) {
    guard text.count > 0 || hasKeys else { return }
    begin(row, .text)
    text.hexadecimal(bytes)
  }

  mutating func ipv4(_ row: Row, _ bytes: RawSpan) {
    begin(row, .text)
    text.ipv4(bytes)
  }

  mutating func ipv6(_ row: Row, _ bytes: RawSpan) {
    begin(row, .text)
    text.ipv6(bytes)
  }

  mutating func group(_ row: Row, _ bytes: RawSpan) {
    begin(row, .text)
    text.address(bytes)
  }

  mutating func octets(_ row: Row, _ bytes: RawSpan) {
    begin(row, .text)
    text.octets(bytes)
  }

  mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32) {
    switch LinkAddressForm(hardware: hardwareType(of: index), length: bytes.byteCount) {
    case .ipv4: ipv4(row, bytes)
    case .ipv6: ipv6(row, bytes)
    case .octets: octets(row, bytes)
    }
  }

  mutating func bridgeID(_ row: Row, _ bytes: RawSpan) {
    begin(row, .text)
    text.bridgeID(bytes)
  }

  mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {
    begin(row, .text)
    text.prefix(address, length: length, host: host)
  }

  mutating func interface(_ row: Row, _ index: UInt32) {
    begin(row, .text)
    device(index)
  }

  mutating func foreignInterface(_ row: Row, _ index: UInt32) { unsigned(row, UInt64(index)) }

  mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {
    begin(row, .text)
    named(value, in: space)
  }

  mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) {
    begin(row, .list)
    list(value, in: space)
  }

  mutating func labels(_ row: Row, _ bytes: RawSpan) {
    begin(row, .text)
    text.labels(bytes)
  }

  mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    self.flags(row, value, flags)
  }

  mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    begin(row, .list)
    list(value, flags)
  }

  mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    self.flags(row, value, flags)
  }

  mutating func beginObject(_ row: Row) { enter() }
  mutating func endObject(_ row: Row) {}
  mutating func beginArray(_ row: Row) { enter() }
  mutating func endArray(_ row: Row) {}

  mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) { isOdd = true }
}
