internal import NetlinkWire

/// Links: network devices. RTM_NEWLINK, RTM_DELLINK, RTM_GETLINK.
///
/// Identity: the index, in one network namespace.
enum Link {
  /// The rows of a link message: `struct ifinfomsg`, then `IFLA_…`.
  static let table = Table(
    "struct ifinfomsg", headerLength: 16, exporting: 35, headerRows + stateRows + limitRows + deviceRows)

  private static let headerRows: [Attribute] = [
    .field(4, "ifi_index", "ifindex", .s32, "Number of the device, unique in its namespace."),
    Attribute(
      5, "IFLA_LINK", "link", .lowerLink, "The device this one sits on, or its peer.", numberKey: "link_index"
    ),
    Attribute(3, "IFLA_IFNAME", "ifname", .string, "Name of the device."),
    .field(8, "ifi_flags", "flags", .interfaceFlags(interfaceFlags), "State and abilities of the device."),
    Attribute(4, "IFLA_MTU", "mtu", .u32, "Largest packet, in bytes."),
    Attribute(
      43, "IFLA_XDP", "xdp", .later(.nest(ExpressDataPath.table)), "Programs that see packets first."),
    Attribute(6, "IFLA_QDISC", "qdisc", .string, "Queueing discipline at the root."),
    Attribute(
      10, "IFLA_MASTER", "master", .interface, "The device this one is a port of.", numberKey: "master_index"),
    Attribute(
      16, "IFLA_OPERSTATE", "operstate",
      .named([
        0: "UNKNOWN", 1: "NOTPRESENT", 2: "DOWN", 3: "LOWERLAYERDOWN", 4: "TESTING", 5: "DORMANT", 6: "UP",
      ]), "Operational state (RFC 2863)."),
    Attribute(
      17, "IFLA_LINKMODE", "linkmode", .named([0: "DEFAULT", 1: "DORMANT"]),
      "How the operational state is reached."),
    Attribute(27, "IFLA_GROUP", "group", .system(.group), "Group of the device.", numberKey: "group_id"),
    Attribute(13, "IFLA_TXQLEN", "txqlen", .u32, "Length of the transmit queue, in packets."),
    Attribute(
      44, "IFLA_EVENT", "event",
      .named([
        0: "NONE", 1: "REBOOT", 2: "FEATURE CHANGE", 3: "BONDING FAILOVER", 4: "NOTIFY PEERS",
        5: "RESEND IGMP",
        6: "BONDING OPTION",
      ]), "Why the message was sent.", volatile: true),
    .field(2, "ifi_type", "link_type", .named(hardwareTypes), "Hardware type (ARPHRD).", width: 2),
    Attribute(
      1, "IFLA_ADDRESS", "address", .linkAddress, "Link-layer address, or the local end of a tunnel."),
    .field(
      8, "ifi_flags", "", .keyedFlags([0x10: "link_pointtopoint"]), "The device has one peer.", width: 4),
    Attribute(
      2, "IFLA_BROADCAST", "broadcast", .linkAddress, "Broadcast address, or the far end of a tunnel."),
    Attribute(
      54, "IFLA_PERM_ADDRESS", "permaddr", .linkAddress, "Link-layer address that the hardware was made with."
    ),
    Attribute(
      37, "IFLA_LINK_NETNSID", "link_netns", .namespaceID,
      "Namespace of the device below or the peer: its name, where it has one; id -1: unknown.",
      numberKey: "link_netnsid"),
    Attribute(45, "IFLA_NEW_NETNSID", "new_netnsid", .s32, "Namespace id that the device moves to."),
    Attribute(
      49, "IFLA_NEW_IFINDEX", "new_ifindex", .s32, "Number of the device in the namespace it moves to."),
    Attribute(46, "IFLA_TARGET_NETNSID", "target_netnsid", .s32, "Namespace id that was asked for."),
  ]

  private static let stateRows: [Attribute] = [
    Attribute(39, "IFLA_PROTO_DOWN", "proto_down", .bool, "A daemon keeps the device down."),
    Attribute(55, "IFLA_PROTO_DOWN_REASON", "", .inline(protoDownReason), "Why a daemon keeps it down."),
    Attribute(33, "IFLA_CARRIER", "carrier", .bool, "There is a carrier."),
    Attribute(35, "IFLA_CARRIER_CHANGES", "carrier_changes", .u32, "How often the carrier came or went."),
    Attribute(47, "IFLA_CARRIER_UP_COUNT", "carrier_up_count", .u32, "How often the carrier came."),
    Attribute(48, "IFLA_CARRIER_DOWN_COUNT", "carrier_down_count", .u32, "How often the carrier went."),
    Attribute(30, "IFLA_PROMISCUITY", "promiscuity", .u32, "How many want promiscuous mode."),
    Attribute(61, "IFLA_ALLMULTI", "allmulti", .u32, "How many want all multicast."),
  ]

