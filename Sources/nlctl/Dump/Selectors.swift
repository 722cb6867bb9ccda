import CommandLine
import Render
import Select
import Rtnetlink
import NetlinkWire

/// The selectors of an invocation, which become criteria for the rows of a table.
struct Selectors {
  private let object: ObjectName
  private let selectors: [Selector]

  /// The selectors of `invocation`, without the one named `answered`, by which the kernel has chosen the object.
  init(_ invocation: Invocation, _ object: ObjectName, answered: String? = nil) {
    self.object = object
    var selectors = invocation.selectors
    if let answered { selectors.removeAll { $0.name == answered } }
    // A dump has only the family that the kernel was asked for; notifications have all families. Links have none.
    if invocation.isFollowing, object != .link, let family = invocation.family {
      selectors.append(Selector("family", .family(family)))
    }
    self.selectors = selectors
  }

  /// A matcher for the objects asked for. Names are looked up now; a literal name that does not exist is a failure.
  func match(_ type: ObjectType, _ session: inout Session) throws(Failure) -> Match {
    // The values of one selector are grouped, because there may be thousands, whose names are looked up together.
    var names: [String] = []
    var values: [String: [Selector]] = [:]
    for selector in selectors {
      if values[selector.name] == nil { names.append(selector.name) }
      values[selector.name, default: []].append(selector)
    }
    var criteria: [Match.Criterion] = []
    for name in names {
      guard let field = try SelectedField(name, of: object, in: type) else { continue }
      if let criterion = try criterion(values[name] ?? [], field, &session) { criteria.append(criterion) }
    }
    return Match(criteria)
  }

  /// The criterion for all values of one selector; nil if everything passes.
  private func criterion(
    _ selectors: [Selector], _ field: SelectedField, _ session: inout Session
  ) throws(Failure) -> Match.Criterion? {
    // `all` stands for every value: no other one beside it matters, and negated it leaves nothing.
    if selectors.contains(where: { $0.isNegated && isAll($0, field) }) {
      return Match.Criterion(field.parts.flatMap { $0 }, [(.present, false), (.present, true)])
    }
    let hasAll = selectors.contains { isAll($0, field) }
    let selectors = hasAll ? selectors.filter(\.isNegated) : selectors
    var criteria: [Match.Criterion] = []
    var patterns: [Bool: [NamePattern]] = [:]
    for selector in selectors {
      if case .pattern(let pattern) = selector.value {
        patterns[selector.isNegated, default: []].append(pattern)
      } else {
        criteria.append(try criterion(selector, field, &session))
      }
    }
    for isNegated in [false, true] {
      guard let patterns = patterns[isNegated] else { continue }
      criteria.append(try criterion(patterns, isNegated, field, &session))
    }
    guard var all = criteria.first else { return nil }
    for criterion in criteria.dropFirst() { all.add(criterion) }
    return all
  }

  /// Whether the value is the word `all`, of a selector that has it.
  private func isAll(_ selector: Selector, _ field: SelectedField) -> Bool {
    switch selector.value {
    case .named(.name("all")): field.space == .table
    case .choice("all"): true
    default: false
    }
  }

  /// The criterion for one value.
  private func criterion(
    _ selector: Selector, _ field: SelectedField, _ session: inout Session
  ) throws(Failure) -> Match.Criterion {
    let rows = field.parts.flatMap { $0 }
    switch (field.rule.comparison, selector.value) {
    case (.realm, .realm(let realm)):
      let to = UInt64(try session.number(realm.destination, .realm))
      var from: Match.Test?
      if let source = realm.source {
        let number = UInt64(try session.number(source, .realm))
        from = .range(number, number)
      }
      return Match.Criterion(parts: field.parts, [([.range(to, to), from], selector.isNegated)])
    case (.mark, .mark(let mark)):
      let mask = mark.mask.map { Match.Test.range(UInt64($0), UInt64($0)) }
      let value = Match.Test.range(mark.values.lower, mark.values.upper)
      return Match.Criterion(parts: field.parts, [([value, mask], selector.isNegated)])
    case (.absent, _), (.noFlag, _):
      let tests = field.flags.isEmpty ? [.present] : field.flags
      return Match.Criterion(rows, tests.map { ($0, !selector.isNegated) })
    case (_, .present) where !field.flags.isEmpty:
      return Match.Criterion(rows, field.flags.map { ($0, selector.isNegated) })
    default:
      var criterion = Match.Criterion(rows, [(try test(selector, field, &session), selector.isNegated)])
      if field.rule.isAbsentZero { criterion.takeAbsenceForZero() }
      return criterion
    }
  }

  /// The test for one value.
  private func test(
    _ selector: Selector, _ field: SelectedField, _ session: inout Session
  ) throws(Failure) -> Match.Test {
    if case .prefix(let prefix) = selector.value, let label = prefix.label { return .label(label) }
    switch (field.rule.comparison, selector.value) {
    case (.isDeviceUp(let isUp), _):
      try session.learnNames()
      let known = session.known
      return .interface { index in
        let flags = known.interfaces.flags(of: index) ?? 0
        return (flags & InterfaceFlag.up != 0) == isUp && known.has(index)
      }
    case (.groupOfDevice, .named(let group)):
      try session.learnNames()
      let (known, number) = (session.known, try session.number(group, .group))
      return .interface { known.group(of: $0) == number && known.has($0) }
    case (_, .named(let value)):
      guard let space = field.space else {
        throw Failure("selector '\(selector.name)': no names are known for its value", .failed)
      }
      let number = UInt64(try session.number(value, space))
      return .range(number, number)
    case (.inside, .prefix(let prefix)): return .inside(prefix.bytes, length: prefix.length)
    case (.contains, .prefix(let prefix)): return .contains(prefix.bytes, length: prefix.length)
    case (.exactly, .prefix(let prefix)): return .exactly(prefix.masked.bytes, length: prefix.length)
    case (.selects, .prefix(let prefix)):
      return .selects(prefix.bytes, length: prefix.length, lengthAt: field.lengthOffset)
    case (_, .prefix(let prefix)): return .within(prefix.bytes, length: prefix.length)
    case (_, .range(let range)): return .range(range.lower, range.upper)
    case (_, .choice("none")): return .masked(.max, value: 0)
    case (_, .choice(let word)): return field.flag(word) ?? .word(Array(word.utf8))
    case (_, .hardware(let address)): return .octets(address.bytes)
    case (_, .mark(let mark)):
      // The field has no mask of its own: the bits of the given mask are compared.
      guard let mask = mark.mask else { return .range(mark.values.lower, mark.values.upper) }
      return .masked(UInt64(mask), value: mark.values.lower & UInt64(mask))
    case (_, .family(let family)): return .word(Array(family.rawValue.utf8))
    case (_, .present), (_, .realm), (_, .pattern): return .present
    }
  }
}
