import CommandLine
import NetlinkCore
import NetlinkMirror
import Rtnetlink

/// `nlctl monitor`: prints changes as they happen.
enum MonitorCommand {
  static func run(_ invocation: Invocation, _ options: MonitorOptions) throws(Failure) -> ExitStatus {
    if let source = invocation.source {
      return try RecordedMonitor.run(invocation, options, from: source)
    }
    // An unreadable file is reported before the kernel is asked.
    let baseline = try options.baseline.map { (file) throws(Failure) in try SnapshotFile(file).tables }
    let interrupt = Interrupt(invocation)
    var session = try Session(invocation, until: interrupt.cancellation, deadline: interrupt.deadline)
    if !isRoute(options.netlinkProtocol) {
      return try RawMonitor.run(session, options, until: interrupt)
    }
    let following = try tables(invocation, options)
    let (named, shown) = (following.named, following.shown)
    var groups = following.groups
    if options.allNsid { groups.append(RouteGroup.namespaceID) }
    // A device that does not exist yet may still come.
    session.isPatient = true
    do throws(Failure) {
      try session.learnNames()
    } catch {
      if error.isSilence, interrupt.deadline.isPast { return tooLate(invocation) }
      throw error
    }
    // Links are followed in any case, because their names are needed.
    let followed = shown.isEmpty ? [.links] : shown
    let upkeep = Tracked.upkeep(followed).filter { !groups.contains($0) }
    // A recording has the same processes as the events printed.
    let noted = NotedOwners()
    let owners = Owners(Tapping.current == nil ? nil : noted)
    let printer = try EventPrinter(
      options, shown: shown, upkeep: upkeep, until: interrupt, owners: owners, &session)
    let subscription = try Subscription.open(
      session, groups: groups + upkeep,
      optional: (MulticastGroup.others + upkeep).filter { !named.contains($0) },
      receiveBuffer: options.receiveBuffer, allNamespaces: options.allNsid, isQueued: true,
      until: interrupt)
    let queue = try SubscriptionQueue.reading(subscription, invocation.path)
    ReaderWatch.begin(interrupt.cancellation)
    var how = FollowOptions()
    how.allNamespaces = options.allNsid
    how.repeats = options.all
    how.timeout = interrupt.left
    how.poll = options.poll.map { Clock.milliseconds($0) }
    // Without `--record` or `--explain`, nothing stands between the queue and the follower.
    guard let tap = Tapping.current else {
      return try follow(session, queue, printer, followed, how, from: baseline)
    }
    return try follow(session, TappedSource(queue, tap, noted), printer, followed, how, from: baseline)
  }

  /// Follows the tables until the end, and returns the exit status.
  private static func follow<Source: NotificationSource & ~Copyable>(
    _ session: borrowing Session, _ source: consuming Source, _ printer: consuming EventPrinter,
    _ shown: [Tracked], _ options: FollowOptions, from baseline: [TableState]?
  ) throws(Failure) -> ExitStatus {
    let invocation = session.invocation
    var follower = Follower(
      session.client, source, printer, tables: shown, options: options,
      namespaces: NamespaceFinder(session.client))
    if let baseline {
      follower.begin(from: baseline.filter { shown.contains($0.table) || $0.table == .links })
    }
    do throws(FollowError) {
      _ = try follower.run()
    } catch {
      throw Failure(error, invocation.path)
    }
    if let failure = follower.sink.failure { throw failure }
    // Lost messages that belong to no table cannot be read again.
    let isIncomplete = follower.isIncomplete || !follower.sink.hasObjects && follower.lost > 0
    if !invocation.quiet, follower.lost > 0 || invocation.verbose {
      var line = "\(follower.sink.count) events, \(follower.repeats) repeats that change nothing"
      if follower.lost > 0 {
        line += "; \(follower.lost) notifications lost"
        line += isIncomplete ? ", not all made good" : " and made good by dumps"
      }
      Diagnostics.complain(line)
    }
    if follower.hasNotBegun, follower.isOver { return tooLate(invocation) }
    if follower.lacksRoutes, !invocation.quiet {
      Diagnostics.complain("monitor: the kernel has IPv4 routes that its dumps do not show")
    }
    if isIncomplete || follower.lacksRoutes { return .incomplete }
    let isDifferent = baseline != nil && follower.sink.countAtBegin ?? follower.sink.count > 0
    return isDifferent ? .failed : .answered
  }

  /// The status where time was up before there was anything to follow.
  private static func tooLate(_ invocation: Invocation) -> ExitStatus {
    if !invocation.quiet { Diagnostics.complain("monitor: time was up before the tables had been read") }
    return .incomplete
  }

  /// The tables to show, the groups to join for them, and the groups that the command line names.
  static func tables(
    _ invocation: Invocation, _ options: MonitorOptions
  ) throws(Failure) -> (shown: [Tracked], groups: [UInt32], named: [UInt32]) {
    let objects = options.isEverything ? ObjectName.followed : options.objects
    let named = try options.groups + multicastGroups(options)
    let tables = objects.flatMap { Tracked.of($0, family: invocation.family) }
    var groups = named + tables.flatMap { $0.groups }
    if options.isEverything { groups += MulticastGroup.others }
    let shown = Tracked.allCases.filter { table in
      tables.contains(table) || table.groups.contains { named.contains($0) }
    }
    return (shown, groups, named)
  }

  /// Whether that protocol is rtnetlink.
  static func isRoute(_ value: NameOrNumber?) -> Bool {
    switch value {
    case nil, .number(0), .name("route"), .name("rtnetlink"): true
    default: false
    }
  }

  /// The numbers of the `--mcgroup` options.
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
