package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Tries each value against the tests of its row; `Visitor` says what the calls mean.
extension Match: Visitor {
  package mutating func unsigned(_ row: Row, _ value: UInt64) {
    if hasPairs { note(row, value) }
    mark(row) { $0.holds(number: value) }
  }

  package mutating func signed(_ row: Row, _ value: Int64) {
    mark(row) { value < 0 ? $0.isPresence : $0.holds(number: UInt64(value)) }
  }

  package mutating func boolean(_ row: Row, _ value: Bool) {
    mark(row) { value && $0.holds(number: 1) }
  }

  package mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) { unsigned(row, value) }

  package mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) { unsigned(row, value) }

  package mutating func text(_ row: Row, _ bytes: RawSpan) {
    if parts(of: row) == 0 { return }
    let copy = bytes.array
    mark(row) { $0.holds(text: copy) }
  }

  package mutating func word(_ row: Row, _ word: StaticString) {
    if parts(of: row) == 0 { return }
    let copy = word.array
    let head = head
    mark(row) { $0.holds(text: copy) || $0.selects([], head) }
  }

  package mutating func unnamed(_ row: Row, _ value: UInt64) { unsigned(row, value) }

  package mutating func binary(_ row: Row, _ bytes: RawSpan) { octets(row, bytes) }

  package mutating func ipv4(_ row: Row, _ bytes: RawSpan) { address(row, bytes) }

  package mutating func ipv6(_ row: Row, _ bytes: RawSpan) { address(row, bytes) }

  package mutating func group(_ row: Row, _ bytes: RawSpan) { address(row, bytes) }

  private mutating func address(_ row: Row, _ bytes: RawSpan) {
    if parts(of: row) == 0 { return }
    let copy = bytes.array
    let head = head
    mark(row) { $0.holds(address: copy) || $0.selects(copy, head) }
  }

  package mutating func octets(_ row: Row, _ bytes: RawSpan) {
    if parts(of: row) == 0 { return }
    let copy = bytes.array
    mark(row) { $0.holds(octets: copy) }
  }

  package mutating func bridgeID(_ row: Row, _ bytes: RawSpan) { octets(row, bytes) }

  package mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {
    if parts(of: row) == 0 { return }
    let copy = address.array
    mark(row) { $0.holds(destination: copy, length: length, host: host) }
  }

  package mutating func interface(_ row: Row, _ index: UInt32) {
    mark(row) { $0.holds(interface: index) }
  }

  package mutating func foreignInterface(_ row: Row, _ index: UInt32) {}

  package mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {
    unsigned(row, UInt64(value))
  }

  package mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) { unsigned(row, value) }

  package mutating func labels(_ row: Row, _ bytes: RawSpan) {
    if parts(of: row) == 0 { return }
    let copy = bytes.array
    mark(row) { $0.holds(labels: copy) }
  }

  package mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    mark(row) { $0.holds(bits: value) }
  }

  package mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    if parts(of: row) == 0 { return }
    mark(row) { $0.holds(bits: value) }
    if !asksForWords { return }
    flags.forEachName(in: value) { word(row, $0) }
  }

  package mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    self.flags(row, value, flags)
  }

  package mutating func beginObject(_ row: Row) { present(row) }
  package mutating func endObject(_ row: Row) {}
  package mutating func beginArray(_ row: Row) {
    present(row)
    members = parts(of: row)
  }
  package mutating func endArray(_ row: Row) { members = 0 }
  package mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) {}

  private mutating func present(_ row: Row) { mark(row) { $0.isPresence } }
}
