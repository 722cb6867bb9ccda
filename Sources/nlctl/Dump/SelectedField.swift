import CommandLine
import Rtnetlink
import Select
import NetlinkWire

/// The rows that a selector looks at in the table of an object.
struct SelectedField {
  let rule: SelectorRule
  /// The rows of each field of the rule.
  let parts: [[Row]]
  /// The flags that the rule names, each as a test of its row.
  let flags: [Match.Test]
  /// Where names that stand for a number are looked up.
  let space: SystemName?

  /// The field of the selector `name`; nil if the object has no such selector, as others have that are
  /// followed at the same time.
  init?(_ name: String, of object: ObjectName, in type: ObjectType) throws(Failure) {
    let row = CommandTable.selectors(of: object).first { $0.name == name }
    guard let rule = name == "family" ? SelectorRule.family : row?.rule else { return nil }
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

  /// Where the header has the length of the prefix that a rule selects by.
  var lengthOffset: Int {
    for row in parts.joined() {
      if case .selector(let offset) = row.shape { return Int(offset) }
    }
    return 0
  }
}

extension SystemName {
  /// The space whose names a completion lists; nil if it lists something else.
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
