/// A hop of an IPv4 route.
struct Hop: Equatable {
  var device: UInt32
  /// The gateway; 0 for none.
  var gateway: UInt32 = 0
  var weight: UInt8 = 0
  var flags: UInt8 = 0
}

/// An IPv4 route.
struct Route4 {
  var serial = 0
  var table: UInt32
  /// The destination's bits. Routes of all lengths that have them in common are one leaf of the tree.
  var key: UInt32
  var length: UInt8
  var tos: UInt8 = 0
  var metric: UInt32 = 0
  var type = RouteNumber.unicast
  var scope = RouteNumber.universe
  var `protocol` = RouteNumber.byBoot
  var hops: [Hop]
  var nextHop: UInt32 = 0
  var source: UInt32 = 0

  init(table: UInt32, key: UInt32, length: UInt8, device: UInt32, gateway: UInt32 = 0) {
    self.table = table
    self.key = key
    self.length = length
    hops = [Hop(device: device, gateway: gateway)]
  }

  /// A route with more hops than this is too large for a datagram.
  static var manyHops: UInt32 { 60 }
  /// Whether its message does not fit into a datagram.
  var isHuge: Bool { hops.count > Route4.manyHops }

  /// Whether two stand at one place, where the one may replace the other.
  func isBeside(_ other: Route4) -> Bool {
    table == other.table && key == other.key && length == other.length && tos == other.tos
      && metric == other.metric
  }

  /// Whether two say the same.
  func isSame(as other: Route4) -> Bool {
    isBeside(other) && type == other.type && scope == other.scope && self.protocol == other.protocol
      && nextHop == other.nextHop && source == other.source
      && hops.elementsEqual(other.hops) {
        $0.device == $1.device && $0.gateway == $1.gateway && $0.weight == $1.weight
      }
  }

  /// Whether it comes before another in the list of a leaf: longer prefixes, then higher types of service,
  /// then lower metrics.
  func isBefore(_ other: Route4) -> Bool {
    (other.length, other.tos, metric) < (length, tos, other.metric)
  }
}

extension Namespace {
  func write(_ route: Route4, _ type: UInt16, _ header: Header, to writer: inout MessageWriter) {
    let hop = route.hops.count == 1 ? route.hops.first : nil
    writer.begin(type, header)
    writer.u8(Family.inet)
    writer.u8(route.length)
    writer.u8(0)
    writer.u8(route.tos)
    writer.u8(route.table < 256 ? UInt8(route.table) : RouteNumber.compatibleTable)
    writer.u8(route.protocol)
    writer.u8(route.scope)
    writer.u8(route.type)
    writer.u32(UInt32(hop?.flags ?? 0))
    writer.attribute(RouteAttribute.table, u32: route.table)
    if route.length > 0 { writer.attribute(RouteAttribute.destination, Address.bytes(route.key)) }
    if route.metric != 0 { writer.attribute(RouteAttribute.metric, u32: route.metric) }
    if route.source != 0 { writer.attribute(RouteAttribute.source, Address.bytes(route.source)) }
    if route.nextHop != 0 { writer.attribute(RouteAttribute.nextHop, u32: route.nextHop) }
    if route.nextHop == 0 || kernel.knobs.isCompatible {
      if let hop {
        if hop.gateway != 0 { writer.attribute(RouteAttribute.gateway, Address.bytes(hop.gateway)) }
        writer.attribute(RouteAttribute.device, u32: hop.device)
      } else {
        writer.nest(RouteAttribute.hops) { hops in
          for hop in route.hops {
            // struct rtnexthop
            hops.u16(hop.gateway == 0 ? 8 : 16)
            hops.u8(hop.flags)
            hops.u8(hop.weight)
            hops.u32(hop.device)
            if hop.gateway != 0 { hops.attribute(RouteAttribute.gateway, Address.bytes(hop.gateway)) }
          }
        }
      }
    }
    if route.isHuge {
      // Instead of thousands of hops.
      writer.attribute(RouteAttribute.noneYet, [UInt8](repeating: 0, count: Knobs.bytesPerPart))
    }
    writer.end()
  }

  private func text(_ route: Route4) -> String {
    let hops = route.hops.map { "dev \($0.device)" + ($0.gateway == 0 ? "" : " via .\($0.gateway & 255)") }
    return "\(text(Address.bytes(route.key)))/\(route.length) table \(route.table)"
      + (route.tos == 0 ? "" : " tos \(route.tos)") + (route.metric == 0 ? "" : " metric \(route.metric)")
      + (route.source == 0 ? "" : " src \(text(Address.bytes(route.source)))")
      + (route.nextHop == 0 ? "" : " nhid \(route.nextHop)")
      + (route.hops.count > 4 ? " over \(route.hops.count) hops" : " " + hops.joined(separator: ", "))
  }

  private func note(_ route: Route4) {
    note(route.serial, MessageType.newRoute) { write(route, $0, $1, to: &$2) }
  }

  private func tell(_ route: Route4, _ type: UInt16, flags: UInt16 = 0) {
    tell(Group.route4, type, flags: flags) { write(route, $0, $1, to: &$2) }
  }

  /// Adds a route, as `ip route add`, `append` or `replace` would.
  func addRoute4(_ route: Route4, flags: UInt16) {
    finish()
    add4(route, flags: flags)
  }

