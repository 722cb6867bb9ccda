import CommandLine
import NetlinkCore
import NetlinkMirror
import Rtnetlink
import NetlinkWire

/// `nlctl route dump --consistent`: the routes are held, and changes that come during the dump are applied, until none is
/// outstanding. What is shown is the state of the table at one moment.
enum ConsistentRoutes {
  static func run(_ session: consuming Session, _ type: ObjectType) throws(Failure) -> ExitStatus {
    let filter = try RouteDump.filter(&session)
    let interrupt = Interrupt(session.invocation)
    let families = RouteDump.families(session)
    if filter.isNamed { try probe(filter, families, session, type) }
    let shown = Tracked.routes(families)
    let follower = try Settling.follower(session, shown, until: interrupt)
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

  /// Asks the kernel for the table that was named, to fail at once if it does not exist.
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
