import CommandLine
import Netlink
import Rtnl
import Wire

/// A table of the kernel that is followed: what is dumped in one go, and compared with a later dump.
enum Tracked: UInt8, CaseIterable {
  case links, addresses, routes4, routes6, labels, neighbours, bridgeNeighbours, rules, nextHops

  var type: ObjectType {
    switch self {
    case .links: .link
    case .addresses: .addr
    case .routes4, .routes6, .labels: .route
    case .neighbours, .bridgeNeighbours: .neigh
    case .rules: .rule
    case .nextHops: .nexthop
    }
  }

  /// What to ask, and the family that alone is wanted of the answer; 0 for any.
  var requests: [(request: Request, family: UInt8)] {
    let everything = FamilyRequest.RouteFilter()
    switch self {
    case .links: return [(LinkRequest.all(), 0)]
    case .addresses: return [(FamilyRequest.addresses(family: 0, device: 0), 0)]
    case .routes4: return [(FamilyRequest.routes(family: 2, everything), 2)]
    case .routes6: return [(FamilyRequest.routes(family: 10, everything), 10)]
    // A kernel without MPLS would answer with every other route.
    case .labels:
      guard Files.exist("/proc/sys/net/mpls/platform_labels") else { return [] }
      return [(FamilyRequest.routes(family: 28, everything), 28)]
    case .neighbours:
      return [UInt8(2), 10].map {
        (FamilyRequest.neighbours(family: $0, device: 0, master: 0, proxies: false), $0)
      }
    case .bridgeNeighbours:
      return [(FamilyRequest.neighbours(family: 7, device: 0, master: 0, proxies: false), 7)]
    case .rules: return [UInt8(2), 10].map { (FamilyRequest.rules(family: $0), $0) }
    case .nextHops: return [(FamilyRequest.nextHops(), 0)]
    }
  }

  /// The multicast groups that tell of the table. IPv6 speaks of its part of a link in one of its own.
  var groups: [UInt32] {
    switch self {
    case .links: [1, 12]
    case .addresses: [5, 9]
    case .routes4: [7]
    case .routes6: [11]
    case .labels: [27]
    case .neighbours, .bridgeNeighbours: [3]
    case .rules: [8, 19]
    case .nextHops: [32]
    }
  }

  /// The table that a message belongs to; nil for one that no dump shows, and where its header is cut off.
  static func of(_ message: borrowing Message, _ type: ObjectType) -> Tracked? {
    guard type.isWhole(message) else { return nil }
    switch (type.new, message.payload.u8(at: 0)) {
    case (16, 0): return .links
    case (20, 2), (20, 10): return .addresses
    case (24, 2): return .routes4
    case (24, 10): return .routes6
    case (24, 28): return .labels
    case (28, 2), (28, 10): return .neighbours
    case (28, 7): return .bridgeNeighbours
    case (32, 2), (32, 10): return .rules
    case (104, _): return .nextHops
    default: return nil
    }
  }

  /// The groups that the mirror of some tables needs besides those that tell of them.
  static func upkeep(_ shown: [Tracked]) -> [UInt32] {
    if shown.isEmpty { return [] }
    return [1] + (shown.contains(.bridgeNeighbours) ? World.stationGroups : [])
  }

  /// The tables of routes of the kernel's families.
  static func routes(_ families: [UInt8]) -> [Tracked] {
    families.compactMap { [2: .routes4, 10: .routes6, 28: .labels][$0] }
  }

  /// The tables of an object, for one family or the usual ones.
  static func of(_ object: ObjectName, family: FamilyName?) -> [Tracked] {
    switch (object, family) {
    case (.link, _): [.links]
    case (.addr, _): [.addresses]
    case (.route, nil): [.routes4, .routes6, .labels]
    case (.route, .inet): [.routes4]
    case (.route, .inet6): [.routes6]
    case (.route, .mpls): [.labels]
    case (.route, .bridge): []
    case (.neigh, .bridge): [.bridgeNeighbours]
    case (.neigh, _): [.neighbours]
    case (.rule, _): [.rules]
    case (.nexthop, _): [.nextHops]
    case (.bucket, _): []
    }
  }
}
