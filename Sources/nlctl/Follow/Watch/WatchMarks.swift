import NetlinkCore
import NetlinkMirror
import Rtnetlink
import NetlinkWire

/// Notes which objects have changed within the last two seconds, so that a picture can mark them.
struct WatchMarks: EventSink {
  /// How long objects are marked, in milliseconds.
  private static let duration = 2000

  private let type: ObjectType
  /// When the mark of an object ends, by its key.
  private var ends: [[UInt8]: Int] = [:]
  /// When each removed object is no longer counted.
  private var gone: [Int] = []
  /// The keys of the objects on the screen. Only removals of these are counted.
  var seen: Set<[UInt8]> = []

  init(_ type: ObjectType) { self.type = type }

  let isDone = false

  var deadline: Int? { [ends.values.min(), gone.min()].compactMap { $0 }.min() }

  /// Whether the object with that key has changed.
  func has(_ key: [UInt8]) -> Bool { ends[key] != nil }

  /// How many objects were removed.
  var goneCount: Int { gone.count }

  /// Removes the marks whose time is over; true if there were any.
  mutating func expire(_ now: Int) -> Bool {
    guard let deadline, deadline <= now else { return false }
    ends = ends.filter { $0.value > now }
    gone.removeAll { $0 <= now }
    return true
  }

  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message
  ) {
    guard event.type.new == type.new, !event.isInitial else { return }
    let end = Clock.now + WatchMarks.duration
    if event.kind == .delete {
      ends[key] = nil
      if seen.remove(key) != nil { gone.append(end) }
    } else {
      ends[key] = end
    }
  }

  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) {}

  mutating func remark(_ remark: Remark, at time: StreamTime) {}

  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {}
}
