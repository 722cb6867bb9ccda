extension CommandTable {
  /// The selectors of neighbours.
  static let neighSelectors: [OptionRow] = [
    .selector("dev", .device, "NAME", "the device it is on", offers: .links),
    .selector("to", .prefix, "PREFIX", "its address lies within"),
    .selector(
      "nud",
      .choice([
        "incomplete", "reachable", "stale", "delay", "probe", "failed", "noarp", "permanent", "none", "all",
      ]), "STATE", "its state, or 'all' (default: all but noarp)"),
    .selector("lladdr", .hardware, "MAC", "its link-layer address"),
    .state("proxy", "answered for others"),
    .selector("proto", .named(255), "PROTO", "who added it", aliases: ["protocol"], offers: .protocols),
    .selector("master", .device, "NAME", "its device is enslaved to", offers: .masters),
    .selector("vlan", .range(4095), "ID", "its VLAN, in a forwarding database"),
  ]

  static let neighDump = Command(
    .dump(.neigh), "neigh", "dump", aliases: CommandTable.dumpAliases, "list neighbours",
    operand: OperandRow("ADDRESS", .prefix, selector: "to"),
    options: [CommandTable.watching] + CommandTable.listing,
    selectors: neighSelectors,
    examples: [
      Example("nlctl neigh dump dev eth0", "who is known on eth0"),
      Example("nlctl neigh dump --nud failed --nud incomplete", "who does not answer"),
      Example("nlctl -f bridge neigh dump master br0", "the forwarding database of br0"),
    ], page: "nlctl-neigh")

  static let neighGet = Command(
    .get(.neigh), "neigh", "get", "show one neighbour",
    operand: OperandRow("ADDRESS", .text, required: true, lead: "to"),
    selectors: [
      .input(.oif, "dev", .interface, "NAME", "the device it is on", offers: .links, required: true)
    ],
    examples: [
      Example("nlctl neigh get 192.0.2.1 dev eth0", "one neighbour by its address"),
      Example(
        "nlctl -f bridge neigh get 52:54:00:00:00:12 dev vx7", "an entry of a forwarding database"),
    ], page: "nlctl-neigh")
}
