package import NetlinkCore
package import Rtnetlink
package import NetlinkWire

/// What happened to an object.
package struct Event: Sendable {
  package enum Kind: Sendable {
    case new, change, replace, append, delete

    /// The word for it in the output.
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

  /// The notification that an event comes from.
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

  /// A device before it was renamed, or went up or down: objects that show its name or state look different then,
  /// although their own messages are the same.
  package struct FormerDevice: Sendable {
    package var index: UInt32
    package var name: [UInt8]
    package var flags: UInt32
    package var type: UInt16
  }

  package var kind: Kind
  package var type: ObjectType
  /// When the notification was received, or the dump showed the change. Never earlier than the event before.
  package var time: StreamTime
  /// The notification; nil if the event comes from a dump.
  package var origin: Origin?
  /// The id of the namespace; nil for the follower's own.
  package var namespaceID: Int32?
  /// Whether the object was there at the start.
  package var isInitial = false
  /// For an event that comes from a dump: why the tables were read.
  package var cause: StaticString?
  /// The device before the change, if only names have changed.
  package var former: FormerDevice?
}

/// Events that are not about one object.
package enum Remark: Equatable, Sendable {
  /// All objects that were there at the start have been reported.
  case initialEnd
  /// After a loss the tables are being read again, and have been read again.
  case resyncBegin, resyncEnd
  /// Notifications were lost: how many, nil if unknown.
  case lost(UInt64?)
  /// The queue is empty and no table is to be read again: the mirror has what the kernel has.
  case settled
  /// A table is to be read again, or a dump was not certain: the mirror may lack objects, and may have some
  /// that are gone.
  case unsettled
  /// The queue is empty: the sink may flush its output.
  case idle
}

/// Receives changes. It keeps its own errors, and `isDone` says when it wants no more.
package protocol EventSink: ~Copyable {
  /// The object of that key changed. `old` is its message before; for a new object it is `message` itself.
  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message)
  /// A message that no table knows.
  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime)
  /// Something else happened.
  mutating func remark(_ remark: Remark, at time: StreamTime)
  /// A namespace is followed from now on, with these devices; nil: it is no longer followed.
  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?)
  /// Whether enough has been seen.
  var isDone: Bool { get }
  /// When to call again although nothing happened, in milliseconds of the host's clock; nil for never.
  var deadline: Int? { get }
}
