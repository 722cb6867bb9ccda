import CommandLine
import NetlinkCore
import NetlinkMirror
import Rtnetlink

/// `nlctl monitor`.
enum MonitorCommand {
  static func run(_ invocation: Invocation, _ options: MonitorOptions) throws(Failure) -> ExitStatus {
    let interrupt = Interrupt(invocation)
    var session = try Session(invocation, until: interrupt.cancellation)
    if !isRoute(options.netlinkProtocol) {
      return try RawMonitor.run(session, options, until: interrupt)
    }
    let objects = options.isEverything ? ObjectName.followed : options.objects
    let named = try options.groups + multicastGroups(options)
    let tables = objects.flatMap { Tracked.of($0, family: invocation.family) }
    var groups = named + tables.flatMap { $0.groups }
    if options.isEverything { groups += MulticastGroup.others }
    let shown = Tracked.allCases.filter { table in
      tables.contains(table) || table.groups.contains { named.contains($0) }
    }
    if options.allNsid { groups.append(RouteGroup.namespaceID) }
    // A device that does not exist may still come.
    session.isPatient = true
    try session.learnNames()
    // The mirror's own upkeep needs the names of links, and more.
    let upkeep = Tracked.upkeep(shown).filter { !groups.contains($0) }
    let printer = try EventPrinter(options, shown: shown, upkeep: upkeep, until: interrupt, &session)
    let subscription = try Subscription.open(
      session, groups: groups + upkeep,
      optional: (MulticastGroup.others + upkeep).filter { !named.contains($0) },
      receiveBuffer: options.receiveBuffer, allNamespaces: options.allNsid, until: interrupt)
    let queue = try SubscriptionQueue.reading(subscription, invocation.path)
    var following = FollowOptions()
    following.allNamespaces = options.allNsid
    following.repeats = options.all
    following.timeout = invocation.timeout.map { Clock.milliseconds($0) }
    following.poll = options.poll.map { Clock.milliseconds($0) }
    var follower = Follower(
      session.client, queue, printer, tables: shown, options: following,
      namespaces: NamespaceFinder(session.client))
    do throws(FollowError) {
      _ = try follower.run()
    } catch {
      throw Failure(error, invocation.path)
    }
    if let failure = follower.sink.failure { throw failure }
    if !invocation.quiet, follower.lost > 0 || invocation.verbose {
      var line = "\(follower.sink.count) events, \(follower.repeats) repeats that change nothing"
      if follower.lost > 0 {
        line += "; \(follower.lost) notifications lost"
        line += follower.isIncomplete ? ", not all made good" : " and made good by dumps"
      }
      Diagnostics.complain(line)
    }
    if follower.hasNotBegun, follower.isOver {
      if !invocation.quiet { Diagnostics.complain("monitor: time was up before the tables had been read") }
      return .incomplete
    }
    return follower.isIncomplete ? .incomplete : .answered
  }

  private static func isRoute(_ value: NameOrNumber?) -> Bool {
    switch value {
    case nil, .number(0), .name("route"), .name("rtnetlink"): true
    default: false
    }
  }

  private static func multicastGroups(_ options: MonitorOptions) throws(Failure) -> [UInt32] {
    var groups: [UInt32] = []
    for group in options.multicastGroups {
      switch group {
      case .number(let number): groups.append(number)
      case .name(let name):
        guard let number = MulticastGroup.number(of: name) else {
          throw Failure("monitor: no multicast group has the name '\(name)'")
        }
        groups.append(number)
      }
    }
    return groups
  }
}
