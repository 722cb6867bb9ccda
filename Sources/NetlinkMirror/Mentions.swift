internal import NetlinkWire

/// The devices of its own namespace that a message speaks of.
struct Mentions: Visitor, ~Copyable {
  /// Those that are shown by their name or state.
  private(set) var devices: [UInt32] = []
  /// Those of which the name is shown.
  private(set) var named: [UInt32] = []

  /// Forgets them.
  mutating func clear() {
    devices.removeAll(keepingCapacity: true)
    named.removeAll(keepingCapacity: true)
  }

  mutating func interface(_ row: Row, _ index: UInt32) {
    add(index)
    if index != 0, !named.contains(index) { named.append(index) }
  }

  mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) { add(lower) }

  mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32) { add(index) }

  private mutating func add(_ index: UInt32) {
    if index != 0, !devices.contains(index) { devices.append(index) }
  }

  mutating func unsigned(_ row: Row, _ value: UInt64) {}
  mutating func signed(_ row: Row, _ value: Int64) {}
  mutating func boolean(_ row: Row, _ value: Bool) {}
  mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) {}
  mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) {}
  mutating func text(_ row: Row, _ bytes: RawSpan) {}
  mutating func word(_ row: Row, _ word: StaticString) {}
  mutating func unnamed(_ row: Row, _ value: UInt64) {}
  mutating func binary(_ row: Row, _ bytes: RawSpan) {}
  mutating func ipv4(_ row: Row, _ bytes: RawSpan) {}
  mutating func ipv6(_ row: Row, _ bytes: RawSpan) {}
  mutating func octets(_ row: Row, _ bytes: RawSpan) {}
  mutating func bridgeID(_ row: Row, _ bytes: RawSpan) {}
  mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {}
  mutating func foreignInterface(_ row: Row, _ index: UInt32) {}
  mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {}
  mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) {}
  mutating func labels(_ row: Row, _ bytes: RawSpan) {}
  mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {}
  mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {}
  mutating func group(_ row: Row, _ bytes: RawSpan) {}
  mutating func beginObject(_ row: Row) {}
  mutating func endObject(_ row: Row) {}
  mutating func beginArray(_ row: Row) {}
  mutating func endArray(_ row: Row) {}
  mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) {}
}
