internal import NetlinkWire

extension LinkKind {
  /// Ethernet bridge. Kernel: `net/bridge/br_netlink.c`.
  static let bridge = LinkKind(
    "bridge", "An Ethernet bridge.", bridgeRows + bridgeMulticastRows, port: bridgePortRows,
    line: [.mark("stp_state", "stp"), .mark("vlan_filtering", "vlan-filtering")])

  private static let bridgeRows = [
    Attribute(
      1, "IFLA_BR_FORWARD_DELAY", "forward_delay", .u32,
      "Time in the listening and learning states, in hundredths of a second."),
    Attribute(
      2, "IFLA_BR_HELLO_TIME", "hello_time", .u32, "Time between hello packets, in hundredths of a second."),
    Attribute(
      3, "IFLA_BR_MAX_AGE", "max_age", .u32,
      "Age at which a hello packet is given up, in hundredths of a second."),
    Attribute(
      4, "IFLA_BR_AGEING_TIME", "ageing_time", .u32,
      "Lifetime of learnt addresses, in hundredths of a second."),
    Attribute(
      5, "IFLA_BR_STP_STATE", "stp_state", .u32, "Spanning tree: 0 off, 1 in the kernel, 2 in a daemon."),
    Attribute(
      50, "IFLA_BR_STP_MODE", "stp_mode", .named([0: "auto", 1: "user", 2: "kernel"]),
      "Who runs the spanning tree."),
    Attribute(6, "IFLA_BR_PRIORITY", "priority", .u16, "Priority in the spanning tree."),
    Attribute(7, "IFLA_BR_VLAN_FILTERING", "vlan_filtering", .u8, "VLANs are filtered."),
    Attribute(
      8, "IFLA_BR_VLAN_PROTOCOL", "vlan_protocol", .namedBE(EthernetProtocol.tags), "Tag protocol."),
    Attribute(
      11, "IFLA_BR_BRIDGE_ID", "bridge_id", .bridgeID,
      "The bridge in the spanning tree: priority and address."),
    Attribute(10, "IFLA_BR_ROOT_ID", "root_id", .bridgeID, "The root of the spanning tree."),
    Attribute(
      12, "IFLA_BR_ROOT_PORT", "root_port", .u16, "Number of the port that leads to the root; 0 for none."),
    Attribute(13, "IFLA_BR_ROOT_PATH_COST", "root_path_cost", .u32, "Cost of the way to the root."),
    Attribute(14, "IFLA_BR_TOPOLOGY_CHANGE", "topology_change", .u8, "A topology change is under way."),
    Attribute(
      15, "IFLA_BR_TOPOLOGY_CHANGE_DETECTED", "topology_change_detected", .u8,
      "A topology change was detected here."),
    Attribute(
      16, "IFLA_BR_HELLO_TIMER", "hello_timer", .ticks, "Time until the next hello packet, in seconds.",
      volatile: true),
    Attribute(
      17, "IFLA_BR_TCN_TIMER", "tcn_timer", .ticks, "Time until a topology change is told again, in seconds.",
      volatile: true),
    Attribute(
      18, "IFLA_BR_TOPOLOGY_CHANGE_TIMER", "topology_change_timer", .ticks,
      "Time until the topology change ends, in seconds.", volatile: true),
    Attribute(
      19, "IFLA_BR_GC_TIMER", "gc_timer", .ticks, "Time until old addresses are collected, in seconds.",
      volatile: true),
    Attribute(
      48, "IFLA_BR_FDB_N_LEARNED", "fdb_n_learned", .u32, "How many addresses were learnt.", volatile: true),
    Attribute(
      49, "IFLA_BR_FDB_MAX_LEARNED", "fdb_max_learned", .u32, "Most addresses learnt; 0 means no limit."),
    Attribute(
      39, "IFLA_BR_VLAN_DEFAULT_PVID", "vlan_default_pvid", .u16,
      "VLAN of untagged packets on new ports; 0 for none."),
    Attribute(
      41, "IFLA_BR_VLAN_STATS_ENABLED", "vlan_stats_enabled", .u8, "Statistics are kept for each VLAN."),
    Attribute(
      45, "IFLA_BR_VLAN_STATS_PER_PORT", "vlan_stats_per_port", .u8,
      "Statistics are kept for each VLAN of each port."),
    Attribute(
      9, "IFLA_BR_GROUP_FWD_MASK", "group_fwd_mask", .hex,
      "Link-local groups that are forwarded, a bit for each last nibble."),
    Attribute(20, "IFLA_BR_GROUP_ADDR", "group_addr", .mac, "Group address of the spanning tree."),
    Attribute(46, "IFLA_BR_MULTI_BOOLOPT", "", .inlineStructure(bridgeOptions), "Options of one bit."),
    Attribute(36, "IFLA_BR_NF_CALL_IPTABLES", "nf_call_iptables", .u8, "Bridged IPv4 goes through iptables."),
    Attribute(
      37, "IFLA_BR_NF_CALL_IP6TABLES", "nf_call_ip6tables", .u8, "Bridged IPv6 goes through ip6tables."),
    Attribute(
      38, "IFLA_BR_NF_CALL_ARPTABLES", "nf_call_arptables", .u8, "Bridged ARP goes through arptables."),
  ]

