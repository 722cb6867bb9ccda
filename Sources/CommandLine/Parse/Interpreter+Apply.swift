extension Interpreter {
  /// Applies one option to the invocation. Returns true for `--help` and `--version`, after which no other word counts.
  mutating func apply(
    _ row: OptionRow, _ text: Substring?, as label: String, negated: Bool = false
  ) throws(UsageError) -> Bool {
    let value = try read(row, text, as: label)
    switch (row.effect, value) {
    case (.help, _):
      invocation.action = .help(HelpTopic(path: helpPath))
      return true
    case (.version, _):
      invocation.action = .version
      return true
    case (.selector, _):
      try select(row, value, label, negated)
    case (.family, .family(let family)):
      if negated {
        invocation.selectors.append(Selector(row.name, .family(family), negated: true))
      } else {
        invocation.family = family
      }
    case (.lookup(let field), _):
      try setInput(field, value, label)
      inputs.append(row.name)
    case (.ipv4, _): invocation.family = .inet
    case (.ipv6, _): invocation.family = .inet6
    case (.json, _): invocation.json = true
    case (.pretty, _): invocation.pretty = true
    case (.fields, .list(let names)): invocation.fields = names
    case (.sort, .word(let field)): invocation.sort = field
    case (.allNetns, _): invocation.allNetns = true
    case (.details, _): invocation.details += 1
    case (.stats, _): invocation.stats += 1
    case (.oneline, _): invocation.oneline = true
    case (.brief, _): invocation.brief = true
    case (.tree, _): invocation.tree = true
    case (.dot, _): invocation.dot = true
    case (.watch, _): invocation.watch = true
    case (.numeric, _): invocation.numeric = true
    case (.color, .word(let word)): invocation.color = ColorChoice(rawValue: word) ?? .always
    case (.color, _): invocation.color = .always
    case (.timestamp, _): invocation.timestamp = true
    case (.netns, .netns(let reference)): invocation.netns = reference
    case (.quiet, _): invocation.quiet = true
    case (.verbose, _): invocation.verbose = true
    case (.record, .word(let file)): invocation.record = file
    case (.source, .word(let file)): invocation.source = file
    case (.baseline, .word(let file)): following.baseline = file
    case (.speed, .number(let speed)): following.speed = Int(clamping: speed)
    case (.explain, _): invocation.explain = true
    case (.fault, .word(let plan)): invocation.fault = plan
    case (.initial, _): following.initial = true
    case (.all, _): following.all = true
    case (.allNsid, _): following.allNsid = true
    case (.mcgroup, .named(let group)): following.multicastGroups.append(group)
    case (.protocol, .named(let name)): following.netlinkProtocol = name
    case (.count, .number(let count)): following.count = Int(clamping: count)
    case (.receiveBuffer, .number(let bytes)): following.receiveBuffer = Int(clamping: bytes)
    case (.timeout, .duration(let time)): invocation.timeout = time
    case (.poll, .duration(let time)): following.poll = time
    case (.gone, _): waiting.gone = true
    case (.consistent, _): invocation.consistent = true
    case (.stable, .duration(let time)): waiting.stable = time
    default: throw expected(row, text ?? "", label)
    }
    return false
  }

  /// Reads the value of an option.
  private func read(
    _ row: OptionRow, _ text: Substring?, as label: String
  ) throws(UsageError) -> ParsedValue {
    guard let text else {
      guard row.value.isRequired else { return .none }
      throw error("'\(label)' needs a value: \(row.value.expectation)")
    }
    guard row.value != .none else { throw error("'\(label)' takes no value") }
    try checkBytes(text, row.value)
    guard let value = row.value.read(text) else { throw expected(row, text, label) }
    return value
  }

  /// Refuses bytes that are no UTF-8 where they name no device, namespace or the like: another file would be meant.
  func checkBytes(_ text: Substring, _ kind: ValueKind) throws(UsageError) {
    guard text.contains("\\"), escaped.contains(where: { $0.hasSuffix(text) }), !kind.isName else { return }
    throw error("argument '\(text)' is not valid UTF-8")
  }

  /// The error for a value that is not what the option expects.
  private func expected(_ row: OptionRow, _ text: Substring, _ label: String) -> UsageError {
    error(
      "\(label) '\(text)': expected \(row.value.expectation)"
        + Suggestion.clause(text, among: row.value.words))
  }

  /// Adds a selector to the invocation.
  private mutating func select(
    _ row: OptionRow, _ value: ParsedValue, _ label: String, _ negated: Bool
  ) throws(UsageError) {
    let typed: SelectorValue
    switch value {
    case .none: typed = .present
    case .pattern(let pattern): typed = .pattern(pattern)
    case .named(.number(0)): typed = .named(row.zero.map { .name($0) } ?? .number(0))
    case .named(let name): typed = .named(name)
    case .range(let range): typed = .range(range)
    case .prefix(let prefix): typed = .prefix(prefix.masked)
    case .hardware(let address): typed = .hardware(address)
    case .word(let word): typed = .choice(word)
    case .realm(let realm): typed = .realm(realm)
    case .mark(let mark): typed = .mark(mark)
    case .family(let family): typed = .family(family)
    case .number, .address, .duration, .list, .netns: throw expected(row, "", label)
    }
    invocation.selectors.append(Selector(row.name, typed, negated: negated))
  }

  /// Sets an input of `get`.
  private mutating func setInput(
    _ field: LookupField, _ value: ParsedValue, _ label: String
  ) throws(UsageError) {
    switch (field, value) {
    case (.from, .address(let address)): lookup.from = address
    case (.oif, .word(let name)):
      lookup.oif = name
      lookup.vrf = nil
    case (.iif, .word(let name)): lookup.iif = name
    case (.mark, .number(let mark)): lookup.mark = UInt32(truncatingIfNeeded: mark)
    case (.tos, .named(let name)): lookup.tos = name
    case (.tos, .range(let range)):
      guard let tos = range.single else { throw error("'\(label)' takes one value, not a range") }
      lookup.tos = .number(UInt32(truncatingIfNeeded: tos))
    case (.vrf, .word(let name)):
      // The kernel has one attribute for both: the device to leave by.
      lookup.vrf = name
      lookup.oif = nil
    case (.uid, .number(let uid)): lookup.uid = UInt32(truncatingIfNeeded: uid)
    case (.transport, .number(let number)): lookup.transport = UInt8(truncatingIfNeeded: number)
    case (.sourcePort, .number(let port)): lookup.sourcePort = UInt16(truncatingIfNeeded: port)
    case (.destinationPort, .number(let port)):
      lookup.destinationPort = UInt16(truncatingIfNeeded: port)
    case (.fibmatch, _): lookup.fibmatch = true
    case (.index, .number(let index)): bucket = UInt16(truncatingIfNeeded: index)
    default: throw error("'\(label)' needs another value")
    }
  }

  /// What `--help` explains: the noun, if it is the only word.
  private var helpPath: String {
    guard let command else { return "" }
    let words = tokens.reduce(0) { if case .word = $1 { $0 + 1 } else { $0 } }
    return words == 1 ? command.noun : command.path
  }
}
