import Netlink
import Render
import Rtnl
import Wire

/// An object in which the name of a device stands, and how it read before the device was renamed.
struct Renamed {
  let key: [UInt8]
  let placeLength: Int
  let type: ObjectType
  let text: [UInt8]
  let cause: StaticString
}

// A renamed device has another name in whatever speaks of it, of which the kernel says nothing.
extension World {
  /// The objects that may read otherwise once `message` is taken: those that speak of a link by a name
  /// that it has no longer, and links above one that goes up or down. `before` is what was known of it.
  mutating func others(naming message: borrowing Message, _ before: borrowing Message) -> [Renamed] {
    let name = World.name(message)
    let index = message.payload.u32(at: 4)
    // Names are looked at as they were shown last.
    let isRenamed = session.interfaces.name(of: index).array != name || World.name(before) != name
    // Rules take hold of a device by its name.
    if isRenamed { refresh.add(.rules, .name) }
    let then = session.interfaces.flags(of: index) ?? 0
    guard isRenamed || (then ^ message.payload.u32(at: 8)) & 1 != 0 else { return [] }
    var others: [Renamed] = []
    for (key, placeLength) in speaking(of: index, isRenamed ? nil : .links) {
      guard let place = mirror.find(key, placeLength: placeLength),
        let table = Tracked(rawValue: mirror.tag(at: place))
      else { continue }
      let held = mirror.copy(at: place)
      let object = Message(held.raw)
      if table == .links, object.payload.u32(at: 4) == index { continue }
      comparison.remember(object, table.type)
      others.append(
        Renamed(
          key: key, placeLength: placeLength, type: table.type, text: comparison.remembered,
          cause: isRenamed ? "rename" : "lower-link"))
    }
    return others
  }

  /// The objects, of that table or of all, that speak of a device.
  private mutating func speaking(of index: UInt32, _ table: Tracked?) -> [(key: [UInt8], placeLength: Int)] {
    mirror.keys(mentioning: index, tag: table?.rawValue) { tag, message in
      guard let table = Tracked(rawValue: tag) else { return [] }
      mentions.devices.removeAll(keepingCapacity: true)
      session.walker.walk(message, by: table.type.table, &mentions)
      return mentions.devices
    }
  }

  /// Tells of those that read otherwise now.
  mutating func rename<Sink: EventSink & ~Copyable>(
    _ renamed: [Renamed], _ sink: inout Sink
  ) throws(Failure) {
    for other in renamed {
      guard let place = mirror.find(other.key, placeLength: other.placeLength) else { continue }
      let held = mirror.copy(at: place)
      let message = Message(held.raw)
      guard comparison.differs(other.text, message, other.type) else { continue }
      let event = Event(kind: .change, type: other.type, namespaceID: id, cause: other.cause)
      try sink.event(event, other.key, message, old: message, comparison, &session)
    }
  }

  private static func name(_ link: borrowing Message) -> [UInt8] {
    let payload = link.payload
    return payload.slice(at: 16, length: payload.byteCount - 16).attribute(3).untilNUL.array
  }
}
