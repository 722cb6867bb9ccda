public import NetlinkWire

/// One thread's reader of a dump, with a buffer of its own.
///
/// Not to be used by two threads at once; make one for each. What it hands out is borrowed from it and
/// gone with its next call. OVS: the `buffer` of `nl_dump_next`.
public struct DumpCursor: ~Copyable, Sendable {
  @usableFromInline var buffer = ReceiveBuffer()
  @usableFromInline var offset = 0

  /// The dump that this reads from.
  public let dump: NetlinkDump

  init(_ dump: NetlinkDump) { self.dump = dump }

  /// The next message, or nil at the end; then `dump.finish()` tells how it went.
  ///
  /// Waits for the kernel where it must, as long as the socket's options allow. Messages that were
  /// received before another thread met the end are still handed out. OVS: `nl_dump_next`.
  @inlinable
  @_lifetime(&self)
  public mutating func next() -> Message? {
    if offset >= buffer.count, !receive() { return nil }
    let start = offset
    var following = start
    let length = Framing.next(in: buffer.bytes, at: &following)
    offset = following
    guard length > 0 else { return nil }
    return Message(buffer.lend(at: start, length: length))
  }

  /// Receives the next datagram: whole messages of this dump and nothing else, for `Messages` to walk;
  /// nil at the end. Messages of the datagram before that `next` had not handed out are lost. OVS: `nl_dump_next`.
  @inlinable
  @_lifetime(&self)
  public mutating func nextDatagram() -> RawSpan? {
    guard receive() else { return nil }
    offset = buffer.count
    return buffer.lend(at: 0, length: buffer.count)
  }

  /// Receives the next datagram into `datagram`; false at the end.
  @discardableResult
  @usableFromInline package mutating func receive() -> Bool {
    offset = 0
    return dump.receive(into: &buffer)
  }

  /// The datagram that `receive` brought: whole messages of this dump; empty at the end.
  package var datagram: RawSpan {
    @_lifetime(borrow self) get { buffer.bytes }
  }
}

extension NetlinkDump {
  /// A reader for one thread, with a buffer of its own. Never blocks.
  public func makeCursor() -> DumpCursor { DumpCursor(self) }
}
