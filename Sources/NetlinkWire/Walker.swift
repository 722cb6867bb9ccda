/// Walks messages by a table and hands every value to a visitor.
///
/// One walk for every purpose. It is total: any bytes end in values or in `unparsed`, never in a trap
/// or a loop. It allocates once, when it is made, and never for a message. One thread at a time.
@usableFromInline package struct Walker: ~Copyable {
  @usableFromInline let slots = Slots()
  @usableFromInline var path = Path()
  /// The address family in the first byte of the message's fixed header.
  @usableFromInline var family: UInt8 = 0
  /// `ifi_type` of a link message, which decides how its link-layer addresses are written.
  @usableFromInline var linkType: UInt16 = 1

  /// The integer that the message's table exports to its nests; nil when it was not sent.
  @usableFromInline var exported: UInt64?

  /// Whether rows that change by themselves are passed over, as when two states are compared.
  @usableFromInline package var skipsVolatile = false
  /// The attributes met in the message's outermost level, and the table they are of.
  @usableFromInline var outermost = RowSet()
  @usableFromInline var outermostTable: Table?

  /// A walker with its scratch area.
  package init() {}

  /// Walks one message's payload: the fixed header, then the attributes.
  ///
  /// A payload too short for the header is unparsed as a whole.
  @inlinable
  package mutating func walk<V: Visitor & ~Copyable>(
    _ message: borrowing Message, by table: Table, _ visitor: inout V
  ) {
    let payload = message.payload
    path.clear()
    guard payload.byteCount >= table.headerLength, table.headerLength > 0 else {
      visitor.unparsed(path, type: message.type, .malformed, payload)
      return
    }
    family = payload.u8(at: 0)
    linkType = payload.byteCount >= 4 ? payload.u16(at: 2) : 0
    outermostTable = table
    nest(payload, by: table, depth: 0, &visitor)
  }

  /// Whether the message has the attribute `number` in its outermost level.
  @inlinable
  func isSent(_ number: UInt16) -> Bool {
    guard let row = outermostTable?.row(of: number), row >= 0 else { return false }
    return outermost.contains(row)
  }

  /// Walks a fixed header or struct and the attributes after it: notes where each attribute lies, then
  /// shows the rows that are due.
  @inlinable
  mutating func nest<V: Visitor & ~Copyable>(
    _ span: RawSpan, by table: Table, depth: Int, isPart: Bool = false, _ visitor: inout V
  ) {
    var seen = RowSet()
    let map = table.rowOfNumber
    let level = slots.level(depth)
    let end = span.byteCount
    var offset = min(table.headerLength, end)
    if depth == 0, end > 0xffff {
      offset = noteLong(span, by: table, &seen, &visitor)
    }
    while end &- offset >= 4 {
      let length = Int(span.known16(at: offset))
      let type = Int(span.known16(at: offset &+ 2) & AttributeFlag.numberMask)
      guard length >= 4, length <= end &- offset else { break }
      let row = type < map.count ? Int(map[type]) : 255
      if row < RowSet.capacity, seen.insert(row) {
        level[row] = (offset &+ 4, length &- 4)
      } else {
        let isUnknown = row >= RowSet.capacity
        if isUnknown ? !isPart : !table[row].mayRepeat {
          irregular(
            span.known(at: offset &+ 4, length: length &- 4), UInt16(truncatingIfNeeded: type),
            isUnknown ? .unknown : .repeated, &visitor)
        }
      }
      offset = offset &+ ((length &+ 3) & ~3)
    }
    // The padding of the last attribute may be missing.
    offset = min(offset, end)
    if offset < end, !isPart {
      remainder(span.slice(at: offset, length: end - offset), &visitor)
    }
    if depth == 0 {
      exported = nil
      outermost = seen
    }
    let export = table.exportedRow
    if export >= 0, seen.contains(export) {
      let slot = level[export]
      exported = span.slice(at: slot.offset, length: slot.length).unsigned
    } else if export >= 0, table[export].number == nil {
      exported = table.field(export, of: span)
    }
    var rows = table.unconditional.union(seen).union(table.conditional(span))
    if table.hasSpecialRows { rows = rows.subtracting(table.foreign(to: family)) }
    if end < table.endOfFields { rows = table.whole(rows, within: end) }
    show(rows, seen: seen, of: span, by: table, depth: depth, &visitor)
    if end < table.headerLength, !isPart { irregularEnd(span, by: table, &visitor) }
  }

  /// An attribute that is unknown or came before.
  @inline(never)
  @inlinable
  mutating func irregular<V: Visitor & ~Copyable>(
    _ payload: RawSpan, _ type: UInt16, _ why: Oddity, _ visitor: inout V
  ) {
    visitor.unparsed(path, type: type, why, payload)
  }

  /// Bytes where an attribute should begin and none does.
  @inline(never)
  @inlinable
  mutating func remainder<V: Visitor & ~Copyable>(_ bytes: RawSpan, _ visitor: inout V) {
    let type = bytes.byteCount >= 4 ? bytes.u16(at: 2) & AttributeFlag.numberMask : 0
    visitor.unparsed(path, type: type, .malformed, bytes)
  }

  /// Walks only the fields of a struct; bytes behind the known fields are unparsed.
  @inlinable
  mutating func structure<V: Visitor & ~Copyable>(
    _ span: RawSpan, by table: Table, depth: Int, _ visitor: inout V
  ) {
    fields(span, by: table, depth: depth, &visitor)
    if span.byteCount != table.headerLength { irregularEnd(span, by: table, &visitor) }
  }

  /// Reports the bytes behind the known fields of a struct that is longer than its table, or the beginning of the field
  /// in which a shorter struct ends.
  @inline(never)
  @inlinable
  mutating func irregularEnd<V: Visitor & ~Copyable>(_ span: RawSpan, by table: Table, _ visitor: inout V) {
    let isCut = span.byteCount < table.headerLength
    let end = isCut ? table.endOfFields(within: span.byteCount) : table.headerLength
    if end >= span.byteCount { return }
    let why: Oddity = isCut ? .malformed : .unknown
    visitor.unparsed(path, type: 0, why, span.slice(at: end, length: span.byteCount - end))
  }

  /// Shows the fields of a struct.
  @inlinable
  mutating func fields<V: Visitor & ~Copyable>(
    _ span: RawSpan, by table: Table, depth: Int, _ visitor: inout V
  ) {
    var rows = table.unconditional
    if span.byteCount < table.endOfFields { rows = table.whole(rows, within: span.byteCount) }
    show(rows, seen: RowSet(), of: span, by: table, depth: depth, &visitor)
  }

  /// Runs the steps of `rows`, in their order. Those that are fields lie within the span.
  @inlinable
  mutating func show<V: Visitor & ~Copyable>(
    _ rows: RowSet, seen: RowSet, of span: RawSpan, by table: Table, depth: Int, _ visitor: inout V
  ) {
    var rows = rows.intersection(visitor.wanted(of: table))
    if skipsVolatile { rows = rows.intersection(table.steady) }
    let steps = table.steps
    let bytes = KnownBytes(span, any: slots)
    let level = slots.level(depth)
    while true {
      let index = rows.removeFirst()
      if index < 0 { return }
      let source = steps[known: index].source
      var place = (offset: Int(steps[known: index].offset), length: Int(steps[known: index].width))
      if source == .attribute, seen.contains(index) {
        place = level[index]
      } else if source != .field {
        place = self.place(of: index, Context(nest: span, table: table, seen: seen, depth: depth))
        if place.offset < 0 {
          if place.length > 0 { zero(steps[known: index].row, &visitor) }
          continue
        }
      }
      let payload = bytes.cut(at: place.offset, length: place.length)
      value(
        steps[known: index], payload, nest: span, table: table, seen: seen, depth: depth, &visitor)
    }
  }

  /// Shows a number that was not sent as 0.
  @inline(never)
  @inlinable
  mutating func zero<V: Visitor & ~Copyable>(_ row: Row, _ visitor: inout V) {
    if case .hex = row.shape {
      visitor.hexadecimal(row, 0, prefixed: true)
    } else {
      visitor.unsigned(row, 0)
    }
  }
}
