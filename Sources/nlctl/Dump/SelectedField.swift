import CommandLine
import Rtnetlink
import Select
import NetlinkWire

/// The rows of an object's table that a selector is about.
struct SelectedField {
  /// The name of the selector.
  let name: String
  let rule: SelectorRule
  /// The rows of each field of the rule.
  let parts: [[Row]]
  /// The tests for the flags that the rule names.
  let flags: [Match.Test]
  /// The space in which names of numbers are looked up; nil if the values have no names.
  let space: SystemName?

  /// The field of the selector `name`; nil if the object has no such selector, because it is one of another object that
  /// `monitor` follows, too.
  init?(_ name: String, of object: ObjectName, in type: ObjectType) throws(Failure) {
    let row = CommandTable.selectors(of: object).first { $0.name == name }
    guard let rule = name == "family" ? SelectorRule.family : row?.rule else { return nil }
    self.name = name
    self.rule = rule
    space = row?.offers.flatMap { SystemName($0) }
    var parts: [[Row]] = []
    var flags: [Match.Test] = []
    for field in rule.fields {
      var rows = type.table.rows(at: field.split(separator: ".").map { String($0) }[...])
      var flag: Flags.Entry?
      switch rule.comparison {
      case .flag(let word), .noFlag(let word):
        rows.removeAll { $0.shape.flags?.flag(word) == nil }
        flag = rows.first?.shape.flags?.flag(word)
      default:
        if !rows.isEmpty { break }
        rows = (0..<type.table.count).map { type.table[$0] }.filter { $0.shape.flagKeys?.flag(field) != nil }
        flag = rows.first?.shape.flagKeys?.flag(field)
      }
      // Without a row the selector would let everything through.
      if rows.isEmpty { throw Failure("selector '\(name)': \(object) has no field '\(field)'", .failed) }
      if let flag { flags.append(.masked(flag.mask, value: flag.value)) }
      parts.append(rows)
    }
    self.parts = parts
    self.flags = flags
  }

  /// The test for the flag of that name, without regard to case; nil if not every row has the same such flag.
  func flag(_ word: String) -> Match.Test? {
    let rows = parts.flatMap { $0 }
    let entries = rows.map { row in row.shape.flags?.flag(where: { $0.matches(word) }) }
    guard let first = entries.first, let flag = first else { return nil }
    let areSame = entries.allSatisfy { $0?.mask == flag.mask && $0?.value == flag.value }
    return areSame ? .masked(flag.mask, value: flag.value) : nil
  }

  /// The offset in the header of a rule at which the length of the prefix is.
  var lengthOffset: Int {
    for row in parts.joined() {
      if case .selector(let offset) = row.shape { return Int(offset) }
    }
    return 0
  }
}

extension StaticString {
  /// Whether it is this word, without regard to case, and to whether it has `_` or `-`.
  fileprivate func matches(_ word: String) -> Bool {
    word.utf8.elementsEqual("\(self)".utf8) { Match.Test.lower($0) == Match.Test.lower($1) }
  }
}

extension SystemName {
  /// The space whose names that topic lists; nil if it lists something else.
  init?(_ topic: CompletionTopic) {
    switch topic {
    case .tables: self = .table
    case .protocols: self = .protocol
    case .addrprotos: self = .addressProtocol
    case .scopes: self = .scope
    case .groups: self = .group
    case .realms: self = .realm
    case .dsfields: self = .dsfield
    default: return nil
    }
  }
}
