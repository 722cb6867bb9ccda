extension LinkKind {
  /// Generic routing encapsulation over IPv6. Kernel: `net/ipv6/ip6_gre.c`.
  static let ip6gre = LinkKind(
    "ip6gre", "GRE tunnel of packets over IPv6.", GenericRoutingRows.all, line: TunnelRows.keyedLine)

  /// The same with Ethernet frames in it. Kernel: `net/ipv6/ip6_gre.c`.
  static let ip6gretap = LinkKind(
    "ip6gretap", "GRE tunnel of Ethernet frames over IPv6.", GenericRoutingRows.all,
    line: TunnelRows.keyedLine)
}
