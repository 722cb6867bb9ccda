import NetlinkCore
import Rtnetlink
import NetlinkWire

// Notifications, in the order in which the kernel queued them.
extension NamespaceMirror {
  /// Applies one notification.
  mutating func apply<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ group: UInt32, _ sink: inout Sink
  ) {
    guard message.type >= RTM.newLink else { return }
    hasTakenNotification = true
    load?.heard(message)
    noteStations(message)
    noteNetconf(message)
    noteNextHop(message)
    let origin = Event.Origin(group: group, sequence: message.sequence, portID: message.portID)
    guard let type = ObjectType.of(message), type.isWhole(message) else {
      return sink.unknown(message, origin, id, at: time)
    }
    let table = Tracked.of(message, type)
    if type.new == RTM.newLink {
      load?.devices.insert(message.payload.u32(at: 4))
      // Bridges and IPv6 notify of their part of a link, which the link's own message has, too.
      if table == nil { return refresh.add(.links, .part, Touched(devices: [message.payload.u32(at: 4)])) }
    }
    // The answer to a route lookup is in no table.
    if type.new == RTM.newRoute, message.payload.u32(at: 8) & RouteFlag.cloned != 0 { return }
    if let table, !tracked.contains(table) { return noteRemoval(message, type) }
    if table == nil, !shown.contains(where: { $0.type.new == type.new }) {
      return sink.unknown(message, origin, id, at: time)
    }
    let placeLength = makeKey(message, type)
    if let table, load?.table == table {
      load?.places.insert(Array(key[..<placeLength]))
      if message.type == type.new {
        load?.changes.added += 1
        load?.gained[Array(key[..<placeLength]), default: 0] += 1
      } else {
        load?.changes.removed += 1
        load?.gained[Array(key[..<placeLength]), default: 0] -= 1
      }
    }
    if message.type == type.new {
      putNotified(message, type, table, placeLength, origin, &sink)
    } else {
      dropNotified(message, type, table, placeLength, origin, &sink)
      noteRemoval(message, type)
    }
  }

  /// Applies a notification of an object that is there.
  private mutating func putNotified<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ type: ObjectType, _ table: Tracked?, _ placeLength: Int,
    _ origin: Event.Origin, _ sink: inout Sink
  ) {
    guard let table else {
      if let other = multicastRoute(instead: message, type, placeLength) {
        drop(other, nil, "replaced", &sink)
      }
      return put(message, type, nil, placeLength, origin: origin, cause: nil, &sink)
    }
    if !missingOnce.isEmpty { missingOnce[key] = nil }
    switch table {
    case .rules: putRule(message, placeLength, origin, &sink)
    case .routes4, .routes6: putRoute(message, table, placeLength, origin, &sink)
    case .links:
      let known = store.find(key, placeLength: placeLength)
      if known == nil {
        // Some attributes of a link are only in answers, and its forwarding entries are added without a notification.
        for table in [Tracked.links, .bridgeNeighbours] {
          refresh.add(table, .part, Touched(devices: [message.payload.u32(at: 4)]))
        }
        // Rules bind to a device by its name, also to one that was removed and added again.
        if tracked.contains(.rules) { refresh.add(.rules, .name) }
      }
      if let known, let whole = completed(message, known) {
        // The change may be in what the notification leaves out.
        refresh.add(.links, .part, Touched(devices: [message.payload.u32(at: 4)]))
        return put(Message(whole.raw), type, table, placeLength, origin: origin, cause: nil, &sink)
      }
      put(message, type, table, placeLength, origin: origin, cause: nil, &sink)
    case .addresses, .labels, .neighbours, .bridgeNeighbours, .nextHops:
      put(message, type, table, placeLength, origin: origin, cause: nil, &sink)
    }
  }

  /// Applies a notification of an object that is gone.
  private mutating func dropNotified<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ type: ObjectType, _ table: Tracked?, _ placeLength: Int,
    _ origin: Event.Origin, _ sink: inout Sink
  ) {
    guard let table, table.mayHaveCopies else {
      // For a multicast route without its device, the kernel no longer says which device packets came by.
      let place =
        store.find(key, placeLength: placeLength) ?? multicastRoute(instead: message, type, placeLength)
      if let place { drop(place, origin, nil, &sink) }
      return
    }
    // The number of copies of a rule is unknown until a dump is certain.
    if table == .rules, !certain.contains(.rules) { return refresh.add(.rules, .interrupted) }
    let copies = self.copies(placeLength)
    if let place = copies.last(where: { store.isSame($0, message) }) ?? copies.last {
      if table == .routes6, copies.count > 1 || !certain.contains(table) || isDoubtful(table, placeLength) {
        return refreshPlace(message, table, placeLength)
      }
      drop(place, origin, nil, &sink)
      if table != .rules, copies.count > 1 { refreshPlace(message, table, placeLength) }
    } else if table != .rules, store.has(key, placeLength: placeLength) {
      refreshPlace(message, table, placeLength)
    }
  }

  /// The known multicast route of the same source and group with another input device; nil if there is none,
  /// or if the source is any, because there may be several such routes.
  private func multicastRoute(
    instead message: borrowing Message, _ type: ObjectType, _ placeLength: Int
  ) -> ObjectStore.Place? {
    guard type.new == RTM.newRoute, store.find(key, placeLength: placeLength) == nil else { return nil }
    let source = type.attributes(of: message).attribute(RouteAttribute.source)
    guard (0..<source.byteCount).contains(where: { source.u8(at: $0) != 0 }) else { return nil }
    return store.all(at: key, placeLength: placeLength).first
  }

  /// Adds a rule: the kernel has the same rule as often as it was added.
  private mutating func putRule<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ placeLength: Int, _ origin: Event.Origin, _ sink: inout Sink
  ) {
    if certain.contains(.rules) {
      return add(message, .rule, .rules, placeLength, event(.new, .rule, origin, nil), &sink)
    }
    refresh.add(.rules, .interrupted)
    if copies(placeLength).isEmpty {
      put(message, .rule, .rules, placeLength, origin: origin, cause: nil, &sink)
    }
  }

  /// `message` with the attributes that only answers have, copied from the last answer; nil if there are none.
  private func completed(_ message: borrowing Message, _ known: ObjectStore.Place) -> [UInt8]? {
    var whole: [UInt8] = []
    var attributes = Attributes(store.message(at: known).payload, from: ObjectType.linkHeaderLength)
    while attributes.next() {
      guard let row = ObjectType.link.table.attribute(attributes.type), row.isInAnswersAlone else { continue }
      if message.payload.slice(
        at: ObjectType.linkHeaderLength, length: message.payload.byteCount - ObjectType.linkHeaderLength
      ).attribute(attributes.type).byteCount > 0 {
        continue
      }
      if whole.isEmpty { whole.append(message.bytes) }
      whole.pad()
      whole.append(attributes.whole)
    }
    if whole.isEmpty { return nil }
    let length = UInt32(whole.count)
    for byte in 0..<4 { whole[byte] = UInt8(truncatingIfNeeded: length >> UInt32(8 * byte)) }
    return whole
  }
}
