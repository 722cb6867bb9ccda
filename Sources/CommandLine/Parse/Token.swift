/// One thing on the command line, cut out but not understood.
enum Token: Equatable {
  /// `--name`, `--name=value`, `--name value`; the name without dashes.
  case long(Substring, value: Substring?)

  /// One letter of `-abc`, with what is attached or follows if it takes a value.
  case letter(Character, value: Substring?)

  /// A word with one dash that is no bundle: `-json`.
  case singleDash(Substring)

  /// Any other word.
  case word(Substring)

  /// A word after `--`: an operand whatever it looks like.
  case literal(Substring)
}

/// Cuts arguments into tokens. Whether an option takes the next word is the same in every command,
/// so the command need not be known; what no table knows takes none.
struct Tokenizer {
  private let arguments: [String]
  private var next = 0
  private(set) var tokens: [Token] = []

  init(_ arguments: [String]) {
    self.arguments = arguments
    tokens.reserveCapacity(arguments.count)
    while next < arguments.count {
      let argument = arguments[next][...]
      next += 1
      if argument == "--" {
        tokens += arguments[next...].map { .literal($0[...]) }
        return
      }
      if argument.hasPrefix("--") {
        long(argument.dropFirst(2))
      } else if argument.hasPrefix("-"), argument.utf8.count > 1 {
        bundle(argument.dropFirst())
      } else {
        tokens.append(.word(argument))
      }
    }
  }

  private mutating func long(_ text: Substring) {
    if let equals = text.firstIndex(of: "=") {
      tokens.append(.long(text[..<equals], value: text[text.index(after: equals)...]))
      return
    }
    let name = text.hasPrefix("not-") ? text.dropFirst(4) : text
    let takes = CommandTable.takesValue(name) ?? false
    tokens.append(.long(text, value: takes ? following() : nil))
  }

  private mutating func bundle(_ text: Substring) {
    if let name = SingleDash.accepted(text) {
      let value = text.firstIndex(of: "=").map { text[$0...] } ?? ""
      long(name + value)
      return
    }
    if SingleDash.isWord(text) {
      tokens.append(.singleDash(text))
      return
    }
    var rest = text
    while let letter = rest.popFirst() {
      guard let row = CommandTable.row(letter: letter) else {
        tokens.append(.letter(letter, value: nil))
        continue
      }
      if row.value.isRequired {
        if rest.first == "=" { rest.removeFirst() } else if rest.isEmpty { rest = following() ?? "" }
        tokens.append(.letter(letter, value: rest.isEmpty ? nil : rest))
        return
      }
      if rest.first == "=" {
        tokens.append(.letter(letter, value: rest.dropFirst()))
        return
      }
      tokens.append(.letter(letter, value: nil))
    }
  }

  private mutating func following() -> Substring? {
    guard next < arguments.count else { return nil }
    next += 1
    return arguments[next - 1][...]
  }
}
