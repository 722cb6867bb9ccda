import CommandLine
import NetlinkCore
import NetlinkMirror
import Rtnetlink

extension Failure {
  /// The failure for an error of the follower; `subject` is the command.
  init(_ error: FollowError, _ subject: String) {
    switch error.activity {
    case .reading, .receiving: self.init(Words.of(error.error, subject))
    case .listing: self.init(Words.of(error.error, "ids of network namespaces"))
    case .returning: self.init(Words.of(error.error, "network namespace"))
    }
  }
}

extension Tracked {
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
    case (.bucket, _), (.netconf, _), (.nsid, _), (.maddr, _), (.vlan, _), (.mdb, _): []
    }
  }
}
