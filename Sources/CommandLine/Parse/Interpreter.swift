/// Turns tokens into an invocation, once the command is known.
struct Interpreter {
  let command: Command?
  let tokens: [Token]
  private let places: [Int]
  let objects: [ObjectName]
  let bare: [OptionRow]
  private let path: String
  var next = 0

  var invocation: Invocation
  var lookup = RouteLookup(NetworkPrefix.everything)
  var following = MonitorOptions()
  var waiting = WaitOptions()
  /// The bucket that `bucket get` was given.
  var bucket: UInt16 = 0
  /// The options that were given.
  var given: [String] = []
  /// The inputs that were given.
  var inputs: [String] = []
  var operands: [Substring] = []

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

  /// `nlctl --help`, `nlctl --version`, or an error.
  consuming func withoutCommand() throws(UsageError) -> Invocation {
    if let done = try options() { return done }
    throw error("a command is expected")
  }

  /// The invocation of the command.
  consuming func run() throws(UsageError) -> Invocation {
    if let done = try options() { return done }
    try finish()
    return invocation
  }

  /// Works through the tokens; an invocation at once where help or the version was asked for.
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

  mutating func long(_ name: Substring, _ value: Substring?) throws(UsageError) -> Bool {
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

  /// Near names of this command; failing these, the command that has the option.
  func advice(for name: Substring) -> String {
    if let hint = SingleDash.hint(name) { return "; " + hint }
    let near = Suggestion.clause(name, among: longNames, prefix: "--")
    if !near.isEmpty { return near }
    return owner { $0.answers(to: name) }
  }

  /// Which command has an option that is none here.
  func owner(_ isIt: (OptionRow) -> Bool) -> String {
    let owners = CommandTable.commands.filter {
      !$0.isHidden && ($0.options + $0.selectors).contains { !$0.isHidden && isIt($0) }
    }
    let owner = owners.first { $0.noun == command?.noun } ?? owners.first
    return owner.map { "; 'nlctl \($0.path)' has it" } ?? ""
  }

  func row(letter: Character) -> OptionRow? {
    command?.options.first { $0.letter == letter } ?? CommandTable.globals.first { $0.letter == letter }
  }

  private var longNames: [String] {
    (bare + (command?.options ?? []) + CommandTable.globals).filter { !$0.isHidden }.map(\.name)
  }

  /// The row of a long option. Where a selector has the name of an option of every command, the value decides:
  /// what the selector cannot be is meant for the option.
  func row(named name: Substring, _ value: Substring?) -> OptionRow? {
    guard let row = row(named: name), let value, bare.contains(where: { $0.name == row.name }),
      let global = CommandTable.globals.first(where: { $0.name == name && $0.effect != row.effect })
    else { return row(named: name) }
    return row.value.read(value) == nil ? global : row
  }

  /// The row of a long option. Own options come before selectors, whose aliases may be the same.
  func row(named name: Substring) -> OptionRow? {
    command?.options.first { $0.answers(to: name) } ?? bare.first { $0.name == name }
      ?? bare.first { $0.answers(to: name) } ?? CommandTable.globals.first { $0.answers(to: name) }
  }

  /// The row that a word without dashes names. Every command with selectors takes `family` too.
  func row(bare word: Substring) -> OptionRow? {
    guard !bare.isEmpty else { return nil }
    return bare.first { $0.name == word } ?? bare.first { $0.answers(to: word) }
      ?? CommandTable.globals.first { $0.isBare && $0.answers(to: word) }
  }

  /// Whether `wait`'s second word is still free: the operand of the object's own `dump`.
  func isObject(_ count: Int) -> Bool {
    command == CommandTable.wait && count == 1 && dumped?.operand != nil
  }

  /// The `dump` of the object that `wait` was given.
  var dumped: Command? {
    objects.first.flatMap { CommandTable.dump(of: $0) }
  }

  /// Every bare row, for operands that stand for one.
  func bareRow(_ name: String) -> OptionRow? { bare.first { $0.name == name } }

  func suggestion(_ word: Substring) -> String {
    Suggestion.clause(word, among: bare.map(\.name))
  }

  func error(_ message: String) -> UsageError { UsageError(message, path: path) }
}
