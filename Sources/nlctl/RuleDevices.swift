import CommandLine
import Netlink
import Wire

/// The devices that rules name. A rule may name one that is not there (`[detached]`), so a literal name is
/// an error only where neither a device nor a rule has it.
enum RuleDevices {
  static func check(_ rules: [Snapshot], _ session: inout Session) throws(Failure) {
    // FRA_IIFNAME, FRA_OIFNAME
    for (selector, number) in [("iif", UInt16(3)), ("oif", 17)] {
      for asked in session.invocation.selectors where asked.name == selector {
        guard case .pattern(let pattern) = asked.value, let literal = pattern.literal else { continue }
        if !rules.contains(where: { names($0, literal, number) }) { _ = try session.devices(pattern) }
      }
    }
  }

  private static func names(_ rules: Snapshot, _ name: String, _ number: UInt16) -> Bool {
    let wanted = Array(name.utf8)
    var messages = rules.messages
    while let message = messages.next() {
      let payload = message.payload
      guard payload.byteCount >= 12 else { continue }
      let attribute = payload.slice(at: 12, length: payload.byteCount - 12).attribute(number)
      if attribute.untilNUL.array == wanted { return true }
    }
    return false
  }
}