  func add4(_ route: Route4, flags: UInt16) {
    var route = route
    if route.nextHop != 0 {
      guard let object = nextHops.first(where: { $0.id == route.nextHop }), object.family != Family.inet6
      else { return }
      route.hops = hops(of: object)
      if route.hops.isEmpty { return }
    }
    guard route.hops.allSatisfy({ isUp($0.device) || route.type == RouteNumber.localType }) else { return }
    if route.source != 0, route.protocol != RouteNumber.byKernel {
      guard addresses.contains(where: { Address.number($0.bytes) == route.source && $0.bytes.count == 4 })
      else { return }
    }
    for index in route.hops.indices where link(route.hops[index].device)?.hasCarrier == false {
      route.hops[index].flags = RouteNumber.linkDown
    }
    let beside = routes4.filter { $0.isBeside(route) }
    if let first = beside.first {
      if flags & HeaderFlag.exclusive != 0 || beside.contains(where: { $0.isSame(as: route) }) { return }
      if flags & HeaderFlag.replace != 0 {
        guard let place = routes4.firstIndex(where: { $0.serial == first.serial }) else { return }
        route.serial = kernel.serial()
        routes4[place] = route
        forget(first.serial)
        note(route)
        say("route replace \(text(route)), which was \(text(first))")
        return tell(route, MessageType.newRoute, flags: HeaderFlag.replace)
      }
      if flags & HeaderFlag.append == 0 { return }
    }
    route.serial = kernel.serial()
    if !tables4.contains(route.table) { addTable4(route.table) }
    insert(route)
    note(route)
    let isAppended = !beside.isEmpty
    say("route \(isAppended ? "append" : "add") \(text(route))")
    tell(route, MessageType.newRoute, flags: isAppended ? HeaderFlag.append : HeaderFlag.create)
  }

  /// A table that is new comes before the others of its bucket.
  private func addTable4(_ table: UInt32) {
    let bucket = table & 255
    tables4.insert(table, at: tables4.firstIndex { $0 & 255 >= bucket } ?? tables4.count)
  }

  /// Behind all at its place and all that come before it.
  private func insert(_ route: Route4) {
    let place = routes4.firstIndex { other in
      other.table == route.table
        && (other.key > route.key || (other.key == route.key && route.isBefore(other)))
    }
    routes4.insert(route, at: place ?? routes4.count)
  }

  /// Deletes a route, as `ip route del` would.
  func removeRoute4(_ serial: Int) {
    finish()
    if let route = routes4.first(where: { $0.serial == serial }) { say("route del \(text(route))") }
    remove4(serial, isTold: true)
  }

  func remove4(_ serial: Int, isTold: Bool) {
    guard let place = routes4.firstIndex(where: { $0.serial == serial }) else { return }
    let route = routes4.remove(at: place)
    forget(serial)
    if isTold {
      tell(route, MessageType.deleteRoute)
    } else {
      say("  silently gone: route \(text(route))")
    }
  }

  private func change4(_ serial: Int, _ body: (inout Route4) -> Void) {
    guard let place = routes4.firstIndex(where: { $0.serial == serial }) else { return }
    body(&routes4[place])
    note(routes4[place])
  }

  // MARK: What follows from links and next hops, silently

  /// Routes go with their device; those of several hops when it was their last, or is gone for good.
  func dropRoutes4(by device: UInt32, isLast: Bool) {
    for route in routes4 where route.hops.contains(where: { $0.device == device }) {
      guard isLast || route.type != RouteNumber.localType, route.nextHop == 0 else { continue }
      let others = route.hops.filter { $0.device != device && $0.flags & RouteNumber.dead == 0 }
      if isLast || others.isEmpty {
        later { $0.remove4(route.serial, isTold: false) }
      } else {
        later { namespace in
          namespace.change4(route.serial) { route in
            for index in route.hops.indices where route.hops[index].device == device {
              route.hops[index].flags |= RouteNumber.dead | RouteNumber.linkDown
            }
          }
        }
      }
    }
  }

  /// Hops by a device that came up are alive again.
  func revive4(_ device: UInt32) {
    let isDown = link(device)?.hasCarrier == false
    for route in routes4 where route.hops.contains(where: { $0.device == device }) {
      change4(route.serial) { route in
        for index in route.hops.indices where route.hops[index].device == device {
          route.hops[index].flags = isDown ? RouteNumber.linkDown : 0
        }
      }
    }
  }

  /// The carrier of a device came or went.
  func markLinkDown(_ device: UInt32, _ isDown: Bool) {
    for route in routes4 where route.hops.contains(where: { $0.device == device }) {
      change4(route.serial) { route in
        for index in route.hops.indices where route.hops[index].device == device {
          if isDown {
            route.hops[index].flags |= RouteNumber.linkDown
          } else {
            route.hops[index].flags &= ~RouteNumber.linkDown
          }
        }
      }
    }
    markLinkDown6(device, isDown)
  }

  /// Routes by a next hop object go with it, or take over what became of it.
  func dropRoutes4(byNextHop id: UInt32) {
    for route in routes4 where route.nextHop == id { remove4(route.serial, isTold: false) }
  }

  func updateRoutes4(byNextHop object: NextHop, isTold: Bool) {
    for route in routes4 where route.nextHop == object.id {
      change4(route.serial) { $0.hops = hops(of: object) }
      guard isTold, let now = routes4.first(where: { $0.serial == route.serial }) else { continue }
      tell(now, MessageType.newRoute, flags: HeaderFlag.replace)
    }
  }
}
