import CommandLine
import NetlinkCore
import NetlinkMirror
import Rtnetlink
import NetlinkWire

/// `nlctl route dump --consistent`: the routes are held, and changes that come during the dump are applied,
/// until the kernel has told of all. What is shown was the table at one moment.
enum ConsistentRoutes {
  static func run(_ session: consuming Session, _ type: ObjectType) throws(Failure) -> ExitStatus {
    let filter = try RouteDump.filter(&session)
    let interrupt = Interrupt(session.invocation)
    let families = RouteDump.families(session)
    if filter.isNamed { try probe(filter, families, session, type) }
    let shown = Tracked.routes(families)
    let groups = shown.flatMap { $0.groups }
    let upkeep = Tracked.upkeep(shown).filter { !groups.contains($0) }
    let subscription = try Subscription.open(
      session, groups: groups + upkeep, optional: upkeep, receiveBuffer: nil, allNamespaces: false,
      until: interrupt)
    let queue = try SubscriptionQueue.reading(subscription, session.subject)
    var follower = Follower(
      session.client, queue, Settling(until: Clock.now + patience), tables: shown,
      namespaces: NamespaceFinder(session.client))
    do throws(FollowError) {
      _ = try follower.run()
    } catch {
      throw Failure(error, session.subject)
    }
    // From here on as a plain dump: signals end the program at once.
    interrupt.restoreSignals()
    guard follower.sink.isDone else { throw Failure("\(session.subject): interrupted") }
    var shownSession = try Session(sharing: follower.devices, session.invocation)
    var list = try ObjectList(.route, type, &shownSession)
    let check = HeaderCheck(isMain: filter.isMain, isCached: false)
    try list.begin()
    for table in shown {
      try follower.forEach(table) { message throws(Failure) in
        try list.add(Messages(message.bytes), &shownSession, check: check)
      }
    }
    try list.end()
    if !follower.sink.isSettled {
      let uncertain = follower.uncertain.first { shown.contains($0) }
      session.incomplete(uncertain?.words ?? "the table of routes")
    }
    return session.status
  }

  /// How long to wait for a table that changes all the time, in milliseconds.
  private static let patience = 5_000

  /// Asks whether the table exists, before everything is held.
  private static func probe(
    _ filter: RouteDump.Filter, _ families: [UInt8], _ session: borrowing Session, _ type: ObjectType
  ) throws(Failure) {
    var refusals: [NetlinkError] = []
    for family in families {
      do throws(NetlinkError) {
        _ = try session.client.snapshot(RouteRequest.all(family: family, filter.kernel))
      } catch {
        refusals.append(error)
      }
    }
    if refusals.count == families.count, let error = refusals.first {
      throw Failure(Words.of(error, session.subject))
    }
  }
}

/// Waits until the mirror of a table is complete. Gives up after some losses, and at the deadline, but not
/// before the table has been read once.
struct Settling: EventSink, ~Copyable {
  /// The deadline, in milliseconds of `Clock`.
  private let end: Int
  private var hasBegun = false
  private var losses = 0
  private(set) var isSettled = false

  init(until end: Int) { self.end = end }

  var isDone: Bool { isSettled || losses >= 5 || (hasBegun && Clock.now >= end) }
  var deadline: Int? { hasBegun ? end : nil }

  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message
  ) {}

  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) {}

  mutating func remark(_ remark: Remark, at time: StreamTime) {
    switch remark {
    case .settled: isSettled = true
    case .lost: losses += 1
    case .initialEnd: hasBegun = true
    case .unsettled, .resyncBegin, .resyncEnd, .idle: break
    }
  }

  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {}
}
