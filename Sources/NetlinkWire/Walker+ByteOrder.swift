extension Walker {
  /// The rows whose attributes stand in one nest.
  @usableFromInline
  package struct Level: Sendable {
    @usableFromInline let seen: RowSet
    /// How many nests are around.
    @usableFromInline package let depth: Int

    @inlinable
    init(seen: RowSet, depth: Int) {
      self.seen = seen
      self.depth = depth
    }

    /// A nest of which nothing is known.
    package static let unknown = Level(seen: RowSet(), depth: 0)
  }

  /// Prepares for `value(of:)`, which hands over single values of the message with this payload.
  ///
  /// For a reader that goes through a message in the order of its bytes.
  package mutating func begin(_ payload: RawSpan, by table: Table) -> Level {
    path.clear()
    family = payload.byteCount > 0 ? payload.u8(at: 0) : 0
    linkType = payload.byteCount >= 4 ? payload.u16(at: 2) : 0
    outermostTable = table
    exported = nil
    let level = enter(payload, by: table, depth: 0)
    outermost = level.seen
    let export = table.exportedRow
    if export >= 0, level.seen.contains(export) {
      let slot = slots.level(0)[export]
      exported = payload.slice(at: slot.offset, length: slot.length).unsigned
    } else if export >= 0, table[export].number == nil {
      exported = table.field(export, of: payload)
    }
    return level
  }

  /// Notes where the attributes of a nest lie: the values of other rows may depend on them.
  package mutating func enter(_ nest: RawSpan, by table: Table, depth: Int) -> Level {
    guard depth <= Path.limit else { return .unknown }
    var seen = RowSet()
    var attributes = Attributes(nest, from: table.headerLength)
    var offset = min(table.headerLength, nest.byteCount)
    while attributes.next() {
      let length = attributes.value.byteCount
      let row = table.row(of: attributes.type)
      if row >= 0, !seen.contains(row) {
        seen.insert(row)
        slots.level(depth)[row] = (offset + 4, length)
      }
      offset = min(nest.byteCount, offset + (length + 7) & ~3)
    }
    return Level(seen: seen, depth: depth)
  }

  /// Hands the value of `row` to the visitor; its bytes are `payload`, which lies in `nest`.
  @inlinable
  package mutating func value<V: Visitor & ~Copyable>(
    of row: Row, _ payload: RawSpan, in nest: RawSpan, by table: Table, _ level: Level, _ visitor: inout V
  ) {
    value(
      table.step(of: row), payload, nest: nest, table: table, seen: level.seen, depth: level.depth, &visitor)
  }

  /// The table that another attribute or the family selects for the payload of `row`; nil when none fits.
  package func table(selectedFor row: Row, in nest: RawSpan, by table: Table, _ level: Level) -> Table? {
    let context = Context(nest: nest, table: table, seen: level.seen, depth: level.depth)
    switch row.shape {
    case .selected(let number, let selection), .inlineSelected(let number, let selection):
      return selection.table(for: sibling(number, context))
    case .selectedByFamily(let selection): return selection.table(for: UInt64(family))
    case .structureSince(let since, let table, let before): return isSent(since) ? table : before
    default: return nil
    }
  }

  /// The length of the attribute at `offset` of a message's payload, whose 16-bit length field may have overflowed.
  package func length(at offset: Int, of payload: RawSpan, by table: Table) -> Int {
    let length = Int(payload.u16(at: offset))
    guard payload.byteCount > 0xffff else { return length }
    let row = table.row(of: payload.u16(at: offset + 2) & AttributeFlag.numberMask)
    return unwrapped(length, at: offset, of: payload, row < 0 ? nil : table[row])
  }

  /// The address family of the message.
  package var addressFamily: UInt8 { family }
}

extension Attribute {
  /// Where a field lies in its header or struct; nil for an attribute.
  package var fieldOffset: Int? {
    if case .field(let offset) = place { return Int(offset) }
    return nil
  }
}
