/// One element of the command line, not interpreted yet.
enum Token: Equatable {
  /// `--name`, `--name=value` or `--name value`, without the dashes.
  case long(Substring, value: Substring?)

  /// One letter of `-abc`; if it takes a value, with the rest of the bundle or the next word.
  case letter(Character, value: Substring?)

  /// A long word with one dash that is not accepted: `-onelin`.
  case singleDash(Substring)

  /// Any other word.
  case word(Substring)

  /// A word after `--`, which is always an operand.
  case literal(Substring)
}

/// Splits arguments into tokens. Whether an option takes the next word is the same in every command, so the command need
/// not be known. Unknown options take none.
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

  /// Takes the next argument.
  private mutating func following() -> Substring? {
    guard next < arguments.count else { return nil }
    next += 1
    return arguments[next - 1][...]
  }
}
