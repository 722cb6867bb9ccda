/// Turns tokens into an invocation, once the command is known.
struct Interpreter {
  let command: Command?
  let tokens: [Token]
  /// The indexes of the tokens that name the command.
  private let places: [Int]
  /// The objects that `monitor` or `wait` is to follow.
  let objects: [ObjectName]
  /// The selectors or inputs, which may be typed without dashes.
  let bare: [OptionRow]
  private let path: String
  /// The index of the next token.
  var next = 0

  var invocation: Invocation
  var lookup = RouteLookup(NetworkPrefix.everything)
  var following = MonitorOptions()
  var waiting = WaitOptions()
  /// The `index` of `bucket get`.
  var bucket: UInt16 = 0
  /// The long options that were given, by name.
  var given: [String] = []
  /// The inputs that were given, by name.
  var inputs: [String] = []
  var operands: [Substring] = []
  /// The arguments that had bytes which are no UTF-8, as `\xff`. A name may have such bytes. In a file's name that text
  /// would be taken as it stands, so only arguments of this list are refused there, not those that were typed so.
  var escaped: [String] = []

  init(_ found: FoundCommand, tokens: [Token]) {
    command = found.command
    places = found.named
    objects = found.objects
    self.tokens = tokens
    path = found.command.path
    bare = found.command.follows ? Selectors.rows(of: found.objects) : found.command.selectors
    invocation = Invocation(.version, path: path)
  }

  init(tokens: [Token]) {
    command = nil
    places = []
    objects = []
    self.tokens = tokens
    path = ""
    bare = []
    invocation = Invocation(.version, path: "")
  }

  /// The invocation of a command line without a command: `--help`, `--version`, or else an error.
  consuming func withoutCommand() throws(UsageError) -> Invocation {
    if let done = try options() { return done }
    throw error("a command is expected")
  }

  /// The invocation of a command line with a command.
  consuming func run() throws(UsageError) -> Invocation {
    if let done = try options() { return done }
    try finish()
    return invocation
  }

  /// Applies the tokens. Returns the invocation if it is complete, because help or the version was asked for.
  mutating func options() throws(UsageError) -> Invocation? {
    while next < tokens.count {
      let index = next
      next += 1
      if places.contains(index) { continue }
      switch tokens[index] {
      case .long(let name, let value):
        if try long(name, value) { return invocation }
      case .letter(let letter, let value):
        guard let row = row(letter: letter) else {
          throw error(
            "unknown option '-\(letter)'" + SingleDash.advice(letter) + owner { $0.letter == letter })
        }
        if try apply(row, value, as: "-\(letter)") { return invocation }
      case .singleDash(let word):
        throw error("unknown option '-\(word)'" + SingleDash.advice(word, among: longNames))
      case .word(let word):
        try self.word(word)
      case .literal(let word):
        try operand(word)
      }
    }
    return nil
  }

  /// Applies a long option; returns true if no other word counts.
  private mutating func long(_ name: Substring, _ value: Substring?) throws(UsageError) -> Bool {
    if let row = row(named: name, value) {
      given.append(row.name)
      return try apply(row, value, as: "--\(name)")
    }
    if name.hasPrefix("not-") {
      let positive = name.dropFirst(4)
      if let row = row(named: positive) {
        guard row.isNegatable else { throw error("option '--\(row.name)' cannot be negated") }
        return try apply(row, value, as: "--\(name)", negated: true)
      }
      throw error(
        "unknown option '--\(name)'"
          + Suggestion.clause(positive, among: bare.filter(\.isNegatable).map(\.name), prefix: "--not-"))
    }
    throw error("unknown option '--\(name)'" + advice(for: name))
  }

  /// The clause that suggests similar names, or else names the command that has the option.
  private func advice(for name: Substring) -> String {
    if let hint = SingleDash.hint(name) { return "; " + hint }
    let negations = bare.filter(\.isNegatable).map { "not-\($0.name)" }
    let near = Suggestion.clause(name, among: longNames + negations, prefix: "--")
    if !near.isEmpty { return near }
    return owner { $0.answers(to: name) }
  }

  /// The clause that names the command which has an option that matches; empty if none has.
  func owner(_ matches: (OptionRow) -> Bool) -> String {
    let owners = CommandTable.commands.filter {
      !$0.isHidden && ($0.options + $0.selectors).contains { !$0.isHidden && matches($0) }
    }
    let owner = owners.first { $0.noun == command?.noun } ?? owners.first
    return owner.map { "; 'nlctl \($0.path)' has it" } ?? ""
  }

  /// The option with that letter.
  func row(letter: Character) -> OptionRow? {
    command?.options.first { $0.letter == letter } ?? CommandTable.globals.first { $0.letter == letter }
  }

  private var longNames: [String] {
    (bare + (command?.options ?? []) + CommandTable.globals).filter { !$0.isHidden }.map(\.name)
  }

  /// The row of a long option. If a selector has the same name as an option of every command, the value decides: one
  /// that the selector does not accept is meant for the option.
  func row(named name: Substring, _ value: Substring?) -> OptionRow? {
    guard let row = row(named: name), let value, bare.contains(where: { $0.name == row.name }),
      let global = CommandTable.globals.first(where: { $0.name == name && $0.effect != row.effect })
    else { return row(named: name) }
    return row.value.read(value) == nil ? global : row
  }

  /// The row of a long option. The command's own options come before selectors, whose aliases may be the same.
  func row(named name: Substring) -> OptionRow? {
    command?.options.first { $0.answers(to: name) } ?? bare.first { $0.name == name }
      ?? bare.first { $0.answers(to: name) } ?? CommandTable.globals.first { $0.answers(to: name) }
  }

  /// The row that a word without dashes names. Every command with selectors also takes `family`.
  func row(bare word: Substring) -> OptionRow? {
    guard !bare.isEmpty else { return nil }
    return bare.first { $0.name == word } ?? bare.first { $0.answers(to: word) }
      ?? CommandTable.globals.first { $0.isBare && $0.answers(to: word) }
  }

  /// Whether the operand after `count` others is the second one of `wait`: that of the object's `dump`.
  func isDumpOperand(_ count: Int) -> Bool {
    command == CommandTable.wait && count == 1 && dumped?.operand != nil
  }

  /// The `dump` of the object that `wait` is to follow.
  var dumped: Command? {
    objects.first.flatMap { CommandTable.dump(of: $0) }
  }

  /// The selector of that name, for an operand that is its value.
  func bareRow(_ name: String) -> OptionRow? { bare.first { $0.name == name } }

  /// The clause that suggests selectors with similar names.
  func suggestion(_ word: Substring) -> String {
    Suggestion.clause(word, among: bare.map(\.name))
  }

  /// An error about the command.
  func error(_ message: String) -> UsageError { UsageError(message, path: path) }
}
