/// `-json`, `-br`: long words with a single dash, as `ip` takes them. Here they are errors that say
/// what to type, for `-oneline` would otherwise be `-o -n eline`.
enum SingleDash {
  /// Whether the text after the dash is such a word and no bundle of letters.
  static func isWord(_ text: Substring) -> Bool {
    guard text.utf8.count > 1 else { return false }
    let name = head(text)
    if name.hasPrefix("not-") || CommandTable.takesValue(name) != nil || hint(name) != nil { return true }
    guard let attached = attachment(text) else { return name.utf8.count > 1 && !isBundle(name) }
    // A value attached to a letter in mid-bundle is rare, a slip of the hand is not.
    return attached > 0 && name.utf8.count > 3
      && !Suggestion.nearest(to: name, among: CommandTable.globals.map(\.name)).isEmpty
  }

  /// What to say for `-word`, after `unknown option '-word'`.
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

  /// Where in a bundle the first letter with a value stands, if all before are letters we have.
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

  /// What to say for a letter that is none here.
  static func advice(_ letter: Character) -> String {
    switch letter {
    case "B": "; did you mean '-f bridge'?"
    case "M": "; did you mean '-f mpls'?"
    default: ""
    }
  }

  /// Words of `ip` that have another name here, or none.
  static func hint(_ name: Substring) -> String? {
    switch name {
    case "br", "brief": "one line an object is the default"
    case "no-color", "nocolor": "did you mean '--color=never'?"
    case "statistics": "did you mean '--stats'?"
    case "Numeric": "did you mean '--numeric'?"
    case "rc": "did you mean '--rcvbuf'?"
    case "ts", "tshort": "did you mean '--timestamp'?"
    case "human", "human-readable", "iec", "resolve", "batch", "force", "loops":
      "there is no such option here"
    default: nil
    }
  }
}
