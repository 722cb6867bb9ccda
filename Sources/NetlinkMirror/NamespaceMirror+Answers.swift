import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

// Answers are applied after the notifications that were queued before their end.
extension NamespaceMirror {
  /// Applies an answer, except at the places that notifications have touched meanwhile. False, and nothing
  /// done, if the part cannot be told from the rest and the whole table must be read.
  mutating func takeOver<Sink: EventSink & ~Copyable>(
    _ answer: Answer, _ load: Load, cause: StaticString?, isInitial: Bool, _ sink: inout Sink
  ) -> Bool {
    let table = load.table
    // A dump during which notifications were lost may be older than what is known.
    if load.hasLost {
      certain.remove(table)
      if !load.isKeptAnyway { return true }
    }
    if table == .routes4, answer.touched == nil { hasLackedRoutes = answer.census == .lacking }
    // The kernel's count tells whether a whole dump has all routes, and nothing tells it of a part.
    let isCut = answer.touched != nil && load.hasHeardLargeRoute
    let isUndisturbed = !load.isDisturbed && !load.hasLost
    let isCertain = answer.isWhole && isUndisturbed && answer.census == .complete && !isCut
    // An uncertain part is read again; the rest of the table is as certain as before.
    if answer.touched == nil {
      if isCertain { certain.insert(table) } else { certain.remove(table) }
    }
    store.beginRound()
    if table == .links { learnNames(answer, isInitial: isInitial, &sink) }
    markKnown(answer, load)
    let adoptions = table == .routes6 ? adoptJoined(answer, load) : [:]
    guard dropUnseen(answer, load, isCertain, cause, &sink) else { return false }
    if isCertain, !load.settled.isEmpty {
      doubtfulPlaces[table]?.subtract(load.settled.subtracting(load.places))
    }
    store.beginRound()
    for snapshot in answer.snapshots {
      var messages = snapshot.messages
      while let message = messages.next() {
        guard message.type == table.type.new else { continue }
        if !table.type.isWhole(message) { tellCut(message, &sink) }
        guard Tracked.of(message, table.type) == table else { continue }
        putAnswered(message, load, adoptions, isCertain, cause, isInitial, &sink)
      }
    }
    if !isCertain { refresh.add(table, .interrupted, answer.touched) }
    return true
  }

  /// Reports a message with an incomplete header, for which there is no key.
  private mutating func tellCut<Sink: EventSink & ~Copyable>(_ message: borrowing Message, _ sink: inout Sink)
  {
    let origin = Event.Origin(group: 0, sequence: message.sequence, portID: message.portID)
    sink.unknown(message, origin, id, at: time)
  }

  /// Marks the known objects that the answer has.
  private mutating func markKnown(_ answer: borrowing Answer, _ load: borrowing Load) {
    let table = load.table
    if store.count(tag: table.rawValue) == 0 { return store.reserve(answer.count) }
    for snapshot in answer.snapshots {
      var messages = snapshot.messages
      while let message = messages.next() {
        guard message.type == table.type.new, Tracked.of(message, table.type) == table else { continue }
        let placeLength = makeKey(message, table.type)
        if let place = nextCopy(placeLength) { store.see(place) }
      }
    }
  }

  /// The first copy, not yet seen in this round, of the object whose key `makeKey` wrote.
  private func nextCopy(_ placeLength: Int) -> ObjectStore.Place? {
    if adopted == 0, let place = store.find(key, placeLength: placeLength), !store.isSeen(place) {
      return place
    }
    return copies(placeLength).first { !store.isSeen($0) }
  }

  /// Finds known IPv6 routes of several hops whose hops have changed, so that their identity is another now. Returns
  /// their known keys, by the keys that they would get now.
  private mutating func adoptJoined(_ answer: borrowing Answer, _ load: borrowing Load) -> [[UInt8]: [UInt8]]
  {
    if store.count(tag: load.table.rawValue) == 0 { return [:] }
    var adoptions: [[UInt8]: [UInt8]] = [:]
    for snapshot in answer.snapshots {
      var messages = snapshot.messages
      while let message = messages.next() {
        guard message.type == RTM.newRoute, Tracked.of(message, .route) == .routes6 else { continue }
        let placeLength = makeKey(message, .route)
        guard store.has(key, placeLength: placeLength), adoptions[key] == nil, copies(placeLength).isEmpty,
          !load.places.contains(Array(key[..<placeLength])), RoutePath(message).isJoined
        else { continue }
        let former = store.all(at: key, placeLength: placeLength).first {
          !store.isSeen($0) && RoutePath(store.message(at: $0)).isJoined
        }
        guard let former else { continue }
        store.see(former)
        adoptions[key] = store.key(at: former).bytes
      }
    }
    return adoptions
  }

