public import NetlinkCore
internal import Rtnetlink

// The groups of rtnetlink, by name.
extension NetlinkGroup {
  /// Links. `RTNLGRP_LINK`.
  public static let link = NetlinkGroup(rawValue: RouteGroup.link)
  /// Neighbours and forwarding databases. `RTNLGRP_NEIGH`.
  public static let neighbour = NetlinkGroup(rawValue: RouteGroup.neighbour)
  /// IPv4 addresses. `RTNLGRP_IPV4_IFADDR`.
  public static let ipv4Address = NetlinkGroup(rawValue: RouteGroup.ipv4Address)
  /// IPv6 addresses. `RTNLGRP_IPV6_IFADDR`.
  public static let ipv6Address = NetlinkGroup(rawValue: RouteGroup.ipv6Address)
  /// IPv4 routes. `RTNLGRP_IPV4_ROUTE`.
  public static let ipv4Route = NetlinkGroup(rawValue: RouteGroup.ipv4Route)
  /// IPv6 routes. `RTNLGRP_IPV6_ROUTE`.
  public static let ipv6Route = NetlinkGroup(rawValue: RouteGroup.ipv6Route)
  /// MPLS routes. `RTNLGRP_MPLS_ROUTE`.
  public static let mplsRoute = NetlinkGroup(rawValue: RouteGroup.mplsRoute)
  /// Rules of IPv4. `RTNLGRP_IPV4_RULE`.
  public static let ipv4Rule = NetlinkGroup(rawValue: RouteGroup.ipv4Rule)
  /// Rules of IPv6. `RTNLGRP_IPV6_RULE`.
  public static let ipv6Rule = NetlinkGroup(rawValue: RouteGroup.ipv6Rule)
  /// Next hop objects. `RTNLGRP_NEXTHOP`.
  public static let nextHop = NetlinkGroup(rawValue: RouteGroup.nextHop)
  /// Ids of other namespaces. `RTNLGRP_NSID`.
  public static let namespaceID = NetlinkGroup(rawValue: RouteGroup.namespaceID)
}
