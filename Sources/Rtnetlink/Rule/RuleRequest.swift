package import NetlinkCore
internal import NetlinkWire

/// Requests for rules.
package enum RuleRequest {
  /// The length of `struct fib_rule_hdr`.
  private static let headerLength = 12

  /// All rules of a family.
  package static func all(family: UInt8) -> Request {
    var request = Request(type: RTM.getRule)
    request.appendHeader([family] + [UInt8](repeating: 0, count: headerLength - 1))
    request.witness = .rules(family: family)
    return request
  }
}

extension Witness {
  /// Rules of a family: the kernel keeps its place in a dump by a count. Links matter, too: a rule says whether the
  /// device that it names exists.
  static func rules(family: UInt8) -> Witness {
    Witness(
      groups: [family == Family.inet6 ? RouteGroup.ipv6Rule : RouteGroup.ipv4Rule, RouteGroup.link],
      barrier: linkQuestion
    ) {
      ChangeJudge(table: RTM.newRule, family: family)
    }
  }
}
