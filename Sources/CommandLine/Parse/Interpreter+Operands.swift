// The meaning of the operands of each command.
extension Interpreter {
  /// The prefix; of a label, the address whose first octet is its number, as in `ip route get 1`.
  func address(_ prefix: NetworkPrefix, _ name: String) throws(UsageError) -> NetworkPrefix {
    guard let label = prefix.label else { return prefix }
    if let address = NetworkPrefix("\(label)"[...]) { return address }
    throw error("\(name) '\(label)': expected \(ValueKind.destination.expectation)")
  }

  /// The objects that were named.
  var named: [ObjectName] {
    if let object = command?.object { return [object] }
    return command == CommandTable.wait ? Array(objects.prefix(1)) : following.objects
  }

  /// Applies the operand of `dump`, which is the value of a selector.
  mutating func selectOperand(_ operand: OperandRow?, _ text: Substring?) throws(UsageError) {
    guard let operand, let text else { return }
    guard let row = bareRow(operand.selector) else { throw error("unexpected word '\(text)'") }
    _ = try apply(row, text, as: operand.placeholder)
  }

  /// The action of `dump`.
  mutating func dump(_ object: ObjectName) throws(UsageError) -> Action {
    try selectOperand(command?.operand, operands.first)
    return .dump(object)
  }

  /// The action of `get`.
  mutating func get(_ object: ObjectName) throws(UsageError) -> Action {
    let text = operands[0]
    guard let row = command?.operand, let value = row.value.read(text) else {
      let kind = command?.operand?.value ?? .text
      throw error(
        "\(command?.operand?.placeholder ?? "") '\(text)': expected \(kind.expectation)" + suggestion(text))
    }
    for input in command?.requiredInputs ?? [] where !inputs.contains(input.name) {
      throw error("\(invocation.path): \(input.name) \(input.placeholder) is missing")
    }
    switch value {
    case .word(let address) where object == .neigh:
      guard IPAddress(address[...]) != nil || HardwareAddress(address[...]) != nil else {
        throw error("\(row.placeholder) '\(text)': expected an IP or link-layer address")
      }
      return .getNeigh(address, lookup.oif ?? "")
    case .word(let name): return .getLink(name)
    case .number(let id):
      let id = UInt32(truncatingIfNeeded: id)
      return object == .bucket ? .getBucket(id, bucket) : .getNexthop(id)
    case .prefix(let prefix):
      lookup.destination = prefix
      return .getRoute(lookup)
    default: throw error("\(row.placeholder) '\(text)': expected \(row.value.expectation)")
    }
  }

  /// The object that a word names.
  func object(_ word: Substring) throws(UsageError) -> ObjectName {
    guard let object = ObjectName(word: word) else {
      throw unknown(word, "object", ValueKind.object.expectation)
    }
    return object
  }

  /// The object that a word names, which must be one that can be followed.
  func followed(_ word: Substring) throws(UsageError) -> ObjectName {
    guard let object = ObjectName(word: word) else { throw unknown(word, "object", expectation) }
    guard ObjectName.followed.contains(object) else {
      throw error("'\(word)' cannot be followed; expected \(expectation)")
    }
    return object
  }

  /// The shell that a word names.
  func shell(_ word: Substring) throws(UsageError) -> Shell {
    guard let shell = Shell(rawValue: String(word)) else { throw unknown(word, "shell", expectation) }
    return shell
  }

  /// Throws an error if an operand is none of the words that the command expects.
  func check(_ word: Substring) throws(UsageError) {
    switch command?.operand?.value {
    case .followed: _ = try followed(word)
    case .object: _ = try object(word)
    case .choice: _ = try shell(word)
    default: break
    }
  }

  /// What the operand must be, for messages.
  var expectation: String { command?.operand?.value.expectation ?? "" }

  /// The error for a word that names no `what`.
  func unknown(_ word: Substring, _ what: String, _ expectation: String) -> UsageError {
    let near = Suggestion.clause(word, among: command?.operand?.value.words ?? [])
    let selector = near.isEmpty ? suggestion(word) : near
    let list = selector.isEmpty ? "; expected \(expectation)" : selector
    return error("unknown \(what) '\(word)'" + list)
  }

  /// The action of `complete`.
  func complete() throws(UsageError) -> Action {
    guard let topic = CompletionTopic(rawValue: String(operands[0])) else {
      throw error("nothing to complete for '\(operands[0])'")
    }
    switch topic {
    case .fields:
      guard operands.count == 2 else { throw error("complete fields: OBJECT is missing") }
      return .complete(.topic(topic), try object(operands[1]))
    case .values:
      guard operands.count == 3 else { throw error("complete values: PATH and NAME are missing") }
      return .complete(CompletionSource(at: String(operands[1]), operands[2]) ?? .words([]), nil)
    default: return .complete(.topic(topic), nil)
    }
  }

  /// The topic of `help`.
  func help() throws(UsageError) -> HelpTopic {
    guard let topic = HelpTopic(words: operands) else {
      let names = HelpTopic.all.map(\.path).filter { !$0.isEmpty }
      let words = operands.joined(separator: " ")
      throw UsageError("no help on '\(words)'" + Suggestion.clause(words, among: names), path: "")
    }
    return topic
  }
}
