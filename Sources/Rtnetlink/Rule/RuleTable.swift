internal import NetlinkWire

extension ObjectType {
  /// Rules that choose the routing table.
  package static let rule = ObjectType(
    "rule", "RULE", "Rules that choose the routing table.", new: RTM.newRule, Rule.table, Rule.identity)
}

/// What the kernel says of a rule. Kernel: `net/core/fib_rules.c`, `net/ipv4/fib_rules.c`,
/// `net/ipv6/fib6_rules.c`.
enum Rule {
  static let table = Table(
    "struct fib_rule_hdr", headerLength: 12,
    [
      AddressFamily.row("family"),
      Attribute(
        6, "FRA_PRIORITY", "priority", .u32, "Place among the rules; lower comes first.",
        presence: .orZero),
      .field(8, "flags", "rule_flags", .keyedFlags(flags), "State of the rule.", width: 4),
      Attribute(
        2, "FRA_SRC", "src", .selector(lengthAt: 2), "Source address; all means any.", presence: .always),
      .field(2, "src_len", "srclen", .u8, "Length of its prefix, in bits.", presence: .bits(0xff)),
      Attribute(
        1, "FRA_DST", "dst", .selector(lengthAt: 1), "Destination address.", presence: .orMarked(1)),
      .field(1, "dst_len", "dstlen", .u8, "Length of its prefix, in bits.", presence: .bits(0xff)),
      .field(
        3, "tos", "tos", .system(.dsfield), "Type of service of the packet.", width: 1,
        presence: .bits(0xff)),
      Attribute(10, "FRA_FWMARK", "fwmark", .hex, "Firewall mark.", presence: .orZeroWith(16)),
      Attribute(16, "FRA_FWMASK", "fwmask", .hex, "Bits of the mark that are looked at."),
      Attribute(3, "FRA_IIFNAME", "iif", .string, "Interface that the packet came by."),
      Attribute(17, "FRA_OIFNAME", "oif", .string, "Interface that the sender is bound to."),
      Attribute(19, "FRA_L3MDEV", "l3mdev", .bool, "The table is that of the packet's VRF."),
      Attribute(20, "FRA_UID_RANGE", "", .inlineStructure(users), "Users that send."),
      Attribute(22, "FRA_IP_PROTO", "ipproto", .system(.internetProtocol), "Protocol above IP."),
      Attribute(23, "FRA_SPORT_RANGE", "", .range(sourcePorts), "Source ports."),
      Attribute(28, "FRA_SPORT_MASK", "sport_mask", .hex, "Bits of the source port that are looked at."),
      Attribute(24, "FRA_DPORT_RANGE", "", .range(destinationPorts), "Destination ports."),
      Attribute(29, "FRA_DPORT_MASK", "dport_mask", .hex, "Bits of the destination port that are looked at."),
      Attribute(12, "FRA_TUN_ID", "tun_id", .be64, "Id of the tunnel that the packet came by."),
      Attribute(
        15, "FRA_TABLE", "table", .systemUnlessZero(.table), "Table that is looked up.",
        numberKey: "table_id", presence: .orField(4)),
      Attribute(
        14, "FRA_SUPPRESS_PREFIXLEN", "suppress_prefixlen", .optional32,
        "Routes whose prefix is this long, in bits, or shorter do not count."),
      Attribute(
        13, "FRA_SUPPRESS_IFGROUP", "suppress_ifgroup", .system(.group),
        "Routes by interfaces of this group do not count.", numberKey: "suppress_ifgroup_id"),
      Attribute(11, "FRA_FLOW", "", .realmKeys(realms), "Realms that packets get."),
      Attribute(4, "FRA_GOTO", "goto", .u32, "Priority of the rule that comes next."),
      .field(7, "action", "action", .named(actions), "What the rule does.", width: 1),
      .field(
        7, "action", "", .keyedFlags(doNothing), "Whether the rule does nothing.", width: 1),
      Attribute(
        21, "FRA_PROTOCOL", "protocol", .system(.protocol), "Who added the rule.", numberKey: "protocol_id"),
      Attribute(25, "FRA_DSCP", "dscp", .dscp, "Differentiated services code point."),
      Attribute(30, "FRA_DSCP_MASK", "dscp_mask", .hex, "Bits of it that are looked at."),
      Attribute(26, "FRA_FLOWLABEL", "flowlabel", .hexBE, "IPv6 flow label."),
      Attribute(27, "FRA_FLOWLABEL_MASK", "flowlabel_mask", .hexBE, "Bits of it that are looked at."),
      Attribute(18, "FRA_PAD", "", .hidden, "Padding."),
    ])

  /// `FIB_RULE_…`
  private static let flags: Flags = [
    0x2: "not", 0x1: "permanent", 0x4: "unresolved", 0x8: "iif_detached", 0x10: "oif_detached",
    0x10000: "find_saddr",
  ]

  /// `FR_ACT_…`
  private static let actions: Names = [
    0: "none", 1: "to_table", 2: "goto", 3: "nop", 6: "blackhole", 7: "unreachable", 8: "prohibit", 10: "nat",
  ]

  private static let doNothing = Flags([.init(mask: 0xff, value: 3, name: "nop")])

  private static let users = Table(
    "struct fib_rule_uid_range", headerLength: 8,
    [
      .field(0, "start", "uid_start", .u32, "First user."),
      .field(4, "end", "uid_end", .u32, "Last user."),
    ])

  private static let sourcePorts = Table(
    "struct fib_rule_port_range", headerLength: 4,
    [
      .field(0, "start", "sport", .u16, "The only source port."),
      .field(0, "start", "sport_start", .u16, "First source port."),
      .field(2, "end", "sport_end", .u16, "Last source port."),
    ])

  private static let destinationPorts = Table(
    "struct fib_rule_port_range", headerLength: 4,
    [
      .field(0, "start", "dport", .u16, "The only destination port."),
      .field(0, "start", "dport_start", .u16, "First destination port."),
      .field(2, "end", "dport_end", .u16, "Last destination port."),
    ])

  private static let realms = Table(
    "FRA_FLOW", headerLength: 4,
    [
      .field(0, "FRA_FLOW", "flow_from", .system(.realm), "Realm of the source.", width: 2),
      .field(2, "FRA_FLOW", "flow_to", .system(.realm), "Realm of the destination.", width: 2),
    ])

  /// The kernel finds a rule by everything in it; several rules may have the same priority.
  static let identity = Identity(
    "rule",
    [
      .init(
        place: 2,
        [
          .family, .number(6), .field(7, width: 1), .numberOrField(15, 4), .field(2, width: 1),
          .field(1, width: 1), .field(3, width: 1), .bits(8, width: 4, mask: 0x2),
          .optionalAddress(2, "from"), .optionalAddress(1, "to"), .optional(3, "iif"), .optional(17, "oif"),
          .optional(10, "mark"), .optional(16, "mask"), .optional(4, "goto"), .optional(11, "flow"),
          .optional(12, "tun"), .optional(13, "group"), .optional(14, "len"), .optional(19, "l3mdev"),
          .optional(20, "uid"), .optional(22, "proto"), .optional(23, "sport"), .optional(24, "dport"),
          .optional(25, "dscp"), .optional(26, "label"), .optional(27, "labelmask"),
          .optional(28, "sportmask"), .optional(29, "dportmask"), .optional(30, "dscpmask"),
          .optional(21, "by"),
        ])
    ])
}
