public import NetlinkCore
internal import Rtnetlink

/// A multicast group of rtnetlink, by name: who joins it is told of changes.
///
/// A value; thread-safe. The kernel's `RTNLGRP_…`. OVS: the group of a `struct nln_notifier`.
public struct NetlinkGroup: RawRepresentable, Sendable, Hashable {
  /// The kernel's number.
  public var rawValue: UInt32
  /// The group of that number, known here or not.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

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

extension Subscription {
  /// Opens a socket of rtnetlink, in another namespace where one is given, and joins the groups. Throws as
  /// `NetlinkSocket.init` and `join`.
  public convenience init(
    to groups: [NetlinkGroup], in namespace: NetworkNamespace? = nil,
    options: NetlinkSocket.Options = .init(),
    cancellation: Cancellation = Cancellation()
  ) throws(NetlinkError) {
    let pool =
      try namespace.map { (namespace) throws(NetlinkError) in try ChannelPool(in: namespace) } ?? .shared
    try self.init(
      .route, groups: groups.map(\.rawValue), options: options, pool: pool, cancellation: cancellation)
  }
}
