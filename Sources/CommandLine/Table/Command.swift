/// One command as the table declares it.
package struct Command: Sendable {
  /// What an invocation of it does.
  package let role: CommandRole

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

  /// A command; `verb` is empty where one word is all.
  init(
    _ role: CommandRole, _ noun: String, _ verb: String, aliases: [String] = [], _ summary: String,
    operand: OperandRow? = nil, options: [OptionRow] = [], selectors: [OptionRow] = [],
    examples: [Example] = [], page: String, hidden: Bool = false
  ) {
    self.role = role
    self.noun = noun
    self.verb = verb
    self.aliases = aliases
    self.summary = summary
    self.operand = operand
    self.options = options
    self.selectors = selectors
    self.examples = examples
    self.page = page
    isHidden = hidden
  }

  /// Whether `--fields` means something to it, as every other global option does.
  package var choosesFields: Bool {
    switch role {
    case .dump, .get: true
    default: false
    }
  }

  /// Whether `word` may be its operand.
  func takes(_ word: Substring) -> Bool { operand.map { $0.value.read(word) != nil } ?? false }

  /// The words of the command: `link dump`.
  package var path: String { verb.isEmpty ? noun : "\(noun) \(verb)" }
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

/// What an invocation of a command does.
package enum CommandRole: Equatable, Sendable {
  case dump(ObjectName)
  case get(ObjectName)
  case netns, monitor, wait, snapshot, diff, explain, fields, schema, completions, complete, help
}
