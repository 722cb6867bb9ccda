internal import NetlinkWire

extension LinkKind {
  /// IPv6, IPv4 or MPLS in IPv4. Kernel: `net/ipv6/sit.c`.
  static let sit = LinkKind(
    "sit", "Tunnel of IPv6 packets over IPv4.",
    InternetProtocolTunnelRows.all(
      carried: [4: "ipip", 41: "ip6ip", 137: "mplsip", 0: "any"], flags: [0x1: "isatap"],
      flagsSummary: "isatap: automatic addressing within a site (RFC 5214)."), line: TunnelRows.line)
}
