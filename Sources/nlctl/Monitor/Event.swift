import Netlink
import Rtnl
import Wire

/// What happened to an object.
struct Event {
  enum Kind {
    case new, change, replace, append, delete

    var word: StaticString {
      switch self {
      case .new: "new"
      case .change: "change"
      case .replace: "replace"
      case .append: "append"
      case .delete: "delete"
      }
    }
  }

  /// Where a notification came from, and when.
  struct Origin {
    var group: UInt32
    var sequence: UInt32
    var portID: UInt32
    var time: Clock.Time
  }

  var kind: Kind
  var type: ObjectType
  /// Nil for an event that no notification told of.
  var origin: Origin?
  /// The id of the namespace; nil for the monitor's own.
  var namespaceID: Int32?
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
  /// The object of that key changed; `old` is what was known before, or `message` again when nothing was.
  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message,
    _ comparison: borrowing Comparison, _ session: inout Session) throws(Failure)
  /// A message that no table knows.
  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?
  ) throws(Failure)
  /// Something else happened.
  mutating func remark(_ remark: Remark) throws(Failure)
  /// The devices of a namespace are not those that were there before.
  mutating func devicesChanged(_ session: inout Session, _ namespaceID: Int32?) throws(Failure)
  /// A namespace is followed from now on, or no longer.
  mutating func namespace(_ id: Int32, _ place: NamespaceFinder.Place?)
  /// Whether enough has been seen.
  var isDone: Bool { get }
  /// When to ask again although nothing happened, in milliseconds of `Clock.now`; nil for never.
  var deadline: Int? { get }
}
