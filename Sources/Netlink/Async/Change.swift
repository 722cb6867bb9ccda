public import NetlinkCore
internal import NetlinkMirror
internal import NetlinkWire
internal import Rtnetlink

/// What happened to an object, or to the stream of changes itself.
///
/// Immutable; thread-safe. OVS: what an `nln_notify_func` is told.
public struct Change: Sendable {
  /// What happened.
  public enum Kind: Sendable, Hashable, CustomStringConvertible {
    /// An object is there that was not.
    case new
    /// An object is otherwise than it was: `changedPaths` says how.
    case change
    /// A route took the place of another.
    case replace
    /// A route was put behind others of its place.
    case append
    /// An object is gone.
    case delete
    /// All objects that were there at the start have been told; only where they were asked for.
    case initialEnd
    /// Notifications are lost: so many, or an unknown number. What follows until `resyncEnd` tells what they would
    /// have told, as far as it still matters: the tables are read again.
    case lost(UInt64?)
    /// The tables are being read again after a loss.
    case resyncBegin
    /// The tables have been read again: the changes told so far lead to the kernel's state.
    case resyncEnd

    /// As `nlctl monitor` calls it.
    public var description: String {
      switch self {
      case .new: "new"
      case .change: "change"
      case .replace: "replace"
      case .append: "append"
      case .delete: "delete"
      case .initialEnd: "initial-end"
      case .lost: "lost"
      case .resyncBegin: "resync-begin"
      case .resyncEnd: "resync-end"
      }
    }
  }

  /// What happened.
  public let kind: Kind
  /// When the notification of it was received, or when a question showed it.
  public let time: StreamTime
  /// The object after the change, or a deleted object's last state; nil for an event without an object.
  public let object: NetlinkObject?
  /// The object before, of a change; else nil.
  public let former: NetlinkObject?
  /// The object's key, such as `link/2`; empty for an event without an object.
  public let key: String
  /// Whether the object was there at the start.
  public let isInitial: Bool
  /// Why it is told though no notification said so: `link-down`, `overflow`; nil where one did.
  public let cause: String?
  /// The id of the namespace; nil for the stream's own.
  public let namespaceID: Int32?
  /// The port id of who asked for the change; 0 for the kernel, nil where no notification told of it.
  public let portID: UInt32?

  /// The paths of the fields that differ between `former` and `object`, without counters and timers; empty unless the
  /// event is a change. Computed at each call.
  public var changedPaths: [String] {
    guard kind == .change, let former, let object else { return [] }
    var paths: [String] = []
    Change.compare(former.steadyValue, object.steadyValue, at: "", &paths)
    return paths
  }

  private static func compare(_ old: Value?, _ new: Value?, at path: String, _ paths: inout [String]) {
    if old == new { return }
    let (before, after) = (old?.members ?? [], new?.members ?? [])
    guard !before.isEmpty || !after.isEmpty else { return paths.append(path) }
    let keys = before.map(\.key) + after.map(\.key).filter { key in !before.contains { $0.key == key } }
    for key in keys {
      compare(
        before.first { $0.key == key }?.value, after.first { $0.key == key }?.value,
        at: path.isEmpty ? key : "\(path).\(key)", &paths)
    }
  }

  /// Something about the stream itself.
  init(_ kind: Kind, at time: StreamTime) {
    self.kind = kind
    self.time = time
    object = nil
    former = nil
    key = ""
    isInitial = false
    cause = nil
    namespaceID = nil
    portID = nil
  }

  /// What the mirror tells of an object.
  init(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message,
    _ names: InterfaceNames
  ) {
    kind =
      switch event.kind {
      case .new: .new
      case .change: .change
      case .replace: .replace
      case .append: .append
      case .delete: .delete
      }
    time = event.time
    let devices = DeviceNames(message, old, event.type, of: names)
    object = NetlinkObject(message.owned, devices)
    former =
      event.kind == .change
      ? NetlinkObject(old.owned, event.former.map { devices.renaming($0) } ?? devices) : nil
    self.key = String(decoding: key, as: UTF8.self)
    isInitial = event.isInitial
    cause = event.cause.map { "\($0)" }
    namespaceID = event.namespaceID
    portID = event.origin?.portID
  }

  /// About how many bytes of memory it takes.
  var cost: Int {
    let bytes = (object?.message.bytes.count ?? 0) + (former?.message.bytes.count ?? 0) + key.utf8.count
    return bytes + 512 + 128 * (object?.names.devices.count ?? 0)
  }
}
