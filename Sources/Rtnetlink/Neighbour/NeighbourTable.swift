internal import NetlinkWire

extension ObjectType {
  /// Neighbours of IPv4 and IPv6, and the forwarding databases of bridges and tunnels.
  package static let neigh = ObjectType(
    "neigh", "NEIGH", "Neighbours, and entries of forwarding databases.", new: RTM.newNeighbour,
    Neighbour.table, Neighbour.identity)
}

/// What the kernel says of a neighbour. Kernel: `net/core/neighbour.c`, `net/bridge/br_fdb.c`,
/// `drivers/net/vxlan/vxlan_core.c`.
///
/// Entries of forwarding databases come as neighbours of AF_BRIDGE.
enum Neighbour {
  static let table = Table(
    "struct ndmsg", headerLength: 12,
    [
      AddressFamily.row("ndm_family"),
      Attribute(1, "NDA_DST", "dst", .address, "Address of the neighbour, or the far end of a tunnel."),
      .field(4, "ndm_ifindex", "dev", .interface, "Interface it is on.", numberKey: "ifindex"),
      Attribute(
        2, "NDA_LLADDR", "lladdr", .neighbourAddress, "Link-layer address.",
        presence: .notInFamily(Family.bridge)),
      Attribute(2, "NDA_LLADDR", "mac", .mac, "Link-layer address.", presence: .inFamily(Family.bridge)),
      Attribute(5, "NDA_VLAN", "vlan", .u16, "VLAN of the entry."),
      Attribute(6, "NDA_PORT", "port", .be16, "UDP port of the far end."),
      Attribute(7, "NDA_VNI", "vni", .u32, "Network identifier of the far end."),
      Attribute(11, "NDA_SRC_VNI", "src_vni", .u32, "Network identifier of packets that it is for."),
      Attribute(
        8, "NDA_IFINDEX", "via", .interfaceUnless(10), "Interface that the far end is reached by.",
        numberKey: "via_index"),
      Attribute(13, "NDA_NH_ID", "nhid", .u32, "Id of the next hop object that leads to the far end."),
      Attribute(10, "NDA_LINK_NETNSID", "link_netnsid", .s32, "Id of the network namespace of `via`."),
      .field(
        10, "ndm_flags", "flags", .keyedFlags(flags), "How the entry came to be and what it is for.",
        width: 1, presence: .notInFamily(Family.bridge)),
      Attribute(
        15, "NDA_FLAGS_EXT", "ext_flags", .keyedFlags(extendedFlags), "More of the same.",
        presence: .notInFamily(Family.bridge)),
      .field(
        10, "ndm_flags", "flags", .flagsWith(15, bridgeFlags), "How the entry came to be and what it is for.",
        width: 1, presence: .inFamily(Family.bridge)),
      Attribute(14, "NDA_FDB_EXT_ATTRS", "", .inline(activity), "Notifications of use."),
      Attribute(3, "NDA_CACHEINFO", "", .inlineStructure(cacheInfo), "Ages.", volatile: true),
      Attribute(4, "NDA_PROBES", "probes", .u32, "Requests sent without an answer.", volatile: true),
      .field(8, "ndm_state", "state", .flags(states), "What is known of the entry.", width: 2),
      .field(
        11, "ndm_type", "type", .named(Route.types), "Type of the entry's route.", width: 1),
      Attribute(
        12, "NDA_PROTOCOL", "protocol", .systemUnlessZero(.protocol), "Who added the entry.",
        numberKey: "protocol_id"),
      Attribute(
        9, "NDA_MASTER", "master", .interface, "Bridge or VRF that the interface is a port of.",
        numberKey: "master_index"),
      Attribute(16, "NDA_NDM_STATE_MASK", "state_mask", .hex, "States asked for."),
      Attribute(17, "NDA_NDM_FLAGS_MASK", "flags_mask", .hex, "Flags asked for."),
    ])

  /// `NUD_…`
  private static let states: Flags = [
    0x1: "INCOMPLETE", 0x2: "REACHABLE", 0x4: "STALE", 0x8: "DELAY", 0x10: "PROBE", 0x20: "FAILED",
    0x40: "NOARP", 0x80: "PERMANENT",
  ]

  /// `NTF_…`
  private static let flags: Flags = [
    0x80: "router", 0x8: "proxy", 0x10: "extern_learn", 0x20: "offload", 0x40: "sticky", 0x1: "use",
    0x2: "self", 0x4: "of_master",
  ]

  /// `NTF_EXT_…`
  private static let extendedFlags: Flags = [0x1: "managed", 0x2: "locked", 0x4: "extern_valid"]

  /// Both, with the extended ones from bit 32 on.
  private static let bridgeFlags: Flags = [
    0x2: "self", 0x80: "router", 0x10: "extern_learn", 0x20: "offload", 0x4: "master", 0x40: "sticky",
    0x2_0000_0000: "locked", 0x8: "proxy", 0x1: "use", 0x1_0000_0000: "managed",
    0x4_0000_0000: "extern_valid",
  ]

  private static let activity = Table(
    "NDA_FDB_EXT_ATTRS",
    [
      Attribute(
        1, "NFEA_ACTIVITY_NOTIFY", "activity",
        .keyedFlags([0x1: "activity_notify", 0x2: "inactive"]), "Notifications of use."),
      Attribute(2, "NFEA_DONT_REFRESH", "dont_refresh", .flag, "The entry's age is left as it is."),
    ])

  /// Ages in hundredths of a second, shown in seconds.
  private static let cacheInfo = Table(
    "struct nda_cacheinfo", headerLength: 16,
    [
      .field(12, "ndm_refcnt", "refcnt", .u32, "How many hold the entry.", volatile: true),
      .field(
        4, "ndm_used", "used", .divided(by: 100), "Seconds since it was last used.", width: 4, volatile: true),
      .field(
        0, "ndm_confirmed", "confirmed", .divided(by: 100), "Seconds since the neighbour last answered.",
        width: 4, volatile: true),
      .field(
        8, "ndm_updated", "updated", .divided(by: 100), "Seconds since it last changed.", width: 4,
        volatile: true),
    ])

  /// A neighbour is found by its interface and address; a proxy entry of the same address is another one. An entry of a
  /// forwarding database is found by its device, link-layer address and VLAN, and by whether it is the bridge's or the
  /// device's own; a tunnel may have several of one address, with different far ends.
  static let identity = Identity(
    "neigh",
    [
      .init(
        family: Family.bridge,
        [
          .family, .field(4, width: 4), .address(2, or: 2), .number(5), .bits(10, width: 1, mask: 0x6),
          .optional(9, "m"), .optional(11, "s"), .optionalAddress(1, "d"), .optional(6, "p"),
          .optional(7, "v"), .optional(8, "i"), .optional(13, "n"),
        ]),
      .init([.family, .field(4, width: 4), .address(1, or: 1), .bits(10, width: 1, mask: 0x8)]),
    ])
}
