internal import NetlinkWire

extension ObjectType {
  /// Counters of devices that are switched on and off.
  package static let stats = ObjectType(
    "stats", "STATS", "Counters of devices that are switched on and off.", new: RTM.newStats,
    DeviceStatistics.table, DeviceStatistics.identity)
}

/// What the kernel says of counters in messages of their own. Kernel: `rtnl_offload_xstats_notify`.
enum DeviceStatistics {
  static let table = Table(
    "struct if_stats_msg", headerLength: 12,
    [
      AddressFamily.row("family"),
      .field(4, "ifindex", "ifname", .interface, "The device.", numberKey: "ifindex"),
      Attribute(
        1, "IFLA_STATS_LINK_64", "stats64", .structure(LinkStatistics.wide), "Counters.", volatile: true),
      Attribute(2, "IFLA_STATS_LINK_XSTATS", "xstats", .binary, "Counters of its kind.", volatile: true),
      Attribute(
        3, "IFLA_STATS_LINK_XSTATS_SLAVE", "xstats_slave", .binary, "Counters of it as a port.",
        volatile: true),
      Attribute(
        4, "IFLA_STATS_LINK_OFFLOAD_XSTATS", "offload", .nest(offload), "What the hardware counts."),
      Attribute(5, "IFLA_STATS_AF_SPEC", "af_spec", .binary, "Counters of address families.", volatile: true),
    ])

  private static let offload = Table(
    "IFLA_STATS_LINK_OFFLOAD_XSTATS",
    [
      Attribute(
        1, "IFLA_OFFLOAD_XSTATS_CPU_HIT", "cpu_hit", .structure(LinkStatistics.wide),
        "Packets that the processor saw.", volatile: true),
      Attribute(
        2, "IFLA_OFFLOAD_XSTATS_HW_S_INFO", "hw_stats_info", .nest(switches), "What is switched on."),
      Attribute(
        3, "IFLA_OFFLOAD_XSTATS_L3_STATS", "l3_stats", .structure(hardware),
        "Packets that the hardware routed.", volatile: true),
    ])

  private static let switches = Table(
    "IFLA_OFFLOAD_XSTATS_HW_S_INFO",
    [
      Attribute(3, "IFLA_OFFLOAD_XSTATS_L3_STATS", "l3_stats", .nest(state), "Counters of routed packets.")
    ])

  private static let state = Table(
    "IFLA_OFFLOAD_XSTATS_L3_STATS",
    [
      Attribute(1, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST", "request", .bool, "They were asked for."),
      Attribute(2, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED", "used", .bool, "A driver counts them."),
    ])

  private static let hardware = Table(
    "struct rtnl_hw_stats64", headerLength: 72,
    [
      .field(0, "rx_packets", "rx_packets", .u64, "Packets received.", volatile: true),
      .field(8, "tx_packets", "tx_packets", .u64, "Packets sent.", volatile: true),
      .field(16, "rx_bytes", "rx_bytes", .u64, "Bytes received.", volatile: true),
      .field(24, "tx_bytes", "tx_bytes", .u64, "Bytes sent.", volatile: true),
      .field(32, "rx_errors", "rx_errors", .u64, "Bad packets received.", volatile: true),
      .field(40, "tx_errors", "tx_errors", .u64, "Packets that could not be sent.", volatile: true),
      .field(48, "rx_dropped", "rx_dropped", .u64, "Packets received and dropped.", volatile: true),
      .field(56, "tx_dropped", "tx_dropped", .u64, "Packets dropped on their way out.", volatile: true),
      .field(64, "multicast", "multicast", .u64, "Multicast packets received.", volatile: true),
    ])

  /// The device.
  static let identity = Identity("stats", [.init([.field(4, width: 4)])])

  /// `eth0 offload l3 request on used off`
  static let line = Layout(
    [
      .init("ifname", "", .name, column: 1),
      .nest(
        "offload", "offload",
        [
          .nest(
            "hw_stats_info", "",
            [.nest("l3_stats", "l3", [.init("request", "request"), .init("used", "used")])]),
          .nest(
            "l3_stats", "l3",
            [
              .init("rx_packets", "rx"), .init("rx_bytes", "/", isJoined: true), .init("tx_packets", "tx"),
              .init("tx_bytes", "/", isJoined: true),
            ]),
        ]),
    ], of: table)
}
