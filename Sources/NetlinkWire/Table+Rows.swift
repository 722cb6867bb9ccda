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

extension Table: Equatable {
  /// Whether both are the very same table.
  @inlinable package static func == (one: Table, other: Table) -> Bool { unsafe one.storage == other.storage }
}