  /// Applies one object of an answer.
  private mutating func putAnswered<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ load: borrowing Load, _ adoptions: [[UInt8]: [UInt8]], _ isCertain: Bool,
    _ cause: StaticString?, _ isInitial: Bool, _ sink: inout Sink
  ) {
    let table = load.table
    let type = table.type
    let placeLength = makeKey(message, type)
    if !load.places.isEmpty, load.places.contains(Array(key[..<placeLength])) {
      // Notifications decide. Alternatives that they were not about are read again, and so are next hops: a group may
      // have lost members since its notification, which is not told.
      let known = locate(key, placeLength)
      let isAsTold = known.map { store.isSame($0, message) } ?? false
      if type.new == RTM.newRoute, !isAsTold { refreshPlace(message, table, placeLength) }
      if type.new == RTM.newNextHop, !isAsTold {
        refresh.add(.nextHops, .nextHop, Touched(nextHops: [NamespaceMirror.number(message, .nextHops)]))
      }
      // Notifications of a link do not carry all of it.
      if table == .links { refresh.add(.links, .part, Touched(devices: [message.payload.u32(at: 4)])) }
      // Time may be up before the alternatives have been read again.
      guard load.isKeptAnyway, known == nil, type.new == RTM.newRoute else { return }
    }
    if !load.devices.isEmpty, leavesByGoneDevice(message, load) {
      // Groups of it, which the answer may have, too, went with it.
      if type.new == RTM.newNextHop { noteRemovedNextHop(message) }
      return
    }
    if let former = adoptions[key], let place = store.find(former, placeLength: placeLength) {
      store.see(place)
      replace(place, with: message, type, origin: nil, cause: cause, &sink)
      if let place = store.find(former, placeLength: placeLength), store.adopt(place) { adopted += 1 }
      return
    }
    guard table.mayHaveCopies else {
      return put(message, type, table, placeLength, origin: nil, cause: cause, isInitial: isInitial, &sink)
    }
    let new = event(.new, type, nil, cause, isInitial: isInitial)
    guard store.has(key, placeLength: placeLength) else {
      return add(message, type, table, placeLength, new, isFree: true, &sink)
    }
    if let place = nextCopy(placeLength) {
      return replace(place, with: message, type, origin: nil, cause: cause, &sink)
    }
    // An uncertain dump may have the same entry twice; one with other values is another entry, of which a list that
    // keeps every try shows both.
    if !isCertain {
      let known = copies(placeLength)
      if !known.isEmpty, !load.isKeptAnyway || known.contains(where: { store.isSame($0, message) }) { return }
    }
    add(message, type, table, placeLength, new, &sink)
  }

  /// Whether the message is a route or a next hop of a device that was removed while the table was read. It was removed
  /// with the device; the table is read again because of that.
  private func leavesByGoneDevice(_ message: borrowing Message, _ load: borrowing Load) -> Bool {
    let numbers: [UInt32] =
      switch message.type {
      case RTM.newRoute: RoutePath(message).devices
      case RTM.newNextHop: [NamespaceMirror.number(message, 8, NextHopAttribute.device)]
      default: []
      }
    for number in numbers where load.devices.contains(number) && !devices.has(number) { return true }
    return false
  }

  /// Learns the names of new links first, because another link in the answer may be on such a one.
  private mutating func learnNames<Sink: EventSink & ~Copyable>(
    _ answer: borrowing Answer, isInitial: Bool, _ sink: inout Sink
  ) {
    var renamed: [Renamed] = []
    for snapshot in answer.snapshots {
      var messages = snapshot.messages
      while let message = messages.next() {
        guard message.type == RTM.newLink, ObjectType.link.isWhole(message),
          devices.interfaces.flags(of: message.payload.u32(at: 4)) == nil
        else { continue }
        if store.count > 0 { renamed += others(naming: message, message) }
        devices.relearn(message)
      }
    }
    tell(renamed, isInitial: isInitial && !hasTakenNotification, &sink)
  }
}
