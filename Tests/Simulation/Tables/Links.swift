/// A network device.
struct Link {
  let serial: Int
  let index: UInt32
  var name: String
  var isUp = false
  var hasCarrier = true
  var mtu: UInt32 = 1500
  var master: UInt32 = 0
  var lower: UInt32 = 0
  var group: UInt32 = 0
  var alias = ""
  var isBridge = false
  /// The VLAN of its only virtual function; nil where it has none.
  var functionVLAN: UInt32?

  var flags: UInt32 {
    var flags = LinkFlag.broadcast | LinkFlag.multicast
    if isUp { flags |= LinkFlag.up }
    if isUp, hasCarrier { flags |= LinkFlag.running | LinkFlag.lowerUp }
    return flags
  }
}

extension Namespace {
  func link(_ index: UInt32) -> Link? { links.first { $0.index == index } }

  /// Whether routes can leave by a device.
  func isUp(_ index: UInt32) -> Bool { link(index)?.isUp ?? false }

  func write(
    _ link: Link, _ type: UInt16, _ header: Header, isAnswer: Bool, to writer: inout MessageWriter
  ) {
    writer.begin(type, header)
    writer.u16(UInt16(Family.unspecified))
    writer.u16(1)  // ARPHRD_ETHER
    writer.u32(link.index)
    writer.u32(link.flags)
    writer.u32(0)
    writer.attribute(LinkAttribute.name, text: link.name)
    writer.attribute(LinkAttribute.operationalState, u8: link.isUp ? (link.hasCarrier ? 6 : 2) : 2)
    writer.attribute(LinkAttribute.mtu, u32: link.mtu)
    writer.attribute(LinkAttribute.group, u32: link.group)
    writer.attribute(LinkAttribute.carrier, u8: link.hasCarrier ? 1 : 0)
    if link.master != 0 { writer.attribute(LinkAttribute.master, u32: link.master) }
    if link.lower != 0 { writer.attribute(LinkAttribute.link, u32: link.lower) }
    if !link.alias.isEmpty { writer.attribute(LinkAttribute.alias, text: link.alias) }
    writer.attribute(LinkAttribute.address, [2, 0, 0, 0, 0, UInt8(truncatingIfNeeded: link.index)])
    if let vlan = link.functionVLAN, isAnswer {
      writer.attribute(LinkAttribute.virtualFunctionCount, u32: 1)
      writer.nest(LinkAttribute.virtualFunctions) { list in
        list.nest(LinkAttribute.virtualFunction) { function in
          // struct ifla_vf_vlan: number, VLAN, priority
          function.nest(LinkAttribute.virtualFunctionVLAN) { value in
            value.u32(0)
            value.u32(vlan)
            value.u32(0)
          }
        }
      }
    }
    if link.isBridge {
      writer.nest(LinkAttribute.linkInfo) { $0.attribute(LinkAttribute.infoKind, text: "bridge") }
    }
    writer.end()
  }

  private func note(_ link: Link) {
    note(link.serial, MessageType.newLink) { write(link, $0, $1, isAnswer: true, to: &$2) }
  }

  private func tell(_ link: Link, _ type: UInt16 = MessageType.newLink) {
    tell(Group.link, type) { write(link, $0, $1, isAnswer: false, to: &$2) }
  }

  /// Changes a link, takes note, and tells of it unless that change is silent.
  private func change(_ index: UInt32, isTold: Bool = true, _ body: (inout Link) -> Void) {
    guard let place = links.firstIndex(where: { $0.index == index }) else { return }
    body(&links[place])
    note(links[place])
    if isTold { tell(links[place]) }
  }

  /// Adds a device, with the lowest free index unless one is given.
  func addLink(_ name: String, index: UInt32? = nil, lower: UInt32 = 0, isBridge: Bool = false) {
    finish()
    guard !links.contains(where: { $0.name == name }) else { return }
    var free: UInt32 = 2
    while links.contains(where: { $0.index == free }) { free += 1 }
    var link = Link(serial: kernel.serial(), index: index ?? free, name: name)
    link.lower = lower
    link.isBridge = isBridge
    if kernel.knobs.virtualFunctions, link.index % 2 == 0 { link.functionVLAN = 0 }
    links.insert(link, at: links.firstIndex { $0.index > link.index } ?? links.count)
    linkSequence &+= 1
    note(link)
    say("link add \(name) index \(link.index)\(lower != 0 ? " on \(lower)" : "")\(isBridge ? " bridge" : "")")
    tell(link)
    later { $0.attachRules() }
  }

  func renameLink(_ index: UInt32, _ name: String) {
    finish()
    guard !links.contains(where: { $0.name == name }) else { return }
    say("link \(index) name \(name)")
    linkSequence &+= 1
    change(index) { $0.name = name }
    later { $0.attachRules() }
  }

