import CommandLine
import Netlink
import Rtnl
import Wire

/// `nlctl route dump --consistent`: the routes are held, and changes that come meanwhile are taken over,
/// until nothing is outstanding. What is shown was the table at one moment.
enum ConsistentRoutes {
  static func run(_ session: consuming Session, _ type: ObjectType) throws(Failure) -> ExitStatus {
    let filter = try RouteDump.filter(&session)
    let families = RouteDump.families(session.invocation)
    if filter.isNamed { try probe(filter, families, session, type) }
    var list = try ObjectList(.route, type, &session)
    let shown = Tracked.routes(families)
    let groups = (shown + [.links]).flatMap { $0.groups }
    let subscription = try Subscription.open(
      session, groups: groups, receiveBuffer: nil, allNamespaces: false)
    let queue = try SubscriptionQueue.reading(subscription, session.subject)
    var follower = Follower(session, Settling(), shown: shown)
    let own = follower.own
    guard try follower.run(queue) else { throw Failure("\(own.world.session.subject): interrupted") }
    try list.begin()
    let check = HeaderCheck(isMain: filter.isMain, isTable: true)
    for table in shown {
      for (key, placeLength) in own.world.mirror.keys(tag: table.rawValue) {
        guard let place = own.world.mirror.find(key, placeLength: placeLength) else { continue }
        let held = own.world.mirror.copy(at: place)
        try list.add(Messages(held.raw), &own.world.session, check: check)
      }
    }
    try list.end()
    if !follower.sink.isSettled { own.world.session.incomplete("the table of routes") }
    return own.world.session.status
  }

  /// Whether the table is there: the kernel's word on it, before everything is held.
  private static func probe(
    _ filter: RouteDump.Filter, _ families: [UInt8], _ session: borrowing Session, _ type: ObjectType
  ) throws(Failure) {
    var refusals: [NetlinkError] = []
    for family in families {
      do throws(NetlinkError) {
        _ = try session.client.snapshot(FamilyRequest.routes(family: family, filter.kernel))
      } catch {
        refusals.append(error)
      }
    }
    if refusals.count == families.count, let error = refusals.first {
      throw Failure(Words.of(error, session.subject, type))
    }
  }
}

/// Waits until what is known of a table is what the kernel has; gives up after some losses.
struct Settling: EventSink, ~Copyable {
  private var losses = 0
  private(set) var isSettled = false

  var isDone: Bool { isSettled || losses >= 5 }
  var deadline: Int? { nil }

  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message,
    _ comparison: borrowing Comparison, _ session: inout Session
  ) throws(Failure) {}

  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?
  ) throws(Failure) {}

  mutating func remark(_ remark: Remark) throws(Failure) {
    switch remark {
    case .settled: isSettled = true
    case .lost: losses += 1
    case .initialEnd, .resyncBegin, .resyncEnd, .idle: break
    }
  }

  mutating func devicesChanged(_ session: inout Session, _ namespaceID: Int32?) throws(Failure) {}

  mutating func namespace(_ id: Int32, _ place: NamespaceFinder.Place?) {}
}
