extension CommandTable {
  /// The selectors of links.
  static let linkSelectors: [OptionRow] = [
    .selector("dev", .device, "NAME", "its name or an alternative name", offers: .links),
    .selector("index", .range(0x7FFF_FFFF), "N", "its interface index"),
    .selector(
      "kind", .pattern, "KIND", "what it is: veth, bridge, vlan, ether ...", aliases: ["type"],
      detail:
        "Of a device that is of no kind, the type of its link layer counts:\n.Cm ether ,\n.Cm loopback .",
      offers: .kinds),
    .selector("master", .device, "NAME", "the device it is enslaved to", offers: .masters),
    .state("nomaster", "not enslaved to any device"),
    .selector("vrf", .device, "NAME", "the VRF it belongs to", offers: .vrfs),
    .state("up", "administratively up"),
    .state("down", "administratively down"),
    .selector(
      "operstate",
      .choice(["unknown", "notpresent", "down", "lowerlayerdown", "testing", "dormant", "up"]),
      "STATE", "its operational state (RFC 2863)"),
    .state("carrier", "has carrier"),
    .selector("group", .named(.max), "GROUP", "its device group", offers: .groups),
    .selector("address", .hardware, "MAC", "its link-layer address"),
    .selector("altname", .pattern, "NAME", "one of its alternative names"),
    .selector("mtu", .range(0xFFFF_FFFF), "N", "its maximum transmission unit, in bytes"),
    .selector("netns-id", .range(0x7FFF_FFFF), "N", "the namespace id of its other end"),
    .selector("alias", .pattern, "TEXT", "its alias"),
  ]

  static let linkDump = Command(
    .dump(.link), "link", "dump", aliases: CommandTable.dumpAliases, "list network devices",
    operand: OperandRow("NAME", .device, selector: "dev", offers: .links),
    options: [
      .toggle(
        .tree, "tree", nil, "draw which device sits on which",
        detail: "Ports stand under their master, other devices under the one they are on.\n"
          + "With\n.Fl -json ,\nonly the order of the objects follows the tree."),
      .toggle(
        .dot, "dot", nil, "draw devices and their relations for Graphviz",
        detail:
          "One cluster a namespace, all of them with\n.Fl -all-netns .\nWhat is down is grey, what is unknown dashed:\n"
          + ".Dl nlctl link dump --dot --all-netns | dot -Tsvg"),
      CommandTable.watching,
    ] + CommandTable.listing,
    selectors: linkSelectors,
    examples: [
      Example("nlctl link dump up", "devices that are up"),
      Example("nlctl link dump 'veth*' --not-master br0", "veths outside the bridge br0"),
      Example("nlctl link dump --tree", "who sits on whom"),
    ], page: "nlctl-link")

  static let linkGet = Command(
    .get(.link), "link", "get", "show one network device",
    operand: OperandRow("NAME|INDEX", .interface, required: true, offers: .links, lead: "dev"),
    examples: [
      Example("nlctl link get eth0", "one device by its name"),
      Example("nlctl -d link get 2", "every field of device 2"),
    ], page: "nlctl-link")
}
