import CommandLine
import Netlink
import Rtnl
import Wire

/// Requests for what belongs to an address family: addresses, routes, neighbours, rules, next hops.
enum FamilyRequest {
  /// The kernel's number of a family.
  static func number(of family: FamilyName) -> UInt8 {
    switch family {
    case .inet: 2
    case .inet6: 10
    case .mpls: 28
    case .bridge: 7
    }
  }

  /// `struct ifaddrmsg` of a request: family, and the only device wanted.
  static func addresses(family: UInt8, device: UInt32) -> Request {
    var request = Request(type: 22)
    request.put([family, 0, 0, 0] + octets(device))
    return request
  }

  /// What the kernel may leave out of a dump of routes; 0 for everything.
  struct RouteFilter {
    var table: UInt32 = 0
    var `protocol`: UInt8 = 0
    var type: UInt8 = 0
    var device: UInt32 = 0
  }

  /// `struct rtmsg` of a request and what the kernel filters by.
  static func routes(family: UInt8, _ filter: RouteFilter) -> Request {
    var request = Request(type: 26)
    let table = filter.table < 256 ? UInt8(filter.table) : 0
    request.put([family, 0, 0, 0, table, filter.protocol, 0, filter.type, 0, 0, 0, 0])
    if family != 28 {
      if filter.table != 0 { request.attribute(15, u32: filter.table) }
      if filter.device != 0 { request.attribute(4, u32: filter.device) }
    }
    return request
  }

  /// `struct ndmsg` of a request: neighbours of a family, on one device, of one master, or proxies.
  static func neighbours(family: UInt8, device: UInt32, master: UInt32, proxies: Bool) -> Request {
    var request = Request(type: 30)
    // NTF_PROXY
    request.put([family, 0, 0, 0] + octets(0) + [0, 0, proxies ? 8 : 0, 0])
    if device != 0 { request.attribute(8, u32: device) }
    if master != 0 { request.attribute(9, u32: master) }
    return request
  }

  /// `struct fib_rule_hdr` of a request.
  static func rules(family: UInt8) -> Request {
    var request = Request(type: 34)
    request.put([family] + [UInt8](repeating: 0, count: 11))
    return request
  }

  /// `struct nhmsg` of a request, of one next hop or of all.
  static func nextHops(id: UInt32? = nil) -> Request {
    var request = Request(type: 106)
    request.put([UInt8](repeating: 0, count: 8))
    if let id { request.attribute(1, u32: id) }
    return request
  }

  /// The same, of the next hops that leave by a device or a port of a master, that are groups, or that
  /// are for forwarding databases.
  static func nextHops(
    family: UInt8, device: UInt32?, master: UInt32?, groups: Bool, forwarding: Bool
  ) -> Request {
    var request = Request(type: 106)
    request.put([family] + [UInt8](repeating: 0, count: 7))
    if let device { request.attribute(5, u32: device) }
    if groups { request.attribute(9, bytes: []) }
    if let master { request.attribute(10, u32: master) }
    if forwarding { request.attribute(11, bytes: []) }
    return request
  }

  /// The same of buckets: those of a group, those that a next hop has, and those whose next hops leave by a
  /// device or a port of a master.
  static func buckets(group: UInt32?, nextHop: UInt32?, device: UInt32?, master: UInt32?) -> Request {
    var request = Request(type: ObjectType.bucket.get)
    request.put([UInt8](repeating: 0, count: 8))
    if let group { request.attribute(1, u32: group) }
    if let device { request.attribute(5, u32: device) }
    if let master { request.attribute(10, u32: master) }
    if let nextHop { request.nest(13 | 0x8000) { $0.attribute(3, u32: nextHop) } }
    return request
  }

  /// The same of one bucket.
  static func bucket(_ index: UInt16, of group: UInt32) -> Request {
    var request = Request(type: ObjectType.bucket.get)
    request.put([UInt8](repeating: 0, count: 8))
    request.attribute(1, u32: group)
    request.nest(13 | 0x8000) { $0.attribute(1, u16: index) }
    return request
  }

  static func octets(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }
}
