internal import NetlinkWire

/// Rows of `IFLA_IPTUN_…`, which ipip, sit and ip6tnl share.
enum InternetProtocolTunnelRows {
  /// All rows, with the names of what is carried and of the flags.
  static func all(carried: Names, flags: Flags, flagsSummary: StaticString) -> [Attribute] {
    [
      Attribute(
        19, "IFLA_IPTUN_COLLECT_METADATA", "external", .flag,
        "Tunnel parameters come from outside, a packet at a time."),
      Attribute(9, "IFLA_IPTUN_PROTO", "proto", .named(carried), "What is carried in what."),
    ]
      + TunnelRows.ends(
        remote: (3, "IFLA_IPTUN_REMOTE"), local: (2, "IFLA_IPTUN_LOCAL"), link: (1, "IFLA_IPTUN_LINK"))
      + outer
      + TunnelRows.overIPv6(limit: (6, "IFLA_IPTUN_ENCAP_LIMIT"), flow: (7, "IFLA_IPTUN_FLOWINFO"))
      + [Attribute(8, "IFLA_IPTUN_FLAGS", "flags", .keyedFlags(flags), flagsSummary)] + rapidDeployment
      + [
        Attribute(
          20, "IFLA_IPTUN_FWMARK", "fwmark", .hex,
          "Mark that the tunnel's own packets are routed by; 0: none."),
        TunnelRows.encap(
          type: (15, "IFLA_IPTUN_ENCAP_TYPE"), flags: (16, "IFLA_IPTUN_ENCAP_FLAGS"),
          source: (17, "IFLA_IPTUN_ENCAP_SPORT"), destination: (18, "IFLA_IPTUN_ENCAP_DPORT")),
      ]
  }

  private static let outer = [
    Attribute(4, "IFLA_IPTUN_TTL", "ttl", .u8, "TTL or hop limit of the outer header; 0: the inner one."),
    Attribute(5, "IFLA_IPTUN_TOS", "tos", .hex, "TOS of the outer header; 0x1: the inner one."),
    Attribute(10, "IFLA_IPTUN_PMTUDISC", "pmtudisc", .bool, "The path's MTU is discovered."),
  ]

  /// IPv6 rapid deployment (RFC 5969).
  private static let rapidDeployment = [
    Attribute(11, "IFLA_IPTUN_6RD_PREFIX", "prefix", .ipv6, "IPv6 prefix of the domain (RFC 5969)."),
    Attribute(13, "IFLA_IPTUN_6RD_PREFIXLEN", "prefixlen", .u16, "Length of the domain's prefix, in bits."),
    Attribute(
      12, "IFLA_IPTUN_6RD_RELAY_PREFIX", "relay_prefix", .ipv4,
      "IPv4 prefix that all ends have in common (RFC 5969)."),
    Attribute(
      14, "IFLA_IPTUN_6RD_RELAY_PREFIXLEN", "relay_prefixlen", .u16, "Length of the common prefix, in bits."),
  ]
}
