// Numbers of the kernel's interface (uapi/linux/netlink.h). They never change, and the headers at hand
// may be older than the kernel.

/// `NLMSG_…`: the types that every protocol has.
package enum ControlType {
  package static let noop: UInt16 = 1
  package static let error: UInt16 = 2
  package static let done: UInt16 = 3
  package static let overrun: UInt16 = 4
  /// Below it all types are control messages. The kernel's `NLMSG_MIN_TYPE`.
  package static let firstFree: UInt16 = 16
}

/// `NLM_F_…`: the bits of a message's flags.
public enum MessageFlag {
  /// The message asks the kernel something. The kernel's `NLM_F_REQUEST`.
  public static let request: UInt16 = 0x01
  /// Part of several. The kernel's `NLM_F_MULTI`.
  public static let multi: UInt16 = 0x02
  /// Asks for an acknowledgement. The kernel's `NLM_F_ACK`.
  public static let acknowledge: UInt16 = 0x04
  /// Asks for the notification as an answer. The kernel's `NLM_F_ECHO`.
  public static let echo: UInt16 = 0x08
  /// The table changed while it was dumped. The kernel's `NLM_F_DUMP_INTR`.
  public static let dumpInterrupted: UInt16 = 0x10
  /// The kernel filtered as asked; in data messages no proof of it. The kernel's `NLM_F_DUMP_FILTERED`.
  public static let dumpFiltered: UInt16 = 0x20
  /// Asks for a table. The kernel's `NLM_F_DUMP`.
  public static let dump: UInt16 = 0x300
  /// In an acknowledgement: the request is not repeated in it. The kernel's `NLM_F_CAPPED`.
  public static let capped: UInt16 = 0x100
  /// In an acknowledgement: attributes may follow. The kernel's `NLM_F_ACK_TLVS`.
  public static let acknowledgementAttributes: UInt16 = 0x200
}

/// Attributes of an extended acknowledgement. The kernel's `NLMSGERR_ATTR_…`.
package enum AckAttribute {
  package static let text: UInt16 = 1
  package static let offset: UInt16 = 2
  package static let cookie: UInt16 = 3
  package static let policy: UInt16 = 4
  package static let missingType: UInt16 = 5
  package static let missingNest: UInt16 = 6
}

/// Attributes of what an attribute must be. The kernel's `NL_POLICY_TYPE_ATTR_…`.
enum PolicyAttribute {
  static let type: UInt16 = 1
  static let signedMinimum: UInt16 = 2
  static let signedMaximum: UInt16 = 3
  static let minimum: UInt16 = 4
  static let maximum: UInt16 = 5
  static let minimumLength: UInt16 = 6
  static let maximumLength: UInt16 = 7
  static let mask32: UInt16 = 10
  static let mask: UInt16 = 12
}

/// The two topmost bits of an attribute's type. The kernel's `NLA_F_…` and `NLA_TYPE_MASK`.
package enum AttributeFlag {
  package static let nested: UInt16 = 0x8000
  package static let networkOrder: UInt16 = 0x4000
  package static let number: UInt16 = 0x3fff
}

/// Levels and names of the socket options in use.
enum SocketOption {
  static let socketLevel: Int32 = 1
  static let netlinkLevel: Int32 = 270
  static let receiveBuffer: Int32 = 8
  static let receiveBufferForce: Int32 = 33
  static let addMembership: Int32 = 1
  static let dropMembership: Int32 = 2
  static let packetInfo: Int32 = 3
  static let listenAllNamespaces: Int32 = 8
  static let cappedAcknowledgement: Int32 = 10
  static let extendedAcknowledgement: Int32 = 11
  static let strictChecking: Int32 = 12
}

/// The error numbers that the library itself tells apart or reports.
enum Errno {
  static let interrupted: Int32 = 4
  static let badDescriptor: Int32 = 9
  static let again: Int32 = 11
  static let busy: Int32 = 16
  static let invalid: Int32 = 22
  static let fault: Int32 = 14
  static let noEntry: Int32 = 2
  static let protocolViolation: Int32 = 71
  static let messageSize: Int32 = 90
  static let noBuffers: Int32 = 105
  static let timedOut: Int32 = 110
  static let cancelled: Int32 = 125
}
