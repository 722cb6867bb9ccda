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

  /// The slots of one depth: what a loop over attributes writes to.
  @usableFromInline @safe
  struct Level {
    @usableFromInline let base: UnsafeMutablePointer<UInt64>

    @inlinable @inline(__always)
    init(_ base: UnsafeMutablePointer<UInt64>) { unsafe self.base = base }

    /// The offset and length of the payload of `row`.
    @inlinable
    subscript(row: Int) -> (offset: Int, length: Int) {
      @inline(__always) get {
        precondition(UInt(bitPattern: row) < UInt(RowSet.capacity))
        let packed = unsafe base[row]
        return (Int(truncatingIfNeeded: packed >> 32), Int(truncatingIfNeeded: packed & 0xffff_ffff))
      }
      @inline(__always) nonmutating set {
        precondition(UInt(bitPattern: row) < UInt(RowSet.capacity))
        unsafe base[row] =
          UInt64(truncatingIfNeeded: newValue.offset) &<< 32 &+ UInt64(truncatingIfNeeded: newValue.length)
      }
    }
  }

  /// Those of `depth`.
  @inlinable @inline(__always)
  func level(_ depth: Int) -> Level {
    precondition(depth >= 0 && depth <= Path.limit)
    return unsafe Level(base + depth * RowSet.capacity)
  }

  deinit { unsafe base.deallocate() }
}

/// Bytes that are cut without a check, for places that the caller has checked.
@safe
@usableFromInline
struct KnownBytes: ~Escapable {
  @usableFromInline let start: UnsafeRawPointer

  /// Of no bytes only nothing can be cut, so that any address will do: that of `any`.
  @inlinable @inline(__always)
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, any: borrowing Slots) {
    let first = unsafe bytes.withUnsafeBytes { $0.baseAddress }
    unsafe start = first ?? UnsafeRawPointer(any.base)
  }

  @inlinable @inline(__always)
  @_lifetime(copy self)
  func cut(at offset: Int, length: Int) -> RawSpan {
    // Lengths have 32 bits (`Slots`), so that none is below 0.
    let length = Int(UInt32(truncatingIfNeeded: length))
    return unsafe _overrideLifetime(RawSpan(_unsafeStart: start + offset, byteCount: length), copying: self)
  }
}
