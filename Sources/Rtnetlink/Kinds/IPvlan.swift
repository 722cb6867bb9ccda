internal import NetlinkWire

extension LinkKind {
  /// Device that shares the MAC address of another. Kernel: `drivers/net/ipvlan/ipvlan_main.c`.
  static let ipvlan = LinkKind(
    "ipvlan", "Device with addresses of its own and the MAC address of another.", ipvlanRows,
    line: ipvlanLine)

  /// The same with a character device. Kernel: `drivers/net/ipvlan/ipvtap.c`.
  static let ipvtap = LinkKind(
    "ipvtap", "An ipvlan whose packets go to a character device.", ipvlanRows, line: ipvlanLine)

  private static let ipvlanLine: [Layout.Item] = [
    .init("mode"), .mark("private", "private"), .mark("vepa", "vepa"),
  ]

  private static let ipvlanRows = [
    Attribute(
      1, "IFLA_IPVLAN_MODE", "mode", .named([0: "l2", 1: "l3", 2: "l3s"]),
      "Layer that joins the devices; l3s: with connection tracking."),
    Attribute(
      2, "IFLA_IPVLAN_FLAGS", "flags", .keyedFlags(ipvlanFlags),
      "Devices on the same lower device: bridge: talk; private: do not; vepa: by way of the switch."),
  ]

  private static let ipvlanFlags = Flags([
    .init(mask: 0x1, value: 0x1, name: "private"),
    .init(mask: 0x3, value: 0x2, name: "vepa"),
    .init(mask: 0x3, value: 0x0, name: "bridge"),
  ])
}
