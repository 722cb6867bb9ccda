/// A help text in the making: sections, tables and wrapped lines within 80 columns.
struct HelpPage {
  private(set) var text = ""

  private static let width = 80

  mutating func line(_ line: some StringProtocol) { text += line + "\n" }

  /// A heading and lines below it.
  mutating func section(_ title: String, _ lines: [String]) {
    if !text.isEmpty { text += "\n" }
    line(title + ":")
    for entry in lines { line(" " + entry) }
  }

  /// Command lines with what they show, as comments, so that they can be pasted whole.
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

  /// A heading and two columns.
  mutating func table(_ title: String, _ rows: [(String, String)]) {
    guard !rows.isEmpty else { return }
    section(title, [])
    let indent = min((rows.map(\.0.count).max() ?? 0) + 3, 32)
    for (left, right) in rows { row(left, right, indent: indent) }
  }

  /// A heading and the options that are not hidden.
  mutating func options(_ title: String, _ rows: [OptionRow]) {
    table(title, rows.filter { !$0.isHidden }.map { ($0.spelling, $0.summary) })
  }

  /// The options of every command, in groups.
  mutating func globals(withFields: Bool = true) {
    for (title, effects) in CommandTable.globalGroups {
      let rows = CommandTable.globals.filter { effects.contains($0.effect) }
      options(title, rows.filter { withFields || $0.effect != .fields })
    }
  }

  /// The last line.
  mutating func manual(_ page: String) { text += "\nFor more details see \(page)(8).\n" }

  /// A left word and a wrapped text that starts at column `indent`.
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
  /// The global options by what they are about.
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
