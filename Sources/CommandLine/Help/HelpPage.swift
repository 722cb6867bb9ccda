/// Writes a help text: sections, tables and wrapped lines of at most 80 columns.
struct HelpPage {
  private(set) var text = ""

  private static let width = 80

  /// Adds a line.
  mutating func line(_ line: some StringProtocol) { text += line + "\n" }

  /// Adds a heading and lines below it.
  mutating func section(_ title: String, _ lines: [String]) {
    if !text.isEmpty { text += "\n" }
    line(title + ":")
    for entry in lines { line(" " + entry) }
  }

  /// Adds examples. Their purposes are comments, so that they can be pasted as they are.
  mutating func examples(_ examples: [Example]) {
    guard !examples.isEmpty else { return }
    let longest = examples.map(\.line.count).max() ?? 0
    let fits = examples.allSatisfy { longest + $0.purpose.count + 5 <= HelpPage.width }
    section(
      "Examples",
      examples.flatMap { example in
        fits
          ? [HelpPage.padded(example.line, longest + 2) + "# " + example.purpose]
          : ["# " + example.purpose, example.line]
      })
  }

  /// Adds a heading and a table of two columns.
  mutating func table(_ title: String, _ rows: [(String, String)]) {
    guard !rows.isEmpty else { return }
    section(title, [])
    let indent = min((rows.map(\.0.count).max() ?? 0) + 3, 32)
    for (left, right) in rows { row(left, right, indent: indent) }
  }

  /// Adds a heading and the options that are not hidden.
  mutating func options(_ title: String, _ rows: [OptionRow]) {
    table(title, rows.filter { !$0.isHidden }.map { ($0.spelling, $0.summary) })
  }

  /// Adds the options of every command, in groups.
  mutating func globals(withFields: Bool = true) {
    for (title, effects) in CommandTable.globalGroups {
      let rows = CommandTable.globals.filter { effects.contains($0.effect) }
      options(title, rows.filter { withFields || $0.effect != .fields })
    }
  }

  /// Adds the last line, which names the manual page.
  mutating func manual(_ page: String) { text += "\nFor more details see \(page)(8).\n" }

  /// Adds a row: `left`, and `right` wrapped from column `indent` on.
  mutating func row(_ left: String, _ right: String, indent: Int) {
    var current = HelpPage.padded(" " + left, indent)
    if current.count > indent {
      line(current)
      current = HelpPage.padded("", indent)
    }
    var isFirst = true
    for word in right.split(separator: " ") {
      if !isFirst, current.count + 1 + word.count > HelpPage.width {
        line(current)
        current = HelpPage.padded("", indent)
        isFirst = true
      }
      current += (isFirst ? "" : " ") + word
      isFirst = false
    }
    line(current)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }
}

extension OptionRow {
  /// `-f, --family FAMILY`, aligned as if every option had a letter.
  var spelling: String {
    let short = letter.map { "-\($0), " } ?? "    "
    let argument =
      switch value {
      case .none: ""
      case .color: "[=\(placeholder)]"
      default: " " + placeholder
      }
    return short + "--" + name + argument
  }
}

extension CommandTable {
  /// The options of every command, grouped by topic.
  package static let globalGroups: [(title: String, effects: [OptionEffect])] = [
    ("Where to look", [.ipv4, .ipv6, .family, .netns]),
    (
      "Output",
      [.json, .pretty, .fields, .details, .stats, .oneline, .brief, .numeric, .color, .timestamp]
    ),
    ("What is sent and received", [.explain, .record, .source]),
    ("Other", [.quiet, .verbose, .help, .version]),
  ]
}
