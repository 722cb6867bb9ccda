/// A rule that chooses a routing table.
struct Rule {
  var serial = 0
  let family: UInt8
  let priority: UInt32
  let table: UInt32
  /// The name of the device that packets come by; empty for any.
  var inputName = ""
  var source: UInt8 = 0
  var flags: UInt32 = 0

  init(family: UInt8, priority: UInt32, table: UInt32, flags: UInt32 = 0) {
    self.family = family
    self.priority = priority
    self.table = table
    self.flags = flags
  }

  func isSame(as other: Rule) -> Bool {
    family == other.family && priority == other.priority && table == other.table
      && inputName == other.inputName && source == other.source
  }
}

extension Namespace {
  /// Whether there are rules besides those that every namespace has.
  var hasOwnRules: Bool { rules.contains { $0.priority != 0 && $0.priority != 32_766 } }

  func write(_ rule: Rule, _ type: UInt16, _ header: Header, to writer: inout MessageWriter) {
    writer.begin(type, header)
    writer.u8(rule.family)
    writer.u8(0)
    writer.u8(rule.source == 0 ? 0 : 8)
    writer.u8(0)
    writer.u8(rule.table < 256 ? UInt8(rule.table) : RouteNumber.compatibleTable)
    writer.u8(0)
    writer.u8(0)
    writer.u8(RuleAttribute.toTable)
    writer.u32(rule.flags)
    writer.attribute(RuleAttribute.table, u32: rule.table)
    writer.attribute(RuleAttribute.suppressedLength, u32: .max)
    writer.attribute(RuleAttribute.protocol, u8: RouteNumber.byBoot)
    if !rule.inputName.isEmpty { writer.attribute(RuleAttribute.inputName, text: rule.inputName) }
    if rule.priority != 0 { writer.attribute(RuleAttribute.priority, u32: rule.priority) }
    if rule.source != 0 {
      writer.attribute(
        RuleAttribute.source,
        [rule.source] + [UInt8](repeating: 0, count: rule.family == Family.inet ? 3 : 15))
    }
    writer.end()
  }

  private func tell(_ rule: Rule, _ type: UInt16) {
    tell(rule.family == Family.inet ? Group.rule4 : Group.rule6, type) { write(rule, $0, $1, to: &$2) }
  }

  private func note(_ rule: Rule) {
    note(rule.serial, MessageType.newRule) { write(rule, $0, $1, to: &$2) }
  }

  private func text(_ rule: Rule) -> String {
    (rule.family == Family.inet ? "" : "-6 ") + "pref \(rule.priority) table \(rule.table)"
      + (rule.inputName.isEmpty ? "" : " iif \(rule.inputName)")
      + (rule.source == 0 ? "" : " from \(rule.source)/8")
  }

  /// Adds a rule behind those of its priority, also where there is one that says the same.
  func addRule(_ rule: Rule) {
    finish()
    var rule = rule
    rule.serial = kernel.serial()
    if !rule.inputName.isEmpty, !links.contains(where: { $0.name == rule.inputName }) {
      rule.flags |= RuleAttribute.inputDetached
    }
    let place = rules.firstIndex { $0.family == rule.family && $0.priority > rule.priority }
    rules.insert(rule, at: place ?? rules.count)
    note(rule)
    say("rule add \(text(rule))")
    tell(rule, MessageType.newRule)
  }

  /// Deletes the first of those that say the same.
  func removeRule(_ wanted: Rule) {
    finish()
    guard let place = rules.firstIndex(where: { $0.isSame(as: wanted) }) else { return }
    let rule = rules.remove(at: place)
    forget(rule.serial)
    say("rule del \(text(rule))")
    tell(rule, MessageType.deleteRule)
  }

  /// Rules find their devices by name, silently.
  func attachRules() {
    for index in rules.indices where !rules[index].inputName.isEmpty {
      let isThere = links.contains { $0.name == rules[index].inputName }
      let flags = isThere ? 0 : RuleAttribute.inputDetached
      guard rules[index].flags != flags else { continue }
      rules[index].flags = flags
      note(rules[index])
      say("  silently \(isThere ? "attached" : "detached"): rule \(text(rules[index]))")
    }
  }
}

/// Rules in a dump: by a count, of a family. Nothing is flagged.
struct RuleWalk: TableWalk {
  private var families: [UInt8]
  private var count = 0

  init(family: UInt8) { families = family == Family.unspecified ? [Family.inet, Family.inet6] : [family] }

  mutating func fill(_ part: inout DumpPart, _ namespace: Namespace) -> Int32 {
    while let family = families.first {
      let own = namespace.rules.filter { $0.family == family }
      while count < own.count {
        let rule = own[count]
        let isIn = part.add { namespace.write(rule, MessageType.newRule, $0, to: &$1) }
        if !isIn { return 0 }
        count += 1
      }
      if families.count == 1 { return 0 }
      families.removeFirst()
      count = 0
    }
    return 0
  }
}
