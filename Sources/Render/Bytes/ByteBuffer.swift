internal import NetlinkWire

/// A growable buffer of output, into which every renderer writes directly.
///
/// Space is checked once for each token; wide stores may then write up to 64 bytes past `count`. One owner, one
/// thread. It never shrinks.
@safe
@usableFromInline package struct ByteBuffer: ~Copyable {
  @usableFromInline var base: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int
  /// How many bytes it holds.
  @usableFromInline package internal(set) var count = 0
  private static let margin = 64
  /// The digits of numbers; kept here, because every use of a global checks that it is initialized.
  let digits = digitTable
  let octets = octetTable
  let pairs = pairTable

  /// An empty buffer with room for `capacity` bytes.
  package init(capacity: Int = 4096) {
    unsafe base = .allocate(byteCount: capacity + ByteBuffer.margin, alignment: 16)
    self.capacity = capacity
  }

  deinit { unsafe base.deallocate() }

  /// What it holds.
  package var bytes: RawSpan {
    @_lifetime(borrow self) get {
      let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(base), byteCount: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Whether all bytes are printable ASCII other than a quote or a backslash.
  var isPlainText: Bool {
    var offset = 0
    while offset < count {
      // The last load may read past `count`: `margin` makes that safe. Blanks replace what it read there.
      var word = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let rest = count &- offset
      if rest < 8 { word = word & (1 << UInt64(8 &* rest) &- 1) | 0x2020_2020_2020_2020 << UInt64(8 &* rest) }
      if !RawSpan.isPlain(word) { return false }
      offset &+= 8
    }
    return true
  }

  /// The last byte; 0 when there is none.
  package var last: UInt8 { count > 0 ? unsafe base.load(fromByteOffset: count - 1, as: UInt8.self) : 0 }

  /// Drops the bytes from `count` on.
  package mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count)
    self.count = count
  }

  /// Makes room for `more` bytes.
  @inlinable @inline(__always)
  package mutating func reserve(_ more: Int) {
    if capacity &- count < more { grow(more) }
  }

  @usableFromInline @inline(never)
  mutating func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    let place = UnsafeMutableRawPointer.allocate(byteCount: larger + ByteBuffer.margin, alignment: 16)
    unsafe place.copyMemory(from: base, byteCount: count)
    unsafe base.deallocate()
    unsafe base = place
    capacity = larger
  }

  /// Appends one byte.
  @inlinable @inline(__always)
  package mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  /// Begins the line of an element of a JSON array, with the comma after the element before.
  package mutating func separateLines(isFirst: Bool) {
    if !isFirst { append(UInt8(ascii: ",")) }
    append(UInt8(ascii: "\n"))
  }

  /// Appends the characters of `text`: of a literal, by a few stores.
  @inlinable @inline(__always)
  package mutating func append(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    reserve(length)
    unsafe (base + count).copyMemory(from: text.utf8Start, byteCount: length)
    count &+= length
  }

  /// Appends `bytes` as they are.
  @inline(__always)
  package mutating func append(_ bytes: RawSpan) {
    let length = bytes.byteCount
    reserve(length)
    let target = unsafe base + count
    unsafe bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { unsafe target.copyMemory(from: start, byteCount: length) }
    }
    count += length
  }

  /// Appends what `other` holds.
  package mutating func append(contentsOf other: borrowing ByteBuffer) {
    append(other, at: 0, length: other.count)
  }

  /// Appends `word`, which has 64 bytes, from byte `skip` up to byte `length`, and reserves 64 bytes for what
  /// follows.
  @inline(__always)
  mutating func append(_ word: UnsafeRawPointer, skip: Int, length: Int) {
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

  /// Appends the first `length` bytes of `cell`, which has 32; the caller has reserved as many.
  @inline(__always)
  mutating func put(cell: RawSpan, length: Int) {
    put(unsafe cell.unsafeLoadUnaligned(fromByteOffset: 0, as: SIMD32<UInt8>.self), length: length)
  }

  /// Appends the first `length` of 32 bytes; the caller has reserved as many.
  @inline(__always)
  mutating func put(_ bytes: SIMD32<UInt8>, length: Int) {
    unsafe (base + count).storeBytes(of: bytes, as: SIMD32<UInt8>.self)
    count &+= length
  }

  /// Appends `length` bytes that `other` holds at `offset`.
  @inline(__always)
  mutating func append(_ other: borrowing ByteBuffer, at offset: Int, length: Int) {
    precondition(offset >= 0 && length >= 0 && offset &+ length <= other.count)
    guard length <= 32 else { return append(other.bytes.slice(at: offset, length: length)) }
    // Both buffers have 32 bytes to spare.
    reserve(32)
    let bytes = unsafe (other.base + offset).loadUnaligned(as: SIMD32<UInt8>.self)
    unsafe (base + count).storeBytes(of: bytes, as: SIMD32<UInt8>.self)
    count &+= length
  }

  /// Appends one byte; the caller has reserved it.
  @inline(__always)
  mutating func put(_ byte: UInt8) {
    unsafe base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count &+= 1
  }

  /// Appends the one byte that ends a value. There need be no room left: what follows reserves its own again, and
  /// `margin` lies behind the capacity.
  @inline(__always)
  mutating func end(with byte: UInt8) { put(byte) }

  /// Appends `count` blanks.
  package mutating func blanks(_ count: Int) {
    var rest = count
    while rest > 0 {
      reserve(32)
      unsafe (base + self.count).storeBytes(of: SIMD32<UInt8>(repeating: 0x20), as: SIMD32<UInt8>.self)
      self.count += min(32, rest)
      rest -= 32
    }
  }

  /// Stores four bytes, the lowest first, at `place`, within what was reserved; `count` stays.
  @inline(__always)
  mutating func store(_ word: UInt32, at place: Int) {
    unsafe base.storeBytes(of: word.littleEndian, toByteOffset: place, as: UInt32.self)
  }

  /// Moves `count` to `place`: everything before it was stored.
  @inline(__always)
  mutating func advance(to place: Int) { count = place }

  /// Appends the lowest `length` bytes of a word; the caller has reserved eight.
  @inlinable @inline(__always)
  mutating func store(_ word: UInt64, length: Int) {
    unsafe base.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
    count &+= length
  }

  /// Replaces the byte at `offset`.
  mutating func replace(at offset: Int, with byte: UInt8) {
    precondition(offset >= 0 && offset < count)
    unsafe base.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
  }
}
