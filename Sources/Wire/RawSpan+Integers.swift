// Readers of integers at a byte offset, of any alignment. They are bounds-checked and trap past the
// end; a decoder checks a length once and then reads. Kernel structs are never laid over a buffer.

extension RawSpan {
  /// The byte at `offset`.
  @inlinable @inline(__always)
  public func u8(at offset: Int) -> UInt8 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self)
  }

  /// The 16 bits at `offset`, in host byte order.
  @inlinable @inline(__always)
  public func u16(at offset: Int) -> UInt16 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self)
  }

  /// The 32 bits at `offset`, in host byte order.
  @inlinable @inline(__always)
  public func u32(at offset: Int) -> UInt32 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
  }

  /// The 64 bits at `offset`, in host byte order.
  @inlinable @inline(__always)
  public func u64(at offset: Int) -> UInt64 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// The `length` bytes from `offset`.
  @inlinable @inline(__always)
  @_lifetime(copy self)
  public func slice(at offset: Int, length: Int) -> RawSpan {
    extracting(offset..<(offset + length))
  }
}
