/// A set of the rows of one table: 128 bits.
@usableFromInline
package struct RowSet: Sendable {
  @usableFromInline static let capacity = 128
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var high: UInt64 = 0

  @inlinable @inline(__always)
  package init() {}

  /// All rows that a table may have.
  @inlinable package static var all: RowSet {
    @inline(__always) get {
      var all = RowSet()
      (all.low, all.high) = (.max, .max)
      return all
    }
  }

  /// A number that no row has: what `removeFirst` returns for an empty set.
  @usableFromInline static let none = -1

  /// Inserts a row; false if the set had it.
  @inline(__always)
  @inlinable
  @discardableResult
  mutating func insert(_ row: Int) -> Bool {
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: row)
    if row < 64 {
      if low & bit != 0 { return false }
      low |= bit
    } else {
      if high & bit != 0 { return false }
      high |= bit
    }
    return true
  }

  @inlinable
  var isEmpty: Bool { @inline(__always) get { low | high == 0 } }

  @inline(__always)
  @inlinable
  func contains(_ row: Int) -> Bool {
    (row < 64 ? low : high) &>> UInt64(truncatingIfNeeded: row) & 1 == 1
  }

  @inline(__always)
  @inlinable
  func union(_ other: RowSet) -> RowSet {
    var both = self
    both.low |= other.low
    both.high |= other.high
    return both
  }

  @inline(__always)
  @inlinable
  func intersection(_ other: RowSet) -> RowSet {
    var both = self
    both.low &= other.low
    both.high &= other.high
    return both
  }

  @inline(__always)
  @inlinable
  func subtracting(_ other: RowSet) -> RowSet {
    var rest = self
    rest.low &= ~other.low
    rest.high &= ~other.high
    return rest
  }

  /// Removes the first row and returns it; `none` when the set is empty.
  @inline(__always)
  @inlinable
  mutating func removeFirst() -> Int {
    if low != 0 {
      let row = low.trailingZeroBitCount
      low &= low &- 1
      return row
    }
    if high != 0 {
      let row = high.trailingZeroBitCount
      high &= high &- 1
      return row + 64
    }
    return RowSet.none
  }
}
