package import NetlinkWire

/// The devices of its own namespace that a message speaks of.
package struct Mentions: Visitor, ~Copyable {
  /// Those that are shown by their name or state.
  package private(set) var devices: [UInt32] = []
  /// Those of which the name is shown.
  private(set) var named: [UInt32] = []

  /// Nothing so far.
  package init() {}

  /// Forgets them.
  package mutating func clear() {
    devices.removeAll(keepingCapacity: true)
    named.removeAll(keepingCapacity: true)
  }

  package mutating func interface(_ row: Row, _ index: UInt32) {
    add(index)
    if index != 0, !named.contains(index) { named.append(index) }
  }

  package mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    add(lower)
  }

  package mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32) { add(index) }

  private mutating func add(_ index: UInt32) {
    if index != 0, !devices.contains(index) { devices.append(index) }
  }

  package mutating func unsigned(_ row: Row, _ value: UInt64) {}
  package mutating func signed(_ row: Row, _ value: Int64) {}
  package mutating func boolean(_ row: Row, _ value: Bool) {}
  package mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) {}
  package mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) {}
  package mutating func text(_ row: Row, _ bytes: RawSpan) {}
  package mutating func word(_ row: Row, _ word: StaticString) {}
  package mutating func unnamed(_ row: Row, _ value: UInt64) {}
  package mutating func binary(_ row: Row, _ bytes: RawSpan) {}
  package mutating func ipv4(_ row: Row, _ bytes: RawSpan) {}
  package mutating func ipv6(_ row: Row, _ bytes: RawSpan) {}
  package mutating func octets(_ row: Row, _ bytes: RawSpan) {}
  package mutating func bridgeID(_ row: Row, _ bytes: RawSpan) {}
  package mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {}
  package mutating func foreignInterface(_ row: Row, _ index: UInt32) {}
  package mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {}
  package mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) {}
  package mutating func labels(_ row: Row, _ bytes: RawSpan) {}
  package mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {}
  package mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {}
  package mutating func group(_ row: Row, _ bytes: RawSpan) {}
  package mutating func beginObject(_ row: Row) {}
  package mutating func endObject(_ row: Row) {}
  package mutating func beginArray(_ row: Row) {}
  package mutating func endArray(_ row: Row) {}
  package mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) {}
}
