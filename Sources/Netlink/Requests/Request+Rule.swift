public import NetlinkCore
internal import Rtnetlink

// Rules of policy routing, and next hop objects.
extension Request {
  /// A request that adds a rule: packets from a network, to a network, or both look a route up in a table. Without a
  /// priority the kernel puts it before those that are there. Append attributes such as `.ruleMark` for what else
  /// packets must have. The kernel's `RTM_NEWRULE`.
  public static func newRule(
    _ family: AddressFamily, priority: UInt32? = nil, from source: IPPrefix? = nil,
    to destination: IPPrefix? = nil, table: Route.Table? = .main, action: Rule.Action = .lookUp,
    mode: ChangeMode = [.create, .exclusive]
  ) -> Request {
    rule(RTM.newRule, family, priority, source, destination, table, action, mode)
  }

  /// A request that deletes the first rule with this priority, these networks and this table; what is nil may be
  /// anything. The kernel's `RTM_DELRULE`.
  public static func deleteRule(
    _ family: AddressFamily, priority: UInt32? = nil, from source: IPPrefix? = nil,
    to destination: IPPrefix? = nil, table: Route.Table? = nil
  ) -> Request {
    rule(RTM.deleteRule, family, priority, source, destination, table, Rule.Action(rawValue: 0), [])
  }

  /// `struct fib_rule_hdr`.
  private static func rule(
    _ type: UInt16, _ family: AddressFamily, _ priority: UInt32?, _ source: IPPrefix?,
    _ destination: IPPrefix?, _ table: Route.Table?, _ action: Rule.Action, _ mode: ChangeMode
  ) -> Request {
    let lengths = [UInt8(destination?.length ?? 0), UInt8(source?.length ?? 0)]
    var request = make(
      .rule, type, [family.rawValue] + lengths + [0, 0, 0, 0, action.rawValue], mode)
    if let source { request.appendAttribute(.ruleSource, source.address) }
    if let destination { request.appendAttribute(.ruleDestination, destination.address) }
    if let table, action == .lookUp || type == RTM.deleteRule {
      request.appendAttribute(.ruleTable, u32: table.rawValue)
    }
    if let priority {
      request.appendAttribute(.rulePriority, u32: priority)
      request.subject = "rule \(priority)"
    }
    return request
  }

  /// A request that makes a next hop: a gateway, a device, or both. With neither append `.nextHopBlackhole`, without
  /// bytes. The kernel's `RTM_NEWNEXTHOP`.
  public static func newNextHop(
    id: UInt32, via gateway: IPAddress? = nil, device: UInt32? = nil, family: AddressFamily = .ipv4,
    mode: ChangeMode = [.create, .exclusive]
  ) -> Request {
    var request = nextHop(RTM.newNextHop, id, gateway?.family ?? family, mode)
    if let gateway { request.appendAttribute(.nextHopGateway, gateway) }
    if let device { request.appendAttribute(.nextHopDevice, u32: device) }
    return request
  }

  /// A request that makes a group of next hops. A weight is from 1 to 256, on newer kernels to 65,536. The kernel's
  /// `RTM_NEWNEXTHOP`.
  public static func newNextHop(
    id: UInt32, members: [NextHop.Member], mode: ChangeMode = [.create, .exclusive]
  ) -> Request {
    var request = nextHop(RTM.newNextHop, id, .unspecified, mode)
    request.appendAttribute(.nextHopGroup, bytes: members.flatMap(\.octets))
    return request
  }

  /// A request that deletes a next hop, and with it all routes that lead there. The kernel's `RTM_DELNEXTHOP`.
  public static func deleteNextHop(id: UInt32) -> Request {
    nextHop(RTM.deleteNextHop, id, .unspecified, [])
  }

  /// `struct nhmsg`.
  private static func nextHop(
    _ type: UInt16, _ id: UInt32, _ family: AddressFamily, _ mode: ChangeMode
  ) -> Request {
    let origin = type == RTM.newNextHop ? Route.Origin.static.rawValue : 0
    var request = make(.nextHop, type, [family.rawValue, 0, origin], mode)
    request.appendAttribute(.nextHopID, u32: id)
    request.subject = "next hop \(id)"
    return request
  }
}
