package import NetlinkWire

/// The devices of its own namespace that a message refers to.
package struct Mentions: ForwardingVisitor, ~Copyable {
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

  /// All other values are ignored.
  package mutating func forward(_ row: Row, _ visit: (inout Mentions) -> Void) {}

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
}
