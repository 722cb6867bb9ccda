import CommandLine
import Render
import Rtnl
import Wire

/// The selectors of an invocation as criteria on the rows of a table.
struct Selectors {
  private let object: ObjectName
  private let selectors: [Selector]

  init(_ invocation: Invocation, _ object: ObjectName) {
    self.object = object
    var selectors = invocation.selectors
    // A bare dump of neighbours leaves out those that need no resolution: multicast, loopback.
    if invocation.action == .dump(.neigh), invocation.family != .bridge,
      !selectors.contains(where: { $0.name == "nud" })
    {
      selectors.append(Selector("nud", .choice("noarp"), negated: true))
    }
    self.selectors = selectors
  }

  /// What tells the objects that were asked for. Names of devices, tables and so on are looked up now;
  /// a literal name that does not exist is a failure.
  func match(_ type: ObjectType, _ session: inout Session) throws(Failure) -> Match {
    var criteria: [(name: String, criterion: Match.Criterion)] = []
    for selector in selectors {
      guard let rule = SelectorRule.rules(of: object).first(where: { $0.name == selector.name }) else {
        continue
      }
      if case .realm(let realm) = selector.value {
        criteria += try self.criteria(realm, selector, type, &session)
        continue
      }
      guard let (test, inverted) = try test(selector, rule, &session) else { continue }
      let entry = (test, isNegated: selector.isNegated != inverted)
      if let place = criteria.firstIndex(where: { $0.name == rule.name }) {
        criteria[place].criterion.add(entry)
      } else {
        let rows = rule.paths.flatMap {
          type.table.rows(at: $0.split(separator: ".").map { String($0) }[...])
        }
        criteria.append((rule.name, Match.Criterion(rows, [entry])))
      }
    }
    return Match(criteria.map { $0.criterion })
  }

  /// The criteria of realms: the destination's and, where it was given, the source's.
  private func criteria(
    _ realm: Realm, _ selector: Selector, _ type: ObjectType, _ session: inout Session
  ) throws(Failure) -> [(name: String, criterion: Match.Criterion)] {
    var criteria: [(name: String, criterion: Match.Criterion)] = []
    for (key, value) in [("to", realm.destination as NameOrNumber?), ("from", realm.source)] {
      guard let value else { continue }
      let number = UInt64(try session.number(value, .realm))
      let test = (test: Match.Test.range(number, number), isNegated: selector.isNegated)
      criteria.append(("realm", Match.Criterion(type.table.rows(at: ["flow", key]), [test])))
    }
    return criteria
  }

  /// The test of one selector, and whether it stands for the opposite; nil for one that all pass.
  private func test(
    _ selector: Selector, _ rule: SelectorRule, _ session: inout Session
  ) throws(Failure) -> (Match.Test, Bool)? {
    switch (rule.comparison, selector.value) {
    case (.bits(let mask), _): return (.bits(mask), false)
    case (.noBits(let mask), _): return (.bits(mask), true)
    case (.absent, _): return (.present, true)
    case (.device, .pattern(let pattern)): return (.interfaces(try session.devices(pattern)), false)
    case (.system(let space), .named(let value)):
      if space == .table, case .name("all") = value { return nil }
      let number = UInt64(try session.number(value, space))
      return (.range(number, number), false)
    case (.inside, .prefix(let prefix)): return (.inside(prefix.bytes, length: prefix.length), false)
    case (.contains, .prefix(let prefix)): return (.contains(prefix.bytes, length: prefix.length), false)
    case (.exactly, .prefix(let prefix)):
      return (.exactly(prefix.masked.bytes, length: prefix.length), false)
    case (_, .prefix(let prefix)): return (.within(prefix.bytes, length: prefix.length), false)
    case (_, .range(let range)): return (.range(range.lower, range.upper), false)
    case (_, .pattern(let pattern)): return (.text { pattern.matches($0) }, false)
    case (_, .choice("all")): return nil
    case (_, .choice(let word)): return (.word(Array(word.utf8)), false)
    case (_, .hardware(let address)): return (.octets(address.bytes), false)
    case (_, .present): return (.present, false)
    case (_, .named), (_, .family), (_, .realm): return (.present, false)
    }
  }
}
