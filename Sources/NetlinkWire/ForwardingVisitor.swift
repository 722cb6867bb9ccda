/// A visitor in front of another one: values that it does not handle itself go on to the next visitor by `forward`.
@usableFromInline package protocol ForwardingVisitor: Visitor, ~Copyable {
  /// The visitor behind.
  associatedtype Next: Visitor & ~Copyable
  /// Calls `visit` with the visitor behind, if what is at `row` is to go on.
  mutating func forward(_ row: Row, _ visit: (inout Next) -> Void)
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ForwardingVisitor where Self: ~Copyable {
  @inlinable
  package mutating func unsigned(_ row: Row, _ value: UInt64) { forward(row) { $0.unsigned(row, value) } }
  @inlinable
  package mutating func signed(_ row: Row, _ value: Int64) { forward(row) { $0.signed(row, value) } }
  @inlinable
  package mutating func boolean(_ row: Row, _ value: Bool) { forward(row) { $0.boolean(row, value) } }
  @inlinable
  package mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) {
    forward(row) { $0.hexadecimal(row, value, prefixed: prefixed) }
  }
  @inlinable
  package mutating func hexadecimal(_ row: Row, _ value: UInt64, digits: Int) {
    forward(row) { $0.hexadecimal(row, value, digits: digits) }
  }
  @inlinable
  package mutating func seconds(_ row: Row, _ hundredths: UInt64) {
    forward(row) { $0.seconds(row, hundredths) }
  }
  @inlinable
  package mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) {
    forward(row) { $0.ticks(row, value, isText: isText) }
  }
  @inlinable
  package mutating func duration(_ row: Row, seconds: Int64) {
    forward(row) { $0.duration(row, seconds: seconds) }
  }
  @inlinable
  package mutating func secondsLeft(_ row: Row, _ value: UInt32) {
    forward(row) { $0.secondsLeft(row, value) }
  }
  @inlinable
  package mutating func thousandths(_ row: Row, _ value: UInt64) {
    forward(row) { $0.thousandths(row, value) }
  }
  @inlinable
  package mutating func paddedHexadecimal(_ row: Row, _ value: UInt64, digits: Int, prefixed: Bool) {
    forward(row) { $0.paddedHexadecimal(row, value, digits: digits, prefixed: prefixed) }
  }
  @inlinable
  package mutating func guid(_ row: Row, _ value: UInt64) { forward(row) { $0.guid(row, value) } }
  @inlinable
  package mutating func joinedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    forward(row) { $0.joinedFlags(row, value, flags) }
  }
  @inlinable
  package mutating func text(_ row: Row, _ bytes: RawSpan) { forward(row) { $0.text(row, bytes) } }
  @inlinable
  package mutating func word(_ row: Row, _ word: StaticString) { forward(row) { $0.word(row, word) } }
  @inlinable
  package mutating func named(_ row: Row, _ value: UInt64, _ names: Names) {
    forward(row) { $0.named(row, value, names) }
  }
  @inlinable
  package mutating func unnamed(_ row: Row, _ value: UInt64) { forward(row) { $0.unnamed(row, value) } }
  @inlinable
  package mutating func binary(_ row: Row, _ bytes: RawSpan) { forward(row) { $0.binary(row, bytes) } }
  @inlinable
  package mutating func ipv4(_ row: Row, _ bytes: RawSpan) { forward(row) { $0.ipv4(row, bytes) } }
  @inlinable
  package mutating func ipv6(_ row: Row, _ bytes: RawSpan) { forward(row) { $0.ipv6(row, bytes) } }
  @inlinable
  package mutating func octets(_ row: Row, _ bytes: RawSpan) { forward(row) { $0.octets(row, bytes) } }
  @inlinable
  package mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32) {
    forward(row) { $0.neighbour(row, bytes, on: index) }
  }
  @inlinable
  package mutating func locator(_ row: Row, _ bytes: RawSpan) { forward(row) { $0.locator(row, bytes) } }
  @inlinable
  package mutating func bridgeID(_ row: Row, _ bytes: RawSpan) { forward(row) { $0.bridgeID(row, bytes) } }
  @inlinable
  package mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {
    forward(row) { $0.prefix(row, address, length: length, host: host) }
  }
  @inlinable
  package mutating func namespaceID(_ row: Row, _ id: Int32) { forward(row) { $0.namespaceID(row, id) } }
  @inlinable
  package mutating func interface(_ row: Row, _ index: UInt32) { forward(row) { $0.interface(row, index) } }
  @inlinable
  package mutating func foreignInterface(_ row: Row, _ index: UInt32) {
    forward(row) { $0.foreignInterface(row, index) }
  }
  @inlinable
  package mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {
    forward(row) { $0.system(row, space, value) }
  }
  @inlinable
  package mutating func account(_ row: Row, _ space: SystemName, _ value: UInt32) {
    forward(row) { $0.account(row, space, value) }
  }
  @inlinable
  package mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) {
    forward(row) { $0.systemBits(row, space, value) }
  }
  @inlinable
  package mutating func labels(_ row: Row, _ bytes: RawSpan) { forward(row) { $0.labels(row, bytes) } }
  @inlinable
  package mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    forward(row) { $0.interfaceFlags(row, value, flags, lower: lower) }
  }
  @inlinable
  package mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    forward(row) { $0.flags(row, value, flags) }
  }
  @inlinable
  package mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    forward(row) { $0.keyedFlags(row, value, flags) }
  }
  @inlinable
  package mutating func group(_ row: Row, _ bytes: RawSpan) { forward(row) { $0.group(row, bytes) } }
  @inlinable
  package mutating func beginObject(_ row: Row) { forward(row) { $0.beginObject(row) } }
  @inlinable
  package mutating func endObject(_ row: Row) { forward(row) { $0.endObject(row) } }
  @inlinable
  package mutating func beginArray(_ row: Row) { forward(row) { $0.beginArray(row) } }
  @inlinable
  package mutating func endArray(_ row: Row) { forward(row) { $0.endArray(row) } }
  @inlinable
  package mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) {
    forward(.element) { $0.unparsed(path, type: type, why, bytes) }
  }
}
