import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// Follows tables of the kernel: a mirror kept right by notifications, and by dumps where the kernel
/// says nothing or what it said was lost.
///
/// Joined first, dumped then: what happens in between is queued and comes after, so nothing is missed.
struct Follower<Sink: EventSink & ~Copyable>: ~Copyable {
  var session: Session
  var sink: Sink
  var mirror = Mirror()
  var comparison: Comparison
  var refresh = Refresh()
  /// The tables that are mirrored; links always are, for the names.
  private(set) var tracked: [Tracked]
  /// The tables that are shown.
  let shown: [Tracked]
  private let subscription: Subscription
  private var key: [UInt8] = []
  private var lost: UInt64?
  private(set) var lostInAll: UInt64 = 0
  private var end: Int?
  private var foreign: [Int32: InterfaceNames] = [:]

  /// A mirror of nothing yet. `shown` says which tables events are wanted of.
  init(
    _ session: consuming Session, _ sink: consuming Sink, _ subscription: Subscription, shown: [Tracked]
  ) {
    self.shown = shown
    tracked = shown.contains(.links) || shown.isEmpty ? shown : [.links] + shown
    comparison = Comparison(session)
    end = session.invocation.timeout.map { Clock.now + Clock.milliseconds($0) }
    self.subscription = subscription
    self.session = session
    self.sink = sink
  }

  /// Runs until the sink has enough, time is up, or a signal comes; true when the sink has enough.
  mutating func run() throws(Failure) -> Bool {
    for table in tracked { try load(table, cause: nil, isInitial: true) }
    try sink.devicesChanged(&session)
    try sink.remark(.initialEnd)
    try sink.remark(.idle)
    var buffer = ReceiveBuffer()
    var busy = 0
    while !sink.isDone {
      // A flood must not keep a signal waiting.
      busy += 1
      if busy % 64 == 0, subscription.hasEnded { break }
      guard var event = try subscription.event(into: &buffer, milliseconds: 0, session.subject) else { break }
      if case .timedOut = event {
        try settle()
        if refresh.isEmpty { try sink.remark(.settled) }
        try sink.remark(.idle)
        if sink.isDone { break }
        guard
          let next = try subscription.event(into: &buffer, milliseconds: patience, session.subject)
        else { break }
        event = next
      }
      try take(event, &buffer)
      if let end, Clock.now >= end { break }
    }
    try sink.remark(.idle)
    return sink.isDone
  }

  /// How long a wait may last, in milliseconds; -1 for ever.
  private var patience: Int {
    var until = [end, sink.deadline].compactMap { $0 }
    if !refresh.isEmpty { until.append(refresh.due) }
    return until.min().map { max(0, $0 - Clock.now) } ?? -1
  }

  private mutating func take(_ event: Subscription.Event, _ buffer: inout ReceiveBuffer) throws(Failure) {
    switch event {
    case .timedOut: return
    case .overflow: return
    case .drained(let count):
      // A datagram that did not fit or was no message is lost, though the kernel did not count it.
      let count = count.map { UInt64(max(1, $0)) }
      lostInAll += count ?? 1
      try sink.remark(.lost(count))
      for table in tracked { refresh.add(table, .overflow) }
    case .datagram(let datagram):
      var messages = Messages(buffer.bytes)
      while let message = messages.next() {
        try apply(message, datagram)
        if sink.isDone { return }
      }
      if refresh.isOverdue { try settle() }
    }
  }

  /// Dumps what notifications cannot be trusted for, once the queue is empty.
  private mutating func settle() throws(Failure) {
    guard !refresh.isEmpty, Clock.now >= refresh.due else { return }
    let began = Clock.now
    let wanted = refresh.take()
    // The kernel tells of the change of a link, an address or a next hop before it takes the routes away.
    // All that under one lock, which a question about a link waits for.
    var barrier = Request(type: ObjectType.link.get)
    barrier.put(LinkRequest.header(index: 1))
    barrier.isIdempotent = true
    _ = try? session.socket.transact(barrier)
    let isResync = wanted.contains { $0.cause == .overflow }
    if isResync { try sink.remark(.resyncBegin) }
    for table in tracked {
      guard let cause = wanted.first(where: { $0.table == table })?.cause else { continue }
      try load(table, cause: cause.word, isInitial: false)
    }
    if isResync { try sink.remark(.resyncEnd) }
    refresh.rest(after: Clock.now - began)
  }

