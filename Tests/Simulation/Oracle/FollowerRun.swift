import NetlinkCore
import NetlinkMirror
import Rtnetlink
import NetlinkWire

/// One run of a schedule with a follower: what happens, what it tells, and whether that was so.
struct FollowerRun {
  let schedule: Schedule
  let kernel: SimulatedKernel

  /// Milliseconds of simulated time within which everything must be known once all is quiet.
  static let bound = 20_000
  /// How often a follower asks again where changes are silent, and the bound for it.
  static let poll = 1_000
  private static let pollBound = 6_000
  /// Steps after which a run that does not end is a fault.
  private static let patience = 20_000

  /// The tables that the schedule's theme is about.
  static func tables(_ schedule: Schedule) -> [Tracked] {
    var random = Random(schedule.seed ^ 0x7ab1e5)
    let all: [Tracked] = [
      .links, .addresses, .routes4, .routes6, .neighbours, .bridgeNeighbours, .rules, .nextHops,
    ]
    let own: [Tracked] =
      switch schedule.theme {
      case .links: [.links]
      case .addresses: [.addresses]
      case .routes4: [.routes4]
      case .routes6: [.routes6]
      case .rules: [.rules]
      case .nextHops: [.nextHops]
      case .neighbours: [.neighbours]
      case .stations: [.bridgeNeighbours]
      case .namespaces: [.links, .addresses, .routes4, .rules]
      case .everything: all
      }
    if random.chance(30) { return own }
    return all.filter { own.contains($0) || random.chance(30) }
  }

  /// The same, but never none.
  static func tables(_ schedule: Schedule, orElse other: Tracked) -> [Tracked] {
    let tables = tables(schedule)
    return tables.isEmpty ? [other] : tables
  }

  /// Runs it; what was wrong, nil if nothing was.
  func run() -> String? {
    let consumer = Consumer(kernel)
    kernel.home.begin()
    for operation in schedule.before { operation.run(kernel) }
    for namespace in kernel.namespaces { namespace.finish() }
    let tables = FollowerRun.tables(schedule)
    kernel.say("following \(tables)")
    do {
      try follow(tables, consumer)
    } catch {
      consumer.find(fault: "the follower gave up: \(error)")
    }
    return consumer.fault
  }

  private func follow(_ tables: [Tracked], _ consumer: Consumer) throws {
    let churn = Churn(kernel, schedule.during, seed: schedule.seed)
    var random = Random(schedule.seed ^ 0x9a5e)
    let pool = ChannelPool(host: kernel)
    let client = NetlinkClient(pool: pool)
    var options = FollowOptions()
    options.allNamespaces = schedule.theme == .namespaces
    if kernel.knobs.changesSilently { options.poll = FollowerRun.poll }
    let subscription = try Subscription(
      groups: tables.flatMap { $0.groups } + Tracked.upkeep(tables)
        + (options.allNamespaces ? [Group.namespaceID] : []), pool: pool)
    if options.allNamespaces { try subscription.socket.listenToAllNamespaces(true) }
    var follower = Follower(
      client, DirectSource(subscription, kernel), ConsumerSink(consumer: consumer, kernel: kernel),
      tables: tables, options: options, namespaces: Directory(kernel))
    kernel.interlude = { churn.pass() }
    defer { kernel.interlude = nil }
    try follower.begin()
    while !churn.isOver, consumer.fault == nil {
      kernel.pause()
      if try !follower.step() { kernel.advance(random.pick([1_000, 1_000, 20_000, 200_000])) }
    }
    churn.finish()
    kernel.say("all is quiet")
    kernel.interlude = nil
    let end = kernel.now() + (options.poll == nil ? FollowerRun.bound : FollowerRun.pollBound)
    for _ in 0..<FollowerRun.patience where consumer.fault == nil {
      if try follower.step() || kernel.hasLate {
        kernel.advance(1_000)
        continue
      }
      guard let deadline = follower.deadline, kernel.now() < end else { break }
      kernel.advance(1_000 * max(1, deadline - kernel.now()))
    }
    if consumer.fault != nil { return }
    // What no dump shows cannot be known; then the follower has to say so.
    let isHidden = kernel.knobs.hidesRoutes && follower.lacksRoutes && follower.uncertain == [.routes4]
    if !follower.isCertain, !isHidden {
      consumer.find(fault: "not certain of \(follower.uncertain) in the end")
    }
    consumer.compare { state in
      guard let table = FollowerRun.table(of: state.message) else { return false }
      return shown(tables)(table) && !(isHidden && table == .routes4)
    }
  }

  /// Links are told with whatever is followed, for the names.
  private func shown(_ tables: [Tracked]) -> (Tracked) -> Bool { { $0 == .links || tables.contains($0) } }

  /// The table that an object belongs to.
  static func table(of bytes: [UInt8]) -> Tracked? {
    let message = Message(bytes.raw)
    switch (message.type, message.payload.u8(at: 0)) {
    case (MessageType.newLink, _): return .links
    case (MessageType.newAddress, _): return .addresses
    case (MessageType.newRoute, Family.inet): return .routes4
    case (MessageType.newRoute, Family.inet6): return .routes6
    case (MessageType.newNeighbour, Family.bridge): return .bridgeNeighbours
    case (MessageType.newNeighbour, _): return .neighbours
    case (MessageType.newRule, _): return .rules
    case (MessageType.newNextHop, _): return .nextHops
    default: return nil
    }
  }
}
