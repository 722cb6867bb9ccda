import CommandLine
import Rtnetlink
import NetlinkWire

/// What a selector looks at: where the field stands, and how the typed value is compared with it.
struct SelectorRule {
  /// How the value on the command line becomes a test.
  enum Comparison {
    /// As its type says: range, text, address, octets, word.
    case plain
    /// The name of a device, or a pattern of such names; compared by index.
    case device
    /// The same of a VRF.
    case vrf
    /// The same of a device whose ports are meant; of a VRF.
    case ports, portsOfVRF
    /// The kind of a device, or a pattern of such kinds; compared by the device's index.
    case kindOfDevice
    /// The group of a device; compared by the device's index.
    case groupOfDevice
    /// No value: the bits of a device's flags, of which the value's are set; compared by the device's index.
    case flagsOfDevice(UInt32, UInt32)
    /// The name of a VRF; compared by the number of its table.
    case tableOfVRF
    /// The name of a device that the next hop of this number leaves by; or of the master of such devices.
    case hop, hopOfPort
    /// A name or number of a space of the system.
    case system(SystemName)
    /// No value: these bits of a field, of which the value's are set.
    case bits(UInt64, UInt64)
    /// No value: the field is not there.
    case absent
    /// A destination within, containing, or being the prefix.
    case inside, contains, exactly
    /// What a rule looks at, within the prefix; its length is this byte of the header.
    case selects(lengthAt: Int)
    /// A mark, and its mask if one was given; the paths are theirs.
    case mark
    /// A kind of link, for one without a kind the type of its hardware, or `bridge_slave` for the ports of a
    /// bridge; the paths are those of the kinds and of the type.
    case kind
    /// Realms; the paths are those of the destination's and the source's.
    case realm

    /// Whether it depends on what is known of devices, which come, go and change.
    var isOfDevices: Bool {
      switch self {
      case .device, .vrf, .ports, .portsOfVRF, .kindOfDevice, .groupOfDevice, .flagsOfDevice: true
      default: false
      }
    }
  }

  let name: String
  let paths: [String]
  let comparison: Comparison
  /// Whether the kernel leaves the field out where it is 0.
  let isAbsentZero: Bool

  init(_ name: String, _ paths: [String], _ comparison: Comparison = .plain, absentZero: Bool = false) {
    self.name = name
    self.paths = paths
    self.comparison = comparison
    isAbsentZero = absentZero
  }

  /// The rules of an object's selectors.
  static func rules(of object: ObjectName) -> [SelectorRule] {
    let own: [SelectorRule] =
      switch object {
      case .link: link
      case .addr: addr
      case .route: route
      case .neigh: neigh
      case .rule: rule
      case .nexthop: nexthop
      case .bucket: bucket
      case .netconf: [SelectorRule("dev", ["interface"], .device)]
      case .vlan: [SelectorRule("dev", ["ifname"], .device)]
      case .maddr, .mdb: [SelectorRule("dev", ["dev"], .device)]
      case .nsid: []
      }
    return own + [SelectorRule("family", ["family"])]
  }

  private static let link = [
    SelectorRule("dev", ["ifindex"], .device),
    SelectorRule("index", ["ifindex"]),
    SelectorRule("kind", ["linkinfo.info_kind", "linkinfo.info_slave_kind", "link_type"], .kind),
    SelectorRule("master", ["master"], .device),
    SelectorRule("nomaster", ["master"], .absent),
    SelectorRule("vrf", ["master"], .vrf),
    SelectorRule("up", ["flags"], .bits(1, 1)),
    SelectorRule("down", ["flags"], .bits(1, 0)),
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
      SelectorRule("up", ["ifindex"], .flagsOfDevice(1, 1)),
      SelectorRule("down", ["ifindex"], .flagsOfDevice(1, 0)),
      SelectorRule("kind", ["ifindex"], .kindOfDevice),
      SelectorRule("master", ["ifindex"], .ports),
      SelectorRule("vrf", ["ifindex"], .portsOfVRF),
      SelectorRule("group", ["ifindex"], .groupOfDevice),
      SelectorRule("scope", ["scope"], .system(.scope)),
      SelectorRule("label", ["label"]),
      SelectorRule("to", ["local"]),
      SelectorRule("proto", ["protocol"], .system(.addressProtocol)),
      SelectorRule("dynamic", ["ifa_flags"], .bits(0x80, 0)),
      // Bit 32 stands for IPv6, where the lowest means temporary.
      SelectorRule("primary", ["ifa_flags"], .bits(0x01, 0)),
      SelectorRule("secondary", ["ifa_flags"], .bits(0x1_0000_0001, 0x1)),
      SelectorRule("temporary", ["ifa_flags"], .bits(0x1_0000_0001, 0x1_0000_0001)),
    ]
    + [
      ("permanent", 0x80), ("tentative", 0x40), ("deprecated", 0x20), ("dadfailed", 0x08), ("home", 0x10),
      ("nodad", 0x02), ("mngtmpaddr", 0x100), ("noprefixroute", 0x200),
      ("autojoin", 0x400), ("optimistic", 0x04), ("stable-privacy", 0x800),
    ].map { SelectorRule($0.0, ["ifa_flags"], .bits($0.1, $0.1)) }

