/// Makes manual pages: the prose comes from a template, the lists from the tables.
///
/// A template is mdoc. A line that starts with `@` is replaced:
///
///     @date                 when this version was made
///     @synopsis link        the usage of every command of a noun, or of one command
///     @commands             every command with its sentence
///     @describe link get    a command's own options and selectors
///     @selectors link       an object's selectors
///     @globals              the options of every command
///     @examples link        the examples of a noun's or one command
///     @recipes              what people do with the JSON
///     @keys link            the keys of an object's JSON, which the caller provides
package enum Manual {
  /// The page of a template. Throws an error with the line, if a line with `@` is not one of these.
  package static func page(
    _ template: String, keys: (String) -> [ManualKey] = { _ in [] }
  ) throws(ManualError) -> String {
    var page = ""
    for line in template.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("@") else {
        page += line + "\n"
        continue
      }
      let words = line.dropFirst().split(separator: " ", maxSplits: 1)
      let rest = words.count > 1 ? words[1] : ""
      switch words.first {
      case "date": page += ".Dd \(Version.date)\n"
      case "synopsis": page += try commands(rest, line).map(\.synopsisMacros).joined()
      case "commands": page += CommandTable.commands.filter { !$0.isHidden }.map(\.listItem).joined()
      case "describe": page += try commands(rest, line).map(\.lists).joined()
      case "selectors":
        guard let object = ObjectName(word: rest) else { throw ManualError(line: String(line)) }
        page += list(CommandTable.selectors(of: object))
      case "globals":
        for (title, effects) in CommandTable.globalGroups {
          page += ".Ss \(title)\n" + list(CommandTable.globals.filter { effects.contains($0.effect) })
        }
      case "examples":
        for example in try commands(rest, line).flatMap(\.examples) {
          page += (isAfterHeading(page) ? "" : ".Pp\n") + example.macros
        }
      case "recipes": page += CommandTable.recipes.map(\.macros).joined(separator: ".Pp\n")
      case "keys": page += ManualKey.list(keys(String(rest)))
      default: throw ManualError(line: String(line))
      }
    }
    while page.hasSuffix("\n\n") { page.removeLast() }
    return page
  }

  /// Whether the last line is a heading, after which `.Pp` is not needed.
  private static func isAfterHeading(_ page: String) -> Bool {
    page.split(separator: "\n").last?.hasPrefix(".Sh") ?? true
  }

  private static func commands(_ path: Substring, _ line: Substring) throws(ManualError) -> [Command] {
    let found = CommandTable.commands.filter { $0.path == path || $0.noun == path }
    guard !found.isEmpty else { throw ManualError(line: String(line)) }
    return found
  }

  /// A list of the options that are not hidden.
  static func list(_ rows: [OptionRow]) -> String {
    let shown = rows.filter { !$0.isHidden }
    guard !shown.isEmpty else { return "" }
    return ".Bl -tag -width Ds\n" + shown.map(\.listItem).joined() + ".El\n"
  }

  /// A phrase of the tables as a sentence: with a capital and a full stop.
  static func sentence(_ phrase: String) -> String {
    let text = phrase.prefix(1).uppercased() + phrase.dropFirst()
    return text + (text.hasSuffix("...") ? "" : ".")
  }

  /// Text folded into lines of at most 78 columns, none of which is read as a macro.
  static func filled(_ text: String) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.utf8.count + 1 + word.utf8.count <= 78 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map(escaped).joined(separator: "\n")
  }

  /// Text with its special characters escaped, so that it is not read as macros.
  static func escaped(_ text: String) -> String {
    var escaped = text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : ""
    for character in text {
      escaped += character == "\\" ? "\\e" : String(character)
    }
    return escaped
  }
}

/// An error in a template: a line with `@` that is not known.
package struct ManualError: Error, Equatable {
  /// The line.
  package let line: String
}

/// One key of an object's JSON, for the manual.
package struct ManualKey: Equatable, Sendable {
  /// The keys that lead to it, joined by dots.
  package let key: String

  /// Its JSON type.
  package let type: String

  /// The kernel's name of the attribute, or empty.
  package let kernelName: String

  /// One sentence, with its full stop.
  package let sentence: String

  /// A row.
  package init(key: String, type: String, kernelName: String, sentence: String) {
    self.key = key
    self.type = type
    self.kernelName = kernelName
    self.sentence = sentence
  }

  static func list(_ rows: [ManualKey]) -> String {
    guard !rows.isEmpty else { return "" }
    let items = rows.map { row in
      let kernel = row.kernelName.isEmpty ? "" : "\n.Pq Dv \(row.kernelName)"
      // A line may break after a dot, because some keys are as long as a line.
      let key = Manual.escaped(row.key).split(separator: ".").joined(separator: ".\\:")
      return ".It Cm \(key) Pq \(row.type)\n\(Manual.filled(row.sentence))\(kernel)\n"
    }
    // Lines are adjusted on the left only, because a line with only one key cannot be justified.
    return ".ad l\n.Bl -tag -width Ds\n" + items.joined() + ".El\n"
  }
}
