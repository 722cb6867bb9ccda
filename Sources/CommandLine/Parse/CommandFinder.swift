/// The command that a command line names.
struct FoundCommand {
  let command: Command

  /// The indexes of the tokens that name it.
  let named: [Int]

  /// The objects that `monitor` or `wait` is to follow. `monitor` without any follows all.
  var objects: [ObjectName] = []
}

/// Finds the command among the tokens. Its first word is the first of them that is a word; a noun is followed by a
/// verb.
struct CommandFinder {
  private let tokens: [Token]
  private let words: [(index: Int, text: Substring)]

  init(_ tokens: [Token]) {
    self.tokens = tokens
    words = tokens.indices.compactMap { index in
      if case .word(let text) = tokens[index] { (index, text) } else { nil }
    }
  }

  /// The command; nil if no token is a word.
  func find() throws(UsageError) -> FoundCommand? {
    guard let first = words.first else { return nil }
    if let command = CommandTable.command(first.text, "") {
      var found = FoundCommand(command: command, named: [first.index])
      if command == CommandTable.monitor { found.objects = monitored() }
      if command == CommandTable.wait, words.count > 1, let object = ObjectName(word: words[1].text),
        ObjectName.followed.contains(object)
      {
        found.objects = [object]
      }
      return found
    }
    guard let noun = CommandTable.nouns.first(where: { $0.answers(to: first.text) }) else {
      throw slip(before: first)
        ?? UsageError("unknown command '\(first.text)'" + suggestion(first.text), path: "")
    }
    // `ip nexthop bucket show`.
    if words.count > 1,
      let below = CommandTable.nouns.first(where: { $0.above == noun.name && $0.answers(to: words[1].text) })
    {
      return try find(below, at: 1)
    }
    return try find(noun, at: 0)
  }

  /// The command whose noun is the word at `place`.
  private func find(_ noun: Noun, at place: Int) throws(UsageError) -> FoundCommand? {
    let nouns = words[0...place].map { $0.index }
    guard words.count > place + 1 else {
      return CommandTable.command(noun.name[...], "dump").map { FoundCommand(command: $0, named: nouns) }
    }
    let second = words[place + 1]
    if let command = CommandTable.command(noun.name[...], second.text) {
      return FoundCommand(command: command, named: nouns + [second.index])
    }
    // `ip link help`.
    if second.text == "help", let help = CommandTable.command("help", "") {
      return FoundCommand(command: help, named: [second.index])
    }
    // `dump` may be left out. A word that is nearly a verb is more likely a mistyped verb than a device.
    let dump = CommandTable.command(noun.name[...], "dump")
    let isSelector =
      second.text == "not" || (dump?.selectors.contains { $0.answers(to: second.text) } ?? false)
    let isVerb = CommandTable.shortestVerbs.contains { $0.word == second.text }
    if let dump, isSelector || (!isVerb && dump.takes(second.text) && nearVerb(second.text, of: noun).isEmpty)
    {
      return FoundCommand(command: dump, named: nouns)
    }
    throw UsageError(
      "unknown command '\(noun.name) \(second.text)'" + suggestion(second.text, after: noun), path: noun.name)
  }

  /// The error where an unknown word follows an option that was mistyped: `blue` after `-netns`. Nil where the option
  /// before the word is right.
  private func slip(before word: (index: Int, text: Substring)) -> UsageError? {
    guard word.index > 0 else { return nil }
    let names = CommandTable.globals.filter { !$0.isHidden }.map(\.name)
    switch tokens[word.index - 1] {
    case .letter(let letter, value: nil) where CommandTable.row(letter: letter) == nil:
      return UsageError("unknown option '-\(letter)'" + SingleDash.advice(letter), path: "")
    case .singleDash(let text):
      return UsageError("unknown option '-\(text)'" + SingleDash.advice(text, among: names), path: "")
    case .long(let name, value: nil) where CommandTable.takesValue(name) == nil:
      return UsageError(
        "unknown option '--\(name)'" + Suggestion.clause(name, among: names, prefix: "--"), path: "")
    case .long("color", value: nil) where ColorChoice(rawValue: String(word.text)) != nil,
      .letter("c", value: nil) where ColorChoice(rawValue: String(word.text)) != nil:
      return UsageError(
        "unknown command '\(word.text)'; did you mean '--color=\(word.text)'?", path: "")
    default: return nil
    }
  }

