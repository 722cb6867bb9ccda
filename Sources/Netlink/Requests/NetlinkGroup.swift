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
  /// What IPv6 says of links. `RTNLGRP_IPV6_IFINFO`.
  public static let ipv6Link = NetlinkGroup(rawValue: RouteGroup.ipv6Link)
  /// Prefixes that IPv6 routers advertise. `RTNLGRP_IPV6_PREFIX`.
  public static let ipv6Prefix = NetlinkGroup(rawValue: RouteGroup.ipv6Prefix)
  /// Settings of devices for IPv4. `RTNLGRP_IPV4_NETCONF`.
  public static let ipv4Netconf = NetlinkGroup(rawValue: RouteGroup.ipv4Netconf)
  /// Settings of devices for IPv6. `RTNLGRP_IPV6_NETCONF`.
  public static let ipv6Netconf = NetlinkGroup(rawValue: RouteGroup.ipv6Netconf)
  /// Settings of devices for MPLS. `RTNLGRP_MPLS_NETCONF`.
  public static let mplsNetconf = NetlinkGroup(rawValue: RouteGroup.mplsNetconf)
  /// Multicast addresses of IPv4. `RTNLGRP_IPV4_MCADDR`.
  public static let ipv4Multicast = NetlinkGroup(rawValue: RouteGroup.ipv4Multicast)
  /// Multicast addresses of IPv6. `RTNLGRP_IPV6_MCADDR`.
  public static let ipv6Multicast = NetlinkGroup(rawValue: RouteGroup.ipv6Multicast)
  /// Multicast groups of bridges. `RTNLGRP_MDB`.
  public static let bridgeGroups = NetlinkGroup(rawValue: RouteGroup.bridgeGroups)
  /// VLANs of bridges. `RTNLGRP_BRVLAN`.
  public static let bridgeVLAN = NetlinkGroup(rawValue: RouteGroup.bridgeVLAN)
  /// Queueing disciplines, classes and filters. `RTNLGRP_TC`.
  public static let trafficControl = NetlinkGroup(rawValue: RouteGroup.trafficControl)
  /// Multicast routes of IPv4. `RTNLGRP_IPV4_MROUTE`.
  public static let ipv4MulticastRoute = NetlinkGroup(rawValue: RouteGroup.ipv4MulticastRoute)
  /// Multicast routes of IPv6. `RTNLGRP_IPV6_MROUTE`.
  public static let ipv6MulticastRoute = NetlinkGroup(rawValue: RouteGroup.ipv6MulticastRoute)
  /// Options that IPv6 routers advertise, such as name servers. `RTNLGRP_ND_USEROPT`.
  public static let neighbourOption = NetlinkGroup(rawValue: RouteGroup.neighbourOption)
  /// VNIs of tunnels. `RTNLGRP_TUNNEL`.
  public static let tunnel = NetlinkGroup(rawValue: RouteGroup.tunnel)
  /// Counters that hardware keeps. `RTNLGRP_STATS`.
  public static let statistics = NetlinkGroup(rawValue: RouteGroup.statistics)
}
