// Finds rows by the numbers of their attributes.
extension Table {
  /// Where the row of attribute `number` stands; −1 when there is none.
  @inlinable @inline(__always)
  func row(of number: UInt16) -> Int {
    let map = unsafe storage.pointee.rowOfNumber
    guard Int(number) < map.count else { return -1 }
    let row = map[Int(number)]
    return row == 255 ? -1 : Int(row)
  }

  /// Where the last of the fields ends that lie within the first `length` bytes.
  @usableFromInline
  func endOfFields(within length: Int) -> Int {
    var end = 0
    for index in 0..<count {
      switch (self[index].shape, self[index].place) {
      case (.part(let table), _), (.parts(let table), _): end = max(end, table.endOfFields(within: length))
      case (_, .field(let offset)):
        let behind = Int(offset) + self[index].attribute.width
        if behind <= length { end = max(end, behind) }
      default: break
      }
    }
    return end
  }

  /// The rows among the conditional ones that are due.
  @usableFromInline @inline(never)
  func due(_ span: RawSpan) -> RowSet {
    var due = RowSet()
    let conditional = unsafe storage.pointee.conditional
    for index in 0..<conditional.count where conditional[index].isDue(span) {
      due.insert(conditional[index].row)
    }
    return due
  }

  /// Those of `rows` that are not fields, or that lie within the first `length` bytes.
  @usableFromInline @inline(never)
  func whole(_ rows: RowSet, within length: Int) -> RowSet {
    var (rest, whole) = (rows, RowSet())
    var index = rest.removeFirst()
    while index >= 0 {
      let step = steps[index]
      if step.source != .field || Int(step.offset) + Int(step.width) <= length { whole.insert(index) }
      index = rest.removeFirst()
    }
    return whole
  }

  /// The rows for which `isWanted` returns true.
  package func rows(where isWanted: (Row) -> Bool) -> RowSet {
    var rows = RowSet()
    for index in 0..<count where isWanted(self[index]) {
      rows.insert(index)
    }
    return rows
  }

  /// The row of attribute `number`, also one in a part of this table.
  package func attribute(_ number: UInt16) -> Row? {
    let index = row(of: number)
    if index < 0 { return nil }
    if let part = self[index].shape.part { return part.attribute(number) }
    return self[index]
  }

  /// The attributes that have a row, here or in a part of this table.
  package var numbers: [UInt16] {
    let count = unsafe storage.pointee.rowOfNumber.count
    return (0..<UInt16(count)).filter { row(of: $0) >= 0 }
  }
}

// While a table is made.
extension Table {
  /// The highest number of an attribute that one of `rows` stands for, itself or as a part.
  static func highestNumber(of rows: [Attribute]) -> Int {
    var highest = 0
    for row in rows {
      if let number = row.number {
        highest = max(highest, Int(number))
      } else if let part = row.shape.part {
        highest = max(highest, part.rowOfNumber.count - 1)
      }
    }
    precondition(highest < 512, "attribute numbers are below 512")
    return highest
  }

  /// Where the row stands whose integer is exported to nests: that of an attribute, or of a field; −1 for none.
  static func exported(_ number: UInt16?, _ offset: UInt16?, _ rows: [Attribute]) -> Int {
    if let number { return rows.firstIndex { $0.number == number } ?? -1 }
    guard let offset else { return -1 }
    return rows.firstIndex { if case .field(offset) = $0.place { true } else { false } } ?? -1
  }
}

extension Table: Equatable {
  /// Whether both are the very same table.
  @inlinable package static func == (one: Table, other: Table) -> Bool { unsafe one.storage == other.storage }
}
