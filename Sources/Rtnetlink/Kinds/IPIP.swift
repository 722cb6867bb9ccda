internal import NetlinkWire

extension LinkKind {
  /// IPv4, or MPLS, in IPv4. Kernel: `net/ipv4/ipip.c`.
  static let ipip = LinkKind(
    "ipip", "Tunnel of IPv4 packets over IPv4.",
    InternetProtocolTunnelRows.all(
      carried: [4: "ipip", 41: "ip6ip", 137: "mplsip", 0: "any"], flags: [0x1: "isatap"],
      flagsSummary: "Sent by sit alone."), line: TunnelRows.line)
}
