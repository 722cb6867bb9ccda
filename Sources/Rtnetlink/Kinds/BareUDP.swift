internal import NetlinkWire

extension LinkKind {
  /// Packets of one protocol in UDP, with no header between. Kernel: `drivers/net/bareudp.c`.
  static let bareudp = LinkKind(
    "bareudp", "Tunnel of packets of one protocol in bare UDP.",
    [
      Attribute(1, "IFLA_BAREUDP_PORT", "dstport", .be16, "UDP destination port."),
      Attribute(
        2, "IFLA_BAREUDP_ETHERTYPE", "ethertype", .namedBE(EthernetProtocol.names),
        "Protocol that is carried."),
      Attribute(3, "IFLA_BAREUDP_SRCPORT_MIN", "srcportmin", .u16, "Lowest UDP source port."),
      Attribute(
        4, "IFLA_BAREUDP_MULTIPROTO_MODE", "multiproto", .isSent,
        "The protocol's companion is carried too: IPv6 beside IPv4, multicast beside unicast MPLS.",
        presence: .always),
    ],
    line: [.init("ethertype"), .init("dstport", "dstport"), .mark("multiproto", "multiproto")])
}
