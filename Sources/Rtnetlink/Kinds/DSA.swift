internal import NetlinkWire

extension LinkKind {
  /// Distributed switch architecture. Kernel: `net/dsa/netlink.c`.
  static let dsa = LinkKind(
    "dsa", "A port of a switch chip.",
    [
      Attribute(
        1, "IFLA_DSA_CONDUIT", "conduit", .interfaceBelow, "Device by which the switch is reached.",
        numberKey: "conduit_index")
    ],
    line: [.init("conduit", "conduit", .name)])
}
