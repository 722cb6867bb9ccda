extension CommandTable {
  /// The selectors of links.
  static let linkSelectors: [OptionRow] = [
    .selector(
      "dev", .device, "NAME", "its name or an alternative name", field: "ifindex", comparedAs: .device,
      offers: .links),
    .selector("index", .range(0x7FFF_FFFF), "N", "its interface index", field: "ifindex"),
    .selector(
      "kind", .pattern, "KIND", "what it is: veth, bridge, vlan, ether ...",
      field: "linkinfo.info_kind", "linkinfo.info_slave_kind", "link_type", comparedAs: .kind,
      aliases: ["type"],
      detail:
        "Of a device that is of no kind, the type of its link layer counts:\n.Cm ether ,\n.Cm loopback .",
      offers: .kinds),
    .selector(
      "master", .device, "NAME", "the device it is enslaved to", comparedAs: .device, offers: .masters),
    .state("nomaster", "not enslaved to any device", field: "master", comparedAs: .absent),
    .selector(
      "vrf", .device, "NAME", "the VRF it belongs to", field: "master", comparedAs: .vrf, offers: .vrfs),
    .state("up", "administratively up", field: "flags", comparedAs: .flag("UP")),
    .state("down", "administratively down", field: "flags", comparedAs: .noFlag("UP")),
    .selector(
      "operstate", .choice(["unknown", "notpresent", "down", "lowerlayerdown", "testing", "dormant", "up"]),
      "STATE", "its operational state (RFC 2863)"),
    .state("carrier", "has carrier"),
    .selector("group", .named(.max), "GROUP", "its device group", offers: .groups),
    .selector("address", .hardware, "MAC", "its link-layer address"),
    .selector("altname", .pattern, "NAME", "one of its alternative names", field: "altnames"),
    .selector("mtu", .range(0xFFFF_FFFF), "N", "its maximum transmission unit, in bytes"),
    .selector(
      "netns-id", .range(0x7FFF_FFFF), "N", "the namespace id of its other end", field: "link_netnsid"),
    .selector("alias", .pattern, "TEXT", "its alias", field: "ifalias"),
  ]

  static let linkDump = Command.dump(
    .link, "list network devices",
    operand: .device,
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
    ],
    selectors: linkSelectors,
    examples: [
      Example("nlctl link dump up", "devices that are up"),
      Example("nlctl link dump 'veth*' --not-master br0", "veths outside the bridge br0"),
      Example("nlctl link dump --tree", "who sits on whom"),
    ], page: "nlctl-link")

  static let linkGet = Command.get(
    .link, "show one network device",
    operand: OperandRow("NAME|INDEX", .interface, required: true, offers: .links, lead: "dev"),
    examples: [
      Example("nlctl link get eth0", "one device by its name"),
      Example("nlctl -d link get 2", "every field of device 2"),
    ], page: "nlctl-link")
}
