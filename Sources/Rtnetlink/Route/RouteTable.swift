internal import NetlinkWire

extension ObjectType {
  /// Routes of IPv4, IPv6 and MPLS.
  package static let route = ObjectType(
    "route", "ROUTE", "Routes of IPv4, IPv6 and MPLS.", new: RTM.newRoute, Route.table, Route.identity)
}

/// What the kernel says of a route. Kernel: `net/ipv4/fib_semantics.c`, `net/ipv6/route.c`,
/// `net/mpls/af_mpls.c`.
enum Route {
  /// Whether the route is the answer to a lookup, not a route of a table.
  static func isLookedUp(_ message: borrowing Message) -> Bool {
    message.payload.byteCount >= 12 && message.payload.u32(at: 8) & RouteFlag.cloned != 0
  }

  static let table = Table(
    "struct rtmsg", headerLength: 12,
    [
      AddressFamily.row("rtm_family"),
      .field(7, "rtm_type", "type", .named(types), "What happens to packets.", width: 1),
      Attribute(
        1, "RTA_DST", "dst", .prefix(lengthAt: 1),
        "Destination: an address, a prefix, a label, or default.", presence: .always),
      Attribute(
        2, "RTA_SRC", "from", .prefix(lengthAt: 2), "Sources that the route is for.", presence: .orMarked(2)),
      Attribute(30, "RTA_NH_ID", "nhid", .u32, "Id of the next hop object."),
      Attribute(19, "RTA_NEWDST", "to", .address, "Labels that take the place of the packet's."),
      Encapsulation.row(headerLength: 12, type: 21, "RTA_ENCAP_TYPE", encapsulation: 22, "RTA_ENCAP"),
      .field(
        3, "rtm_tos", "tos", .system(.dsfield), "Type of service that packets must have.", width: 1,
        presence: .bits(0xff)),
      Attribute(5, "RTA_GATEWAY", "gateway", .address, "Address of the next hop."),
      Attribute(18, "RTA_VIA", "via", .via, "Address of the next hop, in another address family."),
      Attribute(
        4, "RTA_OIF", "dev", .interface, "Interface that packets leave by.", numberKey: "ifindex"),
      Attribute(
        15, "RTA_TABLE", "table", .system(.table), "Routing table.", numberKey: "table_id",
        presence: .orField(4)),
      .field(
        5, "rtm_protocol", "protocol", .system(.protocol), "Who added the route.", width: 1,
        numberKey: "protocol_id"),
      .field(
        6, "rtm_scope", "scope", .system(.scope), "How far away the destination is.", width: 1,
        numberKey: "scope_id"),
      Attribute(7, "RTA_PREFSRC", "prefsrc", .address, "Source address of packets of the host's own."),
      Attribute(6, "RTA_PRIORITY", "metric", .u32, "Metric; lower is preferred."),
      .field(8, "rtm_flags", "flags", .flags(hopFlags), "State of the route and its next hop.", width: 4),
      .field(
        8, "rtm_flags", "cache", .flags(cacheFlags), "What a looked-up IPv4 route is.", width: 4,
        presence: .bits(RouteFlag.cloned)),
      .field(
        8, "rtm_flags", "rtm_flags", .keyedFlags(messageFlags), "What the message itself is.", width: 4,
        presence: .bits(0xdfff_3e00)),
      Attribute(16, "RTA_MARK", "mark", .u32, "Firewall mark that the lookup had."),
      Attribute(11, "RTA_FLOW", "flow", .realms, "Realms."),
      Attribute(25, "RTA_UID", "uid", .u32, "User that the lookup was for."),
      Attribute(27, "RTA_IP_PROTO", "ipproto", .system(.internetProtocol), "Transport of the lookup."),
      Attribute(28, "RTA_SPORT", "sport", .be16, "Source port of the lookup."),
      Attribute(29, "RTA_DPORT", "dport", .be16, "Destination port of the lookup."),
      Attribute(31, "RTA_FLOWLABEL", "flowlabel", .hexBE, "IPv6 flow label of the lookup."),
      Attribute(12, "RTA_CACHEINFO", "", .inlineSparse(cacheInfo), "Age and use.", volatile: true),
      Attribute(8, "RTA_METRICS", "metrics", .nestInArray(RouteMetrics.table), "Properties of the path."),
      Attribute(3, "RTA_IIF", "iif", .interface, "Interface that packets come by.", numberKey: "iif_index"),
      Attribute(
        20, "RTA_PREF", "pref", .named([0: "medium", 1: "high", 3: "low"]),
        "Preference among routers that announce themselves."),
      Attribute(
        26, "RTA_TTL_PROPAGATE", "ttl_propagate", .bool, "The TTL of MPLS is copied to the packet within."),
      Attribute(
        23, "RTA_EXPIRES", "last_used", .seconds, "Seconds since a multicast route was last used.",
        volatile: true),
      Attribute(
        17, "RTA_MFC_STATS", "mfc_stats", .structure(multicastStatistics), "Counters of a multicast route.",
        volatile: true),
      Attribute(
        9, "RTA_MULTIPATH", "nexthops", .chain(hop), "Next hops among which packets are shared out."),
      Attribute(10, "RTA_PROTOINFO", "protoinfo", .binary, "No longer used."),
      Attribute(13, "RTA_SESSION", "session", .binary, "No longer used."),
      Attribute(14, "RTA_MP_ALGO", "mp_algo", .binary, "No longer used."),
      Attribute(24, "RTA_PAD", "", .hidden, "Padding."),
    ])

