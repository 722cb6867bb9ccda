public import NetlinkCore
internal import NetlinkWire
internal import Rtnetlink

extension Link {
  /// All links, or those that a filter chooses. Blocks and throws as `NetlinkClient.list`.
  public static func all(
    _ filter: Filter = Filter(), from client: NetlinkClient = .shared, until deadline: Deadline = .never
  ) throws(NetlinkError) -> ObjectList<Link> {
    try client.list(matching: filter, until: deadline)
  }

  /// The link of that name, which may be an alternative one. Blocks while the kernel has yet to answer. Throws
  /// ENODEV where there is none.
  public static func named(
    _ name: String, from client: NetlinkClient = .shared, until deadline: Deadline = .never
  ) throws(NetlinkError) -> Link {
    let subject = name.isEmpty ? "link \"\"" : "link \(name)"
    return try client.one(LinkRequest.named(name).named(.link, subject), Link.self, until: deadline)
  }

  /// The link of that number. Blocks while the kernel has yet to answer. Throws ENODEV where there is none.
  public static func numbered(
    _ index: UInt32, from client: NetlinkClient = .shared, until deadline: Deadline = .never
  ) throws(NetlinkError) -> Link {
    try client.one(LinkRequest.one(index).named(.link, "link \(index)"), Link.self, until: deadline)
  }
}

extension Address {
  /// All addresses, or those that a filter chooses. Blocks and throws as `NetlinkClient.list`.
  public static func all(
    _ filter: Filter = Filter(), from client: NetlinkClient = .shared, until deadline: Deadline = .never
  ) throws(NetlinkError) -> ObjectList<Address> {
    try client.list(matching: filter, until: deadline)
  }
}

extension Route {
  /// All routes, or those that a filter chooses. All are held; `NetlinkClient.objects` hands them out as they come.
  /// Blocks and throws as `NetlinkClient.list`.
  public static func all(
    _ filter: Filter = Filter(), from client: NetlinkClient = .shared, until deadline: Deadline = .never
  ) throws(NetlinkError) -> ObjectList<Route> {
    try client.list(matching: filter, until: deadline)
  }

  /// The route that a packet to `address` takes. Blocks while the kernel has yet to answer. Throws ENETUNREACH and
  /// others where there is none. The kernel's `RTM_GETROUTE`.
  public static func lookUp(
    _ address: IPAddress, from client: NetlinkClient = .shared, until deadline: Deadline = .never
  ) throws(NetlinkError) -> Route {
    // IPv6 always tells the table; IPv4 only where it is asked to.
    let flags = address.isIPv6 ? 0 : RouteFlag.lookUpTable
    var request = Request.make(
      .route, RTM.getRoute,
      [address.family.rawValue, UInt8(address.bytes.count * 8), 0, 0, 0, 0, 0, 0]
        + flags.octets)
    request.appendAttribute(.routeDestination, address)
    return try client.one(request.named(.route, "route to \(address)"), Route.self, until: deadline)
  }
}

extension Neighbour {
  /// All neighbours, or those that a filter chooses. Blocks and throws as `NetlinkClient.list`.
  public static func all(
    _ filter: Filter = Filter(), from client: NetlinkClient = .shared, until deadline: Deadline = .never
  ) throws(NetlinkError) -> ObjectList<Neighbour> {
    try client.list(matching: filter, until: deadline)
  }
}

extension Rule {
  /// All rules, or those that a filter chooses. Blocks and throws as `NetlinkClient.list`.
  public static func all(
    _ filter: Filter = Filter(), from client: NetlinkClient = .shared, until deadline: Deadline = .never
  ) throws(NetlinkError) -> ObjectList<Rule> {
    try client.list(matching: filter, until: deadline)
  }
}

extension NextHop {
  /// All next hops, or those that a filter chooses. Blocks and throws as `NetlinkClient.list`.
  public static func all(
    _ filter: Filter = Filter(), from client: NetlinkClient = .shared, until deadline: Deadline = .never
  ) throws(NetlinkError) -> ObjectList<NextHop> {
    try client.list(matching: filter, until: deadline)
  }

  /// The next hop of that number. Blocks while the kernel has yet to answer. Throws ENOENT where there is none.
  public static func numbered(
    _ id: UInt32, from client: NetlinkClient = .shared, until deadline: Deadline = .never
  ) throws(NetlinkError) -> NextHop {
    try client.one(
      NextHopRequest.one(id).named(.nextHop, "next hop \(id)"), NextHop.self, until: deadline)
  }
}
