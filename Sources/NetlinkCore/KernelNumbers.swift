// Numbers of the kernel's interface (uapi/linux/netlink.h). They never change, and the headers at hand
// may be older than the kernel.

/// `NLMSG_…`: the types that every protocol has.
package enum ControlType {
  package static let noop: UInt16 = 1  // NLMSG_NOOP
  package static let error: UInt16 = 2  // NLMSG_ERROR
  package static let done: UInt16 = 3  // NLMSG_DONE
  package static let overrun: UInt16 = 4  // NLMSG_OVERRUN
  /// Below it all types are control messages.
  package static let firstFree: UInt16 = 16  // NLMSG_MIN_TYPE
}

/// The bits of a message's flags. The kernel's `NLM_F_…`.
///
/// They are numbers and no option set, because the meaning of a bit depends on the message: 0x100 asks for a table in a
/// question, replaces in a change (`Request.ChangeMode`), and says in an acknowledgement that the request is left out.
/// OVS: the same.
public enum MessageFlag {
  /// The message asks the kernel something.
  public static let request: UInt16 = 0x01  // NLM_F_REQUEST
  /// One message of several.
  public static let multi: UInt16 = 0x02  // NLM_F_MULTI
  /// Asks for an acknowledgement.
  public static let acknowledge: UInt16 = 0x04  // NLM_F_ACK
  /// Asks for the notification as an answer.
  public static let echo: UInt16 = 0x08  // NLM_F_ECHO
  /// The table changed while it was dumped.
  public static let dumpInterrupted: UInt16 = 0x10  // NLM_F_DUMP_INTR
  /// The kernel filtered as asked; only the message that ends the dump proves it.
  public static let dumpFiltered: UInt16 = 0x20  // NLM_F_DUMP_FILTERED
  /// Asks for a table.
  public static let dump: UInt16 = 0x300  // NLM_F_DUMP
  /// In an acknowledgement: the request is not repeated in it.
  public static let capped: UInt16 = 0x100  // NLM_F_CAPPED
  /// In an acknowledgement: attributes may follow.
  public static let acknowledgementAttributes: UInt16 = 0x200  // NLM_F_ACK_TLVS
}

/// Attributes of an extended acknowledgement. The kernel's `NLMSGERR_ATTR_…`.
package enum AckAttribute {
  package static let text: UInt16 = 1  // NLMSGERR_ATTR_MSG
  package static let offset: UInt16 = 2  // NLMSGERR_ATTR_OFFS
  package static let cookie: UInt16 = 3  // NLMSGERR_ATTR_COOKIE
  package static let policy: UInt16 = 4  // NLMSGERR_ATTR_POLICY
  package static let missingType: UInt16 = 5  // NLMSGERR_ATTR_MISS_TYPE
  package static let missingNest: UInt16 = 6  // NLMSGERR_ATTR_MISS_NEST
}

/// Attributes of the policy of an attribute. The kernel's `NL_POLICY_TYPE_ATTR_…`.
enum PolicyAttribute {
  static let type: UInt16 = 1  // NL_POLICY_TYPE_ATTR_TYPE
  static let signedMinimum: UInt16 = 2  // NL_POLICY_TYPE_ATTR_MIN_VALUE_S
  static let signedMaximum: UInt16 = 3  // NL_POLICY_TYPE_ATTR_MAX_VALUE_S
  static let minimum: UInt16 = 4  // NL_POLICY_TYPE_ATTR_MIN_VALUE_U
  static let maximum: UInt16 = 5  // NL_POLICY_TYPE_ATTR_MAX_VALUE_U
  static let minimumLength: UInt16 = 6  // NL_POLICY_TYPE_ATTR_MIN_LENGTH
  static let maximumLength: UInt16 = 7  // NL_POLICY_TYPE_ATTR_MAX_LENGTH
  static let mask32: UInt16 = 10  // NL_POLICY_TYPE_ATTR_BITFIELD32_MASK
  static let mask: UInt16 = 12  // NL_POLICY_TYPE_ATTR_MASK
}

