/// One option as the table declares it. Parser, help, manual and completions derive from it.
package struct OptionRow: Sendable {
  /// What the option changes in an invocation.
  package let effect: OptionEffect

  /// The long name, without dashes.
  package let name: String

  /// The letter, or nil.
  package let letter: Character?

  /// Other long names that are accepted. Only the manual shows them.
  package let aliases: [String]

  /// The kind of its value.
  package let value: ValueKind

  /// How help names the value.
  package let placeholder: String

  /// One sentence, lower case, no full stop.
  package let summary: String

  /// What the manual says beyond the summary, in sentences; mdoc.
  package let detail: String

  /// The topic of `nlctl complete` that lists its values.
  package let offers: CompletionTopic?

  /// Whether it is also accepted without dashes.
  package let isBare: Bool

  /// Whether `--not-NAME` and `not NAME` are accepted.
  package let isNegatable: Bool

  /// Whether it must be given.
  package let isRequired: Bool

  /// Whether help, manual and completions leave it out.
  package let isHidden: Bool

  /// The word for which the number 0 stands; nil if 0 is a number like any other.
  package let zero: String?

  /// Whether `word` is the name or an alias.
  package func answers(to word: Substring) -> Bool {
    name == word || aliases.contains { $0 == word }
  }

  private init(
    _ effect: OptionEffect, _ name: String, _ letter: Character?, _ aliases: [String],
    _ value: ValueKind, _ placeholder: String, _ summary: String, _ detail: String,
    _ offers: CompletionTopic?, bare: Bool, negatable: Bool, required: Bool = false, hidden: Bool,
    zero: String? = nil
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
    self.zero = zero
  }
}

extension OptionRow {
  /// An option with a value, of which the last one counts.
  static func option(
    _ effect: OptionEffect, _ name: String, _ letter: Character?, _ value: ValueKind,
    _ placeholder: String, _ summary: String, detail: String = "", offers: CompletionTopic? = nil,
    bare: Bool = false, negatable: Bool = false, hidden: Bool = false
  ) -> OptionRow {
    OptionRow(
      effect, name, letter, [], value, placeholder, summary, detail, offers, bare: bare,
      negatable: negatable, hidden: hidden)
  }

  /// An option without a value.
  static func toggle(
    _ effect: OptionEffect, _ name: String, _ letter: Character?, _ summary: String,
    detail: String = ""
  ) -> OptionRow {
    OptionRow(
      effect, name, letter, [], .none, "", summary, detail, nil, bare: false, negatable: false,
      hidden: false)
  }

  /// A selector with a value: repeatable, negatable, with dashes or without. If no fields are given, it is about the
  /// field with the selector's own name. If the value is a number, `offers` tells which names it may have, and `zero` the
  /// word for which 0 stands.
  static func selector(
    _ name: String, _ value: ValueKind, _ placeholder: String, _ summary: String, field fields: String...,
    comparedAs comparison: SelectorRule.Comparison = .plain, absentZero: Bool = false,
    zero: String? = nil, aliases: [String] = [], detail: String = "", offers: CompletionTopic? = nil
  ) -> OptionRow {
    let rule = SelectorRule(fields.isEmpty ? [name] : fields, comparison, absentZero: absentZero)
    return OptionRow(
      .selector(rule), name, nil, aliases, value, placeholder, summary, detail, offers, bare: true,
      negatable: true, hidden: false, zero: zero)
  }

  /// A selector without a value: the field is there, or the flag is set.
  static func state(
    _ name: String, _ summary: String, field fields: String...,
    comparedAs comparison: SelectorRule.Comparison = .plain, aliases: [String] = [], detail: String = ""
  ) -> OptionRow {
    OptionRow(
      .selector(SelectorRule(fields.isEmpty ? [name] : fields, comparison)), name, nil, aliases, .none, "",
      summary, detail, nil, bare: true, negatable: true, hidden: false)
  }

  /// Its rule, if it is a selector.
  package var rule: SelectorRule? {
    if case .selector(let rule) = effect { rule } else { nil }
  }

  /// An input of `get`: with dashes or without; the last one counts.
  static func input(
    _ field: LookupField, _ name: String, _ value: ValueKind, _ placeholder: String,
    _ summary: String, aliases: [String] = [], offers: CompletionTopic? = nil, required: Bool = false
  ) -> OptionRow {
    OptionRow(
      .lookup(field), name, nil, aliases, value, placeholder, summary, "", offers, bare: true,
      negatable: false, required: required, hidden: false)
  }
}
