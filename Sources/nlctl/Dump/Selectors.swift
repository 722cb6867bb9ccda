import CommandLine
import Render
import Select
import Rtnetlink
import NetlinkWire

/// The selectors of an invocation as criteria on the rows of a table.
struct Selectors {
  private let object: ObjectName
  private let selectors: [Selector]

  /// Those of `invocation` but for `answered`, by which the kernel was asked for one object alone.
  init(_ invocation: Invocation, _ object: ObjectName, answered: String? = nil) {
    self.object = object
    var selectors = invocation.selectors
    if let answered { selectors.removeAll { $0.name == answered } }
    // A bare dump of neighbours leaves out those that need no resolution: multicast, loopback.
    if invocation.action == .dump(.neigh), invocation.family != .bridge,
      !selectors.contains(where: { $0.name == "nud" })
    {
      selectors.append(Selector("nud", .choice("noarp"), negated: true))
    }
    // A dump is of one family by what the kernel was asked; notifications are of any. A link has none.
    if invocation.isFollowing, object != .link, let family = invocation.family {
      selectors.append(Selector("family", .family(family)))
    }
    self.selectors = selectors
  }

  /// What tells the objects that were asked for. Names of devices, tables and so on are looked up now;
  /// a literal name that does not exist is a failure.
  func match(_ type: ObjectType, _ session: inout Session) throws(Failure) -> Match {
    if selectors.isEmpty { return Match([]) }
    var criteria: [(name: String, criterion: Match.Criterion)] = []
    // What the values of a selector have in common is made once: there may be thousands.
    var rules: [String: (rule: SelectorRule, parts: [[Row]])] = [:]
    for rule in SelectorRule.rules(of: object) {
      guard rules[rule.name] == nil, selectors.contains(where: { $0.name == rule.name }) else { continue }
      let parts = rule.paths.map { type.table.rows(at: $0.split(separator: ".").map { String($0) }[...]) }
      rules[rule.name] = (rule, parts)
    }
    // Names are looked for all at once, too.
    var names: [(rule: SelectorRule, isNegated: Bool, patterns: [NamePattern])] = []
    var places: [Bool: [String: Int]] = [:]
    var isFollowed = false
    for selector in selectors {
      guard let (rule, parts) = rules[selector.name] else { continue }
      isFollowed = isFollowed || session.invocation.isFollowing && rule.comparison.isOfDevices
      guard case .pattern(let pattern) = selector.value else {
        if let criterion = try criterion(selector, rule, parts, &session) { add(criterion, rule, &criteria) }
        continue
      }
      if let place = places[selector.isNegated]?[rule.name] {
        names[place].patterns.append(pattern)
      } else {
        places[selector.isNegated, default: [:]][rule.name] = names.count
        names.append((rule, selector.isNegated, [pattern]))
      }
    }
    for (rule, isNegated, patterns) in names {
      guard let parts = rules[rule.name]?.parts else { continue }
      add(try criterion(patterns, isNegated, rule, parts, &session), rule, &criteria)
    }
    return Match(criteria.map { $0.criterion })
  }

  private func add(
    _ criterion: Match.Criterion, _ rule: SelectorRule,
    _ criteria: inout [(name: String, criterion: Match.Criterion)]
  ) {
    if let place = criteria.firstIndex(where: { $0.name == rule.name }) {
      criteria[place].criterion.add(criterion)
    } else {
      criteria.append((rule.name, criterion))
    }
  }

  /// What one selector asks; nil where all pass.
  private func criterion(
    _ selector: Selector, _ rule: SelectorRule, _ parts: [[Row]], _ session: inout Session
  ) throws(Failure) -> Match.Criterion? {
    switch (rule.comparison, selector.value) {
    case (.realm, .realm(let realm)):
      let to = UInt64(try session.number(realm.destination, .realm))
      var from: Match.Test?
      if let source = realm.source {
        let number = UInt64(try session.number(source, .realm))
        from = .range(number, number)
      }
      return Match.Criterion(parts: parts, [([.range(to, to), from], selector.isNegated)])
    case (.mark, .mark(let mark)):
      let mask = mark.mask.map { Match.Test.range(UInt64($0), UInt64($0)) }
      let value = Match.Test.range(mark.values.lower, mark.values.upper)
      return Match.Criterion(parts: parts, [([value, mask], selector.isNegated)])
    case (.absent, _): return Match.Criterion(parts.flatMap { $0 }, [(.present, !selector.isNegated)])
    default:
      guard let test = try test(selector, rule, &session) else { return nil }
      var criterion = Match.Criterion(parts.flatMap { $0 }, [(test, selector.isNegated)])
      if rule.isAbsentZero { criterion.takeAbsenceForZero() }
      return criterion
    }
  }

