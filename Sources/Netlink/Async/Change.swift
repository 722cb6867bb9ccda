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
    /// An object was added.
    case new
    /// An object changed: `changedPaths` lists the fields.
    case change
    /// A route took the place of another.
    case replace
    /// A route was appended behind others of its place.
    case append
    /// An object was deleted.
    case delete
    /// All objects that were there at the start have been reported; only where they were asked for.
    case initialEnd
    /// Notifications were lost: how many, or nil where that is unknown. The tables are read again, and the changes that
    /// follow until `resyncEnd` are those that the lost notifications reported, as far as they still hold.
    case lost(UInt64?)
    /// The tables are being read again after a loss.
    case resyncBegin
    /// The tables have been read again: the changes reported so far lead to the kernel's state.
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
  /// When its notification was received, or when reading the tables showed it.
  public let time: StreamTime
  /// The object after the change, or a deleted object's last state; nil for an event without an object.
  public let object: NetlinkObject?
  /// The object before, of a change; else nil.
  public let former: NetlinkObject?
  /// The object's key, such as `link/2`; empty for an event without an object.
  public let key: String
  /// Whether the object was there at the start.
  public let isInitial: Bool
  /// Why the tables were read that showed the change: `link-down`, `overflow`; nil where a notification reported it.
  public let cause: String?
  /// The id of the namespace; nil for the stream's own.
  public let namespaceID: Int32?
  /// The port id of the socket that asked for the change; 0 for the kernel, nil where no notification reported it.
  public let portID: UInt32?

  /// The paths of the fields that differ between `former` and `object`, without counters and timers; empty unless the
  /// event is a change. Computed at each call.
  public var changedPaths: [String] {
    guard kind == .change, let former, let object else { return [] }
    var paths: [String] = []
    Change.compare(former.steadyValue, object.steadyValue, at: "", &paths)
    return paths
  }

  /// Appends the paths at which two values differ.
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

  /// An event of the stream itself.
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

  /// An event of the mirror.
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
