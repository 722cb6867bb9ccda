import CommandLine
import Wire

/// What a selector looks at: where the field stands, and how the typed value is compared with it.
struct SelectorRule {
  /// How the value on the command line becomes a test.
  enum Comparison {
    /// As its type says: range, text, address, octets, word.
    case plain
    /// The name of a device, or a pattern of such names; compared by index.
    case device
    /// A name or number of a space of the system.
    case system(SystemName)
    /// No value: any of these bits of a flags field.
    case bits(UInt64)
    /// No value: none of these bits.
    case noBits(UInt64)
    /// No value: the field is not there.
    case absent
    /// A destination within, containing, or being the prefix.
    case inside, contains, exactly
  }

  let name: String
  let paths: [String]
  let comparison: Comparison

  init(_ name: String, _ paths: [String], _ comparison: Comparison = .plain) {
    self.name = name
    self.paths = paths
    self.comparison = comparison
  }

  /// The rules of an object's selectors.
  static func rules(of object: ObjectName) -> [SelectorRule] {
    switch object {
    case .link: link
    case .addr: addr
    case .route: route
    case .neigh: neigh
    case .rule: rule
    case .nexthop: nexthop
    }
  }

  private static let link = [
    SelectorRule("dev", ["ifindex"], .device),
    SelectorRule("index", ["ifindex"]),
    SelectorRule("kind", ["linkinfo.info_kind"]),
    SelectorRule("master", ["master"], .device),
    SelectorRule("nomaster", ["master"], .absent),
    SelectorRule("vrf", ["master"], .device),
    SelectorRule("up", ["flags"], .bits(1)),
    SelectorRule("down", ["flags"], .noBits(1)),
    SelectorRule("operstate", ["operstate"]),
    SelectorRule("carrier", ["carrier"]),
    SelectorRule("group", ["group"], .system(.group)),
    SelectorRule("address", ["address"]),
    SelectorRule("altname", ["altnames"]),
    SelectorRule("mtu", ["mtu"]),
    SelectorRule("netns-id", ["link_netnsid"]),
    SelectorRule("alias", ["ifalias"]),
  ]

  private static let addr =
    [
      SelectorRule("dev", ["ifindex"], .device),
      SelectorRule("scope", ["scope"], .system(.scope)),
      SelectorRule("label", ["label"]),
      SelectorRule("to", ["local"]),
      SelectorRule("proto", ["protocol"], .system(.addressProtocol)),
      SelectorRule("dynamic", ["ifa_flags"], .noBits(0x80)),
      SelectorRule("primary", ["ifa_flags"], .noBits(0x01)),
    ]
    + [
      ("permanent", 0x80), ("secondary", 0x01), ("temporary", 0x01), ("tentative", 0x40),
      ("deprecated", 0x20),
      ("dadfailed", 0x08), ("home", 0x10), ("nodad", 0x02), ("mngtmpaddr", 0x100), ("noprefixroute", 0x200),
      ("autojoin", 0x400), ("optimistic", 0x04), ("stable-privacy", 0x800),
    ].map { SelectorRule($0.0, ["ifa_flags"], .bits($0.1)) }

  private static let route = [
    SelectorRule("table", ["table"], .system(.table)),
    SelectorRule("proto", ["protocol"], .system(.protocol)),
    SelectorRule("type", ["type"]),
    SelectorRule("scope", ["scope"], .system(.scope)),
    SelectorRule("dev", ["dev", "nexthops.dev"], .device),
    SelectorRule("via", ["gateway", "via.host", "nexthops.gateway", "nexthops.via.host"]),
    SelectorRule("src", ["prefsrc"]),
    SelectorRule("root", ["dst"], .inside),
    SelectorRule("match", ["dst"], .contains),
    SelectorRule("exact", ["dst"], .exactly),
    SelectorRule("metric", ["metric"]),
    SelectorRule("tos", ["tos"], .system(.dsfield)),
    SelectorRule("mark", ["mark"]),
    SelectorRule("realm", ["flow.to"]),
    SelectorRule("nhid", ["nhid"]),
    SelectorRule("encap", ["encap.encap_type", "nexthops.encap.encap_type"]),
    SelectorRule("flags", ["flags", "nexthops.flags"]),
    SelectorRule("prefix-length", ["dst"]),
  ]

  private static let neigh = [
    SelectorRule("dev", ["dev"], .device),
    SelectorRule("to", ["dst"]),
    SelectorRule("nud", ["state"]),
    SelectorRule("proxy", ["flags"], .bits(0x08)),
    SelectorRule("proto", ["protocol"], .system(.protocol)),
    SelectorRule("master", ["master"], .device),
    SelectorRule("vlan", ["vlan"]),
  ]

  private static let rule = [
    SelectorRule("table", ["table"], .system(.table)),
    SelectorRule("priority", ["priority"]),
    SelectorRule("from", ["src"], .inside),
    SelectorRule("to", ["dst"], .inside),
    SelectorRule("iif", ["iif"]),
    SelectorRule("oif", ["oif"]),
    SelectorRule("mark", ["fwmark"]),
  ]

  private static let nexthop = [
    SelectorRule("id", ["id"]),
    SelectorRule("dev", ["dev"], .device),
    SelectorRule("group", ["group"]),
    SelectorRule("master", ["dev"], .device),
    SelectorRule("fdb", ["fdb"]),
  ]
}
