extension Interpreter {
  /// Makes the action from the operands, and checks that the options go together.
  mutating func finish() throws(UsageError) {
    guard let command else { return }
    if let row = command.operand, row.isRequired, operands.isEmpty {
      let list = row.value.words.isEmpty ? "" : ": \(expectation)"
      throw error("\(command.path): \(row.placeholder) is missing\(list)")
    }
    if let row = command.operand, row.value == .file, operands.contains(where: \.isEmpty) {
      throw error("\(row.placeholder) '': expected a file")
    }
    invocation.action = try command.action(&self)
    if invocation.fields != nil, !command.choosesFields {
      if command.isList { throw error("option '--fields' is not for '\(command.path)'") }
      throw error("option '--fields' is for dump and get")
    }
    // `--fields +A` adds A to the default columns. JSON has every key by default, so there is nothing to add.
    if invocation.json, invocation.fields?.contains(where: { $0.hasPrefix("+") }) == true {
      swap(&invocation.fields, &invocation.needlessFields)
    }
    try checkShape()
    try checkLists()
    try checkSource()
    try checkTraffic()
    try checkStates()
    try settleLabels()
    try checkFamilies()
  }

  /// Checks the options that only lists have.
  private func checkLists() throws(UsageError) {
    let isDump = command?.isDump ?? false
    if invocation.sort != nil, !isDump || command?.object == nil {
      throw error("option '--sort' is for dump")
    }
    if invocation.sort != nil, invocation.tree {
      throw error("options '--sort' and '--tree' exclude each other")
    }
    let (isTree, hasFields) = (invocation.tree, invocation.fields != nil)
    if invocation.dot, invocation.json || isTree || hasFields || invocation.sort != nil {
      throw error("option '--dot' excludes '--json', '--tree', '--fields' and '--sort'")
    }
    try checkWatch()
    guard invocation.allNetns else { return }
    if !isDump { throw error("option '--all-netns' is for dump") }
    if invocation.netns != nil { throw error("options '--all-netns' and '--netns' exclude each other") }
    if invocation.source != nil { throw error("options '--all-netns' and '--from' exclude each other") }
  }

  /// Refuses what does not go together with `--watch`, which shows text, of one namespace, of tables that the kernel
  /// sends notifications about.
  private func checkWatch() throws(UsageError) {
    guard invocation.watch else { return }
    let asks = { (name: String) in invocation.selectors.contains { $0.name == name && !$0.isNegated } }
    let excluded = [
      ("json", invocation.json), ("pretty", invocation.pretty), ("tree", invocation.tree),
      ("dot", invocation.dot), ("brief", invocation.brief), ("consistent", invocation.consistent),
      ("all-netns", invocation.allNetns), ("from", invocation.source != nil), ("explain", invocation.explain),
      ("proxy", asks("proxy")), ("cached", asks("cached")),
    ]
    if let (name, _) = excluded.first(where: { $0.1 }) {
      throw error("options '--watch' and '--\(name)' exclude each other")
    }
    if invocation.action == .dump(.link), invocation.family == .bridge {
      throw error("option '--watch' shows no ports of bridges; 'nlctl link dump --watch' shows all devices")
    }
  }

  /// Refuses what does not go together with `--from`: a recording has one namespace, and an end.
  private func checkSource() throws(UsageError) {
    guard invocation.source != nil else {
      if following.speed != nil { throw error("option '--speed' needs '--from'") }
      return
    }
    if command == CommandTable.monitor {
      for name in ["baseline", "poll", "rcvbuf", "all-nsid", "mcgroup", "timeout"] where given.contains(name)
      {
        throw error("options '--from' and '--\(name)' exclude each other")
      }
    } else if let command, command.object == nil, command.isList {
      throw error("no recording answers '\(command.path)'")
    } else if command?.object == nil, command != CommandTable.snapshot {
      throw error("option '--from' is for dump, get, monitor and snapshot")
    } else if let object = command?.object, !object.isRecorded {
      throw error("no recording answers '\(command?.path ?? "")'")
    }
    if invocation.netns != nil { throw error("options '--from' and '--netns' exclude each other") }
    if invocation.consistent { throw error("options '--from' and '--consistent' exclude each other") }
  }

