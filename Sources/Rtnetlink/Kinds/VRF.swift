internal import NetlinkWire

extension LinkKind {
  /// Virtual routing and forwarding. Kernel: `drivers/net/vrf.c`.
  static let vrf = LinkKind(
    "vrf", "A routing table of its own for the devices in it.",
    [Attribute(1, "IFLA_VRF_TABLE", "table", .u32, "Number of the routing table.")],
    port: [Attribute(1, "IFLA_VRF_PORT_TABLE", "table", .u32, "Number of the routing table.")],
    line: [.init("table", "table")])
}
