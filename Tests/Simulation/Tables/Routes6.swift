/// A leg of an IPv6 route.
struct Leg: Equatable {
  var device: UInt32
  /// The gateway; empty for none.
  var gateway: [UInt8] = []
  var flags: UInt8 = 0
}

/// An IPv6 route: of one leg, or of several that the kernel lists as one because all have gateways.
struct Route6 {
  var serial = 0
  var table: UInt32
  var prefix: [UInt8]
  var length: UInt8
  var metric: UInt32
  var type = RouteNumber.unicast
  var `protocol` = RouteNumber.byBoot
  var legs: [Leg] = []
  var nextHop: UInt32 = 0
  var source: [UInt8] = []

  init(table: UInt32, prefix: [UInt8], length: UInt8, metric: UInt32) {
    self.table = table
    self.prefix = prefix
    self.length = length
    self.metric = metric
  }

  /// Whether others may be joined with it.
  var isJoinable: Bool { nextHop == 0 && legs.allSatisfy { !$0.gateway.isEmpty } }

  /// Whether two hang on one node of the tree.
  func isOfNode(_ other: Route6) -> Bool {
    table == other.table && prefix == other.prefix && length == other.length
  }

  /// Whether its node comes before another's in a walk: tables in their order, what lies below a prefix
  /// before the prefix itself.
  func isNodeBefore(_ other: Route6) -> Bool {
    if table != other.table { return (table & 255, table) < (other.table & 255, other.table) }
    if isBelow(other) { return true }
    if other.isBelow(self) { return false }
    return prefix.lexicographicallyPrecedes(other.prefix)
  }

  private func isBelow(_ other: Route6) -> Bool {
    guard length > other.length else { return false }
    for bit in 0..<Int(other.length)
    where (prefix[bit / 8] ^ other.prefix[bit / 8]) & (0x80 >> UInt8(bit % 8)) != 0 {
      return false
    }
    return true
  }
}

extension Namespace {
  /// Writes a route with these of its legs, in this order.
  func write(
    _ route: Route6, legs: [Leg], _ type: UInt16, _ header: Header, to writer: inout MessageWriter
  ) {
    let leg = legs.count == 1 ? legs.first : nil
    writer.begin(type, header)
    writer.u8(Family.inet6)
    writer.u8(route.length)
    writer.u8(0)
    writer.u8(0)
    writer.u8(route.table < 256 ? UInt8(route.table) : RouteNumber.compatibleTable)
    writer.u8(route.protocol)
    writer.u8(RouteNumber.universe)
    writer.u8(route.type)
    writer.u32(UInt32(leg?.flags ?? 0))
    writer.attribute(RouteAttribute.table, u32: route.table)
    if route.length > 0 { writer.attribute(RouteAttribute.destination, route.prefix) }
    if !route.source.isEmpty { writer.attribute(RouteAttribute.source, route.source) }
    writer.attribute(RouteAttribute.metric, u32: route.metric)
    if route.nextHop != 0 { writer.attribute(RouteAttribute.nextHop, u32: route.nextHop) }
    if route.nextHop == 0 || kernel.knobs.isCompatible {
      if let leg {
        if !leg.gateway.isEmpty { writer.attribute(RouteAttribute.gateway, leg.gateway) }
        writer.attribute(RouteAttribute.device, u32: leg.device)
      } else {
        writer.nest(RouteAttribute.hops) { hops in
          for leg in legs {
            // struct rtnexthop
            hops.u16(leg.gateway.isEmpty ? 8 : 28)
            hops.u8(leg.flags)
            hops.u8(0)
            hops.u32(leg.device)
            if !leg.gateway.isEmpty { hops.attribute(RouteAttribute.gateway, leg.gateway) }
          }
        }
      }
    }
    writer.nest(RouteAttribute.cacheInfo) { info in
      info.zeros(4)
      info.u32(UInt32(truncatingIfNeeded: kernel.time / 10_000))
      info.zeros(24)
    }
    writer.attribute(RouteAttribute.preference, u8: 0)
    writer.end()
  }

  private func text(_ route: Route6, _ legs: [Leg]? = nil) -> String {
    let hops = (legs ?? route.legs).map {
      "dev \($0.device)" + ($0.gateway.isEmpty ? "" : " via ::\($0.gateway[15])")
    }
    return
      "-6 \(route.prefix[0..<4].map { String($0, radix: 16) }.joined(separator: ":"))::\(route.prefix[15])"
      + "/\(route.length) table \(route.table) metric \(route.metric) "
      + (route.nextHop == 0 ? "" : "nhid \(route.nextHop) ") + (route.source.isEmpty ? "" : "src ")
      + hops.joined(separator: ", ")
  }

  private func note(_ route: Route6) {
    note(route.serial, MessageType.newRoute) { write(route, legs: route.legs, $0, $1, to: &$2) }
  }

