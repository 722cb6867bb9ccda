/// The rows of one message, nest or struct, in the order in which they are shown.
///
/// Immortal and trivial: a copy is a pointer. At most 128 rows, and attribute numbers below 512.
@safe
@usableFromInline package struct Table: @unchecked Sendable {
  @usableFromInline
  struct Storage {
    let name: StaticString
    @usableFromInline let headerLength: Int
    @usableFromInline let rows: Immortal<Attribute>
    /// The rows as the walk uses them.
    @usableFromInline let steps: Immortal<Step>
    /// Where the last of the fields ends.
    @usableFromInline let endOfFields: Int
    /// The rows whose value does not change by itself.
    @usableFromInline let steady: RowSet
    /// The row of each attribute number; 255 for none.
    @usableFromInline let rowOfNumber: Immortal<UInt8>
    /// Rows that are visited also where their attribute was not sent.
    @usableFromInline let unconditional: RowSet
    /// Rows that depend on bits of the header.
    @usableFromInline let conditional: Immortal<ConditionalRow>
    /// The bits of the header that the conditional rows depend on (`ConditionalRow.bits`).
    @usableFromInline let conditionalBits: (first: UInt32, flags: UInt32)
    /// The rows that only messages of one family have, and those that all but these have. A table names one family.
    @usableFromInline let special: (family: UInt8, inside: RowSet, outside: RowSet)
    /// The first of the serial numbers of the rows.
    @usableFromInline let firstSerial: Int
    /// The row whose integer is exported to nests; −1 for none.
    @usableFromInline let exportedRow: Int
  }

  @usableFromInline let storage: UnsafePointer<Storage>

  /// A table of `rows`; `headerLength` is the size of the fixed header or struct that comes first.
  /// The integer of the attribute `exporting`, or of the header's field at `exportingField`, is exported to nests: rows
  /// of the shapes `exported` and `exportedInterface` show it.
  package init(
    _ name: StaticString, headerLength: Int = 0, exporting: UInt16? = nil, exportingField: UInt16? = nil,
    _ rows: [Attribute]
  ) {
    precondition(rows.count <= RowSet.capacity, "a table holds at most 128 rows")
    let rowOfNumber = Immortal<UInt8>(count: Table.highestNumber(of: rows) + 1) { _ in 255 }
    func claim(_ number: UInt16, for row: Int) {
      if rowOfNumber[Int(number)] == 255 { unsafe rowOfNumber.base[Int(number)] = UInt8(row) }
    }
    var unconditional = RowSet()
    var conditional: [ConditionalRow] = []
    var steady = RowSet()
    var special: (family: UInt8, inside: RowSet, outside: RowSet) = (0, RowSet(), RowSet())
    for (index, row) in rows.enumerated() {
      if !row.isVolatile { steady.insert(index) }
      let condition = ConditionalRow(index, row)
      if let condition { conditional.append(condition) }
      switch row.presence {
      case .inFamily(let family):
        special.family = family
        special.inside.insert(index)
      case .notInFamily(let family):
        special.family = family
        special.outside.insert(index)
      default: break
      }
      switch row.place {
      case .attribute(let number):
        switch row.presence {
        case .orAttribute(number), .viewBeside:  // a second view of an attribute that has a row of its own
          unconditional.insert(index)
          continue
        default: claim(number, for: index)
        }
        switch row.presence {
        case .always, .orField, .orAttribute, .orZero, .orZeroWith, .inFamily: unconditional.insert(index)
        case .notInFamily:
          precondition(rowOfNumber[Int(number)] == index, "a family's row comes behind the others'")
        case .sent, .unlike, .unless, .marked, .viewBeside, .orMarked, .bits: break
        }
      case .field:
        if condition != nil {
          continue
        } else if let part = row.shape.part, part.hasNumbers {
          for number in part.numbers { claim(number, for: index) }
        } else {
          unconditional.insert(index)
        }
      }
    }
    // One more for the table itself.
    let serial = Row.nextSerials(rows.count + 1)
    let kept = Immortal(rows)
    var endOfFields = 0
    let steps = Immortal(count: rows.count) { index in
      let step = Step(Row(kept, index, serial: serial + index))
      endOfFields = max(endOfFields, Int(step.offset) + Int(step.width))
      return step
    }
    let storage = UnsafeMutablePointer<Storage>.allocate(capacity: 1)
    unsafe storage.initialize(
      to: Storage(
        name: name, headerLength: headerLength, rows: kept, steps: steps, endOfFields: endOfFields,
        steady: steady, rowOfNumber: rowOfNumber, unconditional: unconditional,
        conditional: Immortal(conditional), conditionalBits: ConditionalRow.bits(conditional),
        special: special,
        firstSerial: serial, exportedRow: Table.exported(exporting, exportingField, rows)))
    unsafe self.storage = UnsafePointer(storage)
  }

  /// The integer in the field of the header that is the row at `index`; nil where the header is cut off.
  @inlinable
  func field(_ index: Int, of span: RawSpan) -> UInt64? {
    let step = steps[index]
    guard Int(step.offset) + Int(step.width) <= span.byteCount else { return nil }
    return span.slice(at: Int(step.offset), length: Int(step.width)).unsigned
  }

  /// The kernel's word for the whole: `IFLA_GENEVE`, `struct rtmsg`.
  @usableFromInline package var name: StaticString { unsafe storage.pointee.name }

  /// The size of the fixed header or struct before the attributes, in bytes.
  @usableFromInline package var headerLength: Int {
    @inlinable @inline(__always) get { unsafe storage.pointee.headerLength }
  }

  /// Its own serial number, which no row has either.
  @inlinable package var serial: Int { unsafe storage.pointee.firstSerial + count }

  /// How many rows it has.
  @inlinable package var count: Int { unsafe storage.pointee.rows.count }

  /// The row at `index`, in the order in which rows are shown.
  @usableFromInline package subscript(index: Int) -> Row {
    @inlinable @inline(__always) get { Row(self, index) }
  }

  @usableFromInline var steps: Immortal<Step> {
    @inlinable @inline(__always) get { unsafe storage.pointee.steps }
  }

  /// The step of `row`, which may be one of a part of this table.
  @inlinable
  func step(of row: Row) -> Step {
    let index = unsafe row.serial - storage.pointee.firstSerial
    return index >= 0 && index < count ? steps[index] : Step(row)
  }

  /// Where the last of the fields ends: in a payload of so many bytes none is cut off.
  @usableFromInline var endOfFields: Int {
    @inlinable @inline(__always) get { unsafe storage.pointee.endOfFields }
  }

  @usableFromInline var steady: RowSet {
    @inlinable @inline(__always) get { unsafe storage.pointee.steady }
  }

  /// The row of each attribute number; 255 for none.
  @usableFromInline var rowOfNumber: Immortal<UInt8> {
    @inlinable @inline(__always) get { unsafe storage.pointee.rowOfNumber }
  }

  @usableFromInline var exportedRow: Int {
    @inlinable @inline(__always) get { unsafe storage.pointee.exportedRow }
  }

  @usableFromInline var unconditional: RowSet {
    @inlinable @inline(__always) get { unsafe storage.pointee.unconditional }
  }

  /// The rows that depend on bits of the header, and are due in this message or nest.
  @inlinable @inline(__always)
  func conditional(_ span: RawSpan) -> RowSet {
    if unsafe storage.pointee.conditional.count == 0 { return RowSet() }
    let bits = unsafe storage.pointee.conditionalBits
    let first = span.byteCount >= 4 ? span.u32(at: 0) & bits.first : 0
    let flags = span.byteCount >= 12 ? span.u32(at: 8) & bits.flags : 0
    if first | flags == 0 { return RowSet() }
    return due(span)
  }

  /// Whether some rows are for one family alone, or for all but one.
  @usableFromInline var hasSpecialRows: Bool {
    @inlinable @inline(__always) get { unsafe storage.pointee.special.family != 0 }
  }

  /// The rows that messages of `family` do not have.
  @inlinable @inline(__always)
  func foreign(to family: UInt8) -> RowSet {
    unsafe family == storage.pointee.special.family
      ? storage.pointee.special.outside : storage.pointee.special.inside
  }

  /// Whether any row is an attribute, rather than a field.
  @inlinable var hasNumbers: Bool { unsafe storage.pointee.rowOfNumber.count > 1 }
}
