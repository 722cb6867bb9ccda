package import NetlinkCore
package import Rtnetlink
package import NetlinkWire

/// What happened to an object.
package struct Event: Sendable {
  package enum Kind: Sendable {
    case new, change, replace, append, delete

    /// As it stands in events.
    package var word: StaticString {
      switch self {
      case .new: "new"
      case .change: "change"
      case .replace: "replace"
      case .append: "append"
      case .delete: "delete"
      }
    }
  }

  /// Which notification told of it.
  package struct Origin: Sendable {
    package var group: UInt32
    package var sequence: UInt32
    package var portID: UInt32

    package init(group: UInt32, sequence: UInt32, portID: UInt32) {
      self.group = group
      self.sequence = sequence
      self.portID = portID
    }
  }

  /// A device as it was before it was renamed, or went up or down: whatever is shown by its name has changed with
  /// it, though no byte of its message has.
  package struct FormerDevice: Sendable {
    package var index: UInt32
    package var name: [UInt8]
    package var flags: UInt32
    package var type: UInt16
  }

  package var kind: Kind
  package var type: ObjectType
  /// When it was told, or found out. Never earlier than that of the event before.
  package var time: StreamTime
  /// Nil for an event that no notification told of.
  package var origin: Origin?
  /// The id of the namespace; nil for the follower's own.
  package var namespaceID: Int32?
  /// Whether the object was there at the start.
  package var isInitial = false
  /// Why an event that no notification told of came to be.
  package var cause: StaticString?
  /// For a change of names alone: what a device was called before.
  package var former: FormerDevice?
}

/// News that are not about one object.
package enum Remark: Equatable, Sendable {
  case initialEnd, resyncBegin, resyncEnd
  /// Notifications are lost; nil where nobody knows how many.
  case lost(UInt64?)
  /// The queue is empty and no table is to be read again: the mirror is what the kernel has.
  case settled
  /// Something is to be dumped anew, or a dump could not be trusted: objects may be there that are not known, and
  /// known ones may be gone.
  case unsettled
  /// The queue is empty: the sink may flush its output.
  case idle
}

/// Receives changes. It keeps its own failures, and says by `isDone` that it wants no more.
package protocol EventSink: ~Copyable {
  /// The object of that key changed. `old` is its message before; for a new object it is `message` itself.
  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message)
  /// A message that no table knows.
  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime)
  /// Something else happened.
  mutating func remark(_ remark: Remark, at time: StreamTime)
  /// A namespace is followed from now on, with these devices, or no longer.
  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?)
  /// Whether enough has been seen.
  var isDone: Bool { get }
  /// When to ask again although nothing happened, in milliseconds of the host's clock; nil for never.
  var deadline: Int? { get }
}
