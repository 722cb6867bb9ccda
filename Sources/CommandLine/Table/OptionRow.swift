/// One option as the table declares it. Parser, help, manual and completions know nothing else.
package struct OptionRow: Sendable {
  /// What the option does to an invocation.
  package let effect: OptionEffect

  /// The long name, without dashes.
  package let name: String

  /// The letter, or nil.
  package let letter: Character?

  /// Further long names that are accepted and never shown but in the manual.
  package let aliases: [String]

  /// What the value must be.
  package let value: ValueKind

  /// How help names the value.
  package let placeholder: String

  /// One sentence, lower case, no full stop.
  package let summary: String

  /// What the manual says beyond the summary, in sentences; mdoc.
  package let detail: String

  /// What completions ask the program for.
  package let offers: CompletionTopic?

  /// Whether it is accepted without dashes after the verb.
  package let isBare: Bool

  /// Whether `--not-NAME` and `not NAME` are accepted.
  package let isNegatable: Bool

  /// Whether the command cannot do without it.
  package let isRequired: Bool

  /// Whether help, manual and completions leave it out.
  package let isHidden: Bool

  /// Whether `word` is the name or an alias.
  package func answers(to word: Substring) -> Bool {
    name == word || aliases.contains { $0 == word }
  }

  private init(
    _ effect: OptionEffect, _ name: String, _ letter: Character?, _ aliases: [String],
    _ value: ValueKind, _ placeholder: String, _ summary: String, _ detail: String,
    _ offers: CompletionTopic?, bare: Bool, negatable: Bool, required: Bool = false, hidden: Bool
  ) {
    self.effect = effect
    self.name = name
    self.letter = letter
    self.aliases = aliases
    self.value = value
    self.placeholder = placeholder
    self.summary = summary
    self.detail = detail
    self.offers = offers
    isBare = bare
    isNegatable = negatable
    isRequired = required
    isHidden = hidden
  }
}

extension OptionRow {
  /// An option with a value: only with dashes, the last one wins.
  static func option(
    _ effect: OptionEffect, _ name: String, _ letter: Character?, _ value: ValueKind,
    _ placeholder: String, _ summary: String, detail: String = "", offers: CompletionTopic? = nil,
    bare: Bool = false, negatable: Bool = false, hidden: Bool = false
  ) -> OptionRow {
    OptionRow(
      effect, name, letter, [], value, placeholder, summary, detail, offers, bare: bare,
      negatable: negatable, hidden: hidden)
  }

  /// A switch.
  static func toggle(
    _ effect: OptionEffect, _ name: String, _ letter: Character?, _ summary: String,
    detail: String = ""
  ) -> OptionRow {
    OptionRow(
      effect, name, letter, [], .none, "", summary, detail, nil, bare: false, negatable: false,
      hidden: false)
  }

  /// A selector with a value: repeatable, negatable, with dashes or without. Where no field is named it is the
  /// one of the selector's own name. What `offers` lists are the names that a number may have.
  static func selector(
    _ name: String, _ value: ValueKind, _ placeholder: String, _ summary: String, field fields: String...,
    comparedAs comparison: SelectorRule.Comparison = .plain, absentZero: Bool = false,
    aliases: [String] = [], detail: String = "", offers: CompletionTopic? = nil
  ) -> OptionRow {
    let rule = SelectorRule(fields.isEmpty ? [name] : fields, comparison, absentZero: absentZero)
    return OptionRow(
      .selector(rule), name, nil, aliases, value, placeholder, summary, detail, offers, bare: true,
      negatable: true, hidden: false)
  }

  /// A selector that is a yes or no: whether the field is there, or the flag set.
  static func state(
    _ name: String, _ summary: String, field fields: String...,
    comparedAs comparison: SelectorRule.Comparison = .plain, detail: String = ""
  ) -> OptionRow {
    OptionRow(
      .selector(SelectorRule(fields.isEmpty ? [name] : fields, comparison)), name, nil, [], .none, "",
      summary,
      detail, nil, bare: true, negatable: true, hidden: false)
  }

  /// What it looks at, if it is a selector.
  package var rule: SelectorRule? {
    if case .selector(let rule) = effect { rule } else { nil }
  }

  /// An input of a lookup: with dashes or without, the last one wins.
  static func input(
    _ field: LookupField, _ name: String, _ value: ValueKind, _ placeholder: String,
    _ summary: String, aliases: [String] = [], offers: CompletionTopic? = nil, required: Bool = false
  ) -> OptionRow {
    OptionRow(
      .lookup(field), name, nil, aliases, value, placeholder, summary, "", offers, bare: true,
      negatable: false, required: required, hidden: false)
  }
}
