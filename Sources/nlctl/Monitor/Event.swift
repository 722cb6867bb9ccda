import Netlink
import Rtnl
import Wire

/// What happened to an object.
struct Event {
  enum Kind: String {
    case new, change, replace, append, delete
  }

  /// Where a notification came from.
  struct Origin {
    var group: UInt32
    var namespaceID: Int32?
    var sequence: UInt32
    var portID: UInt32
  }

  var kind: Kind
  var type: ObjectType
  var key: [UInt8]
  /// Nil for an event that no notification told of.
  var origin: Origin?
  /// Whether the object was there at the start.
  var isInitial = false
  /// Why an event that no notification told of came to be.
  var cause: StaticString?
}

/// What is no change of an object.
enum Remark: Equatable {
  case initialEnd, resyncBegin, resyncEnd
  /// Notifications are lost; nil where nobody knows how many.
  case lost(UInt64?)
  /// Nothing more is queued and nothing is to be dumped anew: what is known is what the kernel had.
  case settled
  /// Nothing more is queued: what was printed may go out.
  case idle
}

/// Who wants to know.
protocol EventSink: ~Copyable {
  /// An object changed; `old` is what was known before, or `message` again when nothing was.
  mutating func event(
    _ event: borrowing Event, _ message: borrowing Message, old: borrowing Message,
    _ comparison: borrowing Comparison, _ session: inout Session) throws(Failure)
  /// A message that no table knows.
  mutating func unknown(_ message: borrowing Message, _ origin: Event.Origin) throws(Failure)
  /// Something else happened.
  mutating func remark(_ remark: Remark) throws(Failure)
  /// The devices are not those that were there before.
  mutating func devicesChanged(_ session: inout Session) throws(Failure)
  /// Whether enough has been seen.
  var isDone: Bool { get }
  /// When to ask again although nothing happened, in milliseconds of `Clock.now`; nil for never.
  var deadline: Int? { get }
}