  private static let bridgeMulticastRows = [
    Attribute(23, "IFLA_BR_MCAST_SNOOPING", "mcast_snooping", .u8, "Multicast is snooped."),
    Attribute(
      22, "IFLA_BR_MCAST_ROUTER", "mcast_router", .u8, "Multicast router: 0 never, 1 by query, 2 always."),
    Attribute(
      24, "IFLA_BR_MCAST_QUERY_USE_IFADDR", "mcast_query_use_ifaddr", .u8,
      "Queries bear the bridge's own address."),
    Attribute(25, "IFLA_BR_MCAST_QUERIER", "mcast_querier", .u8, "The bridge sends queries."),
    Attribute(47, "IFLA_BR_MCAST_QUERIER_STATE", "", .inline(bridgeQuerier), "Who sends queries."),
    Attribute(
      26, "IFLA_BR_MCAST_HASH_ELASTICITY", "mcast_hash_elasticity", .u32,
      "Longest chain of the multicast table; no longer used."),
    Attribute(27, "IFLA_BR_MCAST_HASH_MAX", "mcast_hash_max", .u32, "Most entries of the multicast table."),
    Attribute(28, "IFLA_BR_MCAST_LAST_MEMBER_CNT", "mcast_last_member_cnt", .u32, "Queries after a leave."),
    Attribute(29, "IFLA_BR_MCAST_STARTUP_QUERY_CNT", "mcast_startup_query_cnt", .u32, "Queries at start."),
    Attribute(
      30, "IFLA_BR_MCAST_LAST_MEMBER_INTVL", "mcast_last_member_intvl", .u64,
      "Time between queries after a leave, in hundredths of a second."),
    Attribute(
      31, "IFLA_BR_MCAST_MEMBERSHIP_INTVL", "mcast_membership_intvl", .u64,
      "Time until a group without reports is left, in hundredths of a second."),
    Attribute(
      32, "IFLA_BR_MCAST_QUERIER_INTVL", "mcast_querier_intvl", .u64,
      "Time until a silent querier is given up, in hundredths of a second."),
    Attribute(
      33, "IFLA_BR_MCAST_QUERY_INTVL", "mcast_query_intvl", .u64,
      "Time between queries, in hundredths of a second."),
    Attribute(
      34, "IFLA_BR_MCAST_QUERY_RESPONSE_INTVL", "mcast_query_response_intvl", .u64,
      "Longest time to answer a query, in hundredths of a second."),
    Attribute(
      35, "IFLA_BR_MCAST_STARTUP_QUERY_INTVL", "mcast_startup_query_intvl", .u64,
      "Time between queries at start, in hundredths of a second."),
    Attribute(
      42, "IFLA_BR_MCAST_STATS_ENABLED", "mcast_stats_enabled", .u8, "Statistics of multicast are kept."),
    Attribute(43, "IFLA_BR_MCAST_IGMP_VERSION", "mcast_igmp_version", .u8, "IGMP version of queries."),
    Attribute(21, "IFLA_BR_FDB_FLUSH", "fdb_flush", .flag, "A request to forget addresses; never sent."),
    Attribute(40, "IFLA_BR_PAD", "", .hidden, "Padding."),
    Attribute(44, "IFLA_BR_MCAST_MLD_VERSION", "mcast_mld_version", .u8, "MLD version of queries."),
  ]

