import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// A dump that is held until it is known to be whole, and then shown.
enum HeldDump {
  /// Runs the requests and shows the objects. If an older kernel does not know what a request asks for, `simpler` is
  /// sent instead.
  static func run(
    _ session: inout Session, _ object: ObjectName, _ type: ObjectType,
    _ requests: [(request: Request, family: UInt8)], orElse simpler: Request? = nil
  ) throws(Failure) {
    try session.learnNames()
    var list = try ObjectList(object, type, &session)
    var tables: [(held: Snapshot, family: UInt8)] = []
    for (request, family) in requests {
      tables.append((try session.hold(request, orElse: simpler, type), family))
    }
    if object == .rule { try RuleDevices.check(tables.map { $0.held }, &session) }
    try list.begin()
    for (held, family) in tables {
      session.noteWitness(held.status)
      let check = HeaderCheck(
        family: family, leavesOutNoARP: session.invocation.leavesOutNoARP, hasGroups: object == .mdb)
      try list.add(held.messages, &session, check: check)
    }
    try list.end()
    for (held, family) in tables where !held.status.isCertain { session.incomplete(object, family: family) }
  }
}
