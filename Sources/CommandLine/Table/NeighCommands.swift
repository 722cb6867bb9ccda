extension CommandTable {
  /// The selectors of neighbours.
  static let neighSelectors: [OptionRow] = [
    .selector("dev", .device, "NAME", "the device it is on", comparedAs: .device, offers: .links),
    .selector("to", .prefix, "PREFIX", "its address lies within", field: "dst"),
    .selector(
      "nud",
      .choice([
        "incomplete", "reachable", "stale", "delay", "probe", "failed", "noarp", "permanent", "none", "all",
      ]), "STATE", "its state, or 'all' (default: all but noarp)", field: "state"),
    .selector("lladdr", .hardware, "MAC", "its link-layer address", field: "lladdr", "mac"),
    .state("proxy", "answered for others", field: "flags", comparedAs: .flag("proxy")),
    .selector(
      "proto", .named(255), "PROTO", "who added it", field: "protocol", aliases: ["protocol"],
      offers: .protocols),
    .selector(
      "master", .device, "NAME", "its device is enslaved to", field: "dev", comparedAs: .ports,
      offers: .masters),
    .selector("vlan", .range(4095), "ID", "its VLAN, in a forwarding database"),
  ]

  static let neighDump = Command.dump(
    .neigh, "list neighbours",
    operand: OperandRow("ADDRESS", .prefix, selector: "to"),
    options: [CommandTable.watching],
    selectors: neighSelectors,
    examples: [
      Example("nlctl neigh dump dev eth0", "who is known on eth0"),
      Example("nlctl neigh dump --nud failed --nud incomplete", "who does not answer"),
      Example("nlctl -f bridge neigh dump master br0", "the forwarding database of br0"),
    ], page: "nlctl-neigh")

  static let neighGet = Command.get(
    .neigh, "show one neighbour",
    operand: OperandRow("ADDRESS", .text, required: true, lead: "to"),
    inputs: [
      .input(.oif, "dev", .interface, "NAME", "the device it is on", offers: .links, required: true)
    ],
    examples: [
      Example("nlctl neigh get 192.0.2.1 dev eth0", "one neighbour by its address"),
      Example(
        "nlctl -f bridge neigh get 52:54:00:00:00:12 dev vx7", "an entry of a forwarding database"),
    ], page: "nlctl-neigh")
}
