package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Passes each value on to `json` if its field is wanted. Values that have several keys have a method here.
extension FilteredJSON: ForwardingVisitor {
  package mutating func forward(_ row: Row, _ visit: (inout JSON) -> Void) {
    if filter.wants(row) { visit(&json) }
  }

  package mutating func account(_ row: Row, _ space: SystemName, _ value: UInt32) {
    if filter.wants(row) {
      json.account(row, space, value)
    } else if filter.wants(row, alias: row.numberKey) {
      json.number(row, value)
    }
  }

  package mutating func group(_ row: Row, _ bytes: RawSpan) {
    if filter.wants(row, alias: row.numberKey) { json.group(row, bytes) }
  }

  package mutating func interface(_ row: Row, _ index: UInt32) {
    switch (filter.wants(row), filter.wants(row, alias: row.numberKey)) {
    case (true, true): json.interface(row, index)
    case (true, false): json.name(row, index)
    case (false, true): json.number(row, index)
    case (false, false): break
    }
  }

  package mutating func foreignInterface(_ row: Row, _ index: UInt32) {
    if index == 0 ? filter.wants(row) : filter.wants(row, alias: row.numberKey) {
      json.foreignInterface(row, index)
    }
  }

  package mutating func namespaceID(_ row: Row, _ id: Int32) {
    if filter.wants(row) { json.name(row, ofNamespace: id) }
    if filter.wants(row, alias: row.numberKey) { json.number(row, signed: id) }
  }

  package mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {
    switch (filter.wants(row), filter.wants(row, alias: row.numberKey)) {
    case (true, true): json.system(row, space, value)
    case (true, false): json.name(row, space, value)
    case (false, true): json.number(row, value)
    case (false, false): break
    }
  }

  package mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    flags.forEachName(in: value) { if filter.wants(row, alias: $0) { json.flag($0) } }
    let rest = value & ~flags.known
    if rest != 0, !row.key.isEmpty, filter.wants(row) { json.hexadecimal(row, rest, prefixed: false) }
  }

  package mutating func beginObject(_ row: Row) {
    if filter.enter(row, at: json.buffer.count, first: json.first) { json.beginObject(row) }
  }

  package mutating func endObject(_ row: Row) { if filter.isWanted { json.endObject(row) }; filter.leave() }

  package mutating func beginArray(_ row: Row) {
    if filter.enter(row, at: json.buffer.count, first: json.first) { json.beginArray(row) }
  }

  /// Ends an array. If none of its members has a wanted field, the array is removed from the output.
  package mutating func endArray(_ row: Row) {
    if filter.level.extent == .some, json.first == 1 {
      json.buffer.truncate(to: filter.level.start)
      json.first = filter.level.first
    } else if filter.isWanted {
      json.endArray(row)
    }
    filter.leave()
  }

  package mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) {}
}
