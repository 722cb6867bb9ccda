/// Why an operation failed.
///
/// The kernel refused (`.kernel`, with its own words where it has some), the system call failed
/// (`.system`), or the exchange itself went wrong. Printed, it is one readable line: `link vx42: no such device
/// (ENODEV)`. A value; thread-safe. OVS: the error numbers that its functions answer.
public struct NetlinkError: Error, Sendable, Equatable {
  /// What kind of failure it is.
  public enum Kind: Sendable, Equatable {
    /// The kernel refused the request; `errno` says why.
    case kernel
    /// A system call failed; `errno` says why.
    case system
    /// The kernel dropped messages for want of room (ENOBUFS).
    case overflow
    /// A datagram did not fit; it has `needed` bytes and is lost (EMSGSIZE).
    case truncated(needed: Int)
    /// The bytes are not what the protocol allows (EPROTO).
    case malformed
    /// The kernel stopped answering before the end (ETIMEDOUT).
    case stalled
    /// The deadline of the caller passed before the kernel had answered (ETIMEDOUT).
    case timedOut
    /// The request was sent, and its answer was lost (ENOBUFS) or no longer waited for (ECANCELED, ETIMEDOUT): it may
    /// have been carried out or not.
    case outcomeUnknown
    /// The wait was cancelled (ECANCELED).
    case cancelled
    /// The request was sent as a dump and is none; the kernel has carried it out (EPROTO).
    case notADump
    /// The request has no header of its family, so it was not sent (EINVAL): the kernel would do nothing, and acknowledge
    /// that.
    case headless
  }

  /// What was being done.
  public enum Operation: Sendable, Hashable, CustomStringConvertible {
    /// Opening a socket.
    case open
    /// Setting a socket option.
    case option
    /// Joining a multicast group.
    case join
    /// Leaving a multicast group.
    case leave
    /// Sending.
    case send
    /// Receiving.
    case receive
    /// Dumping a table.
    case dump
    /// A request and its reply.
    case transact
    /// Asking for a generic netlink family or group.
    case lookUp
    /// Entering a network namespace.
    case enterNamespace

    /// In words: "look up".
    public var description: String {
      switch self {
      case .open: "open a socket"
      case .option: "set a socket option"
      case .join: "join a multicast group"
      case .leave: "leave a multicast group"
      case .send: "send"
      case .receive: "receive"
      case .dump: "dump"
      case .transact: "transact"
      case .lookUp: "look up"
      case .enterNamespace: "enter namespace"
      }
    }
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// What was being done.
  public var operation: Operation
  /// The error number, positive, as in `errno.h`; where no system call failed, the one that `Kind` names.
  public var errno: Int32
  /// What the kernel said beside the error number; nil where it said nothing.
  public var extendedAcknowledgement: ExtendedAcknowledgement?
  /// What was asked for, in words, such as "link vx42"; nil where the request did not say.
  public var subject: String?

  /// Describes a failure.
  public init(
    _ kind: Kind, _ operation: Operation, errno: Int32,
    extendedAcknowledgement: ExtendedAcknowledgement? = nil,
    subject: String? = nil
  ) {
    self.kind = kind
    self.operation = operation
    self.errno = errno
    self.extendedAcknowledgement = extendedAcknowledgement
    self.subject = subject
  }

  /// The name of the error number, such as "ENODEV"; its digits if it has none.
  public var name: String { ErrorNumber.name(errno) ?? String(errno) }

  static func system(_ operation: Operation, _ errno: Int32) -> NetlinkError {
    NetlinkError(.system, operation, errno: errno)
  }
  static func overflow(_ operation: Operation) -> NetlinkError {
    NetlinkError(.overflow, operation, errno: Errno.noBuffers)
  }
  static func truncated(_ operation: Operation, needed: Int) -> NetlinkError {
    NetlinkError(.truncated(needed: needed), operation, errno: Errno.messageSize)
  }
  /// The error of a table that there is no memory for.
  package static func noMemory(for request: Request? = nil) -> NetlinkError {
    NetlinkError(.system, .dump, errno: Errno.noMemory, subject: request?.subject)
  }
  static func malformed(_ operation: Operation) -> NetlinkError {
    NetlinkError(.malformed, operation, errno: Errno.protocolViolation)
  }
  /// The error of an answer that is not what was asked for.
  package static func malformedAnswer(to request: Request) -> NetlinkError {
    NetlinkError(.malformed, .transact, errno: Errno.protocolViolation, subject: request.subject)
  }
  static func stalled(_ operation: Operation) -> NetlinkError {
    NetlinkError(.stalled, operation, errno: Errno.timedOut)
  }
  package static func timedOut(_ operation: Operation) -> NetlinkError {
    NetlinkError(.timedOut, operation, errno: Errno.timedOut)
  }
  static func outcomeUnknown(_ operation: Operation, errno: Int32 = Errno.noBuffers) -> NetlinkError {
    NetlinkError(.outcomeUnknown, operation, errno: errno)
  }
  package static func cancelled(_ operation: Operation) -> NetlinkError {
    NetlinkError(.cancelled, operation, errno: Errno.cancelled)
  }
}
