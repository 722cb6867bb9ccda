internal import NetlinkWire

/// What each address family keeps for a link: IFLA_AF_SPEC of link messages of AF_UNSPEC.
enum AddressFamilySpecific {
  static let table = Table(
    "IFLA_AF_SPEC",
    [
      Attribute(2, "AF_INET", "inet", .nest(inet), "Configuration of IPv4."),
      Attribute(10, "AF_INET6", "inet6", .nest(inet6), "Configuration of IPv6."),
      Attribute(45, "AF_MCTP", "mctp", .nest(mctp), "Configuration of MCTP."),
    ])

  private static let inet = Table(
    "AF_INET",
    [
      Attribute(
        1, "IFLA_INET_CONF", "conf", .structure(inetConf), "Settings, as under /proc/sys/net/ipv4/conf.")
    ])

  private static func setting(_ number: UInt16, _ kernelName: StaticString, _ key: StaticString) -> Attribute
  {
    .field((number - 1) * 4, kernelName, key, .s32, "The sysctl of this name.")
  }

  private static let inetConf = Table(
    "IFLA_INET_CONF", headerLength: 33 * 4,
    [
      setting(1, "IPV4_DEVCONF_FORWARDING", "forwarding"),
      setting(2, "IPV4_DEVCONF_MC_FORWARDING", "mc_forwarding"),
      setting(3, "IPV4_DEVCONF_PROXY_ARP", "proxy_arp"),
      setting(4, "IPV4_DEVCONF_ACCEPT_REDIRECTS", "accept_redirects"),
      setting(5, "IPV4_DEVCONF_SECURE_REDIRECTS", "secure_redirects"),
      setting(6, "IPV4_DEVCONF_SEND_REDIRECTS", "send_redirects"),
      setting(7, "IPV4_DEVCONF_SHARED_MEDIA", "shared_media"),
      setting(8, "IPV4_DEVCONF_RP_FILTER", "rp_filter"),
      setting(9, "IPV4_DEVCONF_ACCEPT_SOURCE_ROUTE", "accept_source_route"),
      setting(10, "IPV4_DEVCONF_BOOTP_RELAY", "bootp_relay"),
      setting(11, "IPV4_DEVCONF_LOG_MARTIANS", "log_martians"),
      setting(12, "IPV4_DEVCONF_TAG", "tag"),
      setting(13, "IPV4_DEVCONF_ARPFILTER", "arp_filter"),
      setting(14, "IPV4_DEVCONF_MEDIUM_ID", "medium_id"),
      setting(15, "IPV4_DEVCONF_NOXFRM", "disable_xfrm"),
      setting(16, "IPV4_DEVCONF_NOPOLICY", "disable_policy"),
      setting(17, "IPV4_DEVCONF_FORCE_IGMP_VERSION", "force_igmp_version"),
      setting(18, "IPV4_DEVCONF_ARP_ANNOUNCE", "arp_announce"),
      setting(19, "IPV4_DEVCONF_ARP_IGNORE", "arp_ignore"),
      setting(20, "IPV4_DEVCONF_PROMOTE_SECONDARIES", "promote_secondaries"),
      setting(21, "IPV4_DEVCONF_ARP_ACCEPT", "arp_accept"),
      setting(22, "IPV4_DEVCONF_ARP_NOTIFY", "arp_notify"),
      setting(23, "IPV4_DEVCONF_ACCEPT_LOCAL", "accept_local"),
      setting(24, "IPV4_DEVCONF_SRC_VMARK", "src_valid_mark"),
      setting(25, "IPV4_DEVCONF_PROXY_ARP_PVLAN", "proxy_arp_pvlan"),
      setting(26, "IPV4_DEVCONF_ROUTE_LOCALNET", "route_localnet"),
      setting(27, "IPV4_DEVCONF_IGMPV2_UNSOLICITED_REPORT_INTERVAL", "igmpv2_unsolicited_report_interval"),
      setting(28, "IPV4_DEVCONF_IGMPV3_UNSOLICITED_REPORT_INTERVAL", "igmpv3_unsolicited_report_interval"),
      setting(29, "IPV4_DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN", "ignore_routes_with_linkdown"),
      setting(30, "IPV4_DEVCONF_DROP_UNICAST_IN_L2_MULTICAST", "drop_unicast_in_l2_multicast"),
      setting(31, "IPV4_DEVCONF_DROP_GRATUITOUS_ARP", "drop_gratuitous_arp"),
      setting(32, "IPV4_DEVCONF_BC_FORWARDING", "bc_forwarding"),
      setting(33, "IPV4_DEVCONF_ARP_EVICT_NOCARRIER", "arp_evict_nocarrier"),
    ])

  /// IPv6 in a message about the whole link.
  private static let inet6 = inet6(
    statistics: .structureSince(67, IPv6Statistics.table, before: IPv6Statistics.tableBefore6_15))

  /// IPv6 in its own messages about a link, IFLA_PROTINFO. They do not tell which kernel sent them, so that the order
  /// of its counters is not known.
  static let inet6Alone = inet6(statistics: .packed(.u64))

  private static func inet6(statistics: Shape) -> Table {
    Table(
      "AF_INET6",
      [
        Attribute(
          1, "IFLA_INET6_FLAGS", "flags", .hex, "State of IPv6 on the device (IF_READY and others).",
          volatile: true),
        Attribute(
          5, "IFLA_INET6_CACHEINFO", "cacheinfo", .structure(cacheInfo), "Timers of neighbour discovery.",
          volatile: true),
        Attribute(
          2, "IFLA_INET6_CONF", "conf", .structure(InternetProtocol6.settings),
          "Settings, as under /proc/sys/net/ipv6/conf."),
        Attribute(
          3, "IFLA_INET6_STATS", "stats", statistics, "Counters of IPv6.", volatile: true),
        Attribute(
          6, "IFLA_INET6_ICMP6STATS", "icmp6stats", .structure(IPv6Statistics.messages),
          "Counters of ICMPv6.",
          volatile: true),
        Attribute(4, "IFLA_INET6_MCAST", "mcast", .binary, "Multicast; never sent."),
        Attribute(7, "IFLA_INET6_TOKEN", "token", .ipv6, "Lower half of addresses made from announcements."),
        Attribute(
          8, "IFLA_INET6_ADDR_GEN_MODE", "addr_gen_mode", .named(generationModes),
          "How addresses are made."),
        Attribute(9, "IFLA_INET6_RA_MTU", "ra_mtu", .u32, "MTU that routers announce, in bytes."),
      ])
  }

  /// `IN6_ADDR_GEN_MODE_…`.
  static let generationModes: Names = [0: "eui64", 1: "none", 2: "stable_secret", 3: "random"]

  private static let cacheInfo = Table(
    "struct ifla_cacheinfo", headerLength: 16,
    [
      .field(
        0, "max_reasm_len", "max_reasm_len", .u32, "Largest packet put together from fragments, in bytes."),
      .field(
        4, "tstamp", "tstamp", .u32, "When the device last changed, in hundredths of a second since boot."),
      .field(
        8, "reachable_time", "reachable_time", .u32,
        "How long a neighbour counts as reachable, in milliseconds."),
      .field(12, "retrans_time", "retrans_time", .u32, "Time between requests, in milliseconds."),
    ])

  private static let mctp = Table(
    "AF_MCTP",
    [
      Attribute(1, "IFLA_MCTP_NET", "net", .u32, "Network of the device."),
      Attribute(2, "IFLA_MCTP_PHYS_BINDING", "phys_binding", .u8, "Physical transport binding."),
    ])
}
