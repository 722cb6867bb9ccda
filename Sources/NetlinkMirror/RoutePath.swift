internal import Rtnetlink
internal import NetlinkWire

/// The devices, gateways and next hop object of a route.
struct RoutePath {
  var devices: [UInt32] = []
  /// Its next hop object.
  var nextHop: UInt32?
  /// Whether its message lists next hops.
  var hasHops = false
  /// Whether it has a gateway, or several hops, and no next hop object: then the kernel may join it with other IPv6
  /// routes to one route of several hops.
  private(set) var isJoined = false
  /// Its preferred source address.
  private(set) var source: [UInt8] = []

  init(_ message: borrowing Message) {
    let attributes = ObjectType.route.attributes(of: message)
    let device = attributes.attribute(RouteAttribute.outputDevice)
    if device.byteCount == 4 { devices.append(device.u32(at: 0)) }
    source = attributes.attribute(RouteAttribute.preferredSource).array
    let object = attributes.attribute(RouteAttribute.nextHop)
    if object.byteCount == 4 { nextHop = object.u32(at: 0) }
    // struct rtnexthop: length, flags, hops, ifindex
    let hops = attributes.attribute(RouteAttribute.hops)
    hasHops = hops.byteCount > 0
    isJoined =
      nextHop == nil
      && (hasHops || attributes.attribute(RouteAttribute.gateway).byteCount > 0
        || attributes.attribute(RouteAttribute.via).byteCount > 0)
    var offset = 0
    while offset + 8 <= hops.byteCount, hops.u16(at: offset) >= 8 {
      devices.append(hops.u32(at: offset + 4))
      offset += (Int(hops.u16(at: offset)) + 3) & ~3
    }
  }
}
