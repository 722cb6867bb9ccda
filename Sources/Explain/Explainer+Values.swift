internal import NetlinkWire

extension Explainer {
  /// Makes the value of one row.
  mutating func show(
    _ row: Row, _ bytes: RawSpan, in nest: RawSpan, by table: Table, _ level: Walker.Level
  ) {
    switch row.shape {
    case .hidden: plain(bytes)
    // Shortcuts for the most frequent shapes.
    case .u8 where bytes.byteCount == 1: value.unsigned(row, UInt64(bytes.u8(at: 0)))
    case .u16 where bytes.byteCount == 2: value.unsigned(row, UInt64(bytes.u16(at: 0)))
    case .u32 where bytes.byteCount == 4: value.unsigned(row, UInt64(bytes.u32(at: 0)))
    case .interface where bytes.byteCount == 4:
      value.begin(row, .text)
      value.device(bytes.u32(at: 0))
    case .lowerLink where bytes.byteCount == 4:
      walker.value(of: row, bytes, in: nest, by: table, level, &value)
    case .system(let space) where bytes.byteCount == 1 || bytes.byteCount == 4:
      value.system(row, space, bytes.byteCount == 1 ? UInt32(bytes.u8(at: 0)) : bytes.u32(at: 0))
    case .named(let names) where bytes.byteCount == 1:
      value.named(row, UInt64(bytes.u8(at: 0)), names)
      if value.kind == .text { value.number = UInt64(bytes.u8(at: 0)) }
    case .named, .namedBE:
      walker.value(of: row, bytes, in: nest, by: table, level, &value)
      if value.kind == .text {
        if case .named = row.shape { value.number = bytes.unsigned } else { value.number = bytes.unsignedBE }
      }
    case .optional32 where bytes.byteCount == 4:
      if bytes.u32(at: 0) == .max { value.plain("none") } else { value.integer(UInt64(bytes.u32(at: 0))) }
    case .weight, .threshold, .exported, .linkType, .systemUnlessZero, .boolIfKnown:
      walker.value(of: row, bytes, in: nest, by: table, level, &value)
      if value.isEmpty, !value.isOdd { plain(bytes) }
    default: walker.value(of: row, bytes, in: nest, by: table, level, &value)
    }
  }

  /// Makes a value of bytes whose meaning is not known: an integer, if they have the size of one.
  mutating func plain(_ bytes: RawSpan) {
    if let number = bytes.unsigned { value.integer(number) }
  }

  /// Makes the value of several rows of the same bytes: the names of all their bits, the first value there is, or each
  /// value after its key.
  mutating func show(
    _ group: ByteOrder.Group, _ bytes: RawSpan, in nest: RawSpan, by table: Table, _ level: Walker.Level
  ) {
    let rows = group.isUnconditional ? group.rows : group.rows.filter { isDue($0) }
    guard let first = rows.first ?? group.rows.first else { return }
    if rows.count <= 1 { return show(first, bytes, in: nest, by: table, level) }
    if let bits = group.isUnconditional ? group.bits : ByteOrder.bits(rows), let number = bytes.unsigned {
      value.kind = .list
      return value.list(number, bits)
    }
    if case .named = first.shape { return show(first, bytes, in: nest, by: table, level) }
    if rows.allSatisfy({ $0.attribute.fieldOffset == group.offset && $0.attribute.width == group.width }),
      !first.isPartial
    {
      for row in rows where value.isEmpty { show(row, bytes, in: nest, by: table, level) }
      return
    }
    value.hasKeys = true
    for row in rows {
      let offset = (row.attribute.fieldOffset ?? group.offset) - group.offset
      let width = row.number == nil ? row.attribute.width : bytes.byteCount
      guard offset >= 0, offset + width <= bytes.byteCount else { continue }
      show(row, bytes.slice(at: offset, length: width), in: nest, by: table, level)
    }
  }

  /// Whether messages of this family have the row.
  func isDue(_ row: Row) -> Bool {
    switch row.attribute.presence {
    case .inFamily(let family): walker.addressFamily == family
    case .notInFamily(let family): walker.addressFamily != family
    default: true
    }
  }
}

extension Shape {
  /// The names of its bits; nil for a shape that shows anything else.
  var bitNames: Flags? {
    switch self {
    case .flags(let flags), .keyedFlags(let flags), .interfaceFlags(let flags), .joinedFlags(let flags),
      .flagsWith(_, let flags):
      flags
    default: nil
    }
  }
}

extension Row {
  /// Whether it shows only some bits of its bytes.
  var isPartial: Bool {
    switch shape {
    case .bit, .bitNumber, .bitField, .hexPartBE, .bareHexBE: true
    default: false
    }
  }
}
