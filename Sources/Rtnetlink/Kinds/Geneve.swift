internal import NetlinkWire

extension LinkKind {
  /// Generic network virtualization encapsulation (RFC 8926). Kernel: `drivers/net/geneve.c`.
  static let geneve = LinkKind(
    "geneve", "Layer-2 overlay over UDP with options (Geneve).",
    [
      Attribute(
        6, "IFLA_GENEVE_COLLECT_METADATA", "external", .flag,
        "Tunnel parameters come from outside, a packet at a time."),
      Attribute(1, "IFLA_GENEVE_ID", "id", .u32, "Virtual network identifier, 24 bits."),
      Attribute(2, "IFLA_GENEVE_REMOTE", "remote", .ipv4, "Far end of the tunnel."),
      Attribute(7, "IFLA_GENEVE_REMOTE6", "remote6", .ipv6, "Far end of the tunnel, IPv6."),
      Attribute(17, "IFLA_GENEVE_LOCAL", "local", .ipv4, "Source address of the tunnel."),
      Attribute(18, "IFLA_GENEVE_LOCAL6", "local6", .ipv6, "Source address of the tunnel, IPv6."),
      Attribute(3, "IFLA_GENEVE_TTL", "ttl", .u8, "Outer TTL; 0: the route's default."),
      Attribute(12, "IFLA_GENEVE_TTL_INHERIT", "ttl_inherit", .bool, "The outer TTL is the inner one."),
      Attribute(4, "IFLA_GENEVE_TOS", "tos", .hex, "Outer TOS; 0x1: the inner one."),
      Attribute(
        13, "IFLA_GENEVE_DF", "df", .named([0: "unset", 1: "set", 2: "inherit"]),
        "Don't-Fragment bit policy."),
      Attribute(11, "IFLA_GENEVE_LABEL", "label", .hexBE, "IPv6 flow label."),
      Attribute(5, "IFLA_GENEVE_PORT", "port", .be16, "UDP destination port."),
      Attribute(
        15, "IFLA_GENEVE_PORT_RANGE", "port_range", .structure(genevePortRange),
        "Source ports of the tunnel."),
      Attribute(8, "IFLA_GENEVE_UDP_CSUM", "udp_csum", .bool, "UDP checksums over IPv4."),
      Attribute(
        9, "IFLA_GENEVE_UDP_ZERO_CSUM6_TX", "udp_zero_csum6_tx", .bool,
        "Zero UDP checksums are sent over IPv6."),
      Attribute(
        10, "IFLA_GENEVE_UDP_ZERO_CSUM6_RX", "udp_zero_csum6_rx", .bool,
        "Zero UDP checksums are accepted over IPv6."),
      Attribute(
        14, "IFLA_GENEVE_INNER_PROTO_INHERIT", "inner_proto_inherit", .flag,
        "Packets are carried without an Ethernet header."),
      Attribute(
        16, "IFLA_GENEVE_GRO_HINT", "gro_hint", .flag, "A sent option tells the receiver how to aggregate."),
    ],
    line: [.mark("external", "external"), .init("id", unless: ["external"])] + TunnelRows.remoteLine)

  private static let genevePortRange = Table(
    "struct ifla_geneve_port_range", headerLength: 4,
    [
      .field(0, "low", "low", .be16, "First source port."),
      .field(2, "high", "high", .be16, "Last source port."),
    ])
}
