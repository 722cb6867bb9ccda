/// Something that happens in a kernel. Which objects it is about, its word decides, among those there are
/// when it happens: so it can be left out, or others before it, and the rest still makes sense.
struct Operation {
  enum Kind: CaseIterable {
    case addLink, removeLink, renameLink, upOrDown, carrier, mtu, group, master, function
    case addAddress, removeAddress
    case addRoute4, replaceRoute4, appendRoute4, removeRoute4
    case addRoute6, replaceRoute6, appendRoute6, removeRoute6, removeLeg6
    case addRule, copyRule, removeRule
    case setNextHop, removeNextHop
    case setNeighbour, removeNeighbour
    case learn, removeStation
    case addNamespace, removeNamespace
  }

  var kind: Kind
  var word: UInt64
  /// How many opportunities pass by before it happens.
  var gap: Int

  /// Makes it happen.
  func run(_ kernel: SimulatedKernel) {
    var random = Random(word)
    var namespace = kernel.home
    if kernel.ids.count > 0, random.chance(40) {
      let ids = kernel.ids.keys.sorted()
      if let number = kernel.ids[random.pick(ids)] { namespace = kernel.namespaces[number] }
    }
    switch kind {
    case .addLink, .removeLink, .renameLink, .upOrDown, .carrier, .mtu, .group, .master, .function:
      runOnLink(kernel, namespace, &random)
    case .addAddress, .removeAddress: runOnAddress(namespace, &random)
    case .addRoute4, .replaceRoute4, .appendRoute4, .removeRoute4: runOnRoute4(namespace, &random)
    case .addRoute6, .replaceRoute6, .appendRoute6, .removeRoute6, .removeLeg6:
      runOnRoute6(namespace, &random)
    case .addRule, .copyRule, .removeRule: runOnRule(namespace, &random)
    case .setNextHop, .removeNextHop: runOnNextHop(namespace, &random)
    case .setNeighbour, .removeNeighbour, .learn, .removeStation: runOnNeighbour(namespace, &random)
    case .addNamespace: if kernel.ids.count < 2 { kernel.addNamespace() }
    case .removeNamespace:
      if !kernel.ids.isEmpty { kernel.removeNamespace(random.pick(kernel.ids.keys.sorted())) }
    }
  }

  private static let names = ["a", "b", "c", "d", "e", "f", "g"]

  private func runOnLink(_ kernel: SimulatedKernel, _ namespace: Namespace, _ random: inout Random) {
    let links = namespace.links.filter { $0.index != 1 }
    if kind == .addLink {
      guard links.count < 6 else { return }
      let name = random.pick(Operation.names)
      let isBridge = random.chance(25)
      let lower = !isBridge && !links.isEmpty && random.chance(25) ? random.pick(links).index : 0
      return namespace.addLink(name, lower: lower, isBridge: isBridge)
    }
    guard !links.isEmpty else { return }
    let link = random.pick(links)
    switch kind {
    case .removeLink: namespace.removeLink(link.index)
    case .renameLink: namespace.renameLink(link.index, random.pick(Operation.names))
    case .upOrDown: namespace.set(link.index, isUp: !link.isUp)
    case .carrier: if link.isUp { namespace.set(link.index, hasCarrier: !link.hasCarrier) }
    case .mtu: namespace.set(link.index, mtu: random.pick([1400, 1500, 9000]))
    case .group:
      if link.isUp || kernel.knobs.changesSilently {
        namespace.set(link.index, group: random.pick([0, 1, 2]))
      }
    case .function:
      if link.isUp || kernel.knobs.changesSilently {
        namespace.set(link.index, functionVLAN: random.pick([0, 1, 2]))
      }
    case .master:
      let bridges = links.filter { $0.isBridge }
      namespace.set(
        link.index, master: bridges.isEmpty || random.chance(40) ? 0 : random.pick(bridges).index)
    default: return
    }
  }

  private func runOnAddress(_ namespace: Namespace, _ random: inout Random) {
    if kind == .removeAddress {
      if !namespace.addresses.isEmpty { namespace.removeAddress(random.pick(namespace.addresses)) }
      return
    }
    let device = random.pick(namespace.links).index
    if random.chance(65) {
      let bytes: [UInt8] = [10, 0, UInt8(random.below(2)), UInt8(1 + random.below(2))]
      namespace.addAddress(Family.inet, device, bytes, 24)
    } else {
      let bytes = Address.bytes6(
        0xfd00_0000_0000_0000 + UInt64(random.below(2)), low: UInt8(1 + random.below(2)))
      namespace.addAddress(Family.inet6, device, bytes, 64)
    }
  }

