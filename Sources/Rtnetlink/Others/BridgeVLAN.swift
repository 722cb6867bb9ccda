internal import NetlinkWire

extension ObjectType {
  /// VLANs of bridges and their ports.
  package static let vlan = ObjectType(
    "vlan", "VLAN", "VLANs of bridges and their ports.", new: RTM.newVLAN, BridgeVLAN.table,
    BridgeVLAN.identity)

  /// Multicast groups of bridges.
  package static let mdb = ObjectType(
    "mdb", "MDB", "Multicast groups of bridges and their ports.", new: RTM.newMDB, BridgeMDB.table,
    BridgeMDB.identity)
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

  /// `BRIDGE_VLANDB_GOPTS_…`: only the VLANs, multicast snooping and the spanning tree.
  private static let options = Table(
    "BRIDGE_VLANDB_GLOBAL_OPTIONS",
    [
      Attribute(1, "BRIDGE_VLANDB_GOPTS_ID", "vlan", .u16, "VLAN id, or the first of a range."),
      Attribute(2, "BRIDGE_VLANDB_GOPTS_RANGE", "vlanEnd", .u16, "The last VLAN of the range."),
      Attribute(
        3, "BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING", "mcast_snooping", .u8, "Who listens to whom is followed."),
      Attribute(17, "BRIDGE_VLANDB_GOPTS_MSTI", "msti", .u16, "Number of the spanning tree."),
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
    ], of: table)
}

/// What a bridge says of its multicast groups. Kernel: `net/bridge/br_mdb.c`.
enum BridgeMDB {
  static let table = Table(
    "struct br_port_msg", headerLength: 8, exportingField: 4,
    [
      AddressFamily.row("family"),
      .field(4, "ifindex", "dev", .interface, "The bridge.", numberKey: "ifindex"),
      Attribute(1, "MDBA_MDB", "mdb", .grandchildren(group), "Which ports are in which groups."),
      Attribute(2, "MDBA_ROUTER", "router", .children(.nest(router)), "Ports with a multicast router."),
    ])

  private static let group = Table(
    "MDBA_MDB_ENTRY",
    [Attribute(1, "MDBA_MDB_ENTRY_INFO", "entries", .repeated(.nest(entry)), "Ports in the group.")])

  private static let entry = Table(
    "struct br_mdb_entry", headerLength: 28,
    [
      .field(0, "ifindex", "dev", .exportedInterface, "The bridge.", numberKey: "index"),
      .field(0, "ifindex", "port", .interface, "The port.", numberKey: "port_index"),
      .field(8, "addr", "grp", .groupAddress, "The group.", width: 20),
      Attribute(2, "MDBA_MDB_EATTR_SOURCE", "src", .ip, "The only source that is listened to."),
      .field(
        4, "state", "state", .named([0: "temp", 1: "permanent"]), "Whether it ends by itself.", width: 1),
      .field(
        5, "flags", "flags",
        .flags([
          0x1: "offload", 0x2: "fast_leave", 0x4: "added_by_star_ex", 0x8: "blocked", 0x10: "offload_failed",
        ]),
        "What is special about it.", width: 1),
      .field(6, "vid", "vid", .u16, "Its VLAN; 0: none."),
      Attribute(1, "MDBA_MDB_EATTR_TIMER", "timer", .seconds, "Seconds until it ends.", volatile: true),
      Attribute(
        3, "MDBA_MDB_EATTR_SRC_LIST", "source_list", .children(.nest(source)),
        "Sources that are listened to or not."),
      Attribute(
        4, "MDBA_MDB_EATTR_GROUP_MODE", "filter_mode", .named([0: "exclude", 1: "include"]),
        "What sources are for."),
      Attribute(
        5, "MDBA_MDB_EATTR_RTPROT", "protocol", .system(.protocol), "Who added it.", numberKey: "protocol_id"),
      Attribute(6, "MDBA_MDB_EATTR_DST", "dst", .ip, "The far end of a tunnel."),
      Attribute(7, "MDBA_MDB_EATTR_DST_PORT", "dst_port", .u16, "Its port."),
      Attribute(8, "MDBA_MDB_EATTR_VNI", "vni", .u32, "Network identifier of the far end."),
      Attribute(
        9, "MDBA_MDB_EATTR_IFINDEX", "via", .interface, "Interface to the far end.", numberKey: "via_index"),
      Attribute(
        10, "MDBA_MDB_EATTR_SRC_VNI", "src_vni", .u32, "Network identifier of packets that it is for."),
    ])

  private static let source = Table(
    "MDBA_MDB_SRCLIST_ENTRY",
    [
      Attribute(1, "MDBA_MDB_SRCATTR_ADDRESS", "address", .ip, "The source."),
      Attribute(2, "MDBA_MDB_SRCATTR_TIMER", "timer", .seconds, "Seconds until it ends.", volatile: true),
    ])

  private static let router = Table(
    "MDBA_ROUTER_PORT", headerLength: 4,
    [
      .field(0, "ifindex", "port", .interface, "The port.", numberKey: "port_index"),
      Attribute(1, "MDBA_ROUTER_PATTR_TIMER", "timer", .seconds, "Seconds until it ends.", volatile: true),
      Attribute(
        2, "MDBA_ROUTER_PATTR_TYPE", "type",
        .named([0: "disabled", 1: "temp_query", 2: "permanent", 3: "temp"]),
        "How it is known."),
      Attribute(
        3, "MDBA_ROUTER_PATTR_INET_TIMER", "inet_timer", .seconds, "The same of IPv4.", volatile: true),
      Attribute(
        4, "MDBA_ROUTER_PATTR_INET6_TIMER", "inet6_timer", .seconds, "The same of IPv6.", volatile: true),
      Attribute(5, "MDBA_ROUTER_PATTR_VID", "vid", .u16, "VLAN."),
    ])

  /// The bridge.
  static let identity = Identity("mdb", [.init([.field(4, width: 4)])])

  static let line = Layout(
    [
      .init("dev", "", .name, column: 1),
      .each(
        "mdb", "", separator: UInt8(ascii: ";"),
        [
          .init("port", "port", .name), .init("grp", "grp", .address), .init("src", "src", .address),
          .init("state"), .init("vid", "vid", when: .unlike(0)),
        ]),
    ], of: table)
}
