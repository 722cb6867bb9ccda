// Fast appends. Each stores a fixed number of bytes, which may be more than it appends: the surplus lies in what was
// reserved, or in the `margin` behind the capacity, and the next append overwrites it.
extension GrowingBytes {
  /// Appends one byte; the caller has reserved it.
  @inlinable @inline(__always)
  package mutating func put(_ byte: UInt8) {
    unsafe base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count &+= 1
  }

  /// Appends the one byte that ends a value. There need be no room left: what follows reserves its own again, and
  /// `margin` lies behind the capacity.
  @inlinable @inline(__always)
  package mutating func end(with byte: UInt8) { put(byte) }

  /// Appends the first `length` of 32 bytes; the caller has reserved as many.
  @inlinable @inline(__always)
  package mutating func put(_ bytes: SIMD32<UInt8>, length: Int) {
    unsafe (base + count).storeBytes(of: bytes, as: SIMD32<UInt8>.self)
    count &+= length
  }

  /// Appends the first `length` bytes of `cell`, which has 32; the caller has reserved as many.
  @inlinable @inline(__always)
  package mutating func put(cell: RawSpan, length: Int) {
    put(unsafe cell.unsafeLoadUnaligned(fromByteOffset: 0, as: SIMD32<UInt8>.self), length: length)
  }

  /// Appends `word`, which has 64 bytes, from byte `skip` up to byte `length`, and reserves 64 bytes for what
  /// follows.
  @inlinable @inline(__always)
  package mutating func append(_ word: UnsafeRawPointer, skip: Int, length: Int) {
    reserve(128)
    let source = unsafe word + skip
    let target = unsafe base + count
    unsafe target.storeBytes(of: source.loadUnaligned(as: SIMD32<UInt8>.self), as: SIMD32<UInt8>.self)
    if length &- skip > 32 {
      unsafe target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: 31, as: SIMD32<UInt8>.self), toByteOffset: 31,
        as: SIMD32<UInt8>.self)
    }
    count &+= length &- skip
  }

  /// Appends `length` bytes that `other` holds at `offset`.
  @inlinable @inline(__always)
  package mutating func append(_ other: borrowing GrowingBytes, at offset: Int, length: Int) {
    precondition(offset >= 0 && length >= 0 && offset &+ length <= other.count)
    guard length <= 32 else { return append(other.raw.slice(at: offset, length: length)) }
    // Both buffers have 32 bytes to spare.
    reserve(32)
    put(unsafe (other.base + offset).loadUnaligned(as: SIMD32<UInt8>.self), length: length)
  }

  /// Appends what `other` holds.
  package mutating func append(contentsOf other: borrowing GrowingBytes) {
    append(other, at: 0, length: other.count)
  }

  /// Appends `count` blanks.
  package mutating func blanks(_ count: Int) {
    var rest = count
    while rest > 0 {
      reserve(32)
      put(SIMD32(repeating: 0x20), length: min(32, rest))
      rest -= 32
    }
  }

  /// Appends the lowest `length` bytes of a word, at most eight, the lowest first; the caller has reserved eight.
  @inlinable @inline(__always)
  package mutating func store(_ word: UInt64, length: Int) {
    unsafe base.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
    count &+= length
  }

  /// Writes the four bytes of `word` at offset `place`, the lowest first; the caller has reserved them. `count` does not
  /// change.
  @inlinable @inline(__always)
  mutating func store(_ word: UInt32, at place: Int) {
    unsafe base.storeBytes(of: word.littleEndian, toByteOffset: place, as: UInt32.self)
  }

  /// Moves `count` to `place`: everything before it was stored.
  @inlinable @inline(__always)
  mutating func advance(to place: Int) { count = place }
}
