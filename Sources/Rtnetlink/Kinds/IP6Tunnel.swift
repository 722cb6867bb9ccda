internal import NetlinkWire

extension LinkKind {
  /// IPv6 or IPv4 in IPv6. Kernel: `net/ipv6/ip6_tunnel.c`.
  static let ip6tnl = LinkKind(
    "ip6tnl", "Tunnel of IPv6 or IPv4 packets over IPv6.",
    InternetProtocolTunnelRows.all(
      carried: [4: "ipip6", 41: "ip6ip6", 137: "mplsip6", 0: "any"], flags: TunnelRows.flagsOverIPv6,
      flagsSummary: TunnelRows.flagsSummary), line: TunnelRows.line)
}
