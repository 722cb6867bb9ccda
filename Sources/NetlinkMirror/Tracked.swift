package import NetlinkCore
package import Rtnetlink
package import NetlinkWire

/// A table of the kernel that is followed: the unit of a dump and of its comparison with a later one.
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

  /// Its name in a snapshot: the words of the command that shows it.
  package var name: StaticString {
    switch self {
    case .links: "link"
    case .addresses: "addr"
    case .routes4: "route inet"
    case .routes6: "route inet6"
    case .labels: "route mpls"
    case .neighbours: "neigh"
    case .bridgeNeighbours: "neigh bridge"
    case .rules: "rule"
    case .nextHops: "nexthop"
    }
  }

  /// The table of that name; nil when there is none.
  package init?(name: RawSpan) {
    guard let table = Tracked.allCases.first(where: { name.equals($0.name) }) else { return nil }
    self = table
  }

  /// A file that exists if the kernel has MPLS. A kernel without MPLS answers a dump of MPLS routes with
  /// every other route.
  package static var mplsFile: String { "/proc/sys/net/mpls/platform_labels" }

  /// The requests that dump it.
  package func requests(_ host: any Host) -> [Request] {
    switch self {
    case .links: return [LinkRequest.all()]
    // One family each: in a dump of all families, the kernel forgets at the start of each that the one before was
    // interrupted.
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

  /// The multicast groups that notify of the table. IPv6 has one of its own for its part of a link.
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

  /// The groups that notify of changes which alter the table without a notification of its own.
  private var causes: [UInt32] {
    switch self {
    case .links: [RouteGroup.ipv4Netconf, RouteGroup.ipv6Netconf, RouteGroup.mplsNetconf]
    case .routes4: [RouteGroup.ipv4Address, RouteGroup.nextHop]
    case .routes6: [RouteGroup.ipv6Address, RouteGroup.nextHop]
    case .bridgeNeighbours: NamespaceMirror.stationGroups
    case .addresses, .labels, .neighbours, .rules, .nextHops: []
    }
  }

  /// The further groups that mirroring these tables needs. An older kernel lacks some.
  package static func upkeep(_ shown: [Tracked]) -> [UInt32] {
    if shown.isEmpty { return [] }
    return shown.reduce(into: [RouteGroup.link]) { groups, table in
      groups += table.causes.filter { !groups.contains($0) }
    }
  }

  /// The table that a message belongs to; nil where no dump shows its object, or its header is incomplete.
  package static func of(_ message: borrowing Message, _ type: ObjectType) -> Tracked? {
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

  /// Whether the kernel may have several indistinguishable objects.
  var mayHaveCopies: Bool {
    switch self {
    case .rules, .routes4, .routes6: true
    case .links, .addresses, .labels, .neighbours, .bridgeNeighbours, .nextHops: false
    }
  }

  /// The tables of the routes of these address families.
  package static func routes(_ families: [UInt8]) -> [Tracked] {
    families.compactMap { [Family.inet: .routes4, Family.inet6: .routes6, Family.mpls: .labels][$0] }
  }
}
