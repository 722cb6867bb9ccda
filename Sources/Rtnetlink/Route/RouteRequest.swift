package import NetlinkCore
internal import NetlinkWire

/// Requests for routes.
package enum RouteRequest {
  /// What the kernel may leave out of a dump; 0 for everything.
  package struct Filter {
    /// Filters nothing.
    package init() {}

    package var table: UInt32 = 0
    package var `protocol`: UInt8 = 0
    package var type: UInt8 = 0
    package var device: UInt32 = 0
    /// Whether only exceptions (cached routes) are wanted; otherwise they are left out.
    package var isCached = false
  }

  /// All routes of a family that pass the filter.
  package static func all(family: UInt8, _ filter: Filter = Filter()) -> Request {
    var request = Request(type: RTM.getRoute)
    var header = RouteHeader(family: family)
    // The header has one byte for the table; the attribute takes any number.
    header.table = UInt8(exactly: filter.table) ?? 0
    header.protocol = filter.protocol
    header.type = filter.type
    header.flags = filter.isCached ? RouteFlag.cloned : 0
    request.appendHeader(header.octets)
    if family != Family.mpls {
      if filter.table != 0 { request.appendAttribute(RouteAttribute.table, u32: filter.table) }
      if filter.device != 0 { request.appendAttribute(RouteAttribute.outputDevice, u32: filter.device) }
    }
    // The kernel dumps exceptions in another order.
    request.witness = filter.isCached && family == Family.inet ? .ipv4Exceptions : .routes(family: family)
    return request
  }
}

/// `struct rtmsg` of a request.
package struct RouteHeader {
  package let family: UInt8
  package var destinationLength: UInt8 = 0
  package var sourceLength: UInt8 = 0
  package var typeOfService: UInt8 = 0
  package var table: UInt8 = 0
  package var `protocol`: UInt8 = 0
  package var type: UInt8 = 0
  package var flags: UInt32 = 0

  package init(family: UInt8) { self.family = family }

  package var octets: [UInt8] {
    [family, destinationLength, sourceLength, typeOfService, table, `protocol`, 0, type] + flags.octets
  }
}

extension Witness {
  /// IPv4 routes: the kernel keeps its place in a dump by table, prefix and a count within the prefix.
  static let ipv4Routes = Witness(
    groups: [RouteGroup.ipv4Route, RouteGroup.link, RouteGroup.ipv4Address, RouteGroup.nextHop],
    barrier: linkQuestion, asksAgain: true
  ) { IPv4RouteJudge() }

  /// Exceptions of IPv4 routes: the kernel keeps its place by a count within each prefix.
  static let ipv4Exceptions = Witness(groups: ipv4Routes.groups, barrier: linkQuestion, asksAgain: true) {
    ChangeJudge(table: RTM.newRoute, family: Family.inet)
  }

  /// IPv6 routes: the kernel walks a tree, begins again after a change, and skips as many routes as it has counted.
  static let ipv6Routes = Witness(
    groups: [RouteGroup.ipv6Route, RouteGroup.link, RouteGroup.ipv6Address, RouteGroup.nextHop],
    barrier: linkQuestion, asksAgain: true
  ) { ChangeJudge(table: RTM.newRoute, family: Family.inet6) }

  /// MPLS routes.
  static let mplsRoutes = Witness(groups: [RouteGroup.mplsRoute, RouteGroup.link], barrier: linkQuestion) {
    ChangeJudge(table: RTM.newRoute, family: Family.mpls)
  }

  /// The witness of routes of one family.
  package static func routes(family: UInt8) -> Witness {
    switch family {
    case Family.inet6: ipv6Routes
    case Family.mpls: mplsRoutes
    default: ipv4Routes
    }
  }
}
