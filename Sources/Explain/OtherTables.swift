internal import Rtnetlink
internal import NetlinkWire

/// The fixed headers of rtnetlink messages whose attributes no table has.
enum OtherTables {
  private static let families: Names = [
    0: "unspec", 2: "inet", 10: "inet6", 7: "bridge", 17: "link", 28: "mpls", 128: "ipmr", 129: "ip6mr",
  ]

  private static func family(_ name: StaticString) -> Attribute {
    .field(0, name, "family", .named(families), "Address family.", width: 1)
  }

  /// `struct rtgenmsg`, padded to four bytes.
  static let general = Table("struct rtgenmsg", headerLength: 4, [family("rtgen_family")])

  /// `struct tcmsg`: queueing disciplines, classes, filters, chains.
  private static let traffic = Table(
    "struct tcmsg", headerLength: 20,
    [
      family("tcm_family"),
      .field(4, "tcm_ifindex", "dev", .interface, "The interface.", numberKey: "ifindex"),
      .field(8, "tcm_handle", "handle", .paddedHex(prefixed: true), "Handle.", width: 4),
      .field(12, "tcm_parent", "parent", .paddedHex(prefixed: true), "Handle of the parent.", width: 4),
      .field(16, "tcm_info", "info", .paddedHex(prefixed: true), "More, by type.", width: 4),
      Attribute(1, "TCA_KIND", "kind", .string, "Kind."),
    ])

  private static let action = Table("struct tcamsg", headerLength: 4, [family("tca_family")])
  private static let address = ObjectType.addr.table
  private static let neighbourTable = Table("struct ndtmsg", headerLength: 4, [family("ndtm_family")])
  private static let netconf = Table("struct netconfmsg", headerLength: 4, [family("ncm_family")])
  private static let dcb = Table(
    "struct dcbmsg", headerLength: 4,
    [family("dcb_family"), .field(1, "cmd", "cmd", .u8, "Command.")])

  private static let prefix = Table(
    "struct prefixmsg", headerLength: 12,
    [
      family("prefix_family"), .field(4, "prefix_ifindex", "dev", .interface, "The interface."),
      .field(8, "prefix_type", "type", .u8, "Type of the option."),
      .field(9, "prefix_len", "prefixlen", .u8, "Length of the prefix, in bits."),
      .field(10, "prefix_flags", "flags", .hex, "Flags of the option.", width: 1),
      Attribute(1, "PREFIX_ADDRESS", "address", .ip, "The prefix."),
    ])

  private static let userOption = Table(
    "struct nduseroptmsg", headerLength: 16,
    [
      family("nduseropt_family"),
      .field(2, "nduseropt_opts_len", "opts_len", .u16, "Length of the options, in bytes."),
      .field(4, "nduseropt_ifindex", "dev", .interface, "The interface."),
      .field(8, "nduseropt_icmp_type", "icmp_type", .u8, "Type of the ICMPv6 message."),
      .field(9, "nduseropt_icmp_code", "icmp_code", .u8, "Code of the ICMPv6 message."),
    ])

  private static let label = Table(
    "struct ifaddrlblmsg", headerLength: 12,
    [
      family("ifal_family"), .field(2, "ifal_prefixlen", "prefixlen", .u8, "Length of the prefix, in bits."),
      .field(3, "ifal_flags", "flags", .hex, "Flags.", width: 1),
      .field(4, "ifal_index", "dev", .interface, "The interface."),
      .field(8, "ifal_seq", "seq", .u32, "Sequence number."),
      Attribute(1, "IFAL_ADDRESS", "address", .ip, "The prefix."),
      Attribute(2, "IFAL_LABEL", "label", .u32, "The label."),
    ])

  private static let multicastDatabase = Table(
    "struct br_port_msg", headerLength: 8,
    [family("family"), .field(4, "ifindex", "dev", .interface, "The bridge or its port.")])

  private static let statistics = Table(
    "struct if_stats_msg", headerLength: 12,
    [
      family("family"), .field(4, "ifindex", "dev", .interface, "The interface."),
      .field(8, "filter_mask", "filter_mask", .hex, "The groups of counters.", width: 4),
    ])

  private static let vlan = Table(
    "struct br_vlan_msg", headerLength: 8,
    [family("family"), .field(4, "ifindex", "dev", .interface, "The bridge or its port.")])

  private static let tunnel = Table(
    "struct tunnel_msg", headerLength: 8,
    [
      family("family"), .field(1, "flags", "flags", .hex, "Flags.", width: 1),
      .field(4, "ifindex", "dev", .interface, "The tunnel."),
    ])

  private static let namespace = Table(
    "struct rtgenmsg", headerLength: 4,
    [
      family("rtgen_family"),
      Attribute(1, "NETNSA_NSID", "nsid", .s32, "Id of the namespace; -1: none."),
      Attribute(2, "NETNSA_PID", "pid", .u32, "A process in the namespace."),
      Attribute(3, "NETNSA_FD", "fd", .u32, "A descriptor of the namespace."),
      Attribute(4, "NETNSA_TARGET_NSID", "target_nsid", .s32, "The namespace that is asked."),
      Attribute(5, "NETNSA_CURRENT_NSID", "current_nsid", .s32, "Its id in the asking namespace."),
    ])

  /// The table of the messages whose first type this is; nil when the header is not known.
  static func table(of first: UInt16) -> Table? {
    switch first {
    case 36, 40, 44, 100: traffic
    case 48: action
    case 52: prefix
    case 56, 60: address
    case 64: neighbourTable
    case 68: userOption
    case 72: label
    case 76: dcb
    case 80: netconf
    case 84: multicastDatabase
    case 88: namespace
    case 92: statistics
    case 96: general
    case 108: ObjectType.link.table
    case 112: vlan
    case 120: tunnel
    default: nil
    }
  }
}