  private static let limitRows: [Attribute] = [
    Attribute(50, "IFLA_MIN_MTU", "min_mtu", .u32, "Smallest MTU allowed, in bytes."),
    Attribute(51, "IFLA_MAX_MTU", "max_mtu", .u32, "Largest MTU allowed, in bytes; 0: no limit."),
    Attribute(67, "IFLA_NETNS_IMMUTABLE", "netns_immutable", .bool, "The device cannot leave its namespace."),
    Attribute(
      18, "IFLA_LINKINFO", "linkinfo", .nest(linkInfo), "Kind of the device and what is special about it."),
    Attribute(
      26, "IFLA_INET6_ADDR_GEN_MODE", "inet6_addr_gen_mode",
      .within(UInt16(Family.inet6), 8, AddressFamilySpecific.generationModes),
      "How IPv6 addresses are made.", presence: .orAttribute(26)),
    Attribute(31, "IFLA_NUM_TX_QUEUES", "num_tx_queues", .u32, "Transmit queues."),
    Attribute(32, "IFLA_NUM_RX_QUEUES", "num_rx_queues", .u32, "Receive queues."),
    Attribute(
      41, "IFLA_GSO_MAX_SIZE", "gso_max_size", .u32, "Largest segmentation-offload packet, in bytes."),
    Attribute(
      40, "IFLA_GSO_MAX_SEGS", "gso_max_segs", .u32, "Most segments of a segmentation-offload packet."),
    Attribute(
      59, "IFLA_TSO_MAX_SIZE", "tso_max_size", .u32, "Largest packet the hardware segments, in bytes."),
    Attribute(60, "IFLA_TSO_MAX_SEGS", "tso_max_segs", .u32, "Most segments the hardware makes."),
    Attribute(58, "IFLA_GRO_MAX_SIZE", "gro_max_size", .u32, "Largest aggregated packet, in bytes."),
    Attribute(
      63, "IFLA_GSO_IPV4_MAX_SIZE", "gso_ipv4_max_size", .u32,
      "Largest segmentation-offload IPv4 packet, in bytes."),
    Attribute(
      64, "IFLA_GRO_IPV4_MAX_SIZE", "gro_ipv4_max_size", .u32, "Largest aggregated IPv4 packet, in bytes."),
    Attribute(
      66, "IFLA_MAX_PACING_OFFLOAD_HORIZON", "max_pacing_offload_horizon", .uint,
      "How far ahead the hardware paces, in nanoseconds."),
    Attribute(68, "IFLA_HEADROOM", "headroom", .u16, "Bytes wanted before each packet."),
    Attribute(69, "IFLA_TAILROOM", "tailroom", .u16, "Bytes wanted after each packet."),
  ]

  private static let deviceRows: [Attribute] = [
    Attribute(38, "IFLA_PHYS_PORT_NAME", "phys_port_name", .string, "Name of the physical port."),
    Attribute(34, "IFLA_PHYS_PORT_ID", "phys_port_id", .binary, "Id of the physical port."),
    Attribute(36, "IFLA_PHYS_SWITCH_ID", "phys_switch_id", .binary, "Id of the switch the port belongs to."),
    Attribute(57, "IFLA_PARENT_DEV_BUS_NAME", "parentbus", .string, "Bus of the hardware device."),
    Attribute(56, "IFLA_PARENT_DEV_NAME", "parentdev", .string, "The hardware device."),
    Attribute(
      62, "IFLA_DEVLINK_PORT", "devlink_port", .later(.nest(devlinkPort)), "The device's devlink port."),
    Attribute(65, "IFLA_DPLL_PIN", "dpll_pin", .later(.nest(dpllPin)), "The device's pin of a clock loop."),
    Attribute(23, "IFLA_STATS64", "stats64", .later(.structure(LinkStatistics.wide)), "Counters."),
    Attribute(
      7, "IFLA_STATS", "stats", .later(.structure(LinkStatistics.narrow)),
      "Counters of 32 bits, where there are no others.",
      presence: .unless(23)),
    Attribute(20, "IFLA_IFALIAS", "ifalias", .string, "Description that an administrator gave."),
    Attribute(52, "IFLA_PROP_LIST", "", .inline(properties), "Properties, of which there may be many."),
    Attribute(53, "IFLA_ALT_IFNAME", "alt_ifname", .string, "One more name of the device."),
    Attribute(8, "IFLA_COST", "cost", .u32, "No longer sent."),
    Attribute(9, "IFLA_PRIORITY", "priority", .u32, "No longer sent."),
    Attribute(11, "IFLA_WIRELESS", "wireless", .binary, "An event of a wireless driver."),
    Attribute(
      12, "IFLA_PROTINFO", "protinfo", .selectedByFamily(protocols),
      "What the message's own family says of the device."),
    Attribute(19, "IFLA_NET_NS_PID", "net_ns_pid", .u32, "Namespace to move to; only in requests."),
    Attribute(28, "IFLA_NET_NS_FD", "net_ns_fd", .u32, "Namespace to move to; only in requests."),
    Attribute(29, "IFLA_EXT_MASK", "ext_mask", .hex, "What to send besides; only in requests."),
    Attribute(42, "IFLA_PAD", "", .hidden, "Padding."),
    Attribute(14, "IFLA_MAP", "map", .later(.structure(map)), "Memory and interrupts of the hardware."),
    Attribute(15, "IFLA_WEIGHT", "weight", .u32, "No longer sent."),
    Attribute(21, "IFLA_NUM_VF", "num_vf", .u32, "Virtual functions.", inAnswersAlone: true),
    Attribute(
      22, "IFLA_VFINFO_LIST", "vfinfo_list", .later(.children(.nest(VirtualFunction.table))),
      "Virtual functions, one by one.", inAnswersAlone: true),
    Attribute(
      24, "IFLA_VF_PORTS", "vf_ports", .later(.children(.nest(PortProfile.table))),
      "Port profiles of virtual functions.", inAnswersAlone: true),
    Attribute(
      25, "IFLA_PORT_SELF", "port_self", .later(.nest(PortProfile.table)), "Port profile of the device.",
      inAnswersAlone: true),
    Attribute(
      26, "IFLA_AF_SPEC", "af_spec", .selectedByFamily(families),
      "Configuration that each address family keeps of the device."),
  ]

