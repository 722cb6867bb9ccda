package import NetlinkCore
package import Rtnetlink
package import NetlinkWire

/// Follows tables of the kernel, in one network namespace or in all that have an id here, and tells a sink of every
/// change.
///
/// The source joins the groups first and tables are dumped afterwards, so that no change in between is missed. Driven
/// from outside: `begin` once, then `step` any number of times, or `run`. One thread.
package struct Follower<Sink: EventSink & ~Copyable, Source: NotificationSource & ~Copyable>: ~Copyable {
  /// A box, because arrays cannot hold noncopyable values.
  final class Followed {
    let id: Int32?
    var mirror: NamespaceMirror
    init(_ mirror: consuming NamespaceMirror) {
      id = mirror.id
      self.mirror = mirror
    }
  }

  package var sink: Sink
  var source: Source
  /// Asks for the tables; its deadline holds for each of its reads.
  var client: NetlinkClient
  let host: any Host
  let namespaces: any NamespaceDirectory
  let options: FollowOptions
  /// The tables that events are wanted of.
  let shown: [Tracked]
  var followed: [Followed]
  var followedByID: [Int32?: Followed]
  /// Namespaces that came or went while a table was read.
  var arrivals: [(id: Int32, isThere: Bool)] = []
  var isReading = false
  /// The sequence number of the acknowledgement that was received last.
  var acknowledged: UInt32?
  var hasBegun = false
  /// Whether the follower began with an earlier state, so that the first events are the differences from it.
  var hasBaseline = false
  var isResyncing = false
  var isSettled = false
  var hasToldSettled = false
  /// Whether notifications of namespaces that came or went may have been lost.
  var hasLostNamespaces = false
  /// Whether notifications were lost and the queue has not been empty since: more may be lost, and nothing tells.
  var isLosing = false
  /// When to look next for overdue reads in all namespaces: not at each datagram, because there may be thousands.
  var nextLook = 0
  var nextPoll: Int?
  /// Whether the tables are read a last time although time is up.
  var isLastLook = false
  /// When such a look ends.
  var lookEnd = 0
  let end: Int?
  /// The deadline of the client that was given.
  let limit: Deadline
  /// When the last notification was received.
  var lastNotified = StreamTime(microsecondsSince1970: 0)
  /// How many notifications were lost.
  package internal(set) var lost: UInt64 = 0
  /// Whether tables could not be read again after a loss.
  package internal(set) var isIncomplete = false

  /// A follower that knows nothing yet. `tables` are those that events are wanted of; `source` has joined
  /// their groups.
  package init(
    _ client: NetlinkClient, _ source: consuming Source, _ sink: consuming Sink, tables: [Tracked],
    options: FollowOptions = FollowOptions(), namespaces: any NamespaceDirectory
  ) {
    self.client = client
    host = client.host
    limit = client.deadline
    self.source = source
    self.sink = sink
    self.options = options
    self.namespaces = namespaces
    shown = tables
    let start = client.host.now()
    end = options.timeout.map { start + $0 }
    let own = Followed(
      NamespaceMirror(nil, shown: tables, wantsRepeats: options.repeats, at: host.timeOfDay()))
    followed = [own]
    followedByID = [nil: own]
  }

  /// The objects of a table in the follower's own namespace, in the order in which they came.
  package func forEach<Failure: Error>(
    _ table: Tracked, _ body: (borrowing Message) throws(Failure) -> Void
  ) throws(Failure) {
    for place in followed[0].mirror.store.places(tag: table.rawValue) {
      let held = followed[0].mirror.store.copy(at: place)
      try body(Message(held.raw))
    }
  }

  /// The same, each with its key.
  package func forEachKey<Failure: Error>(
    _ table: Tracked, _ body: ([UInt8], borrowing Message) throws(Failure) -> Void
  ) throws(Failure) {
    for place in followed[0].mirror.store.places(tag: table.rawValue) {
      let held = followed[0].mirror.store.copy(at: place)
      try body(followed[0].mirror.store.key(at: place).bytes, Message(held.raw))
    }
  }

  /// What is known of a table in the follower's own namespace.
  package func state(of table: Tracked) -> TableState { followed[0].mirror.state(of: table) }

  /// Begins with an earlier state: the first events are the differences from it.
  package mutating func begin(from states: [TableState]) {
    hasBaseline = true
    sink.follows(nil, followed[0].mirror.devices, nil)
    for state in states { followed[0].mirror.take(state, &sink) }
  }

  /// The devices of the follower's own namespace.
  package var devices: Devices { followed[0].mirror.devices }

  /// How many messages changed nothing.
  package var repeats: Int { followed.reduce(0) { $0 + $1.mirror.repeats } }

  /// Whether time was up before every table had been read once.
  package var hasNotBegun: Bool { !hasBegun && !sink.isDone }

  /// Whether all that is followed is known for certain.
  package var isCertain: Bool { followed.allSatisfy { $0.mirror.isSettled } }

  /// The tables that are not certain.
  package var uncertain: [Tracked] {
    Tracked.allCases.filter { table in
      followed.contains { $0.mirror.tracked.contains(table) && !$0.mirror.certain.contains(table) }
    }
  }

  /// Whether the kernel counts more IPv4 routes than a dump shows: at a route that is too large for a message
  /// the kernel ends the dump without telling.
  package var lacksRoutes: Bool { followed.contains { $0.mirror.hasLackedRoutes } }

  /// Whether nothing more is to be read: the sink has enough, or time is up and this is not the last look.
  var isEnding: Bool { sink.isDone || (isOver && !(isLastLook && host.now() < lookEnd)) }

  /// Whether time is up.
  package var isOver: Bool { end.map { host.now() >= $0 } ?? false || limit.isPast }

  /// When to call again although nothing comes, in milliseconds of the host's clock; nil for never.
  package var deadline: Int? {
    var due = [end, sink.deadline, nextPoll].compactMap { $0 }
    for followed in followed where !followed.mirror.refresh.isEmpty {
      due.append(followed.mirror.refresh.due)
    }
    return due.min()
  }

  /// The time of what was received last.
  var now: StreamTime { source.receivedAt }
}
