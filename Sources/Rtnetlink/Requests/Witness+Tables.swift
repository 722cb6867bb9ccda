package import NetlinkCore

// The witness of each table whose dump the kernel does not flag when it changes.
extension Witness {
  /// IPv4 routes: by table, prefix and a count within it.
  static let ipv4Routes = Witness(
    groups: [RouteGroup.ipv4Route, RouteGroup.link, RouteGroup.ipv4Address, RouteGroup.nextHop],
    barrier: linkQuestion, asksAgain: true
  ) { IPv4RouteJudge() }

  /// IPv6 routes: a walk of a tree that begins again at a change, and skips by a count.
  static let ipv6Routes = Witness(
    groups: [RouteGroup.ipv6Route, RouteGroup.link, RouteGroup.ipv6Address, RouteGroup.nextHop],
    barrier: linkQuestion, asksAgain: true
  ) { ChangeJudge(table: RTM.newRoute, family: Family.inet6) }

  /// MPLS routes.
  static let mplsRoutes = Witness(groups: [RouteGroup.mplsRoute, RouteGroup.link], barrier: linkQuestion) {
    ChangeJudge(table: RTM.newRoute, family: Family.mpls)
  }

  /// Rules of a family: by a count.
  static func rules(family: UInt8) -> Witness {
    Witness(
      groups: [family == Family.inet6 ? RouteGroup.ipv6Rule : RouteGroup.ipv4Rule], barrier: linkQuestion
    ) {
      ChangeJudge(table: RTM.newRule, family: family)
    }
  }

  /// Neighbours or a forwarding database: by bucket and a count.
  static func neighbours(family: UInt8) -> Witness {
    Witness(groups: [RouteGroup.neighbour, RouteGroup.link], barrier: linkQuestion) {
      ChangeJudge(table: RTM.newNeighbour, family: family)
    }
  }

  /// Buckets of resilient groups, which go with their next hop.
  static let buckets = Witness(groups: [RouteGroup.nextHop, RouteGroup.link], barrier: linkQuestion) {
    ChangeJudge(table: ObjectType.bucket.new, family: Family.unspecified)
  }

  /// The witness of routes of one family.
  package static func routes(family: UInt8) -> Witness {
    switch family {
    case Family.inet6: ipv6Routes
    case Family.mpls: mplsRoutes
    default: ipv4Routes
    }
  }

  /// A question about the first link, which the kernel answers once it has its lock of network devices (RTNL):
  /// whoever held it has then finished, and has told of what was done.
  package static let linkQuestion = LinkRequest.one(linkQuestionIndex).bytes

  /// The first link, which every namespace has.
  package static let linkQuestionIndex: UInt32 = 1
}
