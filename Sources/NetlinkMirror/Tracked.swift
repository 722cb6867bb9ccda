package import NetlinkCore
package import Rtnetlink
import NetlinkWire

/// A table of the kernel that is followed: what is dumped in one go, and compared with a later dump.
package enum Tracked: UInt8, CaseIterable, Sendable {
  case links, addresses, routes4, routes6, labels, neighbours, bridgeNeighbours, rules, nextHops

  /// The kind of its objects.
  package var type: ObjectType {
    switch self {
    case .links: .link
    case .addresses: .addr
    case .routes4, .routes6, .labels: .route
    case .neighbours, .bridgeNeighbours: .neigh
    case .rules: .rule
    case .nextHops: .nexthop
    }
  }

  /// The file that is there where the kernel has MPLS; without it a dump of MPLS routes would be answered with
  /// every other route.
  private static var mplsFile: String { "/proc/sys/net/mpls/platform_labels" }

  /// What to ask.
  package func requests(_ host: any Host) -> [Request] {
    switch self {
    case .links: return [LinkRequest.all()]
    // Each family by itself: in a dump of all, the kernel forgets at the start of a family that the one before it
    // was interrupted.
    case .addresses:
      return [Family.inet, Family.inet6].map { AddressRequest.all(family: $0) }
    case .routes4: return [RouteRequest.all(family: Family.inet)]
    case .routes6: return [RouteRequest.all(family: Family.inet6)]
    case .labels:
      guard host.contents(of: Tracked.mplsFile) != nil else { return [] }
      return [RouteRequest.all(family: Family.mpls)]
    case .neighbours:
      return [Family.inet, Family.inet6].map {
        NeighbourRequest.all(family: $0)
      }
    case .bridgeNeighbours:
      return [NeighbourRequest.all(family: Family.bridge)]
    case .rules: return [Family.inet, Family.inet6].map { RuleRequest.all(family: $0) }
    case .nextHops: return [NextHopRequest.all()]
    }
  }

  /// The multicast groups that tell of the table. IPv6 speaks of its part of a link in one of its own.
  package var groups: [UInt32] {
    switch self {
    case .links: [RouteGroup.link, RouteGroup.ipv6Link]
    case .addresses: [RouteGroup.ipv4Address, RouteGroup.ipv6Address]
    case .routes4: [RouteGroup.ipv4Route]
    case .routes6: [RouteGroup.ipv6Route]
    case .labels: [RouteGroup.mplsRoute]
    case .neighbours, .bridgeNeighbours: [RouteGroup.neighbour]
    case .rules: [RouteGroup.ipv4Rule, RouteGroup.ipv6Rule]
    case .nextHops: [RouteGroup.nextHop]
    }
  }

  /// The groups that tell of whatever changes the table without a notification of its own.
  private var causes: [UInt32] {
    switch self {
    case .links: [RouteGroup.ipv4Netconf, RouteGroup.ipv6Netconf, RouteGroup.mplsNetconf]
    case .routes4: [RouteGroup.ipv4Address, RouteGroup.nextHop]
    case .routes6: [RouteGroup.ipv6Address, RouteGroup.nextHop]
    case .bridgeNeighbours: NamespaceMirror.stationGroups
    case .addresses, .labels, .neighbours, .rules, .nextHops: []
    }
  }

  /// The groups that the mirror of some tables needs besides those that tell of them. An older kernel lacks some.
  package static func upkeep(_ shown: [Tracked]) -> [UInt32] {
    if shown.isEmpty { return [] }
    return shown.reduce(into: [RouteGroup.link]) { groups, table in
      groups += table.causes.filter { !groups.contains($0) }
    }
  }

  /// The table that a message belongs to; nil for one that no dump shows, and where its header is cut off.
  static func of(_ message: borrowing Message, _ type: ObjectType) -> Tracked? {
    guard type.isWhole(message) else { return nil }
    switch (type.new, message.family) {
    case (RTM.newLink, Family.unspecified): return .links
    case (RTM.newAddress, Family.inet), (RTM.newAddress, Family.inet6): return .addresses
    case (RTM.newRoute, Family.inet): return .routes4
    case (RTM.newRoute, Family.inet6): return .routes6
    case (RTM.newRoute, Family.mpls): return .labels
    case (RTM.newNeighbour, Family.inet), (RTM.newNeighbour, Family.inet6): return .neighbours
    case (RTM.newNeighbour, Family.bridge): return .bridgeNeighbours
    case (RTM.newRule, Family.inet), (RTM.newRule, Family.inet6): return .rules
    case (RTM.newNextHop, _): return .nextHops
    default: return nil
    }
  }

  /// Whether the kernel can have several objects that nothing tells apart.
  var mayHaveCopies: Bool {
    switch self {
    case .rules, .routes4, .routes6: true
    case .links, .addresses, .labels, .neighbours, .bridgeNeighbours, .nextHops: false
    }
  }

  /// The tables of routes of the kernel's families.
  package static func routes(_ families: [UInt8]) -> [Tracked] {
    families.compactMap { [Family.inet: .routes4, Family.inet6: .routes6, Family.mpls: .labels][$0] }
  }
}