  private static let route = [
    SelectorRule("table", ["table"], .system(.table)),
    SelectorRule("vrf", ["table"], .tableOfVRF),
    SelectorRule("from", ["from"], .inside),
    SelectorRule("cached", ["flags"], .bits(UInt64(RouteFlag.cloned), UInt64(RouteFlag.cloned))),
    SelectorRule("proto", ["protocol"], .system(.protocol)),
    SelectorRule("type", ["type"]),
    SelectorRule("scope", ["scope"], .system(.scope)),
    SelectorRule("dev", ["dev", "nexthops.dev"], .device),
    SelectorRule("via", ["gateway", "via.host", "nexthops.gateway", "nexthops.via.host"]),
    SelectorRule("src", ["prefsrc"]),
    SelectorRule("root", ["dst"], .inside),
    SelectorRule("match", ["dst"], .contains),
    SelectorRule("exact", ["dst"], .exactly),
    SelectorRule("metric", ["metric"], absentZero: true),
    SelectorRule("tos", ["tos"], .system(.dsfield), absentZero: true),
    SelectorRule("mark", ["mark"], absentZero: true),
    SelectorRule("realm", ["flow.to", "flow.from"], .realm),
    SelectorRule("nhid", ["nhid"]),
    SelectorRule("encap", ["encap.encap_type", "nexthops.encap.encap_type"]),
    SelectorRule("flags", ["flags", "nexthops.flags"]),
    SelectorRule("prefix-length", ["dst"]),
  ]

  private static let neigh = [
    SelectorRule("dev", ["dev"], .device),
    SelectorRule("to", ["dst"]),
    SelectorRule("nud", ["state"]),
    SelectorRule("lladdr", ["lladdr", "mac"]),
    SelectorRule("proxy", ["flags"], .bits(0x08, 0x08)),
    SelectorRule("proto", ["protocol"], .system(.protocol)),
    SelectorRule("master", ["dev"], .ports),
    SelectorRule("vlan", ["vlan"]),
  ]

  private static let rule = [
    SelectorRule("table", ["table"], .system(.table)),
    SelectorRule("priority", ["priority"]),
    SelectorRule("from", ["src"], .selects(lengthAt: 2)),
    SelectorRule("to", ["dst"], .selects(lengthAt: 1)),
    SelectorRule("iif", ["iif"]),
    SelectorRule("oif", ["oif"]),
    SelectorRule("mark", ["fwmark", "fwmask"], .mark),
    SelectorRule("tos", ["tos"], .system(.dsfield), absentZero: true),
  ]

  private static let nexthop = [
    SelectorRule("id", ["id"]),
    SelectorRule("dev", ["dev"], .device),
    SelectorRule("group", ["group.id"]),
    SelectorRule("groups", ["group"]),
    SelectorRule("master", ["dev"], .ports),
    SelectorRule("fdb", ["fdb"]),
  ]

  private static let bucket = [
    SelectorRule("id", ["id"]),
    SelectorRule("index", ["bucket.index"]),
    SelectorRule("nhid", ["bucket.nhid"]),
    SelectorRule("dev", ["bucket.nhid"], .hop),
    SelectorRule("master", ["bucket.nhid"], .hopOfPort),
  ]
}