  private static let prefixes4: [(UInt32, UInt8)] = [
    (0, 0), (0x0a00_0000, 8), (0x0a00_0000, 24), (0x0a00_0000, 25), (0x0a00_0100, 24), (0xc0a8_0000, 16),
  ]

  private func runOnRoute4(_ namespace: Namespace, _ random: inout Random) {
    let own = namespace.routes4.filter { $0.protocol != RouteNumber.byKernel }
    if kind == .removeRoute4 {
      if !own.isEmpty { namespace.removeRoute4(random.pick(own).serial) }
      return
    }
    let up = namespace.links.filter { $0.isUp }
    guard let device = up.isEmpty ? nil : random.pick(up).index else { return }
    let (key, length) = random.pick(Operation.prefixes4)
    let table = random.weighted([(RouteNumber.main, 6), (100, 2), (356, 2), (7, 1)])
    var route = Route4(table: table, key: key, length: length, device: device)
    route.metric = random.pick([0, 0, 10, 20])
    if random.chance(10) { route.tos = 8 }
    if kind != .addRoute4, !own.isEmpty, random.chance(60) {
      let other = random.pick(own)
      (route.table, route.key, route.length) = (other.table, other.key, other.length)
      (route.metric, route.tos) = (other.metric, other.tos)
    }
    if random.chance(50) { route.hops[0].gateway = 0x0a00_0000 + UInt32(random.below(2) + 2) }
    if random.chance(25) {
      route.hops.append(Hop(device: random.pick(up).index, gateway: 0x0a00_0005))
      route.hops[0].gateway = 0x0a00_0004
    }
    if namespace.kernel.knobs.hidesRoutes, random.chance(20) {
      // Larger than a datagram.
      route.hops += (0..<Route4.manyHops).map { Hop(device: device, gateway: 0x0a00_0006 + $0) }
      route.hops[0].gateway = 0x0a00_0004
    }
    if random.chance(15) {
      let sources = namespace.addresses.filter { $0.family == Family.inet }
      if !sources.isEmpty { route.source = Address.number(random.pick(sources).bytes) }
    }
    let objects = namespace.nextHops.filter { $0.family == Family.inet }
    if !objects.isEmpty, random.chance(40) { route.nextHop = random.pick(objects).id }
    let flags =
      switch kind {
      case .replaceRoute4: HeaderFlag.create | HeaderFlag.replace
      case .appendRoute4: HeaderFlag.create | HeaderFlag.append
      default: HeaderFlag.create | HeaderFlag.exclusive
      }
    namespace.addRoute4(route, flags: flags)
  }

  private static let prefixes6: [(UInt64, UInt8)] = [
    (0, 0), (0xfd00_0000_0000_0000, 8), (0xfd00_0000_0000_0005, 64), (0xfd00_0000_0000_0006, 64),
    (0xfd01_0000_0000_0000, 16),
  ]