/// Levels and names of the socket options in use.
enum SocketOption {
  static let socketLevel: Int32 = 1  // SOL_SOCKET
  static let netlinkLevel: Int32 = 270  // SOL_NETLINK
  static let receiveBuffer: Int32 = 8  // SO_RCVBUF
  static let receiveBufferForce: Int32 = 33  // SO_RCVBUFFORCE
  static let addMembership: Int32 = 1  // NETLINK_ADD_MEMBERSHIP
  static let dropMembership: Int32 = 2  // NETLINK_DROP_MEMBERSHIP
  static let packetInfo: Int32 = 3  // NETLINK_PKTINFO
  static let listenAllNamespaces: Int32 = 8  // NETLINK_LISTEN_ALL_NSID
  static let cappedAcknowledgement: Int32 = 10  // NETLINK_CAP_ACK
  static let extendedAcknowledgement: Int32 = 11  // NETLINK_EXT_ACK
  static let strictChecking: Int32 = 12  // NETLINK_GET_STRICT_CHK
}

/// Flags that `recvmsg` returns with a datagram.
enum ReceiveFlag {
  static let truncated: Int32 = 0x20  // MSG_TRUNC
}

/// The error numbers that the library itself tells apart or reports.
package enum Errno {
  package static let interrupted: Int32 = 4  // EINTR
  package static let inputOutput: Int32 = 5  // EIO
  package static let badDescriptor: Int32 = 9  // EBADF
  package static let again: Int32 = 11  // EAGAIN
  package static let busy: Int32 = 16  // EBUSY
  package static let invalid: Int32 = 22  // EINVAL
  package static let fault: Int32 = 14  // EFAULT
  package static let noEntry: Int32 = 2  // ENOENT
  package static let noData: Int32 = 61  // ENODATA
  package static let protocolViolation: Int32 = 71  // EPROTO
  package static let protocolUnsupported: Int32 = 93  // EPROTONOSUPPORT
  package static let messageSize: Int32 = 90  // EMSGSIZE
  package static let noBuffers: Int32 = 105  // ENOBUFS
  package static let noMemory: Int32 = 12  // ENOMEM
  package static let timedOut: Int32 = 110  // ETIMEDOUT
  package static let cancelled: Int32 = 125  // ECANCELED
  package static let noDevice: Int32 = 19  // ENODEV
  package static let notSupported: Int32 = 95  // EOPNOTSUPP
  package static let familyNotSupported: Int32 = 97  // EAFNOSUPPORT
}

/// The controller of generic netlink, which says what families there are. The kernel's `GENL_ID_CTRL` and `CTRL_…`.
package enum GenericController {
  package static let type: UInt16 = 16  // GENL_ID_CTRL
  package static let newFamily: UInt8 = 1  // CTRL_CMD_NEWFAMILY
  package static let deleteFamily: UInt8 = 2  // CTRL_CMD_DELFAMILY
  package static let getFamily: UInt8 = 3  // CTRL_CMD_GETFAMILY
  /// The length of `struct genlmsghdr`.
  package static let headerLength = 4
  package static let version: UInt8 = 1

  /// The kernel's `CTRL_ATTR_…`.
  package enum Attribute {
    package static let familyID: UInt16 = 1  // CTRL_ATTR_FAMILY_ID
    package static let familyName: UInt16 = 2  // CTRL_ATTR_FAMILY_NAME
    package static let headerSize: UInt16 = 4  // CTRL_ATTR_HDRSIZE
    package static let multicastGroups: UInt16 = 7  // CTRL_ATTR_MCAST_GROUPS
    package static let policy: UInt16 = 8  // CTRL_ATTR_POLICY
  }

  /// The kernel's `CTRL_ATTR_MCAST_GRP_…`.
  enum GroupAttribute {
    static let name: UInt16 = 1  // CTRL_ATTR_MCAST_GRP_NAME
    static let id: UInt16 = 2  // CTRL_ATTR_MCAST_GRP_ID
  }
}
