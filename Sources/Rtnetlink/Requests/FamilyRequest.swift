package import NetlinkCore
internal import NetlinkWire

/// Requests for what belongs to an address family: addresses, routes, neighbours, rules, next hops; each with the
/// witness that its dump needs.
package enum FamilyRequest {
  /// `struct ifaddrmsg` of a request: family, and the only device wanted.
  package static func addresses(family: UInt8, device: UInt32) -> Request {
    var request = Request(type: RTM.getAddress)
    request.put([family, 0, 0, 0] + octets(device))
    return request
  }

  /// What the kernel may leave out of a dump of routes; 0 for everything.
  package struct RouteFilter {
    /// Filters nothing.
    package init() {}

    package var table: UInt32 = 0
    package var `protocol`: UInt8 = 0
    package var type: UInt8 = 0
    package var device: UInt32 = 0
    /// Whether exceptions alone are wanted, which are else left out.
    package var isCached = false
  }

  /// `struct rtmsg` of a request and what the kernel filters by.
  package static func routes(family: UInt8, _ filter: RouteFilter) -> Request {
    var request = Request(type: RTM.getRoute)
    let table = filter.table < 256 ? UInt8(filter.table) : 0
    request.put(
      [family, 0, 0, 0, table, filter.protocol, 0, filter.type]
        + octets(filter.isCached ? RouteFlag.cloned : 0))
    if family != Family.mpls {
      if filter.table != 0 { request.attribute(RouteAttribute.table, u32: filter.table) }
      if filter.device != 0 { request.attribute(RouteAttribute.outputDevice, u32: filter.device) }
    }
    request.witness = .routes(family: family)
    return request
  }

  /// `struct ndmsg` of a request: neighbours of a family, on one device, of one master, or proxies.
  package static func neighbours(family: UInt8, device: UInt32, master: UInt32, proxies: Bool) -> Request {
    var request = Request(type: RTM.getNeighbour)
    // NTF_PROXY
    request.put([family, 0, 0, 0] + octets(0) + [0, 0, proxies ? 8 : 0, 0])
    if device != 0 { request.attribute(NeighbourAttribute.device, u32: device) }
    if master != 0 { request.attribute(NeighbourAttribute.master, u32: master) }
    request.witness = .neighbours(family: family)
    return request
  }

  /// The same of one neighbour: by its address, or in a forwarding database by its link-layer address.
  package static func neighbour(
    family: UInt8, _ address: [UInt8], device: UInt32, flags: UInt8 = 0
  ) -> Request {
    var request = Request(type: RTM.getNeighbour)
    request.put([family, 0, 0, 0] + octets(device) + [0, 0, flags, 0])
    request.attribute(
      family == Family.bridge ? NeighbourAttribute.linkAddress : NeighbourAttribute.destination,
      bytes: address)
    return request
  }

  /// The same of an entry of the forwarding database of a bridge.
  package static func station(_ address: [UInt8], master: UInt32) -> Request {
    var request = neighbour(family: Family.bridge, address, device: 0)
    request.attribute(NeighbourAttribute.master, u32: master)
    return request
  }

  /// `struct fib_rule_hdr` of a request.
  package static func rules(family: UInt8) -> Request {
    var request = Request(type: RTM.getRule)
    request.put([family] + [UInt8](repeating: 0, count: 11))
    request.witness = .rules(family: family)
    return request
  }

  /// `struct nhmsg` of a request, of one next hop or of all.
  package static func nextHops(id: UInt32? = nil) -> Request {
    var request = Request(type: RTM.getNextHop)
    request.put([UInt8](repeating: 0, count: 8))
    if let id { request.attribute(1, u32: id) }
    return request
  }

  /// The same, of the next hops that leave by a device or a port of a master, that are groups, or that
  /// are for forwarding databases.
  package static func nextHops(
    family: UInt8, device: UInt32?, master: UInt32?, groups: Bool, forwarding: Bool
  ) -> Request {
    var request = Request(type: RTM.getNextHop)
    request.put([family] + [UInt8](repeating: 0, count: 7))
    if let device { request.attribute(5, u32: device) }
    if groups { request.attribute(9, bytes: []) }
    if let master { request.attribute(10, u32: master) }
    if forwarding { request.attribute(11, bytes: []) }
    return request
  }

  /// The same of buckets: those of a group, those that a next hop has, and those whose next hops leave by a
  /// device or a port of a master.
  package static func buckets(group: UInt32?, nextHop: UInt32?, device: UInt32?, master: UInt32?) -> Request {
    var request = Request(type: ObjectType.bucket.get)
    request.put([UInt8](repeating: 0, count: 8))
    if let group { request.attribute(1, u32: group) }
    if let device { request.attribute(5, u32: device) }
    if let master { request.attribute(10, u32: master) }
    if let nextHop { request.nest(13 | 0x8000) { $0.attribute(3, u32: nextHop) } }
    request.witness = .buckets
    return request
  }

  /// The same of one bucket.
  package static func bucket(_ index: UInt16, of group: UInt32) -> Request {
    var request = Request(type: ObjectType.bucket.get)
    request.put([UInt8](repeating: 0, count: 8))
    request.attribute(1, u32: group)
    request.nest(13 | 0x8000) { $0.attribute(1, u16: index) }
    return request
  }

  package static func octets(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }
}
