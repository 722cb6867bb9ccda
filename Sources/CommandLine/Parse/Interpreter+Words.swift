/// Errors about words that are no operand, or probably not meant as one.
extension Interpreter {
  /// Refuses a word that is more likely a slip than the name of a device.
  func refuseSlip(_ word: Substring) throws(UsageError) {
    guard let operand = awaited, operand.value == .device, !operand.selector.isEmpty else { return }
    if let color = before, color == .long("color", value: nil) || color == .letter("c", value: nil),
      ColorChoice(rawValue: String(word)) != nil
    {
      throw error("unexpected word '\(word)'; did you mean '--color=\(word)'?")
    }
    let home = home(of: word)
    if !home.isEmpty {
      throw error("unknown word '\(word)'\(home); for a device of that name: \(operand.selector) \(word)")
    }
  }

  /// The error for a word after the last operand.
  func unexpected(_ word: Substring) -> UsageError {
    let taken = operands.last.map { " after '\($0)'" } ?? ""
    return error("unexpected word '\(word)'\(taken)" + advice(on: word))
  }

  /// The clause that ends the message about such a word.
  private func advice(on word: Substring) -> String {
    for slip in [word] + operands.suffix(1) {
      let near = suggestion(slip)
      if !near.isEmpty { return near }
    }
    if let last = operands.last, let name = command?.operand?.selector, !name.isEmpty {
      return "; for either of them: \(name) \(last) \(name) \(word)"
    }
    let input = command?.requiredInputs.first { !inputs.contains($0.name) && $0.value.read(word) != nil }
    return input.map { "; did you mean '\($0.name) \(word)'?" } ?? home(of: word)
  }

  /// The error for a word that cannot be read as the operand.
  func unknown(_ word: Substring, _ row: OperandRow) -> UsageError {
    let near = suggestion(word)
    if !near.isEmpty { return error("unknown word '\(word)'" + near) }
    guard word.first?.isLetter ?? false, !word.contains(where: { ".:/".contains($0) }) else {
      return error("\(row.placeholder) '\(word)': expected \(row.value.expectation)")
    }
    let home = home(of: word)
    let expected = "; expected a selector, or \(row.placeholder): \(row.value.expectation)"
    let device = bareRow("dev") == nil ? "" : "; for a device of that name: dev \(word)"
    return error("unknown word '\(word)'" + (home.isEmpty ? expected + device : home))
  }

  /// The clause that names the command which has that selector or input; empty if none has.
  func home(of word: Substring) -> String {
    owner { $0.isBare && $0.answers(to: word) }
  }

  /// The clause that suggests what `not NAME` may have been meant for.
  func negated(_ name: Substring) -> String {
    let near = suggestion(name)
    guard near.isEmpty, let operand = awaited, operand.value.read(name) != nil, !operand.selector.isEmpty
    else {
      return near
    }
    return "; did you mean 'not \(operand.selector) \(name)'?"
  }

  /// The row of the next operand: of `wait` first the object, then the operand of its `dump`.
  private var awaited: OperandRow? {
    command == CommandTable.wait && operands.count == 1 ? dumped?.operand : command?.operand
  }
}