  /// Dumps a table and takes over what differs.
  private mutating func load(_ table: Tracked, cause: StaticString?, isInitial: Bool) throws(Failure) {
    var snapshots: [Snapshot] = []
    for (request, _) in table.requests {
      do throws(NetlinkError) {
        let snapshot = try session.socket.snapshot(request)
        if snapshot.status.interrupted { refresh.add(table, .interrupted) }
        snapshots.append(snapshot)
      } catch {
        // ENOENT, EOPNOTSUPP, EAFNOSUPPORT: no such table or family here.
        guard error.kind == .kernel, [2, 95, 97].contains(error.errno) else {
          throw Failure(Words.of(error, session.subject, table.type))
        }
      }
    }
    mirror.beginRound()
    if table == .links { for snapshot in snapshots { learn(snapshot) } }
    for snapshot in snapshots {
      var messages = snapshot.messages
      while let message = messages.next() {
        guard message.type == table.type.new, Tracked.of(message, table.type) == table else { continue }
        try put(message, table.type, table, origin: nil, cause: cause, isInitial: isInitial)
      }
    }
    for (key, placeLength) in mirror.unseen(table.rawValue) {
      try drop(key, placeLength, table.type, origin: nil, cause: cause)
    }
  }

  /// Takes the names of links not known before, for another may be above such a one.
  private mutating func learn(_ links: borrowing Snapshot) {
    var messages = links.messages
    while let message = messages.next() {
      guard message.payload.byteCount >= 16, session.interfaces.flags(of: message.payload.u32(at: 4)) == nil
      else { continue }
      session.relearn(message)
    }
  }

  /// Takes one notification.
  private mutating func apply(_ message: borrowing Message, _ datagram: Datagram) throws(Failure) {
    let origin = Event.Origin(
      group: datagram.group, namespaceID: datagram.namespaceID, sequence: message.sequence,
      portID: message.portID)
    guard message.type >= 16 else { return }
    guard let type = ObjectType.of(message), message.payload.byteCount > 0 else {
      return try sink.unknown(message, origin)
    }
    let table = Tracked.of(message, type)
    if type.new == ObjectType.link.new, table == nil {
      // A bridge or IPv6 speaks of its own part of a link; the link's own message has it too.
      if datagram.namespaceID == nil { refresh.add(.links, .part) }
      return
    }
    // A route that was looked up is none of a table. The kernel's RTM_F_CLONED.
    if type.new == 24, message.payload.byteCount >= 12, message.payload.u32(at: 8) & 0x200 != 0 { return }
    if let table, !tracked.contains(table) { return }
    if table == nil, !shown.contains(where: { $0.type.new == type.new }) {
      return try sink.unknown(message, origin)
    }
    if message.type == type.delete {
      key.removeAll(keepingCapacity: true)
      let placeLength = makeKey(message, type, origin.namespaceID)
      if mirror.find(key, placeLength: placeLength) != nil {
        try drop(key, placeLength, type, origin: origin, cause: nil)
      } else if let table, origin.namespaceID == nil, placeLength < key.count,
        !mirror.all(at: key, placeLength: placeLength).isEmpty
      {
        refresh.add(table, .replaced)
      }
      if origin.namespaceID == nil { trouble(message, type) }
    } else {
      try put(message, type, table, origin: origin, cause: nil, isInitial: false)
    }
  }

  /// Writes the key of what `message` speaks of; returns the length of what names its place.
  private mutating func makeKey(
    _ message: borrowing Message, _ type: ObjectType, _ namespaceID: Int32?
  ) -> Int {
    key.removeAll(keepingCapacity: true)
    if let namespaceID { key.append(contentsOf: "nsid/\(namespaceID)/".utf8) }
    let start = key.count
    type.identity.append(message, headerLength: type.table.headerLength, to: &key)
    // Only routes have alternatives at one place that replace one another.
    guard type.new == 24 else { return key.count }
    var place: [UInt8] = []
    type.identity.appendPlace(message, headerLength: type.table.headerLength, to: &place)
    return start + place.count
  }

