internal import NetlinkWire

extension LinkKind {
  /// High-availability seamless redundancy, and PRP. Kernel: `net/hsr/hsr_netlink.c`.
  static let hsr = LinkKind(
    "hsr", "Redundant ring or parallel networks (IEC 62439-3).",
    [
      Attribute(1, "IFLA_HSR_SLAVE1", "slave1", .interfaceBelow, "First port.", numberKey: "slave1_index"),
      Attribute(2, "IFLA_HSR_SLAVE2", "slave2", .interfaceBelow, "Second port.", numberKey: "slave2_index"),
      Attribute(
        8, "IFLA_HSR_INTERLINK", "interlink", .interfaceBelow, "Port to devices that know no redundancy.",
        numberKey: "interlink_index"),
      Attribute(
        5, "IFLA_HSR_SEQ_NR", "seq_nr", .u16, "Sequence number of the next packet.", volatile: true),
      Attribute(
        3, "IFLA_HSR_MULTICAST_SPEC", "multicast_spec", .u8,
        "Last octet of the supervision address; only in requests."),
      Attribute(4, "IFLA_HSR_SUPERVISION_ADDR", "supervision_addr", .mac, "Group of supervision packets."),
      Attribute(7, "IFLA_HSR_PROTOCOL", "proto", .u8, "Protocol: 0 HSR, 1 PRP."),
      Attribute(6, "IFLA_HSR_VERSION", "version", .u8, "Version of the protocol."),
    ],
    line: [
      .init("slave1", "slave1", .name), .init("slave2", "slave2", .name),
      .init("interlink", "interlink", .name),
    ])
}
