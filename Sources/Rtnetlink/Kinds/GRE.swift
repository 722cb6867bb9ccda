extension LinkKind {
  /// Generic routing encapsulation (RFC 2784). Kernel: `net/ipv4/ip_gre.c`.
  static let gre = LinkKind(
    "gre", "GRE tunnel of packets over IPv4.", GenericRoutingRows.all, line: TunnelRows.keyedLine)

  /// The same with Ethernet frames in it. Kernel: `net/ipv4/ip_gre.c`.
  static let gretap = LinkKind(
    "gretap", "GRE tunnel of Ethernet frames over IPv4.", GenericRoutingRows.all, line: TunnelRows.keyedLine)
}