  /// Told while the lock of the tree is held, which a dump takes, too.
  private func tell(_ route: Route6, _ legs: [Leg], _ type: UInt16, flags: UInt16 = 0) {
    tell(Group.route6, type, flags: flags) {
      write(route, legs: legs, $0, $1, to: &$2)
    }
  }

  /// Adds a route of one or several legs, as `ip -6 route add`, `append` or `replace` would.
  func add6(_ route: Route6, flags: UInt16) {
    var route = route
    if route.nextHop != 0 {
      guard let object = nextHops.first(where: { $0.id == route.nextHop }), object.family == Family.inet6
      else { return }
      route.legs = hops(of: object).map { Leg(device: $0.device, gateway: object.gateway, flags: $0.flags) }
    }
    guard !route.legs.isEmpty,
      route.legs.allSatisfy({ isUp($0.device) || route.type == RouteNumber.localType })
    else { return }
    if !route.source.isEmpty { guard addresses.contains(where: { $0.bytes == route.source }) else { return } }
    for index in route.legs.indices where link(route.legs[index].device)?.hasCarrier == false {
      route.legs[index].flags = RouteNumber.linkDown
    }
    let beside = routes6.filter { $0.isOfNode(route) && $0.metric == route.metric }
    if !beside.isEmpty, flags & HeaderFlag.exclusive != 0 { return }
    if flags & HeaderFlag.replace != 0,
      let first = beside.first(where: { $0.isJoinable == route.isJoinable }),
      let place = routes6.firstIndex(where: { $0.serial == first.serial })
    {
      if first.legs == route.legs, first.protocol == route.protocol, first.nextHop == route.nextHop,
        first.source == route.source
      {
        return
      }
      // Of those that have gateways all go; they are one route.
      route.serial = kernel.serial()
      routes6[place] = route
      forget(first.serial)
      note(route)
      treeNumber &+= 1
      say("route replace \(text(route)), which was \(text(first))")
      return tell(route, route.legs, MessageType.newRoute, flags: HeaderFlag.replace | HeaderFlag.create)
    }
    // An identical leg is refused.
    let known = beside.flatMap { $0.legs }
    if route.legs.contains(where: { leg in
      known.contains { $0.device == leg.device && $0.gateway == leg.gateway }
    }) {
      return
    }
    treeNumber &+= 1
    if route.isJoinable,
      let place = routes6.firstIndex(where: { other in
        other.isOfNode(route) && other.metric == route.metric && other.isJoinable
      })
    {
      routes6[place].legs += route.legs
      note(routes6[place])
      say("route append \(text(route)), to \(text(routes6[place]))")
      let now = routes6[place]
      // A single leg is told before those it joins, several in the order of a dump.
      let legs = route.legs.count == 1 ? route.legs + now.legs.dropLast() : now.legs
      return tell(now, legs, MessageType.newRoute, flags: HeaderFlag.append | HeaderFlag.create)
    }
    route.serial = kernel.serial()
    insert(route)
    note(route)
    say("route \(beside.isEmpty ? "add" : "append") \(text(route))")
    tell(
      route, route.legs, MessageType.newRoute,
      flags: HeaderFlag.create | (flags & HeaderFlag.append))
  }

  private func insert(_ route: Route6) {
    let place = routes6.firstIndex { other in
      route.isOfNode(other) ? other.metric > route.metric : route.isNodeBefore(other)
    }
    routes6.insert(route, at: place ?? routes6.count)
  }

  /// Deletes a route: at once with all its legs, or told leg by leg.
  func removeRoute6(_ serial: Int) {
    guard let route = routes6.first(where: { $0.serial == serial }) else { return }
    say("route del \(text(route))")
    remove6(serial, isTold: true)
  }

  func remove6(_ serial: Int, isTold: Bool) {
    guard let place = routes6.firstIndex(where: { $0.serial == serial }) else { return }
    let route = routes6.remove(at: place)
    forget(serial)
    if isTold {
      tell(route, route.legs, MessageType.deleteRoute)
    } else {
      say("  silently gone: route \(text(route))")
    }
  }

  /// Takes one leg from a route; of what is left nothing is told.
  func removeLeg6(_ serial: Int, _ leg: Leg, isTold: Bool = true) {
    guard let place = routes6.firstIndex(where: { $0.serial == serial }),
      let index = routes6[place].legs.firstIndex(where: {
        $0.device == leg.device && $0.gateway == leg.gateway
      })
    else { return }
    if routes6[place].legs.count == 1 { return remove6(serial, isTold: isTold) }
    let gone = routes6[place].legs.remove(at: index)
    note(routes6[place])
    say("route del leg \(text(routes6[place], [gone]))\(isTold ? "" : ", silently")")
    if isTold { tell(routes6[place], [gone], MessageType.deleteRoute) }
  }

