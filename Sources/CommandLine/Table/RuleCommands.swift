extension CommandTable {
  /// The selectors of rules.
  static let ruleSelectors: [OptionRow] = [
    .selector(
      "table", .named(.max), "TABLE", "the table it sends to", zero: "all", aliases: ["lookup", "t"],
      detail: ".Cm all\nstands for every table, and so does 0.", offers: .tables),
    .selector(
      "priority", .range(0xFFFF_FFFF), "N", "its priority", aliases: ["prio", "pref", "preference", "order"]),
    .selector("from", .prefix, "PREFIX", "its source prefix lies within", field: "src", comparedAs: .selects),
    .selector(
      "to", .prefix, "PREFIX", "its destination prefix lies within", field: "dst", comparedAs: .selects),
    .selector("iif", .device, "NAME", "its incoming device", aliases: ["dev"], offers: .links),
    .selector("oif", .device, "NAME", "its outgoing device", offers: .links),
    .selector(
      "mark", .mark, "MARK", "its firewall mark, or MARK/MASK", field: "fwmark", "fwmask", comparedAs: .mark,
      aliases: ["fwmark"]),
    .selector(
      "tos", .dsfield, "TOS", "its type of service", absentZero: true, aliases: ["dsfield"],
      offers: .dsfields),
  ]

  static let ruleDump = Command.dump(
    .rule, "list routing policy rules", selectors: ruleSelectors,
    examples: [
      Example("nlctl rule dump", "the rules of IPv4 and IPv6, in order"),
      Example("nlctl rule dump table 100", "what leads to table 100"),
      Example("nlctl rule dump priority ..32765", "the rules ahead of table main"),
    ], page: "nlctl-rule")
}
