/// Walks messages by a table and hands every value to a visitor.
///
/// One walk for every purpose. It is total: any bytes end in values or in `unparsed`, never in a trap
/// or a loop. It allocates once, when it is made, and never for a message. One thread at a time.
public struct Walker: ~Copyable {
  @usableFromInline let slots = Slots()
  @usableFromInline var path = Path()
  /// The address family in the first byte of the message's fixed header.
  @usableFromInline var family: UInt8 = 0
  /// `ifi_type` of a link message: what its link-layer addresses look like.
  @usableFromInline var linkType: UInt16 = 1

  /// The integer that the message's table exports to its nests; nil when it was not sent.
  @usableFromInline var exported: UInt64?

  /// Whether rows that change by themselves are passed over, as when two states are compared.
  public var skipsVolatile = false
  /// The attributes met in the message's outermost level, and the table they are of.
  @usableFromInline var outermost = RowSet()
  @usableFromInline var outermostTable: Table?

  /// A walker with its scratch area.
  public init() {}

  /// Walks one message's payload: the fixed header, then the attributes.
  ///
  /// A payload too short for the header is unparsed as a whole.
  @inlinable
  public mutating func walk<V: Visitor & ~Copyable>(
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

  /// Walks a fixed header or struct and the attributes after it.
  @inlinable
  mutating func nest<V: Visitor & ~Copyable>(
    _ span: RawSpan, by table: Table, depth: Int, isPart: Bool = false, _ visitor: inout V
  ) {
    var seen = RowSet()
    var offset = min(table.headerLength, span.byteCount)
    let mayWrap = depth == 0 && span.byteCount > 0xffff
    while span.byteCount - offset >= 4 {
      var length = Int(span.u16(at: offset))
      let type = span.u16(at: offset + 2) & 0x3fff
      let row = table.row(of: type)
      if mayWrap { length = unwrapped(length, at: offset, of: span, row < 0 ? nil : table[row]) }
      guard length >= 4, length <= span.byteCount - offset else {
        break
      }
      if row < 0 {
        if !isPart {
          visitor.unparsed(path, type: type, .unknown, span.slice(at: offset + 4, length: length - 4))
        }
      } else if seen.contains(row) {
        if !table[row].mayRepeat {
          visitor.unparsed(path, type: type, .repeated, span.slice(at: offset + 4, length: length - 4))
        }
      } else {
        seen.insert(row)
        slots[depth, row] = (offset + 4, length - 4)
      }
      offset = min(span.byteCount, offset + (length + 3) & ~3)
    }
    if offset < span.byteCount, !isPart {
      remainder(span.slice(at: offset, length: span.byteCount - offset), &visitor)
    }
    if depth == 0 {
      exported = nil
      outermost = seen
    }
    let export = table.exportedRow
    if export >= 0, seen.contains(export) {
      let slot = slots[depth, export]
      exported = span.slice(at: slot.offset, length: slot.length).unsigned
    }
    let rows = table.unconditional.union(seen).union(table.conditional(span, family: family))
    show(rows, seen: seen, of: span, by: table, depth: depth, &visitor)
  }

  /// The length of the attribute at `offset`, whose own field says `length` modulo 64 KiB.
  ///
  /// Kernels let the 16 bits overflow where a device has more virtual functions than fit. Members of
  /// such a list are all of one number; their chain is followed to the last end that agrees.
  @inline(never)
  @inlinable
  func unwrapped(_ length: Int, at offset: Int, of span: RawSpan, _ row: Row?) -> Int {
    guard let row, case .children(.nest) = row.shape else { return length }
    var result = length
    var end = offset + 4
    while span.byteCount - end >= 4 {
      let member = Int(span.u16(at: end))
      guard member >= 4, member <= span.byteCount - end, span.u16(at: end + 2) & 0x3fff == 1 else { break }
      end = min(span.byteCount, end + (member + 3) & ~3)
      if (end - offset) & 0xffff == length { result = end - offset }
    }
    return result
  }

  /// What stands where an attribute should, and is none.
  @inline(never)
  @inlinable
  mutating func remainder<V: Visitor & ~Copyable>(_ bytes: RawSpan, _ visitor: inout V) {
    let type = bytes.byteCount >= 4 ? bytes.u16(at: 2) & 0x3fff : 0
    visitor.unparsed(path, type: type, .malformed, bytes)
  }

  /// Walks only the fields of a struct; what comes behind those known is unparsed.
  @inlinable
  mutating func structure<V: Visitor & ~Copyable>(
    _ span: RawSpan, by table: Table, depth: Int, _ visitor: inout V
  ) {
    fields(span, by: table, depth: depth, &visitor)
    if span.byteCount > table.headerLength {
      visitor.unparsed(
        path, type: 0, .unknown,
        span.slice(at: table.headerLength, length: span.byteCount - table.headerLength))
    }
  }

  /// Shows the fields of a struct.
  @inlinable
  mutating func fields<V: Visitor & ~Copyable>(
    _ span: RawSpan, by table: Table, depth: Int, _ visitor: inout V
  ) {
    show(table.unconditional, seen: RowSet(), of: span, by: table, depth: depth, &visitor)
  }

  @inline(__always)
  @inlinable
  mutating func show<V: Visitor & ~Copyable>(
    _ rows: RowSet, seen: RowSet, of span: RawSpan, by table: Table, depth: Int, _ visitor: inout V
  ) {
    var rows = rows
    while true {
      let index = rows.removeFirst()
      if index < 0 { return }
      let row = table[index]
      if skipsVolatile, row.isVolatile { continue }
      let context = Context(nest: span, table: table, seen: seen, depth: depth)
      switch row.place {
      case .field(let offset):
        let offset = Int(offset)
        if row.isPart {
          value(row, span, context, &visitor)
          continue
        }
        let length = row.attribute.width
        guard offset + length <= span.byteCount else { continue }
        value(row, span.slice(at: offset, length: length), context, &visitor)
      case .attribute:
        if seen.contains(index) {
          let slot = slots[depth, index]
          let payload = span.slice(at: slot.offset, length: slot.length)
          switch row.presence {
          case .unless(let other):
            if context.has(other) { continue }
          case .unlike(let other):
            let place = table.row(of: other)
            guard place >= 0, seen.contains(place) else { continue }
            let slot = slots[depth, place]
            if payload.equals(span.slice(at: slot.offset, length: slot.length)) { continue }
          case .marked(let other, let mask):
            let marks = sibling(other, context).unsignedBE ?? 0
            if payload.unsignedBE == 0, marks & UInt64(mask) == 0 { continue }
          case .inFamily(let wanted):
            if family != wanted { continue }
          case .notInFamily(let unwanted):
            if family == unwanted { continue }
          case .sent, .always, .orField, .orAttribute, .viewBeside, .orZero, .orZeroWith, .orMarked, .bits:
            break
          }
          value(row, span.slice(at: slot.offset, length: slot.length), context, &visitor)
        } else {
          switch row.presence {
          case .orField(let offset):
            guard Int(offset) < span.byteCount else { continue }
            value(row, span.slice(at: Int(offset), length: 1), context, &visitor)
          case .orAttribute(let other):
            let place = table.row(of: other)
            guard place >= 0, seen.contains(place) else { continue }
            let slot = slots[depth, place]
            value(row, span.slice(at: slot.offset, length: slot.length), context, &visitor)
          case .viewBeside(let other):
            guard context.has(other), let number = row.number, context.has(number) else { continue }
            let attributes = span.slice(at: table.headerLength, length: span.byteCount - table.headerLength)
            value(row, attributes.attribute(number), context, &visitor)
          case .always, .orMarked:
            value(row, span.slice(at: 0, length: 0), context, &visitor)
          case .orZero:
            zero(row, &visitor)
          case .orZeroWith(let other):
            if context.has(other) { zero(row, &visitor) }
          case .inFamily, .notInFamily:  // a second view of an attribute that has another row
            let place = table.row(of: row.number ?? 0)
            guard place >= 0, seen.contains(place) else { continue }
            let slot = slots[depth, place]
            value(row, span.slice(at: slot.offset, length: slot.length), context, &visitor)
          case .sent, .unless, .unlike, .marked, .bits: continue
          }
        }
      }
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

  /// The nest that a value stands in, where a shape looks for its siblings.
  @usableFromInline
  struct Context: ~Escapable {
    @usableFromInline let nest: RawSpan
    @usableFromInline let table: Table
    @usableFromInline let seen: RowSet
    @usableFromInline let depth: Int

    @inline(__always)
    @_lifetime(copy nest)
    @inlinable
    init(nest: RawSpan, table: Table, seen: RowSet, depth: Int) {
      self.nest = nest
      self.table = table
      self.seen = seen
      self.depth = depth
    }

    /// Whether the attribute `number` was sent.
    @inline(__always)
    @inlinable
    func has(_ number: UInt16) -> Bool {
      let row = table.row(of: number)
      return row >= 0 && seen.contains(row)
    }
  }

  /// The payload of the sibling `number`; empty when it was not sent.
  @_lifetime(copy context)
  @inlinable
  func sibling(_ number: UInt16, _ context: borrowing Context) -> RawSpan {
    let row = context.table.row(of: number)
    guard row >= 0, context.seen.contains(row) else { return context.nest.slice(at: 0, length: 0) }
    let slot = slots[context.depth, row]
    return context.nest.slice(at: slot.offset, length: slot.length)
  }
}
