internal import NetlinkWire

extension ObjectType {
  /// VLANs of bridges and their ports.
  package static let vlan = ObjectType(
    "vlan", "VLAN", "VLANs of bridges and their ports.", new: RTM.newVLAN, BridgeVLAN.table,
    BridgeVLAN.identity)
}

/// What a bridge says of the VLANs of one device. Kernel: `net/bridge/br_vlan.c`, `br_vlan_options.c`.
enum BridgeVLAN {
  static let table = Table(
    "struct br_vlan_msg", headerLength: 8,
    [
      AddressFamily.row("family"),
      .field(4, "ifindex", "ifname", .interface, "The bridge or its port.", numberKey: "ifindex"),
      Attribute(1, "BRIDGE_VLANDB_ENTRY", "vlans", .repeated(.nest(entry)), "Its VLANs."),
      Attribute(
        2, "BRIDGE_VLANDB_GLOBAL_OPTIONS", "global_options", .repeated(.nest(options)), "Settings of VLANs."),
    ])

  private static let info = Table(
    "struct bridge_vlan_info", headerLength: 4,
    [
      .field(2, "vid", "vlan", .u16, "VLAN id, or the first of a range."),
      .field(0, "flags", "flags", .flags(BridgeFamily.vlanFlags), "How the VLAN is treated.", width: 2),
    ])

  private static let entry = Table(
    "BRIDGE_VLANDB_ENTRY",
    [
      Attribute(1, "BRIDGE_VLANDB_ENTRY_INFO", "", .inlineStructure(info), "The VLAN."),
      Attribute(2, "BRIDGE_VLANDB_ENTRY_RANGE", "vlanEnd", .u16, "The last VLAN of the range."),
      Attribute(
        3, "BRIDGE_VLANDB_ENTRY_STATE", "state", .named(BridgeFamily.portStates),
        "State in the spanning tree."),
      Attribute(4, "BRIDGE_VLANDB_ENTRY_TUNNEL_INFO", "tunnel", .nest(tunnel), "The tunnel it is mapped to."),
      Attribute(5, "BRIDGE_VLANDB_ENTRY_STATS", "", .inline(statistics), "Counters.", volatile: true),
      Attribute(6, "BRIDGE_VLANDB_ENTRY_MCAST_ROUTER", "mcast_router", .u8, "Multicast router, as of ports."),
      Attribute(
        7, "BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS", "mcast_n_groups", .u32, "Multicast groups.", volatile: true),
      Attribute(
        8, "BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS", "mcast_max_groups", .u32, "Most of them; 0: no limit."),
      Attribute(
        9, "BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS", "neigh_suppress", .bool, "Requests are kept from here."),
      Attribute(
        10, "BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT", "neigh_forward_grat", .bool,
        "Gratuitous announcements are passed on all the same."),
    ])

  private static let tunnel = Table(
    "BRIDGE_VLANDB_ENTRY_TUNNEL_INFO",
    [
      Attribute(1, "BRIDGE_VLANDB_TINFO_ID", "tunid", .u32, "Number of the tunnel."),
      Attribute(2, "BRIDGE_VLANDB_TINFO_CMD", "cmd", .u32, "What to do; only in requests."),
    ])

  private static let statistics = Table(
    "BRIDGE_VLANDB_ENTRY_STATS",
    [
      Attribute(1, "BRIDGE_VLANDB_STATS_RX_BYTES", "rx_bytes", .u64, "Bytes received.", volatile: true),
      Attribute(2, "BRIDGE_VLANDB_STATS_RX_PACKETS", "rx_packets", .u64, "Packets received.", volatile: true),
      Attribute(3, "BRIDGE_VLANDB_STATS_TX_BYTES", "tx_bytes", .u64, "Bytes sent.", volatile: true),
      Attribute(4, "BRIDGE_VLANDB_STATS_TX_PACKETS", "tx_packets", .u64, "Packets sent.", volatile: true),
      Attribute(5, "BRIDGE_VLANDB_STATS_PAD", "", .hidden, "Padding."),
    ])

  private static let options = Table(
    "BRIDGE_VLANDB_GLOBAL_OPTIONS",
    [
      Attribute(1, "BRIDGE_VLANDB_GOPTS_ID", "vlan", .u16, "VLAN id, or the first of a range."),
      Attribute(2, "BRIDGE_VLANDB_GOPTS_RANGE", "vlanEnd", .u16, "The last VLAN of the range."),
      Attribute(
        3, "BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING", "mcast_snooping", .u8, "Who listens to whom is followed."),
      Attribute(15, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER", "mcast_querier", .u8, "The bridge sends queries."),
      Attribute(
        17, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE", "", .inline(LinkKind.bridgeQuerier),
        "Who sends queries."),
      Attribute(
        4, "BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION", "mcast_igmp_version", .u8, "IGMP version of queries."),
      Attribute(
        5, "BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION", "mcast_mld_version", .u8, "MLD version of queries."),
      Attribute(
        6, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT", "mcast_last_member_count", .u32,
        "Queries after a leave."),
      Attribute(
        8, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL", "mcast_last_member_interval", .u64,
        "Time between queries after a leave, in hundredths of a second."),
      Attribute(
        7, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT", "mcast_startup_query_count", .u32,
        "Queries at start."),
      Attribute(
        14, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_INTVL", "mcast_startup_query_interval", .u64,
        "Time between queries at start, in hundredths of a second."),
      Attribute(
        10, "BRIDGE_VLANDB_GOPTS_MCAST_MEMBERSHIP_INTVL", "mcast_membership_interval", .u64,
        "Time until a group without reports is left, in hundredths of a second."),
      Attribute(
        11, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL", "mcast_querier_interval", .u64,
        "Time until a silent querier is given up, in hundredths of a second."),
      Attribute(
        12, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL", "mcast_query_interval", .u64,
        "Time between queries, in hundredths of a second."),
      Attribute(
        13, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_RESPONSE_INTVL", "mcast_query_response_interval", .u64,
        "Longest time to answer a query, in hundredths of a second."),
      Attribute(
        16, "BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS", "router_ports", .grandchildren(BridgeMDB.routers),
        "Ports with a multicast router."),
      Attribute(9, "BRIDGE_VLANDB_GOPTS_PAD", "", .hidden, "Padding."),
      Attribute(18, "BRIDGE_VLANDB_GOPTS_MSTI", "msti", .u16, "Number of the spanning tree."),
    ])

  /// The device.
  static let identity = Identity("vlan", [.init([.field(4, width: 4)])])

  /// `br0  1 PVID Egress Untagged, 10-20`
  static let line = Layout(
    [
      .init("ifname", "", .name, column: 1),
      .each(
        "vlans", "", separator: UInt8(ascii: ","),
        [
          .init("vlan"), .init("vlanEnd", "-", isJoined: true),
          .init(
            "flags", words: [.init("PVID", "pvid"), .init("Egress Untagged", "untagged")], isOnlyWords: true,
            separator: UInt8(ascii: " ")),
          .init("state", "state", when: .unlikeWord("forwarding")),
          .nest("tunnel", "tunnel", [.init("tunid")]),
        ]),
      .each(
        "global_options", "global", separator: UInt8(ascii: ","),
        [
          .init("vlan"), .init("vlanEnd", "-", isJoined: true), .init("mcast_snooping", "mcast_snooping"),
          .init("msti", "msti", when: .unlike(0)),
        ]),
    ], of: table)
}
