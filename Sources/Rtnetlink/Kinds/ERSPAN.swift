extension LinkKind {
  /// Mirrored frames over GRE. Kernel: `net/ipv4/ip_gre.c`.
  static let erspan = LinkKind(
    "erspan", "Tunnel of mirrored Ethernet frames over IPv4 (ERSPAN).", GenericRoutingRows.all,
    line: TunnelRows.keyedLine)

  /// The same over IPv6. Kernel: `net/ipv6/ip6_gre.c`.
  static let ip6erspan = LinkKind(
    "ip6erspan", "Tunnel of mirrored Ethernet frames over IPv6 (ERSPAN).", GenericRoutingRows.all,
    line: TunnelRows.keyedLine)
}
