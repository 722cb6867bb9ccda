/// The things that `nlctl` inspects.
package enum ObjectName: String, CaseIterable, Sendable {
  /// Network devices.
  case link

  /// IP addresses.
  case addr

  /// Routes.
  case route

  /// Neighbours: ARP, NDP, forwarding databases.
  case neigh

  /// Routing policy rules.
  case rule

  /// Next hop objects.
  case nexthop

  /// Buckets of resilient groups of next hops.
  case bucket
}

extension ObjectName {
  /// Further words for the object.
  package var aliases: [String] {
    switch self {
    case .addr: ["address"]
    case .neigh: ["neighbour", "neighbor"]
    case .nexthop: ["nh"]
    case .link, .route, .rule, .bucket: []
    }
  }

  /// The objects that `monitor` and `wait` follow. The kernel moves buckets without a word.
  package static let followed = allCases.filter { $0 != .bucket }

  /// The address families that it may be asked for by. A link is of none; but for its ports, which
  /// AF_BRIDGE tells of, all give the same.
  var families: [FamilyName] {
    switch self {
    case .link: FamilyName.allCases
    case .neigh: [.inet, .inet6, .bridge]
    case .route: [.inet, .inet6, .mpls]
    case .addr, .rule, .nexthop: [.inet, .inet6]
    case .bucket: []
    }
  }

  /// The object that a word names, by its name, a declared alias, or a short form of one.
  package init?(word: Substring) {
    for object in ObjectName.allCases {
      if ([object.rawValue] + object.aliases).contains(where: { CommandTable.isNoun(word, $0) }) {
        self = object
        return
      }
    }
    return nil
  }
}