  /// Takes over an object as `message` has it.
  private mutating func put(
    _ message: borrowing Message, _ type: ObjectType, _ table: Tracked?, origin: Event.Origin?,
    cause: StaticString?, isInitial: Bool
  ) throws(Failure) {
    let placeLength = makeKey(message, type, origin?.namespaceID)
    let own = origin?.namespaceID == nil
    let tag = own ? table?.rawValue ?? Mirror.untracked : Mirror.untracked
    var event = Event(kind: .new, type: type, key: key, origin: origin, isInitial: isInitial, cause: cause)
    if let place = mirror.find(key, placeLength: placeLength) {
      if mirror.isSame(place, message), origin == nil || !session.wantsRepeats {
        mirror.see(place)
        return
      }
      let held = mirror.copy(at: place)
      let before = Message(held.raw)
      event.kind = .change
      let isChange = comparison.differ(before, message, type)
      if own { trouble(message, type, before: before) }
      var renamed: [Renamed] = []
      if own, type.new == 16 {
        renamed = others(naming: message, before)
        try relearn(message)
      }
      mirror.set(event.key, placeLength: placeLength, tag: tag, message)
      if isChange || (origin != nil && session.wantsRepeats) {
        try sink.event(event, message, old: before, comparison, &session)
      }
      try rename(renamed)
      // What hangs on a link, as the MTU of IPv6, follows without a word.
      if isChange, own, origin != nil, type.new == 16 { refresh.add(.links, .part) }
      return
    }
    if origin != nil, placeLength < key.count, message.flags & 0x900 != 0 || key.starts(with: Follower.inet6)
    {
      try place(message, type, table, &event, placeLength)
    }
    var renamed: [Renamed] = []
    if own, type.new == 16 {
      if !isInitial { renamed = others(naming: message, message) }
      try relearn(message)
    }
    mirror.set(event.key, placeLength: placeLength, tag: tag, message)
    try sink.event(event, message, old: message, comparison, &session)
    try rename(renamed)
  }

  private static var inet6: [UInt8] { Array("route/inet6/".utf8) }

  /// Finds out what a route takes the place of.
  private mutating func place(
    _ message: borrowing Message, _ type: ObjectType, _ table: Tracked?, _ event: inout Event,
    _ placeLength: Int
  ) throws(Failure) {
    let others = mirror.all(at: key, placeLength: placeLength)
    if others.isEmpty { return }
    // NLM_F_REPLACE, NLM_F_APPEND
    if message.flags & 0x100 != 0 {
      event.kind = .replace
      if others.count == 1, let other = others.first {
        let (old, length) = mirror.key(at: other)
        try drop(old, length, type, origin: nil, cause: "replaced")
        return
      }
    } else if message.flags & 0x800 != 0 {
      event.kind = .append
      // IPv4 keeps what it had.
      if !key.starts(with: Follower.inet6) { return }
    }
    // Which of several went, or was joined with the new one, only a dump can tell.
    if let table { refresh.add(table, .replaced) }
  }

  /// Forgets an object.
  private mutating func drop(
    _ key: [UInt8], _ placeLength: Int, _ type: ObjectType, origin: Event.Origin?, cause: StaticString?
  ) throws(Failure) {
    guard let place = mirror.find(key, placeLength: placeLength) else { return }
    let event = Event(kind: .delete, type: type, key: key, origin: origin, cause: cause)
    let held = mirror.copy(at: place)
    let message = Message(held.raw)
    mirror.remove(place)
    try sink.event(event, message, old: message, comparison, &session)
    if type.new == 16, origin?.namespaceID == nil, message.payload.byteCount >= 16 {
      session.forget(message.payload.u32(at: 4))
      try sink.devicesChanged(&session)
    }
  }

  private mutating func relearn(_ message: borrowing Message) throws(Failure) {
    session.relearn(message)
    try sink.devicesChanged(&session)
  }

  /// Marks the tables in which a deletion makes objects vanish without a word.
  private mutating func trouble(_ message: borrowing Message, _ type: ObjectType) {
    switch type.new {
    case 16:
      for table in [Tracked.routes4, .routes6, .labels, .nextHops, .rules, .links] {
        refresh.add(table, .link)
      }
    case 20: refresh.add(.routes4, .address)
    case 104: for table in [Tracked.routes4, .routes6, .nextHops] { refresh.add(table, .nextHop) }
    default: return
    }
  }

  /// Marks the tables in which a change of a link does the same.
  private mutating func trouble(_ message: borrowing Message, _ type: ObjectType, before: borrowing Message) {
    guard type.new == 16, message.payload.byteCount >= 16, before.payload.byteCount >= 16 else { return }
    let now = message.payload.u32(at: 8)
    let then = before.payload.u32(at: 8)
    // IFF_UP, IFF_RUNNING, IFF_LOWER_UP
    guard (now ^ then) & 0x1_0041 != 0 else { return }
    let cause: Refresh.Cause = now & 1 == 0 && then & 1 != 0 ? .linkDown : .carrier
    for table in [Tracked.routes4, .routes6, .labels, .nextHops, .links] { refresh.add(table, cause) }
  }
}
