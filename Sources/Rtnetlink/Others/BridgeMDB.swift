internal import NetlinkWire

extension ObjectType {
  /// Multicast groups of bridges.
  package static let mdb = ObjectType(
    "mdb", "MDB", "Multicast groups of bridges and their ports.", new: RTM.newMDB, BridgeMDB.table,
    BridgeMDB.identity)
}

/// What a bridge says of its multicast groups. Kernel: `net/bridge/br_mdb.c`.
enum BridgeMDB {
  private static let family = AddressFamily.row("family")
  private static let bridge = Attribute.field(
    4, "ifindex", "dev", .interface, "The bridge.", numberKey: "ifindex")

  static let table = Table(
    "struct br_port_msg", headerLength: 8, exportingField: 4,
    [
      family, bridge,
      Attribute(1, "MDBA_MDB", "mdb", .grandchildren(group), "Which ports are in which groups."),
      Attribute(2, "MDBA_ROUTER", "router", .children(.nest(router)), "Ports with a multicast router."),
    ])

  private static let group = Table(
    "MDBA_MDB_ENTRY",
    [Attribute(1, "MDBA_MDB_ENTRY_INFO", "entries", .repeated(.nest(entry)), "Ports in the group.")])

  private static let entry = Table(
    "struct br_mdb_entry", headerLength: 28,
    [.field(0, "ifindex", "dev", .exportedInterface, "The bridge.", numberKey: "index")] + rows(at: 0))

  /// The rows of an entry that begins at `start`.
  private static func rows(at start: UInt16) -> [Attribute] {
    [
      .field(start + 0, "ifindex", "port", .interface, "The port.", numberKey: "port_index"),
      .field(start + 8, "addr", "grp", .groupAddress, "The group.", width: 20),
      Attribute(4, "MDBA_MDB_EATTR_SOURCE", "src", .ip, "The only source that is listened to."),
      .field(
        start + 4, "state", "state", .named([0: "temp", 1: "permanent"]), "Whether it ends by itself.",
        width: 1),
      .field(
        start + 5, "flags", "flags",
        .flags([
          0x1: "offload", 0x2: "fast_leave", 0x4: "added_by_star_ex", 0x8: "blocked", 0x10: "offload_failed",
        ]),
        "What is special about it.", width: 1),
      .field(start + 6, "vid", "vid", .u16, "Its VLAN; 0: none."),
      Attribute(1, "MDBA_MDB_EATTR_TIMER", "timer", .seconds, "Seconds until it ends.", volatile: true),
      Attribute(
        2, "MDBA_MDB_EATTR_SRC_LIST", "source_list", .children(.nest(source)),
        "Sources that are listened to or not."),
      Attribute(
        3, "MDBA_MDB_EATTR_GROUP_MODE", "filter_mode", .named([0: "exclude", 1: "include"]),
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
    ]
  }

  private static let source = Table(
    "MDBA_MDB_SRCLIST_ENTRY",
    [
      Attribute(1, "MDBA_MDB_SRCATTR_ADDRESS", "address", .ip, "The source."),
      Attribute(2, "MDBA_MDB_SRCATTR_TIMER", "timer", .seconds, "Seconds until it ends.", volatile: true),
    ])

  static let router = Table("MDBA_ROUTER_PORT", headerLength: 4, routerRows(at: 0))

  /// The nest of such ports that stands within the settings of a VLAN.
  static let routers = Table(
    "MDBA_ROUTER",
    [Attribute(1, "MDBA_ROUTER_PORT", "ports", .repeated(.nest(router)), "Ports with a multicast router.")])

  /// The rows of such a port that begins at `start`.
  private static func routerRows(at start: UInt16) -> [Attribute] {
    [
      .field(start, "ifindex", "port", .interface, "The port.", numberKey: "port_index"),
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
    ]
  }

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

  /// A message about one port in one group.
  static let entryAlone = Table(
    "struct br_mdb_entry", headerLength: 8 + 28, [family, bridge] + rows(at: 8))

  /// `br0  port a0  grp 239.1.1.1  permanent`
  static let entryLine = Layout(
    [
      .init("dev", "", .name, column: 1), .init("port", "port", .name, column: 2),
      .init("grp", "grp", .address, column: 3), .init("src", "src", .address), .init("state"),
      .init("flags", when: .unlike(0), separator: UInt8(ascii: " ")), .init("vid", "vid", when: .unlike(0)),
      .init("dst", "dst", .address), .init("dst_port", "dst_port"), .init("vni", "vni"),
      .init("src_vni", "src_vni"), .init("via", "via", .name),
    ], of: entryAlone, remote: ["family"])

  /// A message about one port that has a multicast router.
  static let routerAlone = Table(
    "MDBA_ROUTER_PORT", headerLength: 8 + 4, [family, bridge] + routerRows(at: 8))

  /// `br0  router port a0 temp`
  static let routerLine = Layout(
    [
      .init("dev", "", .name, column: 1), .init("port", "router port", .name, column: 2), .init("type"),
      .init("vid", "vid"),
    ], of: routerAlone, remote: ["family"])
}
