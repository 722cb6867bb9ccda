extension CommandTable {
  /// The selectors of rules.
  static let ruleSelectors: [OptionRow] = [
    .selector(
      "table", .named(.max), "TABLE", "the table it sends to", aliases: ["lookup", "t"], offers: .tables),
    .selector(
      "priority", .range(0xFFFF_FFFF), "N", "its priority", aliases: ["pref", "preference", "order"]),
    .selector("from", .prefix, "PREFIX", "its source prefix lies within"),
    .selector("to", .prefix, "PREFIX", "its destination prefix lies within"),
    .selector("iif", .device, "NAME", "its incoming device", aliases: ["dev"], offers: .links),
    .selector("oif", .device, "NAME", "its outgoing device", offers: .links),
    .selector("mark", .mark, "MARK", "its firewall mark, or MARK/MASK", aliases: ["fwmark"]),
    .selector("tos", .dsfield, "TOS", "its type of service", aliases: ["dsfield"], offers: .dsfields),
  ]

  static let ruleDump = Command(
    .dump(.rule), "rule", "dump", aliases: CommandTable.dumpAliases, "list routing policy rules",
    options: CommandTable.listing,
    selectors: ruleSelectors,
    examples: [
      Example("nlctl rule dump", "the rules of IPv4 and IPv6, in order"),
      Example("nlctl rule dump table 100", "what leads to table 100"),
      Example("nlctl rule dump priority ..32765", "the rules ahead of table main"),
    ], page: "nlctl-rule")
}
