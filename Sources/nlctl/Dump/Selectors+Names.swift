import CommandLine
import Render
import Select
import Rtnetlink
import NetlinkWire

// Criteria for selectors whose values are names and patterns.
extension Selectors {
  /// The criterion for the names and patterns of one selector.
  func criterion(
    _ patterns: [NamePattern], _ isNegated: Bool, _ field: SelectedField, _ session: inout Session
  ) throws(Failure) -> Match.Criterion {
    let comparison = field.rule.comparison
    if comparison == .kind || comparison == .kindOfDevice {
      for literal in patterns.compactMap({ $0.literal }) { try session.checkKind(literal) }
    }
    if comparison == .kind { return Selectors.kinds(patterns, isNegated, field.parts) }
    let rows = field.parts.flatMap { $0 }
    if comparison == .plain, case .named(let names) = rows.first?.shape {
      for literal in patterns.compactMap({ $0.literal }) {
        try session.checkWord(literal, of: field.name, names)
      }
    }
    if comparison == .tableOfVRF {
      let tables = try session.vrfs(patterns).compactMap { session.known.table(of: $0) }.map { UInt64($0) }
      // A VRF that is not there has no table: no route is in it.
      let tests = tables.isEmpty ? [Match.Test.absent] : tables.map { .range($0, $0) }
      return Match.Criterion(rows, tests.map { ($0, isNegated) })
    }
    return Match.Criterion(rows, [(try test(patterns, comparison, &session), isNegated)])
  }

  /// The test for the names and patterns of one selector.
  private func test(
    _ patterns: [NamePattern], _ comparison: SelectorRule.Comparison, _ session: inout Session
  ) throws(Failure) -> Match.Test {
    let found: Set<UInt32>
    switch comparison {
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
    // Devices come, go and are renamed meanwhile, so a list of indexes would become wrong.
    guard session.invocation.isFollowing, comparison.isOfDevices else { return .interfaces(found) }
    let followed = DevicePatterns(comparison, session.known)
    for pattern in patterns { followed.add(pattern) }
    return .interface { followed.matches($0) }
  }

  private static func test(_ patterns: [NamePattern]) -> Match.Test {
    var all = NamePatterns()
    for pattern in patterns { all.add(pattern) }
    return .text { [all] in all.matches($0) }
  }

  /// The criterion for kinds of links; `bridge_slave` is the kind of the ports of a bridge.
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