  func set(_ index: UInt32, mtu: UInt32) {
    finish()
    guard link(index)?.mtu != mtu else { return }
    say("link \(index) mtu \(mtu)")
    change(index) { $0.mtu = mtu }
  }

  /// Of a device that is down the kernel does not tell these.
  func set(_ index: UInt32, group: UInt32) {
    finish()
    guard let link = link(index), link.group != group else { return }
    say("link \(index) group \(group)\(link.isUp ? "" : ", silently")")
    change(index, isTold: link.isUp) { $0.group = group }
  }

  func set(_ index: UInt32, functionVLAN vlan: UInt32) {
    finish()
    guard let link = link(index), link.functionVLAN != nil, link.functionVLAN != vlan else { return }
    say("link \(index) vf 0 vlan \(vlan)\(link.isUp ? "" : ", silently")")
    change(index, isTold: link.isUp) { $0.functionVLAN = vlan }
  }

  func set(_ index: UInt32, master: UInt32) {
    finish()
    guard let link = link(index), link.master != master, master != index, !link.isBridge else { return }
    say("link \(index) master \(master)")
    if link.master != 0 { flushStations(of: index) }
    change(index) { $0.master = master }
  }

  func set(_ index: UInt32, isUp: Bool) {
    finish()
    guard let link = link(index), link.isUp != isUp else { return }
    say("link \(index) \(isUp ? "up" : "down")")
    change(index) { $0.isUp = isUp }
    if isUp { raise(index) } else { sink(index) }
  }

  /// The carrier comes or goes: what follows is done before it is told.
  func set(_ index: UInt32, hasCarrier: Bool) {
    finish()
    guard let link = link(index), link.hasCarrier != hasCarrier else { return }
    say("link \(index) carrier \(hasCarrier ? "on" : "off")")
    change(index, isTold: false) { $0.hasCarrier = hasCarrier }
    guard link.isUp else { return }
    markLinkDown(index, !hasCarrier)
    if !hasCarrier { dropNextHops(by: index) }
    later { namespace in
      if let link = namespace.link(index) { namespace.tell(link) }
    }
  }

  /// What follows when a device comes up: its connected routes are told, other routes come back silently.
  private func raise(_ index: UInt32) {
    for address in addresses where address.device == index && address.family == Family.inet {
      later { $0.connect(address) }
    }
    later { $0.revive4(index) }
    later { $0.revive6(index) }
  }

  /// What follows when a device goes down.
  private func sink(_ index: UInt32) {
    later { $0.dropRoutes4(by: index, isLast: false) }
    later { $0.dropNextHops(by: index) }
    for address in addresses where address.device == index && address.family == Family.inet6 {
      later { $0.remove(address) }
    }
    later { $0.dropRoutes6(by: index, isLast: false) }
    later { $0.dropNeighbours(on: index) }
  }

  /// Deletes a device, and last of all says so.
  func removeLink(_ index: UInt32) {
    finish()
    guard index != 1 else { return }
    // What sits on a device goes with it.
    for upper in links where upper.lower == index { removeLink(upper.index) }
    finish()
    guard let place = links.firstIndex(where: { $0.index == index }) else { return }
    say("link del \(index) (\(links[place].name))")
    if links[place].isUp {
      change(index) { $0.isUp = false }
      sink(index)
      finish()
    }
    var link = links[place]
    link.isUp = false
    links.remove(at: place)
    linkSequence &+= 1
    forget(link.serial)
    // No dump shows its addresses from now on, though their deletion is told later.
    for address in addresses where address.device == index { forget(address.serial) }
    for port in links where port.master == index {
      flushStations(of: port.index)
      change(port.index) { $0.master = 0 }
    }
    flushStations(of: index)
    for address in addresses where address.device == index { later { $0.remove(address) } }
    later { $0.dropRoutes4(by: index, isLast: true) }
    later { $0.dropNextHops(by: index) }
    later { $0.dropRoutes6(by: index, isLast: true) }
    later { $0.dropNeighbours(on: index) }
    later { $0.attachRules() }
    later { $0.tell(link, MessageType.deleteLink) }
  }

}

/// Links in a dump: from an index on. The kernel flags what is added, deleted or renamed meanwhile.
struct LinkWalk: TableWalk {
  private var index: UInt32 = 0

  mutating func fill(_ part: inout DumpPart, _ namespace: Namespace) -> Int32 {
    namespace.finish()
    for link in namespace.links where link.index >= index {
      let isIn = part.add(namespace.linkSequence) {
        namespace.write(link, MessageType.newLink, $0, isAnswer: true, to: &$1)
      }
      index = link.index
      if !isIn { return 0 }
      index += 1
    }
    return 0
  }
}
