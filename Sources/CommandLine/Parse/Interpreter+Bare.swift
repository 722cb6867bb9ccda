// Words without dashes.
extension Interpreter {
  /// Interprets a word without dashes: `not`, a selector, or an operand.
  mutating func word(_ word: Substring) throws(UsageError) {
    if word == "not", !bare.isEmpty {
      guard let name = take() else { throw error("'not' needs a selector after it") }
      guard let row = row(bare: name) else {
        throw error("'not' needs a selector after it, not '\(name)'" + negated(name))
      }
      guard row.isNegatable else { throw error("'\(name)' cannot be negated") }
      _ = try apply(row, try value(of: row), as: "not \(name)", negated: true)
    } else if let row = row(bare: word), !isFollowed(word) || hasValue(row) {
      try selector(word, row)
    } else if let row = command?.operand, row.lead == word, operands.isEmpty, let value = take() {
      try operand(value)
    } else {
      try refuseSlip(word)
      try operand(word)
    }
  }

  /// Whether the next word is a value of the selector: `vlan 5` is one, `vlan` alone is a group.
  private func hasValue(_ row: OptionRow) -> Bool {
    guard next < tokens.count, case .word(let word) = tokens[next] else { return false }
    return row.value.isRequired && row.value.read(word) != nil
  }

  /// Whether the next word is none of the selectors.
  private var hasWord: Bool {
    guard next < tokens.count, case .word(let word) = tokens[next] else { return false }
    return word != "not" && row(bare: word) == nil
  }

  /// Whether a word names an object or a multicast group for `monitor`. As such it takes precedence over a selector of
  /// that name that has no value: `monitor link address route`.
  func isFollowed(_ word: Substring) -> Bool {
    command == CommandTable.monitor
      && (MulticastGroup.groups(named: word) != nil || ObjectName(word: word).map(objects.contains) ?? false)
  }

  /// Interprets a selector that was typed without dashes.
  mutating func selector(_ word: Substring, _ row: OptionRow) throws(UsageError) {
    guard row.value.isRequired else {
      _ = try apply(row, nil, as: String(word))
      return
    }
    // `ip nexthop show group` lists the groups.
    if !hasWord, let state = bareRow(row.name + "s"), !state.value.isRequired {
      _ = try apply(state, nil, as: state.name)
      return
    }
    let value = try value(of: row)
    // `ip route show to match PREFIX`.
    if word == "to", row.name == "exact", let value, ["root", "match", "exact"].contains(value),
      let inner = self.row(bare: value)
    {
      _ = try apply(inner, take(), as: "to \(value)")
      return
    }
    _ = try apply(row, value, as: String(word))
  }

  /// Takes the value of a selector, if it has one. The family may stand before a gateway, as in the line of a route:
  /// `via inet6 2001:db8::1`.
  private mutating func value(of row: OptionRow) throws(UsageError) -> Substring? {
    guard row.value.isRequired, let value = take() else { return nil }
    guard row.name == "via", row.value == .prefix, let family = FamilyName(value), hasWord,
      let gateway = take()
    else { return value }
    if let prefix = NetworkPrefix(gateway), prefix.family != nil, prefix.family != family {
      throw error("via '\(value) \(gateway)': the address is not of that family")
    }
    return gateway
  }

  /// The token before the current one.
  var before: Token? { next > 1 ? tokens[next - 2] : nil }

  /// Takes the next token, if it is a word.
  mutating func take() -> Substring? {
    guard next < tokens.count else { return nil }
    switch tokens[next] {
    case .word(let word), .literal(let word):
      next += 1
      return word
    default: return nil
    }
  }

  /// Takes a word as an operand.
  mutating func operand(_ word: Substring) throws(UsageError) {
    guard let row = command?.operand, row.isRepeatable || operands.isEmpty || isDumpOperand(operands.count)
    else {
      // If the word before is wrong, the error is about that word.
      if let first = operands.first { try check(first) }
      throw unexpected(word)
    }
    if row.selector.isEmpty { try checkBytes(word, row.value) }
    if row.selector.isEmpty || word.isEmpty || row.value.read(word) != nil {
      operands.append(word)
      return
    }
    throw unknown(word, row)
  }
}
