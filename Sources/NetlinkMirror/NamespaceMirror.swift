import NetlinkCore
package import Rtnetlink
import NetlinkWire

/// The known state of one network namespace: objects kept up to date by notifications, and by dumps where the
/// kernel does not notify or notifications were lost.
///
/// Three sources are applied in the kernel's order: notifications as they were queued; a dump after all
/// notifications that were queued before its end; and where a notification has touched a place while the dump
/// ran, the notification alone. One thread.
package struct NamespaceMirror: ~Copyable {
  /// The id of the namespace; nil for the follower's own.
  package let id: Int32?
  /// Its devices, by number and name.
  package let devices = Devices()
  /// The objects, by their keys.
  package var store = ObjectStore()
  /// What is to be read again.
  var refresh = Refresh()
  var comparison = StateComparison()
  var mentions = Mentions()
  var walker = Walker()
  /// How to enter the namespace; nil for the follower's own, and if unknown.
  var place: NamespacePlace?
  /// The tables that are mirrored; links always are, for the names.
  let tracked: [Tracked]
  /// The tables that are shown.
  let shown: [Tracked]
  /// Whether notifications that change nothing are reported.
  let wantsRepeats: Bool
  /// What notifications say about the table that is being dumped; nil while none is.
  var load: Load?
  /// The tables whose last dump was certain: objects that it lacked do not exist, and the number of copies of
  /// an object is known.
  var certain: Set<Tracked> = []
  /// The places of routes that are doubtful after a notification: how many alternatives there are, or which
  /// of them went. They are read again; until then no route there is reported as gone.
  var doubtfulPlaces: [Tracked: Set<[UInt8]>] = [:]
  /// Entries of forwarding databases that one dump lacked, with the cause of that dump. They are gone when the next
  /// dump lacks them, too: the kernel removes an entry before it notifies, and the dump may skip another entry because
  /// of that and be over before the notification comes.
  var missingOnce: [[UInt8]: StaticString?] = [:]
  /// Whether a notification has been taken. From then on an object may name a device that is not known yet.
  var hasTakenNotification = false
  /// How many rounds of dumps in a row were not certain.
  var uncertainRounds = 0
  /// The time of what is being applied.
  var time: StreamTime
  /// How many messages changed nothing.
  var repeats = 0
  /// How many objects are known under a former identity: where there are any, `locate` compares messages.
  var adopted = 0
  /// Whether the last dump of IPv4 routes had fewer than the kernel counts.
  var hasLackedRoutes = false
  /// What `makeKey` wrote last.
  private(set) var key: [UInt8] = []
  /// What it writes to, again and again.
  private var writtenKey = GrowingBytes()
  /// What all keys begin with.
  let keyPrefix: [UInt8]

  /// A mirror that knows nothing yet. `shown` are the tables that events are wanted of.
  init(_ id: Int32?, shown: [Tracked], wantsRepeats: Bool, at time: StreamTime) {
    self.id = id
    self.shown = shown
    self.wantsRepeats = wantsRepeats
    self.time = time
    keyPrefix = id.map { Array("nsid/\($0)/".utf8) } ?? []
    tracked = shown.contains(.links) || shown.isEmpty ? shown : [.links] + shown
  }

  /// Whether every table is certain and nothing is to be read.
  var isSettled: Bool { refresh.isEmpty && tracked.allSatisfy { certain.contains($0) } }

  /// Whether a loss has been recovered from: every table is certain, or changes too much ever to be.
  var hasRecovered: Bool {
    if refresh.isAfterLoss { return false }
    return uncertainRounds >= NamespaceMirror.patience || tracked.allSatisfy { certain.contains($0) }
  }

  /// After so many uncertain rounds in a row, a loss counts as recovered from as far as possible.
  static var patience: Int { 5 }

  /// An event at the time of what is being applied.
  func event(
    _ kind: Event.Kind, _ type: ObjectType, _ origin: Event.Origin?, _ cause: StaticString?,
    isInitial: Bool = false
  ) -> Event {
    Event(
      kind: kind, type: type, time: time, origin: origin, namespaceID: id, isInitial: isInitial, cause: cause)
  }

  /// Writes the key of the object of `message`; returns the length of the part that is its place.
  mutating func makeKey(_ message: borrowing Message, _ type: ObjectType) -> Int {
    writtenKey.truncate(to: 0)
    writtenKey.append(contentsOf: keyPrefix)
    let place = type.identity.append(message, headerLength: type.table.headerLength, to: &writtenKey)
    writtenKey.copy(to: &key)
    // Only routes have alternatives at one place.
    return type.new == RTM.newRoute ? keyPrefix.count + place : key.count
  }
}

/// What notifications have said about a table since its dump began.
struct Load {
  let table: Tracked
  /// The judges of the dumps; none where the kernel itself tells of interruptions.
  var judges: [any WitnessJudge]
  /// The places that they were about: there they decide, not the dump.
  var places: Set<[UInt8]> = []
  /// How many of them were of objects that are there, and of objects that are gone.
  var changes = (added: 0, removed: 0)
  /// By place, how many were of objects that are there, less those of objects that are gone.
  var gained: [[UInt8]: Int] = [:]
  /// The devices that they were about.
  var devices: Set<UInt32> = []
  /// Whether some were lost.
  var hasLost = false
  /// Whether what the dump has counts even if some were lost.
  var isKeptAnyway = false
  /// Whether one was of a change with which objects of the table may have gone without a notification.
  var mayLackSilently = false
  /// Whether one was of a route that ends a dump, unless it goes first.
  private(set) var hasHeardLargeRoute = false
  /// The doubtful places that this dump settles: it was requested after they became doubtful.
  var settled: Set<[UInt8]>

  init(_ table: Tracked, judges: [any WitnessJudge], settled: Set<[UInt8]>) {
    self.table = table
    self.judges = judges
    self.settled = settled
  }

  /// Whether a dump may lack an entry that was there all the time, or have one twice.
  var isDisturbed: Bool { judges.contains { $0.isDisturbed } }

  /// Takes note of a notification.
  mutating func heard(_ message: borrowing Message) {
    for index in judges.indices { judges[index].heard(message) }
    if message.type & ~1 == RTM.newRoute, message.bytes.byteCount > Touched.largestRoute {
      hasHeardLargeRoute = true
    }
  }
}
