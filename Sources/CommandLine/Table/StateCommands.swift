extension CommandTable {
  static let snapshot = Command(
    "snapshot", "print the state of everything at one moment",
    operand: OperandRow("OBJECT", .followed, repeatable: true),
    examples: [
      Example("nlctl snapshot >before.json", "links, addresses, routes, rules, neighbours, next hops"),
      Example("nlctl snapshot route rule >routing.json", "what routing goes by"),
    ], page: "nlctl-snapshot"
  ) { words throws(UsageError) in try words.snapshot() }

  static let diff = Command(
    "diff", "print what differs between two snapshots, or one and now",
    operand: OperandRow("FILE", .file, required: true, repeatable: true),
    examples: [
      Example("nlctl diff before.json", "what has changed since"),
      Example("nlctl diff before.json after.json --json", "two snapshots, as events"),
    ], page: "nlctl-snapshot"
  ) { words throws(UsageError) in try words.diff() }
}
