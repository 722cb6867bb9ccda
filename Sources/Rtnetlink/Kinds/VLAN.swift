internal import NetlinkWire

extension LinkKind {
  /// 802.1Q and 802.1ad virtual LAN. Kernel: `net/8021q/vlan_netlink.c`.
  static let vlan = LinkKind(
    "vlan", "A virtual LAN on another device (802.1Q, 802.1ad).",
    [
      Attribute(
        5, "IFLA_VLAN_PROTOCOL", "protocol", .namedBE(EthernetProtocol.tags), "Tag protocol."),
      Attribute(1, "IFLA_VLAN_ID", "id", .u16, "VLAN id, 1 to 4094."),
      Attribute(
        2, "IFLA_VLAN_FLAGS", "flags",
        .maskedFlags([
          0x1: "REORDER_HDR", 0x2: "GVRP", 0x4: "LOOSE_BINDING", 0x8: "MVRP", 0x10: "BRIDGE_BINDING",
        ]), "Behaviour of the device."),
      Attribute(
        4, "IFLA_VLAN_INGRESS_QOS", "ingress_qos", .children(.structure(qosMapping)),
        "Priorities of received tags, and the socket priorities they become."),
      Attribute(
        3, "IFLA_VLAN_EGRESS_QOS", "egress_qos", .children(.structure(qosMapping)),
        "Socket priorities, and the priorities they become in sent tags."),
    ],
    line: [
      .init("protocol", when: .unlikeWord("802.1Q")),
      .init("id"),
    ])

  private static let qosMapping = Table(
    "struct ifla_vlan_qos_mapping", headerLength: 8,
    [
      .field(0, "from", "from", .u32, "Priority that is mapped."),
      .field(4, "to", "to", .u32, "Priority that it becomes."),
    ])
}
