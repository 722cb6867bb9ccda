extension CommandTable {
  /// The selectors of next hop objects.
  static let nexthopSelectors: [OptionRow] = [
    .selector("id", .range(0xFFFF_FFFF), "ID", "its identifier", offers: .nexthops),
    .selector("dev", .device, "NAME", "the device it leaves by", comparedAs: .device, offers: .links),
    .selector(
      "group", .range(0xFFFF_FFFF), "ID", "a group that has this member", field: "group.id", offers: .nexthops
    ),
    .state("groups", "a group of next hops", field: "group"),
    .selector(
      "master", .device, "NAME", "its device is enslaved to", field: "dev", comparedAs: .ports,
      offers: .masters),
    .state("fdb", "a next hop of forwarding databases"),
  ]

  static let nexthopDump = Command.dump(
    .nexthop, "list next hop objects", selectors: nexthopSelectors,
    examples: [
      Example("nlctl nexthop dump dev eth0", "next hops through eth0"),
      Example("nlctl nexthop dump groups", "the groups among them"),
      Example("nlctl nexthop dump group 7", "the groups that use next hop 7"),
    ], page: "nlctl-nexthop")

  static let nexthopGet = Command.get(
    .nexthop, "show one next hop object",
    operand: OperandRow("ID", .number(1, 0xFFFF_FFFF), required: true, offers: .nexthops, lead: "id"),
    examples: [
      Example("nlctl nexthop get 7", "the next hop that routes name as 'nhid 7'"),
      Example("nlctl -j nexthop get 7", "the same, as JSON"),
    ], page: "nlctl-nexthop")
}
