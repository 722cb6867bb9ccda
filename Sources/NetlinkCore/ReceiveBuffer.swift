/// Memory for one datagram, owned by one reader.
///
/// A receive is never given less than 32 KiB: the kernel makes dump datagrams as large as the largest
/// receive it has seen, up to that, and on machines with large pages its first one may be 8 KiB or more.
/// Not to be used by two threads at once; may be handed from one to another. OVS: `struct ofpbuf`.
@frozen
@safe public struct ReceiveBuffer: ~Copyable, @unchecked Sendable {
  @usableFromInline var base: UnsafeMutableRawPointer
  @usableFromInline var filled: Int

  /// How many bytes a datagram may have.
  public private(set) var capacity: Int

  /// The size below which no buffer is made: 32 KiB.
  public static var minimumCapacity: Int { 32_768 }

  /// Allocates a buffer of `capacity` bytes, 32 KiB at least.
  public init(capacity: Int = ReceiveBuffer.minimumCapacity) {
    self.capacity = max(capacity, ReceiveBuffer.minimumCapacity)
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: self.capacity, alignment: 16)
    filled = 0
  }

  deinit { unsafe base.deallocate() }

  /// What the last receive left here. Lives until the next receive into this buffer.
  @inlinable public var bytes: RawSpan {
    @_lifetime(borrow self) get {
      let span = unsafe RawSpan(_unsafeStart: base, byteCount: filled)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// How many bytes the last receive left here.
  @inlinable public var count: Int { filled }

  /// The whole memory, to be written by a receive.
  package var memory: MutableRawSpan {
    @_lifetime(&self) mutating get {
      let span = unsafe MutableRawSpan(_unsafeStart: base, byteCount: capacity)
      return unsafe _overrideLifetime(span, mutating: &self)
    }
  }

  /// Says how many bytes are valid, from the first on.
  package mutating func keep(_ count: Int) { filled = min(max(count, 0), capacity) }

  /// Makes room for datagrams of `needed` bytes; the bytes here are lost if the buffer has to grow.
  package mutating func grow(to needed: Int) {
    guard needed > capacity else { return }
    unsafe base.deallocate()
    capacity = (needed + 4095) & ~4095
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    filled = 0
  }

  /// Moves `length` bytes down from `source` to `target`, to leave out a message in between.
  mutating func move(from source: Int, to target: Int, length: Int) {
    precondition(target >= 0 && target <= source && length >= 0 && source + length <= capacity)
    unsafe (base + target).copyMemory(from: base + source, byteCount: length)
  }
}

extension ReceiveBuffer {
  /// Whether the first four bytes are still what they were before the receive.
  var isUntouched: Bool {
    guard capacity >= 4 else { return false }
    return unsafe base.loadUnaligned(as: UInt32.self) == UInt32.max
  }
}

extension ReceiveBuffer {
  /// Some of the bytes, borrowed as if for a change of the buffer: nothing can be received into it while they are in
  /// use.
  @inlinable
  @_lifetime(&self)
  mutating func lend(at offset: Int, length: Int) -> RawSpan {
    precondition(offset >= 0 && length >= 0 && offset <= filled - length)
    let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(base) + offset, byteCount: length)
    return unsafe _overrideLifetime(span, mutating: &self)
  }
}
