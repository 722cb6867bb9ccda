import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// `nlctl neigh|rule|nexthop dump`: held until each dump is known to be whole, then shown.
enum HeldDump {
  static func run(
    _ session: inout Session, _ object: ObjectName, _ type: ObjectType,
    _ requests: [(request: Request, family: UInt8)]
  ) throws(Failure) {
    try session.learnNames()
    var list = try ObjectList(object, type, &session)
    var isInterrupted = false
    try list.begin()
    for (request, family) in requests {
      let held = try session.hold(request, type)
      isInterrupted = isInterrupted || held.status.interrupted
      try list.add(held.messages, family: family, &session)
    }
    try list.end()
    if isInterrupted { session.incomplete("the table") }
  }
}
