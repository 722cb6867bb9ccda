import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

// Changes that the kernel does not notify of: noted here, read when the queue is empty.
extension NamespaceMirror {
  /// Notes the tables from which a deletion removes further objects.
  mutating func noteRemoval(_ message: borrowing Message, _ type: ObjectType) {
    guard message.type == type.delete else { return }
    switch type.new {
    case RTM.newLink:
      let device = message.payload.u32(at: 4)
      for table in [Tracked.routes4, .routes6, .nextHops, .bridgeNeighbours] {
        note(table, .link, Touched(devices: [device]))
      }
      note(.links, .link, Touched(devices: [device] + NamespaceMirror.relatives(of: message)))
      for table in [Tracked.labels, .rules] { note(table, .link) }
    case RTM.newAddress:
      let attributes = ObjectType.addr.attributes(of: message)
      let local = attributes.attribute(AddressAttribute.local).array
      let sources = [local.isEmpty ? attributes.attribute(AddressAttribute.address).array : local]
      // IPv6 keeps such routes, but removes the source from them.
      if message.family == Family.inet6 {
        note(.routes6, .address, Touched(sources: sources))
      } else {
        note(.routes4, .address, Touched(devices: [message.payload.u32(at: 4)], sources: sources))
      }
    case RTM.newNextHop:
      noteRemovedNextHop(message)
    default: return
    }
  }

  /// Notes the tables from which the removal of a next hop removes groups and routes.
  mutating func noteRemovedNextHop(_ message: borrowing Message) {
    let touched = Touched(
      devices: [NamespaceMirror.number(message, 8, NextHopAttribute.device)],
      nextHops: [NamespaceMirror.number(message, .nextHops)])
    for table in [Tracked.routes4, .routes6, .nextHops] { note(table, .nextHop, touched) }
  }

  /// Notes the tables from which a change of a link's flags removes objects without a notification.
  mutating func noteFlags(_ message: borrowing Message, before: borrowing Message) {
    let now = message.payload.u32(at: 8)
    let then = before.payload.u32(at: 8)
    guard (now ^ then) & (InterfaceFlag.up | InterfaceFlag.running | InterfaceFlag.lowerUp) != 0 else {
      return
    }
    let isDown = now & InterfaceFlag.up == 0 && then & InterfaceFlag.up != 0
    let touched = Touched(devices: [message.payload.u32(at: 4)])
    for table in [Tracked.routes4, .routes6, .nextHops, .links, .bridgeNeighbours] {
      note(table, isDown ? .linkDown : .carrier, touched)
    }
    note(.labels, isDown ? .linkDown : .carrier)
  }

  /// Notes a changed setting of a device: the message of its link has the settings of IP.
  mutating func noteNetconf(_ message: borrowing Message) {
    guard message.type & ~1 == RTM.newNetconf, message.payload.byteCount >= 4 else { return }
    // The index is below 0 for all devices and for those to come.
    let index = NamespaceMirror.number(message, 4, NetconfAttribute.index)
    if index > 0, index < 0x8000_0000 { note(.links, .netconf, Touched(devices: [index])) }
  }

  /// Notes a next hop that is told while a read is pending: another one of this number may have gone silently with
  /// its device, and its routes with it. Then the read is about this number, too.
  mutating func noteNextHop(_ message: borrowing Message) {
    guard message.type == RTM.newNextHop else { return }
    let touched = Touched(nextHops: [NamespaceMirror.number(message, .nextHops)])
    for table in [Tracked.nextHops, .routes4, .routes6] where refresh.asks(about: table) {
      refresh.add(table, .part, touched)
    }
  }

  /// Marks a table, or its touched part, where it is followed.
  private mutating func note(_ table: Tracked, _ cause: Refresh.Cause, _ touched: Touched? = nil) {
    guard tracked.contains(table) else { return }
    refresh.add(table, cause, touched)
    if load?.table == table { load?.mayLackSilently = true }
  }

  /// The indexes of the lower device and of the master of a link, 0 for none.
  static func relatives(of link: borrowing Message) -> [UInt32] {
    [number(link, 16, LinkAttribute.lower), number(link, 16, LinkAttribute.master)]
  }

  /// The number of a link or next hop.
  static func number(_ message: borrowing Message, _ table: Tracked) -> UInt32 {
    if table != .links { return number(message, 8, NextHopAttribute.id) }
    return message.payload.byteCount >= 8 ? message.payload.u32(at: 4) : 0
  }

  /// The number that an attribute holds, 0 for none.
  static func number(_ message: borrowing Message, _ header: Int, _ attribute: UInt16) -> UInt32 {
    guard message.payload.byteCount >= header else { return 0 }
    let value = message.payload.slice(at: header, length: message.payload.byteCount - header)
      .attribute(attribute)
    return value.byteCount == 4 ? value.u32(at: 0) : 0
  }
}
