import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// `nlctl neigh dump`: neighbours of IPv4 and IPv6, or the forwarding database (`-f bridge`).
enum NeighDump {
  static func run(_ session: inout Session, _ type: ObjectType) throws(Failure) {
    let invocation = session.invocation
    let families: [UInt8] = invocation.family.map { [FamilyRequest.number(of: $0)] } ?? [2, 10]
    let device = try only("dev", &session)
    let master = try only("master", &session)
    let proxies = invocation.selectors.contains { $0.name == "proxy" && !$0.isNegated }
    let requests = families.map { family in
      (
        FamilyRequest.neighbours(
          family: family, device: device, master: master, proxies: proxies && family != 7),
        family
      )
    }
    try HeldDump.run(&session, .neigh, type, requests)
  }

  /// The only device that a selector names; 0 for several or none.
  private static func only(_ name: String, _ session: inout Session) throws(Failure) -> UInt32 {
    let selectors = session.invocation.selectors.filter { $0.name == name }
    guard selectors.count == 1, let only = selectors.first, !only.isNegated,
      case .pattern(let pattern) = only.value,
      pattern.literal != nil
    else { return 0 }
    return try session.devices(pattern).first ?? 0
  }
}
