// Readers of integers at a byte offset, of any alignment. They check bounds and trap past the end; a decoder checks a
// length once and then reads. No kernel struct is ever laid over a buffer.

extension RawSpan {
  /// The byte at `offset`. Traps past the end.
  @inlinable @inline(__always)
  public func u8(at offset: Int) -> UInt8 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self)
  }

  /// The 16 bits at `offset`, in host byte order, whatever the alignment. Traps past the end.
  @inlinable @inline(__always)
  public func u16(at offset: Int) -> UInt16 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self)
  }

  /// The 32 bits at `offset`, in host byte order, whatever the alignment. Traps past the end.
  @inlinable @inline(__always)
  public func u32(at offset: Int) -> UInt32 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
  }

  /// The 64 bits at `offset`, in host byte order, whatever the alignment. Traps past the end.
  @inlinable @inline(__always)
  public func u64(at offset: Int) -> UInt64 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// The `length` bytes from `offset`. Traps past the end.
  @inlinable @inline(__always)
  @_lifetime(copy self)
  public func slice(at offset: Int, length: Int) -> RawSpan {
    extracting(offset..<(offset + length))
  }

  /// `slice` without a check, for a place that the caller has checked.
  @inlinable @inline(__always)
  @_lifetime(copy self)
  func known(at offset: Int, length: Int) -> RawSpan {
    assert(offset >= 0 && length >= 0 && offset <= byteCount - length)
    return unsafe extracting(unchecked: Range(uncheckedBounds: (offset, offset &+ length)))
  }
}

extension RawSpan {
  /// The whole as an unsigned integer in host byte order; nil unless it is 1, 2, 4 or 8 bytes.
  @inlinable @inline(__always)
  package var unsigned: UInt64? {
    switch byteCount {
    case 1: UInt64(u8(at: 0))
    case 2: UInt64(u16(at: 0))
    case 4: UInt64(u32(at: 0))
    case 8: u64(at: 0)
    default: nil
    }
  }

  /// The same as `unsigned`, faster where it is not two bytes.
  @inlinable @inline(__always)
  var small: UInt64? {
    if byteCount == 1 { return UInt64(u8(at: 0)) }
    if byteCount == 4 { return UInt64(u32(at: 0)) }
    if byteCount == 8 { return u64(at: 0) }
    return rarer
  }

  // A call: of four comparisons the compiler makes a jump through a table, which takes longer.
  @usableFromInline @inline(never)
  var rarer: UInt64? { unsigned }

  /// `u16` without a check, for a place that the caller has checked.
  @inlinable @inline(__always)
  func known16(at offset: Int) -> UInt16 {
    assert(offset >= 0 && offset <= byteCount - 2)
    return unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt16.self)
  }

  /// The whole as an unsigned integer in network byte order; nil unless it is 1, 2, 4 or 8 bytes.
  @inlinable
  package var unsignedBE: UInt64? {
    switch byteCount {
    case 1: UInt64(u8(at: 0))
    case 2: UInt64(u16(at: 0).byteSwapped)
    case 4: UInt64(u32(at: 0).byteSwapped)
    case 8: u64(at: 0).byteSwapped
    default: nil
    }
  }

  /// Whether all bytes are 0.
  @inlinable
  package var isZero: Bool {
    for offset in 0..<byteCount where u8(at: offset) != 0 { return false }
    return true
  }

  /// Whether all bytes are printable ASCII other than a quote or a backslash.
  @inlinable
  package var isPlainText: Bool {
    let words = byteCount & ~7
    for offset in stride(from: 0, to: words, by: 8) where !RawSpan.isPlain(u64(at: offset)) { return false }
    var rest: UInt64 = 0x2020_2020_2020_2020
    for offset in words..<byteCount { rest = rest << 8 | UInt64(u8(at: offset)) }
    return RawSpan.isPlain(rest)
  }

  /// The same for eight bytes at once: a byte that is not plain sets its top bit, or that of another one.
  @inlinable
  package static func isPlain(_ word: UInt64) -> Bool {
    let (each, top): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let (quotes, backslashes) = (word ^ each &* 0x22, word ^ each &* 0x5c)
    let isControl = (word &- each &* 0x20) & ~word
    let isLarge = (word &+ each) | word
    let isEscaped = (quotes &- each) & ~quotes | (backslashes &- each) & ~backslashes
    return (isControl | isLarge | isEscaped) & top == 0
  }

  /// The bytes before the first NUL, or all of them.
  @inlinable
  public var untilNUL: RawSpan {
    @_lifetime(copy self) get {
      var length = 0
      while length < byteCount, u8(at: length) != 0 { length += 1 }
      return slice(at: 0, length: length)
    }
  }

  /// Whether the bytes are those of `text`.
  @inlinable
  package func equals(_ text: StaticString) -> Bool {
    guard byteCount == text.utf8CodeUnitCount else { return false }
    for offset in 0..<byteCount where unsafe u8(at: offset) != text.utf8Start[offset] { return false }
    return true
  }

  /// Whether both hold the same bytes.
  @inlinable
  package func equals(_ other: RawSpan) -> Bool {
    guard byteCount == other.byteCount else { return false }
    let words = byteCount & ~7
    for offset in stride(from: 0, to: words, by: 8) where u64(at: offset) != other.u64(at: offset) {
      return false
    }
    for offset in words..<byteCount where u8(at: offset) != other.u8(at: offset) { return false }
    return true
  }

  /// The payload of the first attribute `number` among the attributes in these bytes; empty when
  /// there is none.
  @_lifetime(copy self)
  @usableFromInline package func attribute(_ number: UInt16) -> RawSpan {
    var attributes = Attributes(self)
    while attributes.next() {
      if attributes.type == number { return attributes.value }
    }
    return slice(at: 0, length: 0)
  }

  /// A copy of the text before the first NUL; what is not UTF-8 becomes U+FFFD.
  public var string: String { String(decoding: untilNUL.array, as: UTF8.self) }

  /// A copy of the bytes. It allocates: not for what is done for every message.
  public var array: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(self)
    return bytes
  }
}

extension [UInt8] {
  /// Appends bytes, in one copy.
  package mutating func append(_ span: RawSpan) {
    unsafe span.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }

  /// Appends the bytes of `text`.
  package mutating func write(_ text: StaticString) {
    for offset in 0..<text.utf8CodeUnitCount { unsafe append(text.utf8Start[offset]) }
  }
}

extension StaticString {
  /// Whether `text` has the same characters.
  func equals(_ text: String) -> Bool {
    let length = utf8CodeUnitCount
    if length != text.utf8.count { return false }
    for (offset, byte) in text.utf8.enumerated() where unsafe utf8Start[offset] != byte { return false }
    return true
  }

  /// Whether both have the same characters.
  @inlinable
  package func equals(_ other: StaticString) -> Bool {
    let length = utf8CodeUnitCount
    if length != other.utf8CodeUnitCount { return false }
    if unsafe utf8Start == other.utf8Start { return true }
    for offset in 0..<length where unsafe utf8Start[offset] != other.utf8Start[offset] { return false }
    return true
  }
}
