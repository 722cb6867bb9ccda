import CommandLine
import NetlinkMirror

extension Tracked {
  /// The tables of an object, of that family or of all usual ones.
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
    case (.bucket, _), (.netconf, _), (.nsid, _), (.maddr, _), (.vlan, _), (.mdb, _): []
    }
  }
}
