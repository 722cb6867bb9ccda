import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl OBJECT dump`.
enum DumpCommand {
  static func run(_ invocation: Invocation, _ object: ObjectName) throws(Failure) -> ExitStatus {
    var session = try Session(invocation)
    switch object {
    case .link: try LinkDump.run(&session)
    case .addr: try AddrDump.run(&session, try type(object, invocation))
    case .route:
      let type = try type(object, invocation)
      if invocation.consistent { return try ConsistentRoutes.run(session, type) }
      try RouteDump.run(&session, type)
    case .neigh: try NeighDump.run(&session, try type(object, invocation))
    case .rule:
      let families: [UInt8] = invocation.family.map { [$0.number] } ?? [2, 10]
      let requests = families.map { (RuleRequest.all(family: $0), $0) }
      try HeldDump.run(&session, object, try type(object, invocation), requests)
    case .nexthop:
      let family = invocation.familyNumber
      let request = NextHopRequest.all(
        family: family, device: try session.only("dev"), master: try session.only("master"),
        groups: invocation.only("groups") { _ in true } ?? false,
        forwarding: invocation.only("fdb") { _ in true } ?? false)
      try NextHopDump.run(&session, try type(object, invocation), request, family: family)
    case .bucket: try BucketDump.run(&session)
    case .maddr where invocation.isJSON:
      let requests = OtherRequest.all(of: object, invocation.family)
      try MulticastDump.run(&session, try type(object, invocation), requests)
    case .netconf, .nsid, .maddr, .vlan, .mdb:
      try HeldDump.run(
        &session, object, try type(object, invocation), OtherRequest.all(of: object, invocation.family))
    }
    return session.status
  }

  private static func type(_ object: ObjectName, _ invocation: Invocation) throws(Failure) -> ObjectType {
    guard let type = ObjectType.named(object.rawValue) else {
      throw Failure("\(invocation.path): not in this version", .usage)
    }
    return type
  }
}
