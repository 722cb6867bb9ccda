internal import Glibc

/// A buffer to which bytes are appended in many small pieces: what renderers write, the keys of objects, and the arena
/// of the object store.
///
/// A piece costs one check for room, and no look at a reference count as in an array. Large memory is grown by the
/// system, which moves pages and copies nothing. Wide stores may write up to `margin` bytes past `count`. One owner,
/// one thread. Reading and replacing are bounds-checked. It never shrinks.
@safe
@usableFromInline package struct GrowingBytes: ~Copyable {
  @usableFromInline var base: UnsafeMutableRawPointer
  /// How many bytes there is memory for; `margin` more lie behind them.
  @usableFromInline package private(set) var capacity: Int
  /// How many there are.
  @usableFromInline package internal(set) var count = 0
  private static let margin = 64
  /// The digits of numbers; kept here, because every use of a global checks that it is initialized.
  @usableFromInline let digits = digitTable
  @usableFromInline let octets = octetTable
  @usableFromInline let pairs = pairTable

  /// No bytes, with room for some.
  package init(capacity: Int = 64) {
    self.capacity = max(16, capacity)
    unsafe base = GrowingBytes.resized(nil, to: self.capacity)
  }

  deinit { unsafe free(base) }

  /// Memory of `capacity` bytes with what `memory` held; the process ends where there is none, as it does for arrays.
  private static func resized(_ memory: UnsafeMutableRawPointer?, to capacity: Int) -> UnsafeMutableRawPointer
  {
    guard let place = unsafe realloc(memory, capacity + margin) else {
      preconditionFailure("there is no memory")
    }
    return unsafe place
  }

  /// All of them.
  @inlinable package var raw: RawSpan {
    @_lifetime(borrow self) get {
      let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(base), byteCount: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Whether all bytes are printable ASCII other than a quote or a backslash.
  @inlinable package var isPlainText: Bool {
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
  @inlinable package var last: UInt8 { count > 0 ? raw.u8(at: count - 1) : 0 }

  /// The byte at `offset`.
  @inlinable package subscript(offset: Int) -> UInt8 {
    get { raw.u8(at: offset) }
    set {
      precondition(offset >= 0 && offset < count)
      unsafe base.storeBytes(of: newValue, toByteOffset: offset, as: UInt8.self)
    }
  }

  /// Drops the bytes from `count` on; the memory stays.
  @inlinable package mutating func truncate(to count: Int) {
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
    unsafe base = GrowingBytes.resized(base, to: larger)
    capacity = larger
  }

  /// Appends a byte.
  @inlinable @inline(__always)
  package mutating func append(_ byte: UInt8) {
    reserve(1)
    put(byte)
  }

  /// Appends 16 bits, in the byte order of this machine.
  @inlinable @inline(__always)
  package mutating func append(_ value: UInt16) {
    reserve(2)
    unsafe base.storeBytes(of: value, toByteOffset: count, as: UInt16.self)
    count &+= 2
  }

  /// Appends 32 bits, in the byte order of this machine.
  @inlinable @inline(__always)
  package mutating func append(_ value: UInt32) {
    reserve(4)
    unsafe base.storeBytes(of: value, toByteOffset: count, as: UInt32.self)
    count &+= 4
  }

  /// Appends the characters of `text`: of a literal, by a few stores.
  @inlinable @inline(__always)
  package mutating func append(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    reserve(length)
    unsafe (base + count).copyMemory(from: text.utf8Start, byteCount: length)
    count &+= length
  }

  /// Appends bytes, in one copy.
  @inlinable @inline(__always)
  package mutating func append(_ bytes: RawSpan) {
    let length = bytes.byteCount
    reserve(length)
    let target = unsafe base + count
    unsafe bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { unsafe target.copyMemory(from: start, byteCount: length) }
    }
    count &+= length
  }

  /// Appends the elements of an array.
  package mutating func append(contentsOf bytes: [UInt8]) { unsafe append(bytes.span.bytes) }

  /// Copies all bytes to an array, in place of its own.
  package func copy(to array: inout [UInt8]) {
    array.removeAll(keepingCapacity: true)
    array.append(raw)
  }

  /// Appends zero bytes up to a multiple of four, to which everything in netlink is padded.
  @inlinable package mutating func pad() {
    reserve(8)
    store(0, length: -count & 3)
  }

  /// Replaces as many bytes as `span` has, at `offset`.
  package mutating func replace(at offset: Int, with span: RawSpan) {
    let length = span.byteCount
    precondition(offset >= 0 && length <= count - offset)
    let target = unsafe base + offset
    unsafe span.withUnsafeBytes { source in
      if let start = source.baseAddress { unsafe target.copyMemory(from: start, byteCount: length) }
    }
  }

  /// Replaces four bytes at `offset`.
  @inlinable package mutating func replace(at offset: Int, with value: UInt32) {
    precondition(offset >= 0 && offset <= count - 4)
    unsafe base.storeBytes(of: value, toByteOffset: offset, as: UInt32.self)
  }
}
