extension CommandTable {
  static let fields = Command(
    "fields", "list the fields of an object",
    operand: OperandRow("OBJECT", .object, required: true),
    examples: [
      Example("nlctl fields link", "every field of a link: name, type, meaning"),
      Example("nlctl fields route --json", "the same for routes, as JSON"),
    ], page: "nlctl"
  ) { words throws(UsageError) in .fields(try words.object(words.operands[0])) }

  static let schema = Command(
    "schema", "print the JSON Schema of an object",
    operand: OperandRow("OBJECT", .object, required: true),
    examples: [
      Example("nlctl schema link", "what 'nlctl link dump --json' promises"),
      Example("nlctl schema route >route.json", "for a validator"),
    ], page: "nlctl"
  ) { words throws(UsageError) in .schema(try words.object(words.operands[0])) }

  static let completions = Command(
    "completions", "print completions for a shell",
    operand: OperandRow("SHELL", .choice(Shell.allCases.map(\.rawValue)), required: true),
    examples: [
      Example("source <(nlctl completions bash)", "complete in this bash"),
      Example("nlctl completions fish | source", "complete in this fish"),
    ], page: "nlctl"
  ) { words throws(UsageError) in .completions(try words.shell(words.operands[0])) }

  static let help = Command(
    "help", "explain a command",
    operand: OperandRow("COMMAND", .text, repeatable: true),
    examples: [
      Example("nlctl help link", "the commands about links"),
      Example("nlctl help route get", "one command"),
    ], page: "nlctl"
  ) { words throws(UsageError) in .help(try words.help()) }

  static let complete = Command(
    "complete", "list words for a shell's completion",
    operand: OperandRow("WHAT", .text, required: true, repeatable: true), page: "nlctl", hidden: true
  ) { words throws(UsageError) in try words.complete() }
}