  private static let bridgeOptions = Table(
    "struct br_boolopt_multi", headerLength: 8,
    [
      .field(
        0, "BR_BOOLOPT_NO_LL_LEARN", "no_linklocal_learn", .bitNumber(0x1),
        "Link-local sources are not learnt.", width: 4),
      .field(
        0, "BR_BOOLOPT_MCAST_VLAN_SNOOPING", "mcast_vlan_snooping", .bitNumber(0x2),
        "Multicast is snooped by VLAN.", width: 4),
      .field(
        0, "BR_BOOLOPT_MST_ENABLE", "mst_enabled", .bitNumber(0x4), "Multiple spanning trees.", width: 4),
      .field(
        0, "BR_BOOLOPT_MDB_OFFLOAD_FAIL_NOTIFICATION", "mdb_offload_fail_notification", .bitNumber(0x8),
        "Multicast entries that hardware refused are notified.", width: 4),
      .field(
        0, "BR_BOOLOPT_FDB_LOCAL_VLAN_0", "fdb_local_vlan_0", .bitNumber(0x10),
        "Local addresses are kept in VLAN 0 alone.", width: 4),
    ])

  static let bridgeQuerier = Table(
    "IFLA_BR_MCAST_QUERIER_STATE",
    [
      .field(0, "", "mcast_querier_state_ipv4", .part(bridgeQuerierIPv4), "The querier of IPv4."),
      .field(0, "", "mcast_querier_state_ipv6", .part(bridgeQuerierIPv6), "The querier of IPv6."),
      Attribute(4, "BRIDGE_QUERIER_PAD", "", .hidden, "Padding."),
    ])

  private static let bridgeQuerierIPv4 = Table(
    "IFLA_BR_MCAST_QUERIER_STATE",
    [
      Attribute(1, "BRIDGE_QUERIER_IP_ADDRESS", "mcast_querier_ipv4_addr", .ipv4, "Address of the querier."),
      Attribute(
        2, "BRIDGE_QUERIER_IP_PORT", "mcast_querier_ipv4_port", .interface, "Port of the querier.",
        numberKey: "mcast_querier_ipv4_port_index"),
      Attribute(
        3, "BRIDGE_QUERIER_IP_OTHER_TIMER", "mcast_querier_ipv4_other_timer", .ticksText,
        "Time until the querier is given up, in seconds.", volatile: true),
    ])

  private static let bridgeQuerierIPv6 = Table(
    "IFLA_BR_MCAST_QUERIER_STATE",
    [
      Attribute(
        5, "BRIDGE_QUERIER_IPV6_ADDRESS", "mcast_querier_ipv6_addr", .ipv6, "Address of the querier."),
      Attribute(
        6, "BRIDGE_QUERIER_IPV6_PORT", "mcast_querier_ipv6_port", .interface, "Port of the querier.",
        numberKey: "mcast_querier_ipv6_port_index"),
      Attribute(
        7, "BRIDGE_QUERIER_IPV6_OTHER_TIMER", "mcast_querier_ipv6_other_timer", .ticksText,
        "Time until the querier is given up, in seconds.", volatile: true),
    ])
}
