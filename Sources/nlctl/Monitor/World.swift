import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// One network namespace as it is known: a mirror kept right by notifications, and by dumps where the
/// kernel says nothing or what it said was lost.
struct World: ~Copyable {
  /// The id of the namespace; nil for the monitor's own.
  let id: Int32?
  var session: Session
  var mirror = Mirror()
  var comparison: Comparison
  var mentions = Mentions()
  var refresh = Refresh()
  /// Where the namespace can be entered; nil for the monitor's own, and where nobody knows.
  var place: NamespaceFinder.Place?
  /// Whether what is read may be older than the last dump. Cleared when nothing more is queued.
  var isReplaying = true { didSet { if !isReplaying { counted = [] } } }
  /// The tables dumped last that what goes meanwhile may have kept something out of.
  var counted: [Tracked] = []
  /// How many messages changed nothing.
  private(set) var repeats = 0
  /// The tables that are mirrored; links always are, for the names.
  let tracked: [Tracked]
  /// The tables that are shown.
  let shown: [Tracked]
  /// What `makeKey` wrote last.
  private(set) var key: [UInt8] = []

  /// Nothing known yet. `shown` says which tables events are wanted of.
  init(_ session: consuming Session, _ id: Int32?, shown: [Tracked]) {
    self.id = id
    self.shown = shown
    tracked = shown.contains(.links) || shown.isEmpty ? shown : [.links] + shown
    comparison = Comparison(session)
    self.session = session
  }

