/// One command as the table declares it.
package struct Command: Sendable {
  /// What it is about; nil for one that is not about a single kind of object.
  package let object: ObjectName?

  /// The first word.
  package let noun: String

  /// The second word, or empty for a command of one word.
  package let verb: String

  /// Further words for the verb, or for the noun of a command of one word.
  package let aliases: [String]

  /// One sentence, lower case, no full stop.
  package let summary: String

  /// The words that are no option.
  package let operand: OperandRow?

  /// Its own options besides the global ones.
  package let options: [OptionRow]

  /// Its selectors or inputs; accepted without dashes too.
  package let selectors: [OptionRow]

  /// Two or three command lines worth copying.
  package let examples: [Example]

  /// The manual page to read: name without section.
  package let page: String

  /// Whether help, manual and completions leave it out.
  package let isHidden: Bool

  /// What the words of a command line ask for.
  let action: @Sendable (inout Interpreter) throws(UsageError) -> Action

  /// A command; `verb` is empty where one word is all.
  init(
    _ noun: String, verb: String = "", aliases: [String] = [], about object: ObjectName? = nil,
    _ summary: String, operand: OperandRow? = nil, options: [OptionRow] = [], selectors: [OptionRow] = [],
    examples: [Example] = [], page: String, hidden: Bool = false,
    action: @escaping @Sendable (inout Interpreter) throws(UsageError) -> Action
  ) {
    self.object = object
    self.noun = noun
    self.verb = verb
    self.aliases = aliases
    self.summary = summary
    self.operand = operand
    self.options = options
    self.selectors = selectors
    self.examples = examples
    self.page = page
    self.action = action
    isHidden = hidden
  }

  /// The command that lists objects.
  static func dump(
    _ object: ObjectName, _ summary: String, operand: OperandRow? = nil, options: [OptionRow] = [],
    selectors: [OptionRow] = [], examples: [Example], page: String
  ) -> Command {
    Command(
      object.rawValue, verb: "dump", aliases: CommandTable.dumpAliases, about: object, summary,
      operand: operand,
      options: options + CommandTable.listing, selectors: selectors, examples: examples, page: page
    ) { words throws(UsageError) in try words.dump(object) }
  }

  /// The command that shows one object; `inputs` say which, besides the operand.
  static func get(
    _ object: ObjectName, _ summary: String, operand: OperandRow, inputs: [OptionRow] = [],
    examples: [Example], page: String
  ) -> Command {
    Command(
      object.rawValue, verb: "get", about: object, summary, operand: operand, selectors: inputs,
      examples: examples, page: page
    ) { words throws(UsageError) in try words.get(object) }
  }

  /// Whether it lists things, or shows one.
  var isDump: Bool { verb == "dump" }
  var isGet: Bool { verb == "get" }

  /// Whether its selectors are those of the objects that it is given.
  var follows: Bool { self == CommandTable.monitor || self == CommandTable.wait }

  /// Whether `--fields` means something to it, as every other global option does.
  package var choosesFields: Bool { object != nil }

  /// Whether `word` may be its operand.
  func takes(_ word: Substring) -> Bool { operand.map { $0.value.read(word) != nil } ?? false }

  /// The words of the command: `link dump`.
  package var path: String { verb.isEmpty ? noun : "\(noun) \(verb)" }
}

/// Two commands are the same if their words are.
extension Command: Equatable {
  package static func == (one: Command, other: Command) -> Bool {
    one.noun == other.noun && one.verb == other.verb
  }
}

/// A command line worth copying, with what it shows.
package struct Example: Sendable {
  /// What it shows; a phrase, lower case, no full stop.
  package let purpose: String

  /// The line as typed into a shell.
  package let line: String

  init(_ line: String, _ purpose: String) {
    self.line = line
    self.purpose = purpose
  }
}

/// The words of a command that are no option.
package struct OperandRow: Sendable {
  /// How help names it.
  package let placeholder: String

  /// What it must be.
  package let value: ValueKind

  /// Whether it must be there.
  package let isRequired: Bool

  /// Whether it may be repeated.
  package let isRepeatable: Bool

  /// The selector that it stands for, or empty.
  package let selector: String

  /// What completions ask the program for.
  package let offers: CompletionTopic?

  /// The word that may stand before it, as in `ip link show dev eth0`; or empty.
  package let lead: String

  init(
    _ placeholder: String, _ value: ValueKind, required: Bool = false, repeatable: Bool = false,
    selector: String = "", offers: CompletionTopic? = nil, lead: String = ""
  ) {
    self.lead = lead
    self.placeholder = placeholder
    self.value = value
    isRequired = required
    isRepeatable = repeatable
    self.selector = selector
    self.offers = offers
  }
}
