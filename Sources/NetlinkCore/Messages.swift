public import NetlinkWire

/// The whole messages in a run of bytes, one after another: a datagram, several, or a recording.
///
/// A borrowed view, as the messages are. It stops before the first byte that does not frame a message;
/// `remainingByteCount` then tells how many were left. Never traps and never loops, whatever the bytes.
/// OVS: `nl_msg_next`. libmnl: `mnl_nlmsg_ok`.
@frozen
public struct Messages: ~Escapable {
  @usableFromInline let bytes: RawSpan
  @usableFromInline var offset: Int

  /// Walks `bytes` from their first on.
  @inlinable
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) {
    self.bytes = bytes
    offset = 0
  }

  /// The next message; nil where no whole one follows.
  @inlinable
  @_lifetime(copy self)
  public mutating func next() -> Message? {
    let start = offset
    let length = Framing.next(in: bytes, at: &offset)
    guard length > 0 else { return nil }
    return Message(bytes.slice(at: start, length: length))
  }

  /// How many bytes lie behind the last message handed out. Once `next` has said nil: 0 for a clean
  /// end, else the length of what is no message.
  @inlinable public var remainingByteCount: Int { bytes.byteCount - offset }
}
