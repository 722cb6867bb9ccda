internal import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

/// An object that shows the name or state of a device, with that device as it was before.
struct Renamed {
  let key: [UInt8]
  let placeLength: Int
  let type: ObjectType
  let cause: StaticString
  let former: Event.FormerDevice
}

// When a device is renamed, objects that refer to it change, and the kernel does not notify of them.
extension NamespaceMirror {
  /// The objects that look different once the link message is applied: those that show the link by its former name, and
  /// links above it where it goes up or down. `before` is the known message of the link.
  mutating func others(naming message: borrowing Message, _ before: borrowing Message) -> [Renamed] {
    let index = message.payload.u32(at: 4)
    // The name is compared with the one that was reported last.
    let former = NamespaceMirror.known(index, devices.interfaces)
    let name = NamespaceMirror.name(message)
    let isRenamed = former.name != name || NamespaceMirror.name(before) != name
    // Rules bind to a device by its name.
    if isRenamed, tracked.contains(.rules) { refresh.add(.rules, .name) }
    let isUpOrDown = (former.flags ^ message.payload.u32(at: 8)) & InterfaceFlag.up != 0
    guard isRenamed || isUpOrDown else { return [] }
    return others(showing: former, isRenamed: isRenamed, isUpOrDown: isUpOrDown)
  }

  /// The objects that show the name of a device, or whether it is up.
  @inline(never)
  private mutating func others(
    showing former: Event.FormerDevice, isRenamed: Bool, isUpOrDown: Bool
  ) -> [Renamed] {
    var others: [Renamed] = []
    for (key, placeLength) in speaking(of: former.index, isRenamed ? nil : .links) {
      guard let place = store.find(key, placeLength: placeLength),
        let table = Tracked(rawValue: store.tag(at: place)),
        shows(store.copy(at: place), table, former.index, isUpOrDown: isUpOrDown)
      else { continue }
      others.append(
        Renamed(
          key: key, placeLength: placeLength, type: table.type, cause: isRenamed ? "rename" : "lower-link",
          former: former))
    }
    return others
  }

  /// Whether the object of that message, which is not the device itself, shows the device's name or state.
  @inline(never)
  private mutating func shows(_ held: [UInt8], _ table: Tracked, _ index: UInt32, isUpOrDown: Bool) -> Bool {
    let object = Message(held.raw)
    if table == .links, object.payload.u32(at: 4) == index { return false }
    mentions.clear()
    walker.walk(object, by: table.type.table, &mentions)
    return mentions.named.contains(index) || (isUpOrDown && mentions.devices.contains(index))
  }

  /// The objects, of one table or of all, that refer to a device.
  private mutating func speaking(of index: UInt32, _ table: Tracked?) -> [(key: [UInt8], placeLength: Int)] {
    store.keys(mentioning: index, tag: table?.rawValue) { tag, message in
      guard let table = Tracked(rawValue: tag) else { return [] }
      mentions.clear()
      walker.walk(message, by: table.type.table, &mentions)
      return mentions.devices
    }
  }

  /// Reports the objects that look different now; as part of the initial state where they were reported so.
  mutating func tell<Sink: EventSink & ~Copyable>(
    _ renamed: [Renamed], isInitial: Bool = false, _ sink: inout Sink
  ) {
    for other in renamed {
      guard let place = store.find(other.key, placeLength: other.placeLength) else { continue }
      var event = event(.change, other.type, nil, other.cause, isInitial: isInitial)
      event.former = other.former
      let message = store.message(at: place)
      sink.event(event, other.key, message, old: message)
    }
  }

  /// A device as the mirror knows it.
  @inline(never)
  private static func known(_ index: UInt32, _ interfaces: InterfaceNames) -> Event.FormerDevice {
    Event.FormerDevice(
      index: index, name: interfaces.name(of: index).array, flags: interfaces.flags(of: index) ?? 0,
      type: interfaces.type(of: index) ?? 0)
  }

  /// The name in a link message.
  @inline(never)
  private static func name(_ link: borrowing Message) -> [UInt8] {
    let payload = link.payload
    return payload.slice(
      at: ObjectType.linkHeaderLength, length: payload.byteCount - ObjectType.linkHeaderLength
    ).attribute(LinkAttribute.name).untilNUL.array
  }
}
