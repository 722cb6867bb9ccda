internal import NetlinkWire

extension ObjectType {
  /// Next hop objects and groups of them.
  package static let nexthop = ObjectType(
    "nexthop", "NEXTHOP", "Next hop objects and groups of them.", new: RTM.newNextHop, NextHop.table,
    NextHop.identity)

  /// Buckets of resilient groups.
  package static let bucket = ObjectType(
    "bucket", "NEXTHOPBUCKET", "Buckets of resilient groups of next hops.", new: RTM.newBucket,
    NextHop.buckets, NextHop.bucketIdentity)
}

/// What the kernel says of a next hop object, and of a bucket of a resilient group. Kernel:
/// `net/ipv4/nexthop.c`.
enum NextHop {
  static let table = Table(
    "struct nhmsg", headerLength: 8, exporting: 14,
    [
      AddressFamily.row("nh_family"),
      Attribute(1, "NHA_ID", "id", .u32, "Id of the next hop or group."),
      Attribute(2, "NHA_GROUP", "group", .packed(.structure(member)), "Next hops of the group."),
      Attribute(
        3, "NHA_GROUP_TYPE", "type", .named([0: "mpath", 1: "resilient"]),
        "How packets are shared out among the group."),
      Attribute(12, "NHA_RES_GROUP", "resilient_args", .nest(resilient), "Settings of a resilient group."),
      Encapsulation.row(headerLength: 8, type: 7, "NHA_ENCAP_TYPE", encapsulation: 8, "NHA_ENCAP"),
      Attribute(6, "NHA_GATEWAY", "gateway", .address, "Address of the next hop."),
      Attribute(
        5, "NHA_OIF", "dev", .interface, "Interface that packets leave by.", numberKey: "ifindex"),
      .field(
        1, "nh_scope", "scope", .system(.scope), "How far away the next hop is.", width: 1,
        numberKey: "scope_id"),
      Attribute(4, "NHA_BLACKHOLE", "blackhole", .flag, "Packets are dropped."),
      .field(
        2, "nh_protocol", "protocol", .system(.protocol), "Who added the next hop.", width: 1,
        numberKey: "protocol_id"),
      .field(4, "nh_flags", "flags", .flags(Route.hopFlags), "State of the next hop.", width: 4),
      Attribute(11, "NHA_FDB", "fdb", .flag, "The next hop is for forwarding databases."),
      .field(
        0, "NHA_HW_STATS_ENABLE", "hw_stats", .part(hardwareStatistics),
        "Counting in hardware; notifications do not say.", volatile: true),
      Attribute(
        15, "NHA_GROUP_STATS", "group_stats", .children(.nest(statistics)), "Packets of each next hop.",
        volatile: true),
      Attribute(13, "NHA_RES_BUCKET", "bucket", .nest(bucket), "A bucket of a resilient group."),
      Attribute(
        14, "NHA_OP_FLAGS", "op_flags",
        .flags([0x1: "dump_stats", 0x2: "dump_hw_stats", 0x8000_0000: "resp_grp_resvd_0"]),
        "What the answer was asked to hold, and holds."),
      Attribute(9, "NHA_GROUPS", "groups", .flag, "Only groups were asked for."),
      Attribute(
        10, "NHA_MASTER", "master", .interface, "Only next hops by ports of this were asked for.",
        numberKey: "master_index"),
    ])

  /// The same header, of a bucket; the id is the group's.
  static let buckets = Table(
    "struct nhmsg", headerLength: 8,
    [
      AddressFamily.row("nh_family"),
      Attribute(1, "NHA_ID", "id", .u32, "Id of the group."),
      Attribute(13, "NHA_RES_BUCKET", "bucket", .nest(bucket), "The bucket."),
      .field(
        1, "nh_scope", "scope", .system(.scope), "Always 0.", width: 1, numberKey: "scope_id"),
      .field(
        2, "nh_protocol", "protocol", .system(.protocol), "Who added the group.", width: 1,
        numberKey: "protocol_id"),
      .field(4, "nh_flags", "flags", .flags(Route.hopFlags), "State of the bucket.", width: 4),
      Attribute(
        5, "NHA_OIF", "dev", .interface, "Only buckets whose next hops leave by this were asked for.",
        numberKey: "ifindex"),
      Attribute(
        10, "NHA_MASTER", "master", .interface, "Only buckets of next hops by ports of this were asked for.",
        numberKey: "master_index"),
    ])

  private static let member = Table(
    "struct nexthop_grp", headerLength: 8,
    [
      .field(0, "id", "id", .u32, "Id of the next hop."),
      .field(4, "weight", "weight", .weight, "Share of the packets, 1 to 65536.", width: 2),
    ])

  /// Times in hundredths of a second, shown in seconds.
  private static let resilient = Table(
    "NHA_RES_GROUP",
    [
      Attribute(1, "NHA_RES_GROUP_BUCKETS", "buckets", .u16, "How many buckets there are."),
      Attribute(
        2, "NHA_RES_GROUP_IDLE_TIMER", "idle_timer", .seconds,
        "Seconds without packets after which a bucket may move."),
      Attribute(
        3, "NHA_RES_GROUP_UNBALANCED_TIMER", "unbalanced_timer", .seconds,
        "Seconds after which busy buckets move too; 0 means never."),
      Attribute(
        4, "NHA_RES_GROUP_UNBALANCED_TIME", "unbalanced_time", .seconds,
        "Seconds since the group has been out of balance.", volatile: true),
      Attribute(0, "NHA_RES_GROUP_PAD", "", .hidden, "Padding."),
    ])

  private static let bucket = Table(
    "NHA_RES_BUCKET",
    [
      Attribute(1, "NHA_RES_BUCKET_INDEX", "index", .u16, "Number of the bucket, from 0."),
      Attribute(
        2, "NHA_RES_BUCKET_IDLE_TIME", "idle_time", .seconds, "Seconds since the last packet.",
        volatile: true),
      Attribute(3, "NHA_RES_BUCKET_NH_ID", "nhid", .u32, "Id of the next hop that has the bucket."),
      Attribute(0, "NHA_RES_BUCKET_PAD", "", .hidden, "Padding."),
    ])

  private static let statistics = Table(
    "NHA_GROUP_STATS_ENTRY",
    [
      Attribute(1, "NHA_GROUP_STATS_ENTRY_ID", "id", .u32, "Id of the next hop."),
      Attribute(
        2, "NHA_GROUP_STATS_ENTRY_PACKETS", "packets", .uint, "Packets forwarded.", volatile: true),
      Attribute(
        3, "NHA_GROUP_STATS_ENTRY_PACKETS_HW", "packets_hw", .uint, "Packets forwarded by hardware.",
        volatile: true),
    ])

  private static let hardwareStatistics = Table(
    "NHA_HW_STATS_ENABLE", headerLength: 8,
    [
      Attribute(17, "NHA_HW_STATS_USED", "used", .bool, "Whether hardware counts packets."),
      Attribute(16, "NHA_HW_STATS_ENABLE", "enabled", .bool, "Whether hardware is asked to."),
    ])

  /// The id.
  static let identity = Identity("nexthop", [.init([.number(1)])])
  /// The id of the group and the number of the bucket.
  static let bucketIdentity = Identity("bucket", [.init([.number(1), .nested(13, 1)])])
}
