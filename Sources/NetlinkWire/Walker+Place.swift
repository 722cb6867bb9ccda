extension Walker {
  /// Where the value of a row lies whose presence the message decides. A negative offset says that it is not
  /// shown, or, with a positive length, that it is shown as the number 0.
  // Mutating, because for a call that borrows the compiler copies the whole walker.
  @usableFromInline
  mutating func place(of index: Int, _ context: borrowing Context) -> (offset: Int, length: Int) {
    let row = context.table[index]
    if row.isPart { return (0, context.nest.byteCount) }
    let place =
      context.seen.contains(index)
      ? placeOfSent(row, slots.level(context.depth)[index], context) : placeOfUnsent(row, context)
    return place ?? (-1, 0)
  }

  /// The place of an attribute that was sent; nil where another value makes showing it superfluous.
  private mutating func placeOfSent(
    _ row: Row, _ slot: (offset: Int, length: Int), _ context: borrowing Context
  ) -> (offset: Int, length: Int)? {
    let payload = context.nest.slice(at: slot.offset, length: slot.length)
    switch row.presence {
    case .unless(let other):
      if context.has(other) { return nil }
    case .unlike(let other):
      if !context.has(other) || payload.equals(sibling(other, context)) { return nil }
    case .marked(let other, let mask):
      let marks = sibling(other, context).unsignedBE ?? 0
      if payload.unsignedBE == 0, marks & UInt64(mask) == 0 { return nil }
    case .sent, .always, .orField, .orAttribute, .viewBeside, .orZero, .orZeroWith, .orMarked, .bits,
      .inFamily, .notInFamily:
      break
    }
    return slot
  }

  /// Where a value lies that is shown in place of an attribute that was not sent; nil for nothing.
  private mutating func placeOfUnsent(_ row: Row, _ context: borrowing Context) -> (offset: Int, length: Int)?
  {
    switch row.presence {
    case .orField(let offset): return Int(offset) < context.nest.byteCount ? (Int(offset), 1) : nil
    case .orAttribute(let other): return slot(of: other, context)
    case .viewBeside(let other):
      return context.has(other) ? row.number.flatMap { slot(of: $0, context) } : nil
    case .always, .orMarked: return (0, 0)
    case .orZero: return (-1, 1)
    case .orZeroWith(let other): return context.has(other) ? (-1, 1) : nil
    case .inFamily: return slot(of: row.number ?? 0, context)
    case .sent, .unless, .unlike, .marked, .bits, .notInFamily: return nil
    }
  }

  /// Where the attribute `number` lies; nil when it was not sent.
  private mutating func slot(of number: UInt16, _ context: borrowing Context) -> (offset: Int, length: Int)? {
    let row = context.table.row(of: number)
    return row >= 0 && context.seen.contains(row) ? slots.level(context.depth)[row] : nil
  }

  /// The nest that a value stands in, with its other attributes.
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
    let slot = slots.level(context.depth)[row]
    return context.nest.slice(at: slot.offset, length: slot.length)
  }
}
