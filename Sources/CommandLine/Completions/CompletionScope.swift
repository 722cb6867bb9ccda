/// A place on the command line, with the options and words that completions may offer there.
struct CompletionScope {
  /// The words that lead here, aliases resolved.
  let path: String

  /// The options that need dashes.
  let options: [OptionRow]

  /// The options that may also be typed without dashes.
  let selectors: [OptionRow]

  /// Whether `not` may be typed here.
  let isNegatable: Bool

  /// What can be offered for the operand; nil for nothing.
  let operand: CompletionSource?

  /// Whether `--fields` may be typed here.
  let choosesFields: Bool

  /// The scopes of all commands that are not hidden.
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
        return ["monitor", "monitor all"].map { CompletionScope(command, $0, rows, operand) }
          + ObjectName.followed.map {
            CompletionScope(command, "monitor \($0)", CommandTable.selectors(of: $0), operand)
          }
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
    // The netlink protocol is that of `--mcgroup`, and objects are of one alone.
    let hasObjects = path.hasPrefix("monitor ")
    options = command.options.filter { !$0.isHidden && !(hasObjects && $0.effect == .protocol) }
    selectors = rows
    isNegatable = rows.contains(where: \.isNegatable)
    self.operand = operand
    choosesFields = command.choosesFields
  }

  /// Whether the place is in a line of `monitor`, where any number of objects may stand before it.
  private var isOfMonitor: Bool { path == "monitor" || path.hasPrefix("monitor ") }

  /// Whether all places that have an option by that name or alias offer the same for it.
  private static func agree(on name: String, _ scopes: [CompletionScope]) -> Bool {
    let sources = scopes.compactMap { $0.row(name[...]) }.map { CompletionSource($0) }
    return sources.allSatisfy { $0 == sources.first }
  }

  /// What can be offered for the value of one of the rows; nil for nothing.
  func source(of row: OptionRow, among scopes: [CompletionScope]) -> CompletionSource? {
    guard let source = CompletionSource(row) else { return nil }
    return isOfMonitor && !CompletionScope.agree(on: row.name, scopes) ? .values : source
  }

  /// The paths where `--fields` may not be typed.
  static var fieldless: [String] { all.filter { !$0.choosesFields }.flatMap(\.paths) }

  /// The options of every command, without hidden ones and `--fields`.
  static var globals: [OptionRow] { CommandTable.globals.filter { !$0.isHidden && $0.effect != .fields } }

  /// The paths that take these options; a noun alone stands for its `dump`.
  var paths: [String] { path.hasSuffix(" dump") ? [path, String(path.dropLast(5))] : [path] }

  /// All options of the scope, besides those of every command.
  var rows: [OptionRow] { options + selectors }

  /// The option with that long name, or else with that alias.
  func row(_ name: Substring) -> OptionRow? {
    rows.first { $0.name == name } ?? rows.first { $0.answers(to: name) }
  }

  /// The nouns, and the commands of one word.
  static var firstWords: [String] {
    CommandTable.nouns.map(\.name)
      + CommandTable.commands.filter { $0.verb.isEmpty && !$0.isHidden }.map(\.noun)
  }

  /// The steps from one path to another: the path before, the words that lead on, and the path after.
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

  /// The words of `monitor` that lead from a path to the same with one more object at its end.
  static var monitored: [(words: [String], object: String)] {
    ObjectName.followed.map {
      (CommandTable.forms(of: [$0.rawValue] + $0.aliases, CommandTable.shortestNouns), $0.rawValue)
    } + [(["all"], "all")]
  }

  /// All long names and aliases of options that take the next word as their value, each once.
  static var valued: [String] {
    var names: [String] = []
    let rows = CommandTable.globals + CommandTable.commands.flatMap { $0.options + $0.selectors }
    for row in rows where row.value.isRequired && !row.isHidden {
      for name in [row.name] + row.aliases where !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// What can be offered for the value of each option: once with an empty path if all scopes agree, else for each scope.
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
          if agree(on: name, scopes) {
            add("", name, source, to: &shared)
          } else if scope.isOfMonitor {
            add("monitor", name, .values, to: &special)
          } else {
            add(scope.path, name, source, to: &special)
          }
        }
      }
    }
    return special + shared
  }
}
