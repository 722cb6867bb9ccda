/// Long words with a single dash: `-json`, `-br`. Those that `ip` has are accepted. Others are errors, because `-onelin`
/// would otherwise mean `-o -n elin`; the message tells what to type.
enum SingleDash {
  /// The options that `ip` spells with one dash, and their names here.
  private static let words: [Substring: Substring] = [
    "json": "json", "details": "details", "stats": "stats", "statistics": "stats", "family": "family",
    "oneline": "oneline", "pretty": "pretty", "netns": "netns", "numeric": "numeric", "Numeric": "numeric",
    "color": "color", "brief": "brief", "br": "brief", "timestamp": "timestamp", "ts": "timestamp",
  ]

  /// The long name that `-word` or `-word=value` stands for; nil if `ip` has no such word.
  static func accepted(_ text: Substring) -> Substring? { words[head(text)] }

  /// Whether the text after the dash is a long word, and not a bundle of letters.
  static func isWord(_ text: Substring) -> Bool {
    guard text.utf8.count > 1 else { return false }
    let name = head(text)
    if name.hasPrefix("not-") || CommandTable.takesValue(name) != nil || hint(name) != nil { return true }
    guard let attached = attachment(text) else { return name.utf8.count > 1 && !isBundle(name) }
    // `-fam` is no `-f am`.
    let rest = name.dropFirst(attached + 1)
    if !rest.isEmpty, let letter = name.dropFirst(attached).first,
      words.keys.contains(where: { $0.hasPrefix(name) }),
      CommandTable.row(letter: letter)?.value.read(rest) == nil
    {
      return true
    }
    // A value attached to a letter within a bundle is rare; a mistyped long word is not.
    return attached > 0 && name.utf8.count > 3
      && !Suggestion.nearest(to: name, among: CommandTable.globals.map(\.name)).isEmpty
  }

  /// The clause that ends the message about the unknown option `-word`.
  static func advice(_ text: Substring, among names: [String]) -> String {
    let name = head(text)
    if let hint = hint(name) { return "; " + hint }
    if name.hasPrefix("not-") {
      return Suggestion.clause(name.dropFirst(4), among: names, prefix: "--not-")
    }
    return CommandTable.takesValue(name) == nil
      ? Suggestion.clause(name, among: names, prefix: "--") : "; did you mean '--\(text)'?"
  }

  private static func head(_ text: Substring) -> Substring {
    text.firstIndex(of: "=").map { text[..<$0] } ?? text
  }

  /// The index in a bundle of the first letter with a value; nil if an unknown letter comes before it, or there is none.
  private static func attachment(_ text: Substring) -> Int? {
    for (index, letter) in text.enumerated() {
      guard let row = CommandTable.row(letter: letter) else { return nil }
      if row.value.isRequired { return index }
    }
    return nil
  }

  private static func isBundle(_ name: Substring) -> Bool {
    name.allSatisfy { CommandTable.row(letter: $0) != nil }
  }

  /// The clause that ends the message about an unknown letter.
  static func advice(_ letter: Character) -> String {
    switch letter {
    case "B": "; did you mean '-f bridge'?"
    case "M": "; did you mean '-f mpls'?"
    default: ""
    }
  }

  /// What to suggest for an option of `ip` that nlctl has under another name, or does not have; nil for other words.
  static func hint(_ name: Substring) -> String? {
    switch name {
    case "no-color", "nocolor": "did you mean '--color=never'?"
    case "statistics": "did you mean '--stats'?"
    case "rc": "did you mean '--rcvbuf'?"
    case "tshort": "did you mean '--timestamp'?"
    case "human", "human-readable", "iec", "resolve", "batch", "force", "loops":
      "there is no such option here"
    default: nil
    }
  }
}