  /// Changes a route silently.
  func change6(_ serial: Int, _ body: (inout Route6) -> Void) {
    guard let place = routes6.firstIndex(where: { $0.serial == serial }) else { return }
    body(&routes6[place])
    treeNumber &+= 1
    note(routes6[place])
  }

  // MARK: What follows from links and next hops

  /// Legs go with their device: all when it is gone for good, else those of routes that have no other.
  func dropRoutes6(by device: UInt32, isLast: Bool) {
    let isTold = !kernel.knobs.skipsDownNotifications
    for route in routes6 where route.legs.contains(where: { $0.device == device }) && route.nextHop == 0 {
      let isAlive = route.legs.contains { $0.device != device && $0.flags & RouteNumber.dead == 0 }
      if isLast || !isAlive {
        // All of a route whose last leg dies goes, leg by leg.
        for leg in route.legs where !isAlive || leg.device == device {
          later { $0.removeLeg6(route.serial, leg, isTold: isTold) }
        }
      } else {
        later { namespace in
          namespace.change6(route.serial) { route in
            for index in route.legs.indices where route.legs[index].device == device {
              route.legs[index].flags |= RouteNumber.dead | RouteNumber.linkDown
            }
          }
        }
      }
    }
  }

  func revive6(_ device: UInt32) {
    let isDown = link(device)?.hasCarrier == false
    for route in routes6 where route.legs.contains(where: { $0.device == device }) {
      change6(route.serial) { route in
        for index in route.legs.indices where route.legs[index].device == device {
          route.legs[index].flags = isDown ? RouteNumber.linkDown : 0
        }
      }
    }
  }

  func markLinkDown6(_ device: UInt32, _ isDown: Bool) {
    for route in routes6 where route.legs.contains(where: { $0.device == device }) {
      change6(route.serial) { route in
        for index in route.legs.indices where route.legs[index].device == device {
          if isDown {
            route.legs[index].flags |= RouteNumber.linkDown
          } else {
            route.legs[index].flags &= ~RouteNumber.linkDown
          }
        }
      }
    }
  }

  /// Routes by a next hop object go with it, and that is told.
  func dropRoutes6(byNextHop id: UInt32) {
    for route in routes6 where route.nextHop == id {
      remove6(route.serial, isTold: !kernel.knobs.skipsDownNotifications)
    }
  }

  func updateRoutes6(byNextHop object: NextHop, isTold: Bool) {
    for route in routes6 where route.nextHop == object.id {
      change6(route.serial) { route in
        route.legs = hops(of: object).map { Leg(device: $0.device, gateway: object.gateway, flags: $0.flags) }
      }
      guard isTold, let now = routes6.first(where: { $0.serial == route.serial }) else { continue }
      tell(now, now.legs, MessageType.newRoute, flags: HeaderFlag.replace)
    }
  }
}

/// IPv6 routes in a dump: a walk through the tree that goes on where it was, but begins anew after a change
/// and then passes over as many nodes as were behind. Nothing is flagged.
struct RouteWalk6: TableWalk {
  private let filter: RouteFilter
  private var count = 0
  private var treeNumber: UInt32 = 0
  /// The node to go on with, and its routes that are still to come.
  private var node: Route6?
  private var rest: [Int] = []
  private var isOver = false

  init(_ filter: RouteFilter) { self.filter = filter }

  mutating func fill(_ part: inout DumpPart, _ namespace: Namespace) -> Int32 {
    if isOver { return 0 }
    if filter.device != 0, namespace.link(filter.device) == nil { return ErrorCode.noDevice }
    var nodes: [[Route6]] = []
    for route in namespace.routes6 where filter.table == 0 || filter.table == route.table {
      if let last = nodes.last?.first, last.isOfNode(route) {
        nodes[nodes.count - 1].append(route)
      } else {
        nodes.append([route])
      }
    }
    var index = 0
    if treeNumber == namespace.treeNumber, let node {
      index = nodes.firstIndex { !$0[0].isNodeBefore(node) } ?? nodes.count
      if index < nodes.count, nodes[index][0].isOfNode(node) {
        nodes[index].removeAll { !rest.contains($0.serial) }
      }
    } else if treeNumber != 0 {
      index = count
    }
    treeNumber = namespace.treeNumber
    while index < nodes.count {
      var routes = nodes[index]
      while let route = routes.first {
        if filter.lets(route) {
          let isIn = part.add {
            namespace.write(route, legs: route.legs, MessageType.newRoute, $0, to: &$1)
          }
          if !isIn {
            node = route
            rest = routes.map(\.serial)
            return 0
          }
        }
        routes.removeFirst()
      }
      count += 1
      index += 1
    }
    isOver = true
    return 0
  }
}
