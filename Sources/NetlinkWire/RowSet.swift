/// A set of the rows of one table: 128 bits.
@usableFromInline
struct RowSet: Sendable {
  @usableFromInline static let capacity = 128
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var high: UInt64 = 0

  @inlinable @inline(__always)
  init() {}

  /// A number that no row has: what `removeFirst` returns for an empty set.
  @usableFromInline static let none = -1

  @inline(__always)
  @inlinable
  mutating func insert(_ row: Int) {
    if row < 64 {
      low |= 1 << UInt64(truncatingIfNeeded: row)
    } else {
      high |= 1 << UInt64(truncatingIfNeeded: row - 64)
    }
  }

  @inline(__always)
  @inlinable
  func contains(_ row: Int) -> Bool {
    row < 64
      ? low >> UInt64(truncatingIfNeeded: row) & 1 == 1
      : high >> UInt64(truncatingIfNeeded: row - 64) & 1 == 1
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
