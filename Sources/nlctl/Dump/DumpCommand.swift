import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl OBJECT dump`.
enum DumpCommand {
  static func run(_ invocation: Invocation, _ object: ObjectName) throws(Failure) -> ExitStatus {
    var session = try Session(invocation)
    let type = object.type
    switch object {
    case .link: try LinkDump.run(&session)
    case .addr: try AddrDump.run(&session, type)
    case .route:
      if invocation.consistent { return try ConsistentRoutes.run(session, type) }
      try RouteDump.run(&session, type)
    case .neigh: try NeighDump.run(&session, type)
    case .rule:
      let families: [UInt8] = invocation.family.map { [$0.number] } ?? [Family.inet, Family.inet6]
      let requests = families.map { (RuleRequest.all(family: $0), $0) }
      try HeldDump.run(&session, object, type, requests)
    case .nexthop:
      let family = invocation.familyNumber
      let request = NextHopRequest.all(
        family: family, device: try session.only("dev"), master: try session.only("master"),
        groups: invocation.only("groups") { _ in true } ?? false,
        forwarding: invocation.only("fdb") { _ in true } ?? false)
      try NextHopDump.run(&session, type, request, family: family)
    case .bucket: try BucketDump.run(&session)
    case .maddr where invocation.isJSON:
      try MulticastDump.run(&session, type, OtherRequest.all(of: object, invocation))
    case .netconf, .nsid, .maddr, .vlan, .mdb:
      try HeldDump.run(&session, object, type, OtherRequest.all(of: object, invocation))
    }
    return session.status
  }
}
