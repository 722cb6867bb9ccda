internal import NetlinkWire

/// Rows of `IFLA_GRE_…`, which all kinds of GRE and ERSPAN share.
enum GenericRoutingRows {
  static let all =
    [
      Attribute(
        18, "IFLA_GRE_COLLECT_METADATA", "external", .flag,
        "Tunnel parameters come from outside, a packet at a time.")
    ]
    + TunnelRows.ends(
      remote: (7, "IFLA_GRE_REMOTE"), local: (6, "IFLA_GRE_LOCAL"), link: (1, "IFLA_GRE_LINK"))
    + outer
    + TunnelRows.overIPv6(limit: (11, "IFLA_GRE_ENCAP_LIMIT"), flow: (12, "IFLA_GRE_FLOWINFO")) + keys
    + [
      Attribute(
        13, "IFLA_GRE_FLAGS", "flags", .keyedFlags(TunnelRows.flagsOverIPv6), TunnelRows.flagsSummary),
      Attribute(
        20, "IFLA_GRE_FWMARK", "fwmark", .hex, "Mark that the tunnel's own packets are routed by; 0: none."),
    ] + mirror
    + [
      TunnelRows.encap(
        type: (14, "IFLA_GRE_ENCAP_TYPE"), flags: (15, "IFLA_GRE_ENCAP_FLAGS"),
        source: (16, "IFLA_GRE_ENCAP_SPORT"), destination: (17, "IFLA_GRE_ENCAP_DPORT"))
    ]

  private static let outer = [
    Attribute(8, "IFLA_GRE_TTL", "ttl", .u8, "TTL or hop limit of the outer header; 0: the inner one."),
    Attribute(9, "IFLA_GRE_TOS", "tos", .hex, "TOS of the outer header; 0x1: the inner one."),
    Attribute(10, "IFLA_GRE_PMTUDISC", "pmtudisc", .bool, "The path's MTU is discovered."),
    Attribute(
      19, "IFLA_GRE_IGNORE_DF", "ignore_df", .bool, "The inner packet's Don't-Fragment bit is ignored."),
  ]

  private static let keys = [
    Attribute(
      4, "IFLA_GRE_IKEY", "ikey", .dottedQuad, "Key of received packets.",
      presence: .marked(by: 2, mask: 0x2000)),
    Attribute(
      5, "IFLA_GRE_OKEY", "okey", .dottedQuad, "Key of sent packets.",
      presence: .marked(by: 3, mask: 0x2000)),
    Attribute(
      2, "IFLA_GRE_IFLAGS", "iflags",
      .keyedFlagsBE([0x1000: "iseq", 0x8000: "icsum", 0x2000: ""]),
      "iseq: received packets must be numbered; icsum: they must have checksums."),
    Attribute(
      3, "IFLA_GRE_OFLAGS", "oflags",
      .keyedFlagsBE([0x1000: "oseq", 0x8000: "ocsum", 0x2000: ""]),
      "oseq: sent packets are numbered; ocsum: they have checksums."),
  ]

  private static let mirror = [
    Attribute(21, "IFLA_GRE_ERSPAN_INDEX", "erspan_index", .u32, "Port that is mirrored, in version 1."),
    Attribute(22, "IFLA_GRE_ERSPAN_VER", "erspan_ver", .u8, "Version of ERSPAN."),
    Attribute(
      23, "IFLA_GRE_ERSPAN_DIR", "erspan_dir", .named([0: "ingress", 1: "egress"]),
      "Direction of what is mirrored, in version 2."),
    Attribute(24, "IFLA_GRE_ERSPAN_HWID", "erspan_hwid", .hex, "Id of the mirroring engine, in version 2."),
  ]
}
