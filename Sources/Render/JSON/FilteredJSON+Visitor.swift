package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension FilteredJSON: Visitor {
  package mutating func unsigned(_ row: Row, _ value: UInt64) {
    if filter.wants(row) { json.unsigned(row, value) }
  }

  package mutating func signed(_ row: Row, _ value: Int64) {
    if filter.wants(row) { json.signed(row, value) }
  }

  package mutating func boolean(_ row: Row, _ value: Bool) {
    if filter.wants(row) { json.boolean(row, value) }
  }

  package mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) {
    if filter.wants(row) { json.hexadecimal(row, value, prefixed: prefixed) }
  }

  package mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) {
    if filter.wants(row) { json.ticks(row, value, isText: isText) }
  }

  package mutating func text(_ row: Row, _ bytes: RawSpan) {
    if filter.wants(row) { json.text(row, bytes) }
  }

  package mutating func word(_ row: Row, _ word: StaticString) {
    if filter.wants(row) { json.word(row, word) }
  }

  package mutating func named(_ row: Row, _ value: UInt64, _ names: Names) {
    if filter.wants(row) { json.named(row, value, names) }
  }

  package mutating func unnamed(_ row: Row, _ value: UInt64) {
    if filter.wants(row) { json.unnamed(row, value) }
  }

  package mutating func binary(_ row: Row, _ bytes: RawSpan) {
    if filter.wants(row) { json.binary(row, bytes) }
  }

  package mutating func ipv4(_ row: Row, _ bytes: RawSpan) {
    if filter.wants(row) { json.ipv4(row, bytes) }
  }

  package mutating func ipv6(_ row: Row, _ bytes: RawSpan) {
    if filter.wants(row) { json.ipv6(row, bytes) }
  }

  package mutating func octets(_ row: Row, _ bytes: RawSpan) {
    if filter.wants(row) { json.octets(row, bytes) }
  }

  package mutating func bridgeID(_ row: Row, _ bytes: RawSpan) {
    if filter.wants(row) { json.bridgeID(row, bytes) }
  }

  package mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {
    if filter.wants(row) { json.prefix(row, address, length: length, host: host) }
  }

  package mutating func labels(_ row: Row, _ bytes: RawSpan) {
    if filter.wants(row) { json.labels(row, bytes) }
  }

  package mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32) {
    if filter.wants(row) { json.neighbour(row, bytes, on: index) }
  }

  package mutating func locator(_ row: Row, _ bytes: RawSpan) {
    if filter.wants(row) { json.locator(row, bytes) }
  }

  package mutating func account(_ row: Row, _ space: SystemName, _ value: UInt32) {
    if filter.wants(row) {
      json.account(row, space, value)
    } else if filter.wants(row, alias: row.numberKey) {
      json.number(row, value)
    }
  }

  package mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) {
    if filter.wants(row) { json.systemBits(row, space, value) }
  }

  package mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    if filter.wants(row) { json.interfaceFlags(row, value, flags, lower: lower) }
  }

  package mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    if filter.wants(row) { json.flags(row, value, flags) }
  }

  package mutating func hexadecimal(_ row: Row, _ value: UInt64, digits: Int) {
    if filter.wants(row) { json.hexadecimal(row, value, digits: digits) }
  }

  package mutating func thousandths(_ row: Row, _ value: UInt64) {
    if filter.wants(row) { json.thousandths(row, value) }
  }

  package mutating func paddedHexadecimal(_ row: Row, _ value: UInt64, digits: Int, prefixed: Bool) {
    if filter.wants(row) { json.paddedHexadecimal(row, value, digits: digits, prefixed: prefixed) }
  }

  package mutating func guid(_ row: Row, _ value: UInt64) {
    if filter.wants(row) { json.guid(row, value) }
  }

  package mutating func joinedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    if filter.wants(row) { json.joinedFlags(row, value, flags) }
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

  package mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {
    switch (filter.wants(row), filter.wants(row, alias: row.numberKey)) {
    case (true, true): json.system(row, space, value)
    case (true, false): json.name(row, space, value)
    case (false, true): json.number(row, value)
    case (false, false): break
    }
  }

  package mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    for index in 0..<flags.entries.count {
      let entry = flags.entries[index]
      guard value & entry.mask == entry.value, !entry.name.isEmpty else { continue }
      if filter.wants(row, alias: entry.name) { json.flag(entry.name) }
    }
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

  /// Ends an array; one whose members have nothing of what is wanted is taken back.
  package mutating func endArray(_ row: Row) {
    if filter.level.extent == .some, json.first == 1 {
      json.buffer.truncate(to: filter.level.start)
      json.first = filter.level.first
    } else if filter.isWanted {
      json.endArray(row)
    }
    filter.leave()
  }

  /// What was not understood is no field.
  package mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) {}
}