  private func runOnRoute6(_ namespace: Namespace, _ random: inout Random) {
    let own = namespace.routes6.filter { $0.protocol != RouteNumber.byKernel }
    if kind == .removeRoute6 {
      if !own.isEmpty { namespace.removeRoute6(random.pick(own).serial) }
      return
    }
    if kind == .removeLeg6 {
      let many = own.filter { $0.legs.count > 1 && $0.nextHop == 0 }
      guard !many.isEmpty else { return }
      let route = random.pick(many)
      return namespace.removeLeg6(route.serial, random.pick(route.legs))
    }
    let up = namespace.links.filter { $0.isUp }
    if up.isEmpty { return }
    let (prefix, length) = random.pick(Operation.prefixes6)
    let table = random.weighted([(RouteNumber.main, 8), (100, 1)])
    var route = Route6(
      table: table, prefix: Address.bytes6(prefix), length: length, metric: random.pick([512, 1024]))
    if kind != .addRoute6, !own.isEmpty, random.chance(70) {
      let other = random.pick(own)
      (route.table, route.prefix, route.length, route.metric) = (
        other.table, other.prefix, other.length, other.metric
      )
    }
    func gateway(_ number: Int) -> [UInt8] { Address.bytes6(0xfe80_0000_0000_0000, low: UInt8(number)) }
    let number = 1 + random.below(3)
    route.legs = [Leg(device: random.pick(up).index)]
    if random.chance(70) { route.legs[0].gateway = gateway(number) }
    if random.chance(30) {
      route.legs[0].gateway = gateway(number)
      route.legs.append(Leg(device: random.pick(up).index, gateway: gateway(number % 3 + 1)))
    }
    if random.chance(15) {
      let sources = namespace.addresses.filter { $0.family == Family.inet6 }
      if !sources.isEmpty { route.source = random.pick(sources).bytes }
    }
    let objects = namespace.nextHops.filter { $0.family == Family.inet6 && $0.members.isEmpty }
    if !objects.isEmpty, random.chance(40) {
      route.nextHop = random.pick(objects).id
      route.source = []
    }
    let flags =
      switch kind {
      case .replaceRoute6: HeaderFlag.create | HeaderFlag.replace
      case .appendRoute6: HeaderFlag.create | HeaderFlag.append
      default: HeaderFlag.create | HeaderFlag.exclusive
      }
    namespace.add6(route, flags: flags)
  }

  private func runOnRule(_ namespace: Namespace, _ random: inout Random) {
    let own = namespace.rules.filter { $0.flags & RuleAttribute.permanent == 0 }
    switch kind {
    case .removeRule: if !own.isEmpty { namespace.removeRule(random.pick(own)) }
    case .copyRule: if own.count < 8, !own.isEmpty { namespace.addRule(random.pick(own)) }
    default:
      guard own.count < 8 else { return }
      var rule = Rule(
        family: random.pick([Family.inet, Family.inet6]), priority: random.pick([100, 100, 200]),
        table: random.pick([100, 356]))
      if random.chance(30) { rule.inputName = random.pick(Operation.names) }
      if random.chance(30) { rule.source = 10 }
      namespace.addRule(rule)
    }
  }

  private func runOnNextHop(_ namespace: Namespace, _ random: inout Random) {
    if kind == .removeNextHop {
      if !namespace.nextHops.isEmpty { namespace.removeNextHop(random.pick(namespace.nextHops).id) }
      return
    }
    let id = UInt32(1 + random.below(5))
    let known = namespace.nextHops.first { $0.id == id }
    let family = known?.family ?? random.pick([Family.inet, Family.inet, Family.inet6])
    var object = NextHop(id: id, family: family)
    let single = namespace.nextHops.filter { $0.members.isEmpty && $0.family == Family.inet && $0.id != id }
    if family == Family.inet, !single.isEmpty, known.map({ !$0.members.isEmpty }) ?? random.chance(30) {
      object.members = [random.pick(single).id]
      let other = random.pick(single).id
      if !object.members.contains(other) { object.members.append(other) }
    } else {
      object.device = random.pick(namespace.links).index
      object.gateway =
        family == Family.inet
        ? [10, 0, 0, UInt8(2 + random.below(2))] : Address.bytes6(0xfe80_0000_0000_0000, low: 7)
    }
    namespace.setNextHop(object)
  }

  private func runOnNeighbour(_ namespace: Namespace, _ random: inout Random) {
    switch kind {
    case .removeNeighbour:
      if !namespace.neighbours.isEmpty { namespace.removeNeighbour(random.pick(namespace.neighbours).serial) }
    case .removeStation:
      if !namespace.stations.isEmpty { namespace.removeStation(random.pick(namespace.stations).serial) }
    case .learn:
      let ports = namespace.links.filter { $0.master != 0 && $0.isUp }
      if !ports.isEmpty { namespace.learn(UInt8(1 + random.below(6)), on: random.pick(ports).index) }
    default:
      let up = namespace.links.filter { $0.isUp }
      if up.isEmpty { return }
      let family = random.pick([Family.inet, Family.inet6])
      let last = UInt8(10 + random.below(8))
      namespace.setNeighbour(
        family, random.pick(up).index,
        family == Family.inet ? [10, 0, 0, last] : Address.bytes6(0xfe80_0000_0000_0000, low: last),
        address: UInt8(random.below(3)),
        state: random.pick([
          NeighbourAttribute.reachable, NeighbourAttribute.stale, NeighbourAttribute.permanent,
        ]))
    }
  }
}
