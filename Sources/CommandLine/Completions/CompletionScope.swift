/// What a shell can offer for a value.
enum CompletionSource: Equatable {
  /// Words that the program lists.
  case topic(CompletionTopic)

  /// Fixed words.
  case words([String])

  init?(_ row: OptionRow) { self.init(row.value, row.offers) }

  init?(_ value: ValueKind, _ offers: CompletionTopic?) {
    if let offers {
      self = .topic(offers)
    } else if !value.words.isEmpty {
      self = .words(value.words)
    } else {
      return nil
    }
  }
}

/// A place on the command line as completions see it: the options and words that may follow.
///
/// `link dump` and `wait link` share the scope of links, so the scripts stay small.
struct CompletionScope {
  /// The words that lead here, aliases resolved.
  let path: String

  /// The rows that need dashes.
  let options: [OptionRow]

  /// The rows that may be typed without.
  let selectors: [OptionRow]

  /// Whether `not` is a word here.
  let isNegatable: Bool

  /// What the operand may be.
  let operand: CompletionSource?

  /// Whether `--fields` means something here.
  let choosesFields: Bool

  /// Every scope that is shown.
  static var all: [CompletionScope] {
    CommandTable.commands.filter { !$0.isHidden }.flatMap { command -> [CompletionScope] in
      let operand = command.operand.flatMap { CompletionSource($0.value, $0.offers) }
      switch command {
      case CommandTable.monitor:
        var rows: [OptionRow] = []
        for row in Selectors.rows(of: ObjectName.followed)
        where !rows.contains(where: { $0.name == row.name }) {
          rows.append(row)
        }
        return [CompletionScope(command, "monitor", rows, operand)]
      case CommandTable.wait:
        return [CompletionScope(command, "wait", [], operand)]
          + ObjectName.followed.map { object in
            let dump = CommandTable.dump(of: object)
            return CompletionScope(
              command, "wait \(object)", dump?.selectors ?? [],
              dump?.operand.flatMap { CompletionSource($0.value, $0.offers) })
          }
      case CommandTable.help:
        return [CompletionScope(command, "help", [], .words(firstWords))]
      default: return [CompletionScope(command, command.path, command.selectors, operand)]
      }
    }
  }

  private init(_ command: Command, _ path: String, _ rows: [OptionRow], _ operand: CompletionSource?) {
    self.path = path
    options = command.options.filter { !$0.isHidden }
    selectors = rows
    isNegatable = rows.contains(where: \.isNegatable)
    self.operand = operand
    choosesFields = command.choosesFields
  }

  /// Where `--fields` means nothing.
  static var fieldless: [String] { all.filter { !$0.choosesFields }.flatMap(\.paths) }

  /// The options of every command that are shown, without `--fields`.
  static var globals: [OptionRow] { CommandTable.globals.filter { !$0.isHidden && $0.effect != .fields } }

  /// The paths that take these options: a noun alone is its `dump`.
  var paths: [String] { path.hasSuffix(" dump") ? [path, String(path.dropLast(5))] : [path] }

  /// Everything that may be typed with dashes, besides the options of every command.
  var rows: [OptionRow] { options + selectors }

  /// The row of a long name: a name comes before an alias.
  func row(_ name: Substring) -> OptionRow? {
    rows.first { $0.name == name } ?? rows.first { $0.answers(to: name) }
  }

  /// Nouns and commands of one word.
  static var firstWords: [String] {
    CommandTable.nouns.map(\.name)
      + CommandTable.commands.filter { $0.verb.isEmpty && !$0.isHidden }.map(\.noun)
  }

  /// Each word that leads on: where from, the words that are the same, and where to.
  static var steps: [(from: String, words: [String], to: String)] {
    var steps: [(from: String, words: [String], to: String)] = []
    for noun in CommandTable.nouns {
      steps.append(
        ("", CommandTable.forms(of: [noun.name] + noun.aliases, CommandTable.shortestNouns), noun.name))
    }
    for command in CommandTable.commands where !command.isHidden {
      if command.verb.isEmpty {
        steps.append(
          (
            "", CommandTable.forms(of: [command.noun] + command.aliases, CommandTable.shortestNouns),
            command.noun
          ))
      } else {
        steps.append(
          (
            command.noun,
            CommandTable.forms(of: [command.verb] + command.aliases, CommandTable.shortestVerbs), command.path
          ))
      }
    }
    for object in ObjectName.followed {
      steps.append(
        (
          "wait", CommandTable.forms(of: [object.rawValue] + object.aliases, CommandTable.shortestNouns),
          "wait \(object)"
        ))
    }
    return steps
  }

  /// Every long name, aliases too, whose value is a word of its own; each once.
  static var valued: [String] {
    var names: [String] = []
    let rows = CommandTable.globals + CommandTable.commands.flatMap { $0.options + $0.selectors }
    for row in rows where row.value.isRequired && !row.isHidden {
      for name in [row.name] + row.aliases where !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// What can be offered for each option: where all scopes agree once for all (an empty path), and else by scope.
  static var sources: [(path: String, names: [String], source: CompletionSource)] {
    var shared: [(path: String, names: [String], source: CompletionSource)] = []
    var special: [(path: String, names: [String], source: CompletionSource)] = []
    func add(
      _ path: String, _ name: String, _ source: CompletionSource,
      to list: inout [(path: String, names: [String], source: CompletionSource)]
    ) {
      if let index = list.firstIndex(where: { $0.path == path && $0.source == source }) {
        if !list[index].names.contains(name) { list[index].names.append(name) }
      } else {
        list.append((path, [name], source))
      }
    }
    let scopes = all
    for row in CommandTable.globals {
      if let source = CompletionSource(row) { add("", row.name, source, to: &shared) }
    }
    for scope in scopes {
      for row in scope.rows {
        for name in [row.name] + row.aliases where scope.row(name[...])?.name == row.name {
          guard let source = CompletionSource(row) else { continue }
          let agreed = scopes.compactMap { $0.row(name[...]) }.allSatisfy { CompletionSource($0) == source }
          if agreed {
            add("", name, source, to: &shared)
          } else {
            add(scope.path, name, source, to: &special)
          }
        }
      }
    }
    return special + shared
  }
}
