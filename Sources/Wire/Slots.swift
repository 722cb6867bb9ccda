/// Where the payload of each row of a nest lies: a scratch area for every depth of a walk.
///
/// A slot is read only after it was written: the walk keeps a set of the rows it has met.
@safe
@usableFromInline
struct Slots: ~Copyable {
  @usableFromInline let base: UnsafeMutablePointer<UInt64>
  @usableFromInline static let count = RowSet.capacity * (Path.limit + 1)

  init() {
    unsafe base = .allocate(capacity: Slots.count)
  }

  deinit { unsafe base.deallocate() }

  /// The offset and length of the payload of `row` at `depth`.
  @inlinable
  subscript(depth: Int, row: Int) -> (offset: Int, length: Int) {
    @inline(__always) get {
      precondition(depth <= Path.limit && row < RowSet.capacity)
      let packed = unsafe base[depth * RowSet.capacity + row]
      return (Int(truncatingIfNeeded: packed >> 32), Int(truncatingIfNeeded: packed & 0xffff_ffff))
    }
    @inline(__always) nonmutating set {
      precondition(depth <= Path.limit && row < RowSet.capacity)
      unsafe base[depth * RowSet.capacity + row] =
        UInt64(truncatingIfNeeded: newValue.offset) << 32 | UInt64(truncatingIfNeeded: newValue.length)
    }
  }
}