  /// IFLA_PROTINFO by the family of the message.
  private static let protocols = Selection(
    isByName: false,
    [
      .init(UInt32(Family.bridge), BridgeFamily.port),
      .init(UInt32(Family.inet6), AddressFamilySpecific.inet6Alone),
    ])

  /// IFLA_AF_SPEC by the family of the message.
  private static let families = Selection(
    isByName: false,
    [
      .init(UInt32(Family.unspecified), AddressFamilySpecific.table),
      .init(UInt32(Family.bridge), BridgeFamily.table),
    ])

  private static let linkInfo = Table(
    "IFLA_LINKINFO",
    [
      Attribute(1, "IFLA_INFO_KIND", "info_kind", .string, "Kind of the device."),
      Attribute(
        2, "IFLA_INFO_DATA", "info_data", .selected(by: 1, LinkKind.data), "What is special about its kind."),
      Attribute(
        3, "IFLA_INFO_XSTATS", "info_xstats", .selected(by: 1, LinkKind.statistics),
        "Counters special to its kind.", volatile: true),
      Attribute(
        4, "IFLA_INFO_SLAVE_KIND", "info_slave_kind", .string,
        "Kind of the device that this one is a port of."),
      Attribute(
        5, "IFLA_INFO_SLAVE_DATA", "info_slave_data", .selected(by: 4, LinkKind.ports),
        "What it is as a port."),
    ])

  private static let protoDownReason = Table(
    "IFLA_PROTO_DOWN_REASON",
    [
      Attribute(
        1, "IFLA_PROTO_DOWN_REASON_MASK", "proto_down_reason_mask", .hex, "Reasons that were changed."),
      Attribute(
        2, "IFLA_PROTO_DOWN_REASON_VALUE", "proto_down_reason", .systemBits(.protoDownReason),
        "Reasons to keep the device down."),
    ])

  private static let properties = Table(
    "IFLA_PROP_LIST",
    [Attribute(53, "IFLA_ALT_IFNAME", "altnames", .repeated(.string), "More names of the device.")])

  private static let devlinkPort = Table(
    "IFLA_DEVLINK_PORT",
    [
      Attribute(1, "DEVLINK_ATTR_BUS_NAME", "bus_name", .string, "Bus of the devlink instance."),
      Attribute(2, "DEVLINK_ATTR_DEV_NAME", "dev_name", .string, "Name of the devlink instance."),
      Attribute(3, "DEVLINK_ATTR_PORT_INDEX", "port_index", .u32, "Number of the port."),
      Attribute(184, "DEVLINK_ATTR_INDEX", "index", .u32, "Number of the devlink instance."),
    ])

  private static let dpllPin = Table(
    "IFLA_DPLL_PIN", [Attribute(1, "DPLL_A_PIN_ID", "id", .u32, "Number of the pin.")])

  private static let map = Table(
    "struct rtnl_link_ifmap", headerLength: 32,
    [
      .field(0, "mem_start", "mem_start", .u64, "First byte of shared memory."),
      .field(8, "mem_end", "mem_end", .u64, "Last byte of shared memory."),
      .field(16, "base_addr", "base_addr", .u64, "I/O address."),
      .field(24, "irq", "irq", .u16, "Interrupt."),
      .field(26, "dma", "dma", .u8, "DMA channel."),
      .field(27, "port", "port", .u8, "Port."),
    ])
}

extension ObjectType {
  /// The length of the header of such a message, in bytes. The kernel's `struct ifinfomsg`.
  package static var linkHeaderLength: Int { 16 }

  /// Network devices.
  package static let link = ObjectType(
    "link", "LINK", "Network devices.", new: RTM.newLink, Link.table, Link.identity)

  /// What one address family, such as AF_BRIDGE, says of a device: a link message that is not about the link itself.
  package static let linkPart = ObjectType(
    "link-part", "LINK", "What one address family says of a network device.", new: RTM.newLink,
    Link.table, Link.partIdentity)
}

extension Link {
  /// The index.
  static let identity = Identity("link", [.init([.field(4, width: 4)])])

  /// The index, and the family that says it.
  static let partIdentity = Identity("link-part", [.init([.family, .field(4, width: 4)])])
}
