import CommandLine
import NetlinkCore
import Rtnetlink
import NetlinkWire

/// The devices that rules name. A rule may name one that is not there (`[detached]`), so a literal name is
/// an error only where neither a device nor a rule has it.
enum RuleDevices {
  static func check(_ rules: [Snapshot], _ session: inout Session) throws(Failure) {
    // FRA_IIFNAME, FRA_OIFNAME
    for (selector, number) in [("iif", UInt16(3)), ("oif", 17)] {
      let literals = session.invocation.selectors.compactMap { asked -> String? in
        guard asked.name == selector, case .pattern(let pattern) = asked.value else { return nil }
        return pattern.literal
      }
      if literals.isEmpty { continue }
      let known = names(rules, number)
      for literal in literals where !known.contains(Array(literal.utf8)) { _ = try session.device(literal) }
    }
  }

  /// The devices that an attribute of the rules names.
  private static func names(_ rules: [Snapshot], _ number: UInt16) -> Set<[UInt8]> {
    var names: Set<[UInt8]> = []
    for snapshot in rules {
      var messages = snapshot.messages
      while let message = messages.next() {
        guard ObjectType.rule.isWhole(message) else { continue }
        names.insert(ObjectType.rule.attributes(of: message).attribute(number).untilNUL.array)
      }
    }
    return names
  }
}