  /// The test of one selector; nil for one that all pass.
  private func test(
    _ selector: Selector, _ rule: SelectorRule, _ session: inout Session
  ) throws(Failure) -> Match.Test? {
    if case .prefix(let prefix) = selector.value, let label = prefix.label { return .label(label) }
    switch (rule.comparison, selector.value) {
    case (.bits(let mask, let value), _): return .masked(mask, value: value)
    case (.flagsOfDevice(let mask, let value), _):
      try session.learnNames()
      let known = session.known
      return .interface { (known.interfaces.flags(of: $0) ?? 0) & mask == value && known.has($0) }
    case (.groupOfDevice, .named(let group)):
      try session.learnNames()
      let (known, number) = (session.known, try session.number(group, .group))
      return .interface { known.group(of: $0) == number && known.has($0) }
    case (.system(let space), .named(let value)):
      if space == .table, case .name("all") = value { return nil }
      let number = UInt64(try session.number(value, space))
      return .range(number, number)
    case (.inside, .prefix(let prefix)): return .inside(prefix.bytes, length: prefix.length)
    case (.contains, .prefix(let prefix)): return .contains(prefix.bytes, length: prefix.length)
    case (.exactly, .prefix(let prefix)): return .exactly(prefix.masked.bytes, length: prefix.length)
    case (.selects(let place), .prefix(let prefix)):
      return .selects(prefix.bytes, length: prefix.length, lengthAt: place)
    case (_, .prefix(let prefix)): return .within(prefix.bytes, length: prefix.length)
    case (_, .range(let range)): return .range(range.lower, range.upper)
    case (_, .choice("all")): return nil
    case (_, .choice("none")): return .masked(.max, value: 0)
    case (_, .choice(let word)): return .word(Array(word.utf8))
    case (_, .hardware(let address)): return .octets(address.bytes)
    case (_, .mark(let mark)):
      // A field without a mask of its own: the bits of the one given are compared.
      guard let mask = mark.mask else { return .range(mark.values.lower, mark.values.upper) }
      return .masked(UInt64(mask), value: mark.values.lower & UInt64(mask))
    case (_, .family(let family)): return .word(Array(family.rawValue.utf8))
    case (_, .present), (_, .named), (_, .realm), (_, .pattern): return .present
    }
  }

  /// What the names and globs of one selector ask.
  private func criterion(
    _ patterns: [NamePattern], _ isNegated: Bool, _ rule: SelectorRule, _ parts: [[Row]],
    _ session: inout Session
  ) throws(Failure) -> Match.Criterion {
    switch rule.comparison {
    case .kind, .kindOfDevice:
      for literal in patterns.compactMap({ $0.literal }) { try session.checkKind(literal) }
    default: break
    }
    if case .kind = rule.comparison { return Selectors.kinds(patterns, isNegated, parts) }
    if case .tableOfVRF = rule.comparison {
      let tables = try session.vrfs(patterns).compactMap { session.known.table(of: $0) }.map { UInt64($0) }
      // A VRF that is not there has no table: no route is in it.
      let tests = tables.isEmpty ? [Match.Test.absent] : tables.map { .range($0, $0) }
      return Match.Criterion(parts.flatMap { $0 }, tests.map { ($0, isNegated) })
    }
    return Match.Criterion(parts.flatMap { $0 }, [(try test(patterns, rule, &session), isNegated)])
  }

  private func test(
    _ patterns: [NamePattern], _ rule: SelectorRule, _ session: inout Session
  ) throws(Failure) -> Match.Test {
    let found: Set<UInt32>
    switch rule.comparison {
    case .device: found = try session.devices(patterns)
    case .vrf: found = try session.vrfs(patterns)
    case .ports: found = try session.ports(of: patterns)
    case .portsOfVRF:
      _ = try session.vrfs(patterns)
      found = try session.ports(of: patterns)
    case .kindOfDevice:
      try session.learnNames()
      let kinds = DeviceKinds(patterns, session.known)
      return .interface { kinds.has($0) }
    case .hop: found = Set(try session.nextHops(by: session.devices(patterns)))
    case .hopOfPort: found = Set(try session.nextHops(by: session.ports(of: patterns)))
    default: return Selectors.test(patterns)
    }
    // Of devices that come, go and change their names meanwhile no list is right for long.
    guard session.invocation.isFollowing, rule.comparison.isOfDevices else { return .interfaces(found) }
    let followed = DevicePatterns(rule.comparison, session.known)
    for pattern in patterns { followed.add(pattern) }
    return .interface { followed.means($0) }
  }

  private static func test(_ patterns: [NamePattern]) -> Match.Test {
    var all = NamePatterns()
    for pattern in patterns { all.add(pattern) }
    return .text { [all] in all.matches($0) }
  }

  private static func kinds(_ patterns: [NamePattern], _ isNegated: Bool, _ parts: [[Row]]) -> Match.Criterion
  {
    var tests: [(parts: [Match.Test?], isNegated: Bool)] = []
    var kinds: [NamePattern] = []
    for pattern in patterns {
      if let literal = pattern.literal, literal.hasSuffix("_slave") {
        let master = Array(literal.utf8.dropLast("_slave".utf8.count))
        tests.append(([nil, .word(master), nil], isNegated))
      } else {
        kinds.append(pattern)
      }
    }
    if !kinds.isEmpty {
      let test = test(kinds)
      tests += [([test, nil, nil], isNegated), ([.absent, nil, test], isNegated)]
    }
    return Match.Criterion(parts: parts, tests)
  }
}