  /// A next hop of several.
  private static let hop = Table(
    "struct rtnexthop", headerLength: 8,
    [
      Encapsulation.row(headerLength: 8, type: 21, "RTA_ENCAP_TYPE", encapsulation: 22, "RTA_ENCAP"),
      Attribute(19, "RTA_NEWDST", "to", .address, "Labels that take the place of the packet's."),
      Attribute(5, "RTA_GATEWAY", "gateway", .address, "Address of the next hop."),
      Attribute(18, "RTA_VIA", "via", .via, "Address of the next hop, in another address family."),
      Attribute(11, "RTA_FLOW", "flow", .realms, "Realms."),
      .field(4, "rtnh_ifindex", "dev", .interface, "Interface that packets leave by.", numberKey: "ifindex"),
      .field(3, "rtnh_hops", "weight", .weight, "Share of the packets, 1 to 256.", width: 1),
      .field(3, "rtnh_hops", "ttl", .threshold, "TTL that a multicast packet must have more of.", width: 1),
      .field(2, "rtnh_flags", "flags", .flags(hopFlags), "State of the next hop.", width: 1),
    ])

  /// `RTN_…`
  static let types =
    ([
      0: "none", 1: "unicast", 2: "local", 3: "broadcast", 4: "anycast", 5: "multicast", 6: "blackhole",
      7: "unreachable", 8: "prohibit", 9: "throw", 10: "nat", 11: "xresolve",
    ] as Names).numbered

  /// `RTNH_F_…` and those of `RTM_F_…` that tell a state. The bits of the message itself, and of the
  /// IPv4 route cache, have rows of their own.
  static let hopFlags = Flags([
    .init(mask: 0x1, value: 0x1, name: "dead"),
    .init(mask: 0x4, value: 0x4, name: "onlink"),
    .init(mask: 0x2, value: 0x2, name: "pervasive"),
    .init(mask: 0x8, value: 0x8, name: "offload"),
    .init(mask: 0x40, value: 0x40, name: "trap"),
    .init(mask: 0x100, value: 0x100, name: "notify"),
    .init(mask: 0x10, value: 0x10, name: "linkdown"),
    .init(mask: 0x20, value: 0x20, name: "unresolved"),
    .init(mask: 0x4000, value: 0x4000, name: "rt_offload"),
    .init(mask: 0x8000, value: 0x8000, name: "rt_trap"),
    .init(mask: 0x2000_0000, value: 0x2000_0000, name: "rt_offload_failed"),
    .init(mask: 0x3e00, value: 0x3e00, name: ""),
    .init(mask: 0xdfff_0000, value: 0xdfff_0000, name: ""),
  ])

