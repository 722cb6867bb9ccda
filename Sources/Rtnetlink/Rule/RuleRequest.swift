package import NetlinkCore
internal import NetlinkWire

/// Requests for rules.
package enum RuleRequest {
  /// The length of `struct fib_rule_hdr`.
  private static let headerLength = 12

  /// All of a family.
  package static func all(family: UInt8) -> Request {
    var request = Request(type: RTM.getRule)
    request.appendHeader([family] + [UInt8](repeating: 0, count: headerLength - 1))
    request.witness = .rules(family: family)
    return request
  }
}

extension Witness {
  /// Rules of a family: by a count. Whether the device is there that a rule names changes with the links.
  static func rules(family: UInt8) -> Witness {
    Witness(
      groups: [family == Family.inet6 ? RouteGroup.ipv6Rule : RouteGroup.ipv4Rule, RouteGroup.link],
      barrier: linkQuestion
    ) {
      ChangeJudge(table: RTM.newRule, family: family)
    }
  }
}
