import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// `nlctl OBJECT dump`.
enum DumpCommand {
  static func run(_ invocation: Invocation, _ object: ObjectName) throws(Failure) -> ExitStatus {
    var session = try Session(invocation)
    switch object {
    case .link: try LinkDump.run(&session)
    case .addr, .route, .neigh, .rule, .nexthop:
      throw Failure("\(invocation.path): not in this version", .usage)
    }
    return session.status
  }
}