  /// Takes one notification.
  mutating func apply<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ group: UInt32, _ time: Clock.Time, _ sink: inout Sink
  ) throws(Failure) {
    guard message.type >= 16 else { return }
    noteStations(message)
    let origin = Event.Origin(
      group: group, sequence: message.sequence, portID: message.portID, time: time)
    guard let type = ObjectType.of(message), type.isWhole(message) else {
      return try sink.unknown(message, origin, id)
    }
    let table = Tracked.of(message, type)
    if type.new == 16, table == nil {
      // A bridge or IPv6 speaks of its own part of a link; the link's own message has it too.
      return refresh.add(.links, .part, Touched(devices: [message.payload.u32(at: 4)]))
    }
    // A route that was looked up is none of a table. The kernel's RTM_F_CLONED.
    if type.new == 24, message.payload.u32(at: 8) & 0x200 != 0 { return }
    if let table, !tracked.contains(table) { return }
    if table == nil, !shown.contains(where: { $0.type.new == type.new }) {
      return try sink.unknown(message, origin, id)
    }
    if message.type == type.new {
      return try put(message, type, table, origin: origin, cause: nil, isInitial: false, &sink)
    }
    if let table, counted.contains(table) { refresh.add(table, .interrupted) }
    let placeLength = makeKey(message, type)
    if mirror.find(key, placeLength: placeLength) != nil {
      try drop(key, placeLength, type, origin: origin, cause: nil, &sink)
    } else if let table, placeLength < key.count, mirror.has(key, placeLength: placeLength) {
      let devices = RoutePath(message).devices
      refresh.add(table, .replaced, devices.isEmpty ? nil : Touched(devices: devices))
    }
    trouble(message, type)
  }

  /// Writes the key of what `message` speaks of; returns the length of what names its place.
  mutating func makeKey(_ message: borrowing Message, _ type: ObjectType) -> Int {
    key.removeAll(keepingCapacity: true)
    if let id { key.append(contentsOf: "nsid/\(id)/".utf8) }
    let start = key.count
    let place = type.identity.append(message, headerLength: type.table.headerLength, to: &key)
    // Only routes have alternatives at one place that replace one another.
    return type.new == 24 ? start + place : key.count
  }

  /// Takes over an object as `message` has it.
  mutating func put<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ type: ObjectType, _ table: Tracked?, origin: Event.Origin?,
    cause: StaticString?, isInitial: Bool, _ sink: inout Sink
  ) throws(Failure) {
    let placeLength = makeKey(message, type)
    let tag = table?.rawValue ?? Mirror.untracked
    var event = Event(
      kind: .new, type: type, origin: origin, namespaceID: id, isInitial: isInitial, cause: cause)
    guard let place = mirror.find(key, placeLength: placeLength) else {
      if origin != nil, placeLength < key.count, mirror.has(key, placeLength: placeLength) {
        try settleAlternatives(message, type, table, &event, placeLength, &sink)
      }
      var renamed: [Renamed] = []
      if type.new == 16 {
        if !isInitial { renamed = others(naming: message, message) }
        if origin != nil {
          refresh.add(.bridgeNeighbours, .part, Touched(devices: [message.payload.u32(at: 4)]))
        }
        try relearn(message, &sink)
      }
      mirror.set(key, placeLength: placeLength, tag: tag, message)
      try sink.event(event, key, message, old: message, comparison, &session)
      return try rename(renamed, &sink)
    }
    event.kind = .change
    // It was known already, by a dump; but what it took the place of was not gone.
    if origin != nil, let table, placeLength < key.count, message.flags & 0x100 != 0,
      mirror.hasOther(key, placeLength: placeLength)
    {
      refresh.add(table, .replaced, alternatives(to: message, placeLength))
    }
    if mirror.isSame(place, message), origin == nil || !session.wantsRepeats {
      if type.new == 16, origin != nil, isReplaying { trouble(message, type, before: message) }
      mirror.see(place)
      if origin != nil { repeats += 1 }
      return
    }
    if type.new == 16 { return try putLink(message, place, placeLength, tag, event, &sink) }
    let isSaid = try World.compare(
      mirror, place, message, event, key, &comparison, &session, &sink)
    if !isSaid, origin != nil { repeats += 1 }
    mirror.set(key, placeLength: placeLength, tag: tag, message)
  }

  /// Tells of a change if it is one, without a copy of what was; the parts of a world, as they are used
  /// at the same time.
  private static func compare<Sink: EventSink & ~Copyable>(
    _ mirror: borrowing Mirror, _ place: Mirror.Place, _ message: borrowing Message, _ event: Event,
    _ key: [UInt8], _ comparison: inout Comparison, _ session: inout Session, _ sink: inout Sink
  ) throws(Failure) -> Bool {
    let before = mirror.message(at: place)
    let isChange = comparison.differ(before, message, event.type)
    guard isChange || (event.origin != nil && session.wantsRepeats) else { return false }
    try sink.event(event, key, message, old: before, comparison, &session)
    return true
  }

  private static func tell<Sink: EventSink & ~Copyable>(
    _ mirror: borrowing Mirror, _ place: Mirror.Place, _ event: Event, _ key: [UInt8],
    _ comparison: borrowing Comparison, _ session: inout Session, _ sink: inout Sink
  ) throws(Failure) {
    let message = mirror.message(at: place)
    try sink.event(event, key, message, old: message, comparison, &session)
  }

  /// A link that was known: others may speak of it by name, and much hangs on its flags.
  private mutating func putLink<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ place: Mirror.Place, _ placeLength: Int, _ tag: UInt8, _ event: Event,
    _ sink: inout Sink
  ) throws(Failure) {
    let held = mirror.copy(at: place)
    let before = Message(held.raw)
    trouble(message, event.type, before: before)
    let renamed = others(naming: message, before)
    let isChange = comparison.differ(before, message, event.type)
    try relearn(message, &sink)
    mirror.set(key, placeLength: placeLength, tag: tag, message)
    if isChange || (event.origin != nil && session.wantsRepeats) {
      try sink.event(event, key, message, old: before, comparison, &session)
    } else if event.origin != nil {
      repeats += 1
    }
    try rename(renamed, &sink)
    // What hangs on a link, as the MTU of IPv6, follows without a word.
    if isChange, event.origin != nil {
      for table in [Tracked.links, .bridgeNeighbours] {
        refresh.add(table, .part, Touched(devices: [message.payload.u32(at: 4)]))
      }
    }
  }

  /// Finds out what a route takes the place of, where others are.
  private mutating func settleAlternatives<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ type: ObjectType, _ table: Tracked?, _ event: inout Event,
    _ placeLength: Int, _ sink: inout Sink
  ) throws(Failure) {
    let isInet6 = message.payload.u8(at: 0) == 10
    // NLM_F_REPLACE, NLM_F_APPEND
    if message.flags & 0x100 != 0 {
      event.kind = .replace
      let others = mirror.all(at: key, placeLength: placeLength)
      if others.count == 1, let other = others.first {
        let (old, length) = mirror.key(at: other)
        return try drop(old, length, type, origin: nil, cause: "replaced", &sink)
      }
    } else if message.flags & 0x800 != 0 {
      event.kind = .append
    }
    // IPv4 keeps what it had; which of several went, or was joined with the new one, only a dump can tell.
    // IPv6 joins what has a gateway.
    let route = RoutePath(message)
    if let table, (isInet6 && route.isJoined) || event.kind == .replace {
      refresh.add(table, .replaced, alternatives(to: message, placeLength))
    }
  }

  /// What has to be read to know the routes at the place of one; nil for the whole table, where the kernel
  /// cannot tell them apart by device.
  private func alternatives(to message: borrowing Message, _ placeLength: Int) -> Touched? {
    var routes = [RoutePath(message)]
    for place in mirror.all(at: key, placeLength: placeLength) {
      routes.append(RoutePath(mirror.message(at: place)))
    }
    if routes.contains(where: { $0.devices.isEmpty }) { return nil }
    return Touched(devices: routes.flatMap { $0.devices })
  }

  /// Forgets an object.
  mutating func drop<Sink: EventSink & ~Copyable>(
    _ key: [UInt8], _ placeLength: Int, _ type: ObjectType, origin: Event.Origin?, cause: StaticString?,
    _ sink: inout Sink
  ) throws(Failure) {
    guard let place = mirror.find(key, placeLength: placeLength) else { return }
    let event = Event(kind: .delete, type: type, origin: origin, namespaceID: id, cause: cause)
    guard type.new == 16 else {
      try World.tell(mirror, place, event, key, comparison, &session, &sink)
      return mirror.remove(place)
    }
    let held = mirror.copy(at: place)
    let message = Message(held.raw)
    mirror.remove(place)
    try sink.event(event, key, message, old: message, comparison, &session)
    session.forget(message.payload.u32(at: 4))
    session.interfaces.retire(message.payload.u32(at: 4))
    try sink.devicesChanged(&session, id)
  }

  private mutating func relearn<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ sink: inout Sink
  ) throws(Failure) {
    session.relearn(message)
    try sink.devicesChanged(&session, id)
  }
}
