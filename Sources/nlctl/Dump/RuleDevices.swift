import CommandLine
import NetlinkCore
import Rtnetlink
import NetlinkWire

/// The names of devices in the selectors of rules.
enum RuleDevices {
  /// Throws an error if there is neither a device nor a rule with a name that was given literally. A rule may name a
  /// device that does not exist (`[detached]`).
  static func check(_ rules: [Snapshot], _ session: inout Session) throws(Failure) {
    for (selector, number) in [("iif", RuleAttribute.inputDevice), ("oif", RuleAttribute.outputDevice)] {
      let literals = session.invocation.selectors.compactMap { asked -> [UInt8]? in
        guard asked.name == selector, case .pattern(let pattern) = asked.value else { return nil }
        return pattern.name
      }
      if literals.isEmpty { continue }
      let known = names(rules, number)
      for literal in literals where !known.contains(literal) { _ = try session.device(literal) }
    }
  }

  /// The values of an attribute in the rules, which is the name of a device.
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
