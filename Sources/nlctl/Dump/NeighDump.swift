import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl neigh dump`: neighbours of IPv4 and IPv6, or the forwarding database (`-f bridge`).
enum NeighDump {
  static func run(_ session: inout Session, _ type: ObjectType) throws(Failure) {
    let invocation = session.invocation
    let families: [UInt8] = invocation.family.map { [$0.number] } ?? [Family.inet, Family.inet6]
    let device = try session.only("dev") ?? 0
    let master = try session.only("master") ?? 0
    let proxies = invocation.asks("proxy")
    let requests = families.map { family in
      (
        NeighbourRequest.all(
          family: family, device: device, master: master, proxies: proxies && family != Family.bridge),
        family
      )
    }
    try HeldDump.run(&session, .neigh, type, requests)
  }
}