  /// The action of `snapshot`.
  func snapshot() throws(UsageError) -> Action {
    var objects: [ObjectName] = []
    for word in operands {
      let object = try followed(word)
      if !objects.contains(object) { objects.append(object) }
    }
    return .snapshot(objects)
  }

  /// The action of `diff`.
  func diff() throws(UsageError) -> Action {
    if operands.count > 2 { throw error("unexpected word '\(operands[2])'") }
    return .diff(String(operands[0]), operands.count > 1 ? String(operands[1]) : nil)
  }

  /// The action of `wait`.
  mutating func wait() throws(UsageError) -> Action {
    let object = try followed(operands[0])
    try selectOperand(dumped?.operand, operands.count > 1 ? operands[1] : nil)
    return .wait(object, waiting)
  }

  /// The action of `monitor`.
  mutating func monitor() throws(UsageError) -> Action {
    for word in operands where word != "all" {
      if let groups = MulticastGroup.groups(named: word) {
        following.groups += groups.filter { !following.groups.contains($0) }
      } else {
        if !following.groups.isEmpty, following.objects.isEmpty, Selectors.isSelector(word) {
          throw error("unexpected word '\(word)': a group without an object has no selectors")
        }
        let object = try followed(word)
        if !following.objects.contains(object) { following.objects.append(object) }
      }
    }
    if operands.contains("all") || (operands.isEmpty && following.multicastGroups.isEmpty) {
      following.isEverything = true
      following.objects = []
    }
    if following.baseline != nil {
      for name in ["initial", "all-nsid", "protocol"] where given.contains(name) {
        throw error("options '--baseline' and '--\(name)' exclude each other")
      }
    }
    if following.netlinkProtocol != nil {
      guard !following.multicastGroups.isEmpty else { throw error("option '--protocol' needs '--mcgroup'") }
      if let word = operands.first { throw error("unexpected word '\(word)' with '--protocol'") }
    }
    return .monitor(following)
  }

  /// Takes a number for an MPLS label only with `-f mpls`; otherwise it is the first octet of an IPv4 address.
  private mutating func settleLabels() throws(UsageError) {
    guard invocation.family != .mpls else { return }
    for index in invocation.selectors.indices {
      guard case .prefix(let prefix) = invocation.selectors[index].value else { continue }
      let name = invocation.selectors[index].name
      let isOperand = operands.contains { $0 == prefix.description }
      let settled = try address(prefix, isOperand ? command?.operand?.placeholder ?? "" : name)
      invocation.selectors[index] = Selector(
        name, .prefix(settled), negated: invocation.selectors[index].isNegated)
    }
    if case .getRoute(var lookup) = invocation.action {
      lookup.destination = try address(lookup.destination, command?.operand?.placeholder ?? "")
      invocation.action = .getRoute(lookup)
    }
  }

  /// Refuses a family that none of the objects has, because the kernel would answer with all other families; and a route
  /// lookup whose addresses and `--family` do not agree.
  private func checkFamilies() throws(UsageError) {
    if let family = invocation.family, let object = named.first,
      !named.contains(where: { $0.families.contains(family) })
    {
      let families = object.families.map(\.rawValue).joined(separator: ", ")
      let list = families.isEmpty ? "" : " \(family); expected one of \(families)"
      throw error("\(object) has no address family\(list)")
    }
    guard case .getRoute(let lookup) = invocation.action else { return }
    let asked = lookup.destination.family ?? lookup.from?.family
    if let asked, let family = invocation.family, family != asked {
      throw error("DESTINATION '\(lookup.destination)' is \(asked), not \(family)")
    }
    if let from = lookup.from, let asked, from.family != asked {
      throw error("from '\(from)' is \(from.family), the destination is \(asked)")
    }
  }
}

extension Command {
  /// Whether it lists something, be it an object with fields or not.
  fileprivate var isList: Bool { path.hasSuffix(" dump") }
}
