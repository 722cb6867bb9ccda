package import NetlinkWire

/// Reads of each message the value of the field by which a list is sorted: of several values, the first. One thread.
package struct SortKeys: ~Copyable {
  private let interfaces: InterfaceNames
  private let system: SystemNames
  private let namespaceName: ((Int32) -> [UInt8]?)?
  private var filter: FieldFilter
  private var key = SortKey.absent

  /// Reads `field`, with names from `interfaces`, `system`, and the function for those of namespaces.
  package init(
    of field: FieldPath, interfaces: InterfaceNames, system: SystemNames,
    namespaceName: ((Int32) -> [UInt8]?)?
  ) {
    self.interfaces = interfaces
    self.system = system
    self.namespaceName = namespaceName
    filter = FieldFilter([field])
  }

  /// The value that `message` has.
  package mutating func key(
    of message: borrowing Message, by table: Table, _ walker: inout Walker
  ) -> SortKey {
    filter.reset()
    key = .absent
    walker.walk(message, by: table, &self)
    return key
  }

  /// Whether the value of `row` is the one that is looked for; with `alias`, the number beside its name, or a flag.
  private func isDue(_ row: Row, alias: StaticString? = nil) -> Bool {
    key == .absent && (alias.map { filter.wants(row, alias: $0) } ?? filter.wants(row))
  }

  private mutating func note(_ row: Row, _ value: Int128, alias: StaticString? = nil) {
    if isDue(row, alias: alias) { key = .number(value) }
  }

  private mutating func note(_ row: Row, address: RawSpan, alias: StaticString? = nil) {
    if isDue(row, alias: alias) { key = .bytes(address.array) }
  }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Keeps the value if it is the one that is looked for; `Visitor` says what the calls mean.
extension SortKeys: Visitor {
  package mutating func unsigned(_ row: Row, _ value: UInt64) { note(row, Int128(value)) }
  package mutating func signed(_ row: Row, _ value: Int64) { note(row, Int128(value)) }
  package mutating func boolean(_ row: Row, _ value: Bool) { note(row, value ? 1 : 0) }
  package mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) { unsigned(row, value) }
  package mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) { unsigned(row, value) }
  package mutating func unnamed(_ row: Row, _ value: UInt64) { unsigned(row, value) }

  package mutating func text(_ row: Row, _ bytes: RawSpan) {
    if isDue(row) { key = .text(bytes.array) }
  }

  package mutating func word(_ row: Row, _ word: StaticString) {
    if isDue(row) { key = .text(word.array) }
  }

  package mutating func binary(_ row: Row, _ bytes: RawSpan) { note(row, address: bytes) }
  package mutating func ipv4(_ row: Row, _ bytes: RawSpan) { note(row, address: bytes) }
  package mutating func ipv6(_ row: Row, _ bytes: RawSpan) { note(row, address: bytes) }
  package mutating func octets(_ row: Row, _ bytes: RawSpan) { note(row, address: bytes) }
  package mutating func bridgeID(_ row: Row, _ bytes: RawSpan) { note(row, address: bytes) }
  package mutating func labels(_ row: Row, _ bytes: RawSpan) { note(row, address: bytes) }

  package mutating func group(_ row: Row, _ bytes: RawSpan) {
    note(row, address: bytes, alias: row.numberKey)
  }

  package mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {
    if isDue(row) { key = .bytes(address.array + [UInt8(truncatingIfNeeded: length)]) }
  }

  package mutating func interface(_ row: Row, _ index: UInt32) {
    if isDue(row) {
      let name = interfaces.name(of: index)
      key = name.byteCount > 0 ? .text(name.array) : .number(Int128(index))
    }
    note(row, Int128(index), alias: row.numberKey)
  }

  package mutating func foreignInterface(_ row: Row, _ index: UInt32) {
    note(row, Int128(index), alias: row.numberKey)
  }

  package mutating func namespaceID(_ row: Row, _ id: Int32) {
    if isDue(row), let name = namespaceName?(id) { key = .text(name) }
    note(row, Int128(id), alias: row.numberKey)
  }

  package mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {
    if isDue(row) {
      var name = GrowingBytes()
      key = system.append(value, of: space, to: &name) ? .text(name.raw.array) : .number(Int128(value))
    }
    note(row, Int128(value), alias: row.numberKey)
  }

  package mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) { unsigned(row, value) }

  package mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    unsigned(row, value)
  }

  package mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) { unsigned(row, value) }

  package mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    flags.forEachName(in: value) { note(row, 1, alias: $0) }
    let rest = value & ~flags.known
    if rest != 0, !row.key.isEmpty { unsigned(row, rest) }
  }

  package mutating func beginObject(_ row: Row) { _ = filter.enter(row, at: 0, first: 0) }
  package mutating func endObject(_ row: Row) { filter.leave() }
  package mutating func beginArray(_ row: Row) { _ = filter.enter(row, at: 0, first: 0) }
  package mutating func endArray(_ row: Row) { filter.leave() }
  package mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) {}
}
