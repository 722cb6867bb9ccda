import CommandLine
import NetlinkWire
import Rtnetlink

extension ObjectName {
  /// The messages and the table of these objects.
  var type: ObjectType {
    switch self {
    case .link: .link
    case .addr: .addr
    case .route: .route
    case .neigh: .neigh
    case .rule: .rule
    case .nexthop: .nexthop
    case .bucket: .bucket
    case .netconf: .netconf
    case .nsid: .nsid
    case .maddr: .maddr
    case .vlan: .vlan
    case .mdb: .mdb
    }
  }
}

extension ObjectType {
  /// The values of a field that have names, with these names.
  func namedValues(of field: String) -> [(value: UInt64, name: String)] {
    let row = table.rows(at: field.split(separator: ".").map { String($0) }[...]).first
    guard case .named(let names) = row?.shape else { return [] }
    return (0..<names.entries.count).map { (names.entries[$0].value, "\(names.entries[$0].name)") }
  }
}
