internal import NetlinkWire

extension LinkKind {
  /// Virtual eXtensible LAN (RFC 7348). Kernel: `drivers/net/vxlan/vxlan_core.c`.
  static let vxlan = LinkKind(
    "vxlan", "Layer-2 overlay over UDP.",
    [
      Attribute(1, "IFLA_VXLAN_ID", "id", .u32, "VXLAN network identifier, 24 bits."),
      Attribute(
        2, "IFLA_VXLAN_GROUP", "remote", .unicastOrGroup,
        "Where unknown destinations are sent: an end point or a multicast group.",
        numberKey: "group"),
      Attribute(
        16, "IFLA_VXLAN_GROUP6", "remote6", .unicastOrGroup, "Where unknown destinations are sent, IPv6.",
        numberKey: "group6"),
      Attribute(4, "IFLA_VXLAN_LOCAL", "local", .ipv4, "Source address of the tunnel."),
      Attribute(17, "IFLA_VXLAN_LOCAL6", "local6", .ipv6, "Source address of the tunnel, IPv6."),
      Attribute(
        3, "IFLA_VXLAN_LINK", "link", .interfaceBelow, "Device of the tunnel's packets.",
        numberKey: "link_index"),
      Attribute(
        10, "IFLA_VXLAN_PORT_RANGE", "port_range", .structure(vxlanPortRange), "Source ports of the tunnel."),
      Attribute(15, "IFLA_VXLAN_PORT", "port", .be16, "UDP destination port."),
      Attribute(5, "IFLA_VXLAN_TTL", "ttl", .u8, "Outer TTL; 0 means the route's default."),
      Attribute(28, "IFLA_VXLAN_TTL_INHERIT", "ttl_inherit", .bool, "The outer TTL is the inner one."),
      Attribute(6, "IFLA_VXLAN_TOS", "tos", .hex, "Outer TOS; 0x1 means the inner one."),
      Attribute(
        29, "IFLA_VXLAN_DF", "df", .named([0: "unset", 1: "set", 2: "inherit"]), "Don't-Fragment bit policy."),
      Attribute(26, "IFLA_VXLAN_LABEL", "label", .hexBE, "IPv6 flow label."),
      Attribute(
        32, "IFLA_VXLAN_LABEL_POLICY", "label_policy", .named([0: "fixed", 1: "inherit"]),
        "Where the flow label comes from."),
      Attribute(7, "IFLA_VXLAN_LEARNING", "learning", .bool, "Source addresses are learnt."),
      Attribute(11, "IFLA_VXLAN_PROXY", "proxy", .bool, "ARP and neighbour requests are answered."),
      Attribute(12, "IFLA_VXLAN_RSC", "rsc", .bool, "Route short circuit."),
      Attribute(13, "IFLA_VXLAN_L2MISS", "l2miss", .bool, "Misses of link-layer addresses are notified."),
      Attribute(14, "IFLA_VXLAN_L3MISS", "l3miss", .bool, "Misses of IP addresses are notified."),
      Attribute(8, "IFLA_VXLAN_AGEING", "ageing", .u32, "Lifetime of learnt addresses, in seconds."),
      Attribute(9, "IFLA_VXLAN_LIMIT", "limit", .u32, "Most addresses learnt; 0 means no limit."),
      Attribute(18, "IFLA_VXLAN_UDP_CSUM", "udp_csum", .bool, "UDP checksums over IPv4."),
      Attribute(
        19, "IFLA_VXLAN_UDP_ZERO_CSUM6_TX", "udp_zero_csum6_tx", .bool,
        "Zero UDP checksums are sent over IPv6."),
      Attribute(
        20, "IFLA_VXLAN_UDP_ZERO_CSUM6_RX", "udp_zero_csum6_rx", .bool,
        "Zero UDP checksums are accepted over IPv6."),
      Attribute(21, "IFLA_VXLAN_REMCSUM_TX", "remcsum_tx", .bool, "Remote checksum offload is sent."),
      Attribute(22, "IFLA_VXLAN_REMCSUM_RX", "remcsum_rx", .bool, "Remote checksum offload is accepted."),
      Attribute(23, "IFLA_VXLAN_GBP", "gbp", .flag, "Group-based policy extension."),
      Attribute(
        24, "IFLA_VXLAN_REMCSUM_NOPARTIAL", "remcsum_nopartial", .flag,
        "Remote checksum offload without partial checksums."),
      Attribute(
        25, "IFLA_VXLAN_COLLECT_METADATA", "external", .bool,
        "Tunnel parameters come from outside, a packet at a time."),
      Attribute(27, "IFLA_VXLAN_GPE", "gpe", .flag, "Generic protocol extension."),
      Attribute(
        30, "IFLA_VXLAN_VNIFILTER", "vnifilter", .bool, "Only configured network identifiers are accepted."),
      Attribute(
        31, "IFLA_VXLAN_LOCALBYPASS", "localbypass", .bool,
        "Local end points are reached without encapsulation."),
      Attribute(
        33, "IFLA_VXLAN_RESERVED_BITS", "reserved_bits", .hexBE, "Reserved header bits that are accepted."),
      Attribute(34, "IFLA_VXLAN_MC_ROUTE", "mcroute", .bool, "Multicast is routed before it leaves."),
    ],
    lower: .data(3),
    line: [
      .init("id"), .init("group", "group", .address), .init("remote", "remote", .address),
      .init("group6", "group", .address), .init("remote6", "remote", .address),
      .init("link", "dev", .name), .mark("external", "external"),
    ])

  private static let vxlanPortRange = Table(
    "struct ifla_vxlan_port_range", headerLength: 4,
    [
      .field(0, "low", "low", .be16, "First source port."),
      .field(2, "high", "high", .be16, "Last source port."),
    ])
}
