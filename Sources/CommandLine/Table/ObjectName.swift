/// The kinds of objects that `nlctl` shows.
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

  /// Settings of IP on an interface.
  case netconf

  /// Ids of network namespaces.
  case nsid

  /// Multicast addresses.
  case maddr

  /// VLANs of bridges.
  case vlan

  /// Multicast groups of bridges.
  case mdb
}

extension ObjectName {
  /// Other words for the object.
  package var aliases: [String] {
    switch self {
    case .addr: ["address"]
    case .neigh: ["neighbour", "neighbor"]
    case .nexthop: ["nh"]
    case .maddr: ["maddress"]
    case .link, .route, .rule, .bucket, .netconf, .nsid, .vlan, .mdb: []
    }
  }

  /// The objects that `monitor` and `wait` can follow. Of buckets that move the kernel sends no notification.
  package static let followed: [ObjectName] = [.link, .addr, .route, .neigh, .rule, .nexthop]

  /// Whether a recording answers for it: if what it tells of the object is kept.
  var isRecorded: Bool { ObjectName.followed.contains(self) || self == .bucket }

  /// The address families that `--family` may name for it. Links have none: AF_BRIDGE lists the ports of bridges, each
  /// other family all links.
  var families: [FamilyName] {
    switch self {
    case .link: FamilyName.allCases
    case .neigh: [.inet, .inet6, .bridge]
    case .route: [.inet, .inet6, .mpls]
    case .addr, .rule, .nexthop: [.inet, .inet6]
    case .netconf: [.inet, .inet6, .mpls]
    case .maddr: [.inet, .inet6]
    case .bucket, .nsid, .vlan, .mdb: []
    }
  }

  /// The object that a word names: by its name, an alias, or a short form of one.
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
