extension LinkKind {
  /// Virtual tunnel interface of IPsec. Kernel: `net/ipv4/ip_vti.c`.
  static let vti = LinkKind(
    "vti", "IPsec tunnel over IPv4 as a device.", VirtualTunnelRows.all, line: TunnelRows.endsLine)

  /// The same over IPv6. Kernel: `net/ipv6/ip6_vti.c`.
  static let vti6 = LinkKind(
    "vti6", "IPsec tunnel over IPv6 as a device.", VirtualTunnelRows.all, line: TunnelRows.endsLine)
}
