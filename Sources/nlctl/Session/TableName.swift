import CommandLine
import NetlinkMirror
import NetlinkWire
import Rtnetlink

/// The names of tables in messages: `the table of IPv6 routes`.
enum TableName {
  /// The name of the table of an object and family; 0 for all families.
  static func of(_ object: ObjectName, family: UInt8) -> String {
    switch (object, family) {
    case (.link, _): "the list of links"
    case (.addr, _): "the list of addresses"
    case (.route, _): "the table of \(prefix(family))routes"
    case (.neigh, Family.bridge): "the forwarding database"
    case (.neigh, _): "the list of \(prefix(family))neighbours"
    case (.rule, _): "the list of \(prefix(family))rules"
    case (.nexthop, _): "the list of next hops"
    case (.bucket, _): "the list of buckets"
    case (.netconf, _): "the list of settings"
    case (.nsid, _): "the list of namespace ids"
    case (.maddr, _): "the list of multicast addresses"
    case (.vlan, _): "the list of VLANs"
    case (.mdb, _): "the list of multicast groups"
    }
  }

  private static func prefix(_ family: UInt8) -> String {
    switch family {
    case Family.inet: "IPv4 "
    case Family.inet6: "IPv6 "
    case Family.mpls: "MPLS "
    default: ""
    }
  }
}

extension Tracked {
  /// Its name in messages.
  var words: String {
    switch self {
    case .links: TableName.of(.link, family: Family.unspecified)
    case .addresses: TableName.of(.addr, family: Family.unspecified)
    case .routes4: TableName.of(.route, family: Family.inet)
    case .routes6: TableName.of(.route, family: Family.inet6)
    case .labels: TableName.of(.route, family: Family.mpls)
    case .neighbours: TableName.of(.neigh, family: Family.unspecified)
    case .bridgeNeighbours: TableName.of(.neigh, family: Family.bridge)
    case .rules: TableName.of(.rule, family: Family.unspecified)
    case .nextHops: TableName.of(.nexthop, family: Family.unspecified)
    }
  }
}