  /// The clause that ends the message about an unknown first word.
  private func suggestion(_ word: Substring) -> String {
    if CommandTable.globals.contains(where: { $0.value == .none && $0.name == word }) {
      return "; did you mean '--\(word)'?"
    }
    if let hint = Foreign.hint(word) ?? turned(word) { return hint }
    // Names come before aliases, so that one thing is suggested only once.
    let commands = CommandTable.commands.filter { $0.verb.isEmpty && !$0.isHidden }
    let near = Suggestion.clause(word, among: CommandTable.nouns.map(\.name) + commands.map(\.noun))
    if !near.isEmpty { return near }
    return Suggestion.clause(
      word, among: CommandTable.nouns.flatMap(\.aliases) + commands.flatMap(\.aliases))
  }

  /// The clause for a verb before its noun: `show link`.
  private func turned(_ verb: Substring) -> String? {
    let nouns = CommandTable.nouns.filter { CommandTable.command($0.name[...], verb) != nil }
    guard let first = nouns.first else { return nil }
    let second = words.count > 1 ? words[1].text : ""
    let noun = CommandTable.nouns.first { $0.answers(to: second) } ?? first
    let isVerb = nouns.contains { $0.name == noun.name }
    return "; did you mean '\(noun.name) \(isVerb ? String(verb) : "dump")'?"
  }

  /// The clause for a word that is nearly a verb, or is a verb of `ip`; empty for any other.
  private func nearVerb(_ word: Substring, of noun: Noun) -> String {
    let verbs = CommandTable.commands.filter { $0.noun == noun.name && !$0.isHidden }
      .flatMap { [$0.verb] + $0.aliases }
    if let hint = Foreign.hint(verb: word) { return hint }
    let below = CommandTable.nouns.filter { $0.above == noun.name }.map(\.name)
    return Suggestion.clause(word, among: verbs + below, prefix: "\(noun.name) ")
  }

  /// The clause that ends the message about an unknown verb.
  private func suggestion(_ word: Substring, after noun: Noun) -> String {
    let near = nearVerb(word, of: noun)
    if !near.isEmpty { return near }
    if word == "get" || word.isEmpty { return "; did you mean '\(noun.name) dump'?" }
    guard let selectors = CommandTable.command(noun.name[...], "dump")?.selectors else { return "" }
    let selector = Suggestion.clause(word, among: selectors.map(\.name), prefix: "\(noun.name) ")
    if !selector.isEmpty { return selector }
    if UInt32(word) != nil {
      let row = selectors.first { $0.name == "id" || $0.name == "priority" }
      return row.map { "; did you mean '\(noun.name) \($0.name) \(word)'?" } ?? ""
    }
    let isName = !word.contains { ".:/".contains($0) } && selectors.contains { $0.answers(to: "dev") }
    return isName ? "; for a device of that name: \(noun.name) dev \(word)" : ""
  }

  /// The objects among the words of `monitor`, whose selectors may follow. Multicast groups have no selectors.
  private func monitored() -> [ObjectName] {
    var objects: [ObjectName] = []
    var hasGroups = false
    var isAll = false
    var index = 1
    while index < words.count {
      let word = words[index].text
      index += 1
      let row = Selectors.rows(of: ObjectName.followed).first { $0.answers(to: word) && $0.value.isRequired }
      let hasValue = index < words.count && row?.value.read(words[index].text) != nil
      if let object = ObjectName(word: word), ObjectName.followed.contains(object) {
        if !objects.contains(object) { objects.append(object) }
      } else if MulticastGroup.groups(named: word) != nil, !hasValue {
        hasGroups = true
      } else if word == "all" {
        isAll = true
      } else if row != nil {
        // The next word is the value of the selector.
        index += 1
      }
    }
    return isAll || (objects.isEmpty && !hasGroups) ? ObjectName.followed : objects
  }
}

/// The selectors of several objects together.
enum Selectors {
  /// The selectors of all these objects. Of two with the same name, that of the object named first comes first.
  static func rows(of objects: [ObjectName]) -> [OptionRow] {
    objects.flatMap { CommandTable.selectors(of: $0) }
  }

  /// Whether a word is a selector of any object.
  static func isSelector(_ word: Substring) -> Bool {
    rows(of: ObjectName.followed).contains { $0.answers(to: word) }
  }
}