  /// `RTCF_…`, of routes that were looked up (RTM_F_CLONED).
  private static let cacheFlags = Flags([
    .init(mask: 0x8000_0000, value: 0x8000_0000, name: "local"),
    .init(mask: 0x4000_0000, value: 0x4000_0000, name: "reject"),
    .init(mask: 0x2000_0000, value: 0x2000_0000, name: "mc"),
    .init(mask: 0x1000_0000, value: 0x1000_0000, name: "brd"),
    .init(mask: 0x800_0000, value: 0x800_0000, name: "dst-nat"),
    .init(mask: 0x80_0000, value: 0x80_0000, name: "src-nat"),
    .init(mask: 0x40_0000, value: 0x40_0000, name: "masq"),
    .init(mask: 0x2_0000, value: 0x2_0000, name: "dst-direct"),
    .init(mask: 0x400_0000, value: 0x400_0000, name: "src-direct"),
    .init(mask: 0x4_0000, value: 0x4_0000, name: "redirected"),
    .init(mask: 0x100_0000, value: 0x100_0000, name: "redirect"),
    .init(mask: 0x20_0000, value: 0x20_0000, name: "fastroute"),
    .init(mask: 0x1_0000, value: 0x1_0000, name: "notify"),
    .init(mask: 0x8_0000, value: 0x8_0000, name: "proxy"),
    .init(mask: 0xffff, value: 0xffff, name: ""),
  ])

  /// Those of `RTM_F_…` that tell what the message is.
  private static let messageFlags = Flags([
    .init(mask: 0x200, value: 0x200, name: "cloned"),
    .init(mask: 0x400, value: 0x400, name: "equalize"),
    .init(mask: 0x800, value: 0x800, name: "prefix"),
    .init(mask: 0x1000, value: 0x1000, name: "lookup_table"),
    .init(mask: 0x2000, value: 0x2000, name: "fib_match"),
    .init(mask: 0x2000_c1ff, value: 0x2000_c1ff, name: ""),
  ])

  private static let cacheInfo = Table(
    "struct rta_cacheinfo", headerLength: 32,
    [
      .field(
        8, "rta_expires", "expires", .signedDivided(by: 100), "Seconds until it is removed.", width: 4,
        volatile: true),
      .field(12, "rta_error", "error", .u32, "Error that senders get.", volatile: true),
      .field(0, "rta_clntref", "users", .u32, "How many hold it.", volatile: true),
      .field(16, "rta_used", "used", .u32, "How often it was used.", volatile: true),
      .field(
        4, "rta_lastuse", "age", .divided(by: 100), "Seconds since it was last used.", width: 4,
        volatile: true),
      .field(20, "rta_id", "ipid", .hex, "Last id of an IP header.", width: 4, volatile: true),
      .field(24, "rta_ts", "ts", .hex, "Last time stamp of the peer.", width: 4, volatile: true),
      .field(28, "rta_tsage", "tsage", .u32, "Age of that time stamp, in seconds.", volatile: true),
    ])

  private static let multicastStatistics = Table(
    "struct rta_mfc_stats", headerLength: 24,
    [
      .field(0, "mfcs_packets", "packets", .u64, "Packets forwarded.", volatile: true),
      .field(8, "mfcs_bytes", "bytes", .u64, "Bytes forwarded.", volatile: true),
      .field(
        16, "mfcs_wrong_if", "wrong_if", .u64, "Packets that came by another interface.", volatile: true),
    ])
}

extension Route {
  /// The place of an IPv4 route is its table, destination, type of service and metric; routes that differ in anything
  /// else may be appended there. The place of an IPv6 route has the source in place of the type of service; routes by
  /// different hops stand there side by side unless the kernel joins them. An MPLS route is found by its label. A
  /// multicast route may be there once for each device that packets come by.
  static let identity = Identity(
    "route",
    [
      .init(
        family: Family.inet, place: 5,
        [
          .family, .numberOrField(15, 4), .prefix(1, lengthAt: 1), .field(3, width: 1), .number(6),
          .field(7, width: 1), .field(5, width: 1), .field(6, width: 1), .optional(30, "n"),
          .optional(4, "d"), .optionalAddress(5, "g"), .optional(18, "v"), .hops(9),
          .optionalAddress(7, "s"), .encapsulation(21, 22), .optional(8, "m"), .optional(11, "f"),
        ]),
      .init(
        family: Family.inet6, place: 5,
        [
          .family, .numberOrField(15, 4), .prefix(1, lengthAt: 1), .prefix(2, lengthAt: 2), .number(6),
          .optional(30, "n"), .optional(4, "d"), .optionalAddress(5, "g"), .sortedHops(9),
          .encapsulation(21, 22),
        ]),
      .init(family: Family.mpls, [.family, .prefix(1, lengthAt: 1)]),
      .init(
        place: 5,
        [
          .family, .numberOrField(15, 4), .prefix(1, lengthAt: 1), .prefix(2, lengthAt: 2), .number(6),
          .optional(3, "i"),
        ]),
    ])
}
