/// A next hop object, or a group of them.
struct NextHop {
  var serial = 0
  let id: UInt32
  var family: UInt8
  var device: UInt32 = 0
  /// The gateway; empty for none.
  var gateway: [UInt8] = []
  /// The objects of a group.
  var members: [UInt32] = []
  var `protocol` = RouteNumber.byBoot

  init(id: UInt32, family: UInt8) {
    self.id = id
    self.family = family
  }
}

extension Namespace {
  func write(_ object: NextHop, _ type: UInt16, _ header: Header, to writer: inout MessageWriter) {
    writer.begin(type, header)
    writer.u8(object.members.isEmpty ? object.family : Family.unspecified)
    writer.u8(0)
    writer.u8(object.protocol)
    writer.u8(0)
    writer.u32(object.device != 0 && link(object.device)?.hasCarrier == false ? 0x10 : 0)  // RTNH_F_LINKDOWN
    writer.attribute(NextHopAttribute.id, u32: object.id)
    if object.members.isEmpty {
      writer.attribute(NextHopAttribute.device, u32: object.device)
      if !object.gateway.isEmpty { writer.attribute(NextHopAttribute.gateway, object.gateway) }
    } else {
      writer.nest(NextHopAttribute.group) { group in
        for member in object.members {
          // struct nexthop_grp
          group.u32(member)
          group.u32(0)
        }
      }
      writer.attribute(NextHopAttribute.groupType, u16: 0)
    }
    writer.end()
  }

  private func note(_ object: NextHop) {
    note(object.serial, MessageType.newNextHop) { write(object, $0, $1, to: &$2) }
  }

  private func tell(_ object: NextHop, _ type: UInt16, flags: UInt16 = 0) {
    tell(Group.nextHop, type, flags: flags) { write(object, $0, $1, to: &$2) }
  }

  private func text(_ object: NextHop) -> String {
    "id \(object.id) "
      + (object.members.isEmpty
        ? "dev \(object.device)\(object.gateway.isEmpty ? "" : " via \(text(object.gateway))")"
        : "group \(object.members)")
  }

  /// The hops that a route by an object has.
  func hops(of object: NextHop) -> [Hop] {
    if object.members.isEmpty {
      let gateway = object.gateway.count == 4 ? Address.number(object.gateway) : 0
      return [Hop(device: object.device, gateway: gateway)]
    }
    return object.members.flatMap { member in
      nextHops.first { $0.id == member && $0.members.isEmpty }.map(hops) ?? []
    }
  }

  /// Adds an object, or replaces it and all that goes by it.
  func setNextHop(_ object: NextHop) {
    finish()
    var object = object
    if object.members.isEmpty {
      guard let link = link(object.device), link.isUp, link.hasCarrier else { return }
    } else {
      guard
        object.members.allSatisfy({ member in
          nextHops.contains { $0.id == member && $0.members.isEmpty && $0.family == object.family }
        })
      else { return }
    }
    nextHopSequence &+= 1
    if let place = nextHops.firstIndex(where: { $0.id == object.id }) {
      let old = nextHops[place]
      guard old.members.isEmpty == object.members.isEmpty, old.family == object.family else { return }
      object.serial = old.serial
      nextHops[place] = object
      note(object)
      say("nexthop replace \(text(object)), which was \(text(old))")
      tell(object, MessageType.newNextHop, flags: HeaderFlag.replace)
      later { namespace in
        // Routes by the object and by its groups are told, unless they name no hops (nexthop_compat_mode).
        let isTold = namespace.kernel.knobs.isCompatible
        namespace.updateRoutes4(byNextHop: object, isTold: isTold)
        namespace.updateRoutes6(byNextHop: object, isTold: isTold)
        for group in namespace.nextHops where group.members.contains(object.id) {
          namespace.updateRoutes4(byNextHop: group, isTold: isTold)
          namespace.updateRoutes6(byNextHop: group, isTold: isTold)
        }
      }
    } else {
      object.serial = kernel.serial()
      nextHops.insert(object, at: nextHops.firstIndex { $0.id > object.id } ?? nextHops.count)
      note(object)
      say("nexthop add \(text(object))")
      tell(object, MessageType.newNextHop, flags: HeaderFlag.create)
    }
  }

  func removeNextHop(_ id: UInt32) {
    finish()
    guard let object = nextHops.first(where: { $0.id == id }) else { return }
    say("nexthop del \(text(object))")
    drop(object, isTold: true)
  }

  /// Next hops go with their device, which nobody is told.
  func dropNextHops(by device: UInt32) {
    for object in nextHops where object.device == device { later { $0.drop(object, isTold: false) } }
  }

  /// Takes an object away, then what goes by it, and from its groups; a group goes with its last member.
  private func drop(_ object: NextHop, isTold: Bool) {
    guard let place = nextHops.firstIndex(where: { $0.serial == object.serial }) else { return }
    let gone = nextHops.remove(at: place)
    nextHopSequence &+= 1
    forget(gone.serial)
    if isTold { tell(gone, MessageType.deleteNextHop) } else { say("  silently gone: nexthop \(text(gone))") }
    later { $0.dropRoutes4(byNextHop: gone.id) }
    later { $0.dropRoutes6(byNextHop: gone.id) }
    for group in nextHops where group.members.contains(gone.id) {
      later { $0.leave(group.id, gone.id, isTold: isTold) }
    }
  }

  private func leave(_ group: UInt32, _ member: UInt32, isTold: Bool) {
    guard let place = nextHops.firstIndex(where: { $0.id == group }) else { return }
    if nextHops[place].members.filter({ $0 != member }).isEmpty {
      return drop(nextHops[place], isTold: isTold)
    }
    nextHops[place].members.removeAll { $0 == member }
    let now = nextHops[place]
    note(now)
    if isTold { tell(now, MessageType.newNextHop, flags: HeaderFlag.replace) }
    updateRoutes4(byNextHop: now, isTold: false)
    updateRoutes6(byNextHop: now, isTold: false)
  }

  /// The carrier of a device shows in the flags of its objects; without one there are none.
  func noteNextHops(by device: UInt32) {
    for object in nextHops where object.device == device { note(object) }
  }
}

/// Next hops in a dump: from an id on. The kernel flags what changed meanwhile.
struct NextHopWalk: TableWalk {
  private var id: UInt32 = 0

  mutating func fill(_ part: inout DumpPart, _ namespace: Namespace) -> Int32 {
    namespace.finish()
    for object in namespace.nextHops where object.id >= id {
      let isIn = part.add(namespace.nextHopSequence) {
        namespace.write(object, MessageType.newNextHop, $0, to: &$1)
      }
      id = object.id
      if !isIn { return 0 }
      id += 1
    }
    return 0
  }
}
