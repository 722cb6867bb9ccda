extension CommandTable {
  /// The only selector of some objects: the device, which `field` names.
  private static func device(_ field: String) -> [OptionRow] {
    [
      .selector(
        "dev", .device, "NAME", "the device it is on", field: field, comparedAs: .device, offers: .links)
    ]
  }

  static let netconfDump = Command.dump(
    .netconf, "list settings of IP on devices",
    operand: .device, selectors: device("interface"),
    examples: [
      Example("nlctl -4 netconf dump eth0", "whether eth0 forwards, and what it filters"),
      Example("nlctl netconf dump", "the same of all devices, and of those to come"),
    ],
    page: "nlctl")

  static let nsidDump = Command.dump(
    .nsid, "list ids of network namespaces",
    examples: [
      Example("nlctl nsid dump", "the ids that other namespaces have in this one"),
      Example("nlctl -j nsid dump", "the same, as JSON"),
    ], page: "nlctl")

  static let maddrDump = Command.dump(
    .maddr, "list multicast addresses",
    operand: .device, selectors: device("dev"),
    examples: [
      Example("nlctl maddr dump dev eth0", "the multicast addresses that eth0 listens to"),
      Example("nlctl -6 maddr dump", "those of IPv6 on all devices"),
    ],
    page: "nlctl")

  static let vlanDump = Command.dump(
    .vlan, "list VLANs of bridges and their ports",
    operand: .device, selectors: device("ifname"),
    examples: [
      Example("nlctl vlan dump", "the VLANs of every bridge and port"),
      Example("nlctl -s vlan dump dev eth0", "those of one port, with counters"),
    ], page: "nlctl")

  static let mdbDump = Command.dump(
    .mdb, "list multicast groups of bridges",
    operand: .device, selectors: device("dev"),
    examples: [
      Example("nlctl mdb dump", "which ports are in which multicast group"),
      Example("nlctl -j mdb dump br0", "those of one bridge, as JSON"),
    ], page: "nlctl")
}
