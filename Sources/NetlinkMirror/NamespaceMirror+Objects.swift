import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

// Objects come, change and go.
extension NamespaceMirror {
  /// Applies `message` to the object under the key that `makeKey` wrote.
  mutating func put<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ type: ObjectType, _ table: Tracked?, _ placeLength: Int,
    origin: Event.Origin?, cause: StaticString?, isInitial: Bool = false, _ sink: inout Sink
  ) {
    guard let place = locate(key, placeLength) else {
      // Unless objects have former identities, neither the key nor one with a number is taken.
      return add(
        message, type, table, placeLength, event(.new, type, origin, cause, isInitial: isInitial),
        isFree: adopted == 0, &sink)
    }
    replace(place, with: message, type, origin: origin, cause: cause, &sink)
  }

  /// Adds a new object under the first free one of its keys; `isFree` where the first is known to be free.
  mutating func add<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ type: ObjectType, _ table: Tracked?, _ placeLength: Int, _ event: Event,
    isFree: Bool = false, _ sink: inout Sink
  ) {
    var key = key
    let length = key.count
    var number = 2
    while !isFree, store.find(key, placeLength: placeLength) != nil {
      key.removeSubrange(length...)
      key.append(contentsOf: "#\(number)".utf8)
      number += 1
    }
    var renamed: [Renamed] = []
    if type.new == RTM.newLink {
      if !event.isInitial || hasTakenNotification { renamed = others(naming: message, message) }
      devices.relearn(message)
    }
    store.add(key, placeLength: placeLength, tag: table?.rawValue ?? ObjectStore.untracked, message)
    sink.event(event, key, message, old: message)
    tell(renamed, &sink)
  }

  /// Replaces the message of an object, and reports it if it says something new.
  mutating func replace<Sink: EventSink & ~Copyable>(
    _ place: ObjectStore.Place, with message: borrowing Message, _ type: ObjectType, origin: Event.Origin?,
    cause: StaticString?, _ sink: inout Sink
  ) {
    let tellsAll = origin != nil && wantsRepeats
    if !tellsAll, store.isSame(place, message) {
      if origin != nil { repeats += 1 }
      return store.see(place)
    }
    if type.new == RTM.newLink { return replaceLink(place, with: message, origin: origin, cause, &sink) }
    let (key, placeLength) = store.key(at: place)
    let tag = store.tag(at: place)
    let isChange = NamespaceMirror.differ(store, place, message, type, &comparison)
    if isChange || tellsAll {
      NamespaceMirror.tell(store, place, event(.change, type, origin, cause), key, message, &sink)
    } else if origin != nil {
      repeats += 1
    }
    store.set(key, placeLength: placeLength, tag: tag, message)
  }

  // Static, because parts of the mirror are in use at the same time.
  private static func differ(
    _ store: borrowing ObjectStore, _ place: ObjectStore.Place, _ message: borrowing Message,
    _ type: ObjectType, _ comparison: inout StateComparison
  ) -> Bool {
    comparison.differ(store.message(at: place), message, type)
  }

  private static func tell<Sink: EventSink & ~Copyable>(
    _ store: borrowing ObjectStore, _ place: ObjectStore.Place, _ event: Event, _ key: [UInt8],
    _ message: borrowing Message, _ sink: inout Sink
  ) {
    sink.event(event, key, message, old: store.message(at: place))
  }

  /// Replaces the message of a link: other objects show its name, and many depend on its flags.
  private mutating func replaceLink<Sink: EventSink & ~Copyable>(
    _ place: ObjectStore.Place, with message: borrowing Message, origin: Event.Origin?,
    _ cause: StaticString?, _ sink: inout Sink
  ) {
    let (key, placeLength) = store.key(at: place)
    let tag = store.tag(at: place)
    let held = store.copy(at: place)
    let before = Message(held.raw)
    noteFlags(message, before: before)
    let renamed = others(naming: message, before)
    let isChange = comparison.differ(before, message, .link)
    devices.relearn(message)
    store.set(key, placeLength: placeLength, tag: tag, message)
    if isChange || (origin != nil && wantsRepeats) {
      sink.event(event(.change, .link, origin, cause), key, message, old: before)
    } else if origin != nil {
      repeats += 1
    }
    tell(renamed, &sink)
    // What depends on a link, such as the MTU of IPv6, changes without a notification.
    if isChange, origin != nil {
      for table in [Tracked.links, .bridgeNeighbours] {
        refresh.add(table, .part, Touched(devices: [message.payload.u32(at: 4)]))
      }
    }
  }

  /// Forgets an object.
  mutating func drop<Sink: EventSink & ~Copyable>(
    _ place: ObjectStore.Place, _ origin: Event.Origin?, _ cause: StaticString?, _ sink: inout Sink
  ) {
    let held = store.copy(at: place)
    let message = Message(held.raw)
    let (key, _) = store.key(at: place)
    guard let type = ObjectType.of(message) else { return store.remove(place) }
    if store.isAdopted(place) { adopted -= 1 }
    store.remove(place)
    sink.event(event(.delete, type, origin, cause), key, message, old: message)
    if type.new == RTM.newLink {
      devices.remove(message.payload.u32(at: 4))
      devices.interfaces.retire(message.payload.u32(at: 4))
    }
  }

  /// Reports that everything is gone with the namespace.
  mutating func end<Sink: EventSink & ~Copyable>(_ cause: StaticString, _ sink: inout Sink) {
    for (key, placeLength) in store.keys(where: { _ in true }) {
      if let place = store.find(key, placeLength: placeLength) { drop(place, nil, cause, &sink) }
    }
  }
}

// Finds the known object that a message is about.
extension NamespaceMirror {
  /// The object of this identity; nil if it is not known.
  func locate(_ key: [UInt8], _ placeLength: Int) -> ObjectStore.Place? {
    if adopted == 0 { return store.findNumbered(key, placeLength: placeLength) }
    return store.all(at: key, placeLength: placeLength).first { identity(at: $0) == key }
  }

  /// All copies of the object whose key `makeKey` wrote, in the order of their numbers.
  func copies(_ placeLength: Int) -> [ObjectStore.Place] {
    if adopted == 0, let place = store.find(key, placeLength: placeLength),
      store.count(at: key, placeLength, limit: 2) == 1
    {
      return [place]
    }
    return store.all(at: key, placeLength: placeLength)
      .filter { adopted == 0 ? store.isNumbered($0, key) : identity(at: $0) == key }
      .sorted { number(at: $0) < number(at: $1) }
  }

  /// The identity of an object by its message. Its key is the same but for a number at the end, or the former
  /// identity if its next hops have changed.
  func identity(at place: ObjectStore.Place) -> [UInt8] {
    let message = store.message(at: place)
    guard let type = ObjectType.of(message) else { return [] }
    var identity: [UInt8] = []
    identity.append(contentsOf: keyPrefix)
    type.identity.append(message, headerLength: type.table.headerLength, to: &identity)
    return identity
  }

  /// The number behind the `#` of a key, 1 where there is none.
  private func number(at place: ObjectStore.Place) -> Int {
    let (key, _) = store.key(at: place)
    guard let mark = key.lastIndex(of: UInt8(ascii: "#")) else { return 1 }
    return Int(String(decoding: key[(mark + 1)...], as: UTF8.self)) ?? 1
  }
}
