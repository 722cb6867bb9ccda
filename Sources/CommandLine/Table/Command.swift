/// One command as the table declares it. A class, so that handing one on copies nothing.
package final class Command: Sendable {
  /// The kind of object that it is about; nil if it is not about exactly one.
  package let object: ObjectName?

  /// The first word.
  package let noun: String

  /// The second word, or empty for a command of one word.
  package let verb: String

  /// Other words for the verb, or for the noun of a command of one word.
  package let aliases: [String]

  /// One sentence, lower case, no full stop.
  package let summary: String

  /// The operands: words that are not options.
  package let operand: OperandRow?

  /// Its own options, besides those of every command.
  package let options: [OptionRow]

  /// Its selectors or inputs, which may also be typed without dashes.
  package let selectors: [OptionRow]

  /// Two or three command lines worth copying.
  package let examples: [Example]

  /// The manual page to read: name without section.
  package let page: String

  /// Whether help, manual and completions leave it out.
  package let isHidden: Bool

  /// Makes the action that the words of a command line ask for.
  let action: @Sendable (inout Interpreter) throws(UsageError) -> Action

  /// A command; `verb` is empty if it has only one word.
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

  /// The command that shows one object, which the operand and `inputs` name.
  static func get(
    _ object: ObjectName, _ summary: String, operand: OperandRow, inputs: [OptionRow] = [],
    examples: [Example], page: String
  ) -> Command {
    Command(
      object.rawValue, verb: "get", about: object, summary, operand: operand, selectors: inputs,
      examples: examples, page: page
    ) { words throws(UsageError) in try words.get(object) }
  }

  /// Whether it lists objects.
  var isDump: Bool { verb == "dump" }

  /// Whether it shows one object.
  var isGet: Bool { verb == "get" }

  /// Whether it follows objects, whose selectors it takes.
  var follows: Bool { self == CommandTable.monitor || self == CommandTable.wait }

  /// Whether it takes `--fields`, which not every command does.
  package var choosesFields: Bool { object != nil }

  /// Whether `word` may be its operand, or is nearly one: an address or a prefix that is wrong.
  func takes(_ word: Substring) -> Bool {
    guard let operand else { return false }
    let isAddress =
      switch operand.value {
      case .prefix, .destination: word.first?.isNumber == true || word.contains(":")
      default: false
      }
    return isAddress || operand.value.read(word) != nil
  }

  /// The words of the command: `link dump`.
  package var path: String { verb.isEmpty ? noun : "\(noun) \(verb)" }
}

/// Commands are equal if their words are.
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

/// An operand of a command as the table declares it.
package struct OperandRow: Sendable {
  /// How help names it.
  package let placeholder: String

  /// The kind of its value.
  package let value: ValueKind

  /// Whether it must be given.
  package let isRequired: Bool

  /// Whether it may be repeated.
  package let isRepeatable: Bool

  /// The selector whose value it is, or empty.
  package let selector: String

  /// The topic of `nlctl complete` that lists its values.
  package let offers: CompletionTopic?

  /// The word that may come before it, as in `ip link show dev eth0`; or empty.
  package let lead: String

  /// A device, as the selector `dev` has it.
  static let device = OperandRow("NAME", .device, selector: "dev", offers: .links)

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
