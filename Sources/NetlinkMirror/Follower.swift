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
  let client: NetlinkClient
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
  /// When to look next for overdue reads in all namespaces: not at each datagram, because there may be thousands.
  var nextLook = 0
  var nextPoll: Int?
  /// Whether the tables are read a last time although time is up.
  private var isLastLook = false
  private let end: Int?
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
  var isEnding: Bool { sink.isDone || (isOver && !isLastLook) }

  /// Whether time is up.
  package var isOver: Bool { end.map { host.now() >= $0 } ?? false }

  /// When to call again although nothing comes, in milliseconds of the host's clock; nil for never.
  package var deadline: Int? {
    var due = [end, sink.deadline, nextPoll].compactMap { $0 }
    for followed in followed where !followed.mirror.refresh.isEmpty {
      due.append(followed.mirror.refresh.due)
    }
    return due.min()
  }

  /// Follows until the sink has enough, time is up, or the subscription is cancelled; true when the sink has
  /// enough. Blocks.
  package mutating func run() throws(FollowError) -> Bool {
    do throws(FollowError) {
      isLastLook = options.looksOnce
      try begin()
      isLastLook = false
      while !sink.isDone, !isOver {
        if try step() { continue }
        if sink.isDone || isOver { break }
        let patience = deadline.map { max(0, $0 - host.now()) } ?? -1
        try take(try next(milliseconds: patience))
      }
      // A last read before it gives up, for what changed without a notification.
      if !sink.isDone, isOver, hasBegun, options.poll != nil {
        isLastLook = true
        try poll()
      }
    } catch {
      if !error.isCancellation { throw error }
    }
    sink.remark(.idle, at: now)
    return sink.isDone
  }

  /// Takes one event, or does what is due if none is queued; false if there was neither. Never waits.
  package mutating func step() throws(FollowError) -> Bool {
    let event = try next(milliseconds: 0)
    if event != .timedOut {
      try take(event)
      return true
    }
    if let nextPoll, host.now() >= nextPoll {
      try poll()
      return true
    }
    let hasRead = try readDue()
    tellWhetherSettled()
    sink.remark(.idle, at: now)
    return hasRead
  }

  /// The time of what was received last.
  var now: StreamTime { source.receivedAt }
}
