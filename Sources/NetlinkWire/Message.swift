/// One netlink message as it came, header included.
///
///      0        4      6      8        12       16
///     +--------+------+------+--------+--------+----------- - -
///     | length | type | flags|  seq   | portid | payload
///     +--------+------+------+--------+--------+----------- - -
///
/// A borrowed view: it lives no longer than the buffer it was received into; `owned` is a copy that may be kept. Fields
/// are in host byte order. Whoever makes one sees to it that `bytes` is exactly `nlmsg_len` long and at least 16.
///
/// The kernel's `struct nlmsghdr`. OVS: `nl_msg_nlmsghdr`.
@frozen
public struct Message: ~Escapable {
  /// The whole message: the header and its payload, without trailing padding.
  public let bytes: RawSpan

  /// Wraps the bytes of one message, header included. Traps when there are fewer than 16; `Messages` finds messages in
  /// any bytes.
  @inlinable
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) {
    precondition(bytes.byteCount >= Message.headerLength)
    self.bytes = bytes
  }

  /// The length of the header, in bytes. The kernel's `NLMSG_HDRLEN`.
  public static var headerLength: Int {
    @inlinable @inline(__always) get { 16 }
  }

  /// What the message is: `RTM_NEWLINK`, `NLMSG_DONE` … The kernel's `nlmsg_type`.
  @inlinable public var type: UInt16 { bytes.u16(at: 4) }

  /// `NLM_F_…` bits. The kernel's `nlmsg_flags`.
  @inlinable public var flags: UInt16 { bytes.u16(at: 6) }

  /// The sequence number of the request that this answers; 0 in an event of the kernel's own.
  /// The kernel's `nlmsg_seq`.
  @inlinable public var sequence: UInt32 { bytes.u32(at: 8) }

  /// The port id of the requester, also in notifications; 0 for the kernel itself.
  /// The kernel's `nlmsg_pid`.
  @inlinable public var portID: UInt32 { bytes.u32(at: 12) }

  /// What follows the header: the family's fixed header and attributes.
  @inlinable public var payload: RawSpan {
    @_lifetime(copy self) get {
      bytes.slice(at: Message.headerLength, length: bytes.byteCount - Message.headerLength)
    }
  }
}
