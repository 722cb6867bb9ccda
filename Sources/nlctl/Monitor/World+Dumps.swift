import CommandLine
import Netlink
import Render
import Rtnl
import Wire

// Dumps: at the start, after a loss, and where the kernel says nothing.
extension World {
  /// Dumps everything for the first time; false when the namespace cannot be entered.
  mutating func begin<Sink: EventSink & ~Copyable>(
    _ finder: NamespaceFinder, cause: StaticString?, isInitial: Bool, _ sink: inout Sink
  ) throws(Failure) -> Bool {
    session.assumeNames(id != nil)
    return try load(tracked.map { ($0, cause, nil) }, finder, isInitial: isInitial, &sink)
  }

  /// Dumps the tables that notifications cannot be trusted for; false when that cannot be done.
  mutating func settle<Sink: EventSink & ~Copyable>(
    _ finder: NamespaceFinder, _ sink: inout Sink
  ) throws(Failure) -> Bool {
    let began = Clock.now
    let wanted = refresh.take()
    // The kernel tells of the change of a link, an address or a next hop before it takes the routes away.
    // All that under one lock, which a question about a link waits for.
    var barrier = Request(type: ObjectType.link.get)
    barrier.put(LinkRequest.header(index: 1))
    barrier.isIdempotent = true
    _ = try? session.client.transact(barrier)
    let tables = tracked.compactMap { table in
      wanted.first { $0.table == table }.map { (table, $0.cause.word as StaticString?, $0.touched) }
    }
    let isDone = try load(tables, finder, isInitial: false, &sink)
    refresh.rest(after: Clock.now - began)
    return isDone
  }

  private mutating func load<Sink: EventSink & ~Copyable>(
    _ tables: [(table: Tracked, cause: StaticString?, touched: Touched?)], _ finder: NamespaceFinder,
    isInitial: Bool, _ sink: inout Sink
  ) throws(Failure) -> Bool {
    isReplaying = true
    guard id != nil else {
      for (table, cause, touched) in tables {
        try load(table, touched, session.client, cause, isInitial: isInitial, &sink)
      }
      return true
    }
    guard let place, finder.enter(place) else { return false }
    // A channel that outlived the dump would keep the namespace from going away.
    let pool = ChannelPool(isOfOneNamespace: true)
    let client = NetlinkClient(options: session.client.options, pool: pool)
    var answer: Result<Void, Failure> = .success(())
    do throws(Failure) {
      for (table, cause, touched) in tables {
        try load(table, touched, client, cause, isInitial: isInitial, &sink)
      }
    } catch {
      answer = .failure(error)
    }
    pool.removeAll()
    try finder.leave()
    try answer.get()
    return true
  }

  /// Dumps a table, or what is touched of it where that can be told apart, and takes over what differs.
  private mutating func load<Sink: EventSink & ~Copyable>(
    _ table: Tracked, _ touched: Touched?, _ client: NetlinkClient, _ cause: StaticString?, isInitial: Bool,
    _ sink: inout Sink
  ) throws(Failure) {
    if let touched, try load(touched, of: table, client, cause, &sink) { return }
    var snapshots: [Snapshot] = []
    for (request, _) in table.requests {
      do throws(NetlinkError) {
        let snapshot = try client.snapshot(request)
        if snapshot.status.interrupted { refresh.add(table, .interrupted) }
        snapshots.append(snapshot)
      } catch {
        // ENOENT, EOPNOTSUPP, EAFNOSUPPORT: no such table or family here.
        guard error.kind == .kernel, [2, 95, 97].contains(error.errno) else {
          throw Failure(Words.of(error, session.subject, table.type))
        }
      }
    }
    // Where the kernel remembers by a count how far a dump has come, it passes over an entry when one
    // before it goes.
    if table == .neighbours || table == .bridgeNeighbours { counted.append(table) }
    mirror.beginRound()
    if table == .links {
      var renamed: [Renamed] = []
      for snapshot in snapshots { learn(snapshot, &renamed) }
      try sink.devicesChanged(&session, id)
      // What was read of a device before its name was.
      try rename(renamed, &sink)
    }
    // What is gone is told first, for what comes may be the same thing under another key.
    if mirror.count > 0 {
      for snapshot in snapshots { see(snapshot, table) }
      for (key, placeLength) in mirror.unseen(table.rawValue) {
        try drop(key, placeLength, table.type, origin: nil, cause: cause, &sink)
      }
    }
    for snapshot in snapshots {
      var messages = snapshot.messages
      while let message = messages.next() {
        guard message.type == table.type.new else { continue }
        if !table.type.isWhole(message) {
          let origin = Event.Origin(
            group: 0, sequence: message.sequence, portID: message.portID, time: Clock.Time())
          try sink.unknown(message, origin, id)
        }
        guard Tracked.of(message, table.type) == table else { continue }
        try put(message, table.type, table, origin: nil, cause: cause, isInitial: isInitial, &sink)
      }
    }
  }

  /// Marks the objects that a dump shows and that are known.
  mutating func see(_ snapshot: borrowing Snapshot, _ table: Tracked) {
    var messages = snapshot.messages
    while let message = messages.next() {
      guard message.type == table.type.new, Tracked.of(message, table.type) == table else { continue }
      let placeLength = makeKey(message, table.type)
      if let place = mirror.find(key, placeLength: placeLength) { mirror.see(place) }
    }
  }

  /// Takes the names of links not known before, for another may be above such a one.
  private mutating func learn(_ links: borrowing Snapshot, _ renamed: inout [Renamed]) {
    var messages = links.messages
    while let message = messages.next() {
      guard ObjectType.link.isWhole(message),
        session.interfaces.flags(of: message.payload.u32(at: 4)) == nil
      else { continue }
      if mirror.count > 0 { renamed += others(naming: message, message) }
      session.relearn(message)
    }
  }

  /// Says that everything is gone, as the namespace is.
  mutating func end<Sink: EventSink & ~Copyable>(
    _ cause: StaticString, _ sink: inout Sink
  ) throws(Failure) {
    for (key, placeLength) in mirror.keys(where: { _ in true }) {
      guard let place = mirror.find(key, placeLength: placeLength) else { continue }
      let held = mirror.copy(at: place)
      guard let type = ObjectType.of(Message(held.raw)) else { continue }
      try drop(key, placeLength, type, origin: nil, cause: cause, &sink)
    }
  }
}

// What the kernel deletes or changes without a word.
extension World {
  /// Marks the tables in which a deletion makes objects vanish.
  mutating func trouble(_ message: borrowing Message, _ type: ObjectType) {
    switch type.new {
    case 16:
      let device = message.payload.u32(at: 4)
      for table in [Tracked.routes4, .routes6, .nextHops, .bridgeNeighbours] {
        refresh.add(table, .link, Touched(devices: [device]))
      }
      refresh.add(.links, .link, Touched(devices: [device] + World.relatives(of: message)))
      for table in [Tracked.labels, .rules] { refresh.add(table, .link) }
    case 20:
      let attributes = message.payload.slice(at: 8, length: message.payload.byteCount - 8)
      // IFA_LOCAL, else IFA_ADDRESS
      let local = attributes.attribute(2).array
      let sources = [local.isEmpty ? attributes.attribute(1).array : local]
      // IPv6 takes no routes away, but the source of those that had it.
      if message.payload.u8(at: 0) == 10 {
        refresh.add(.routes6, .address, Touched(sources: sources))
      } else {
        refresh.add(.routes4, .address, Touched(devices: [message.payload.u32(at: 4)], sources: sources))
      }
    case 104:
      let touched = Touched(
        devices: [World.number(message, 8, 5)], nextHops: [World.number(message, 8, 1)])
      for table in [Tracked.routes4, .routes6, .nextHops] { refresh.add(table, .nextHop, touched) }
    default: return
    }
  }

  /// Marks the tables in which a change of a link does the same.
  ///
  /// A message that may be older than the last dump tells of a link that is not up what the dump may have
  /// told already, before older messages brought the routes back that had gone.
  mutating func trouble(_ message: borrowing Message, _ type: ObjectType, before: borrowing Message) {
    guard type.new == 16 else { return }
    let now = message.payload.u32(at: 8)
    let then = before.payload.u32(at: 8)
    // IFF_UP, IFF_RUNNING, IFF_LOWER_UP
    let bits: UInt32 = 0x1_0041
    guard (now ^ then) & bits != 0 || (isReplaying && now & bits != bits) else { return }
    let isDown = now & 1 == 0 && then & 1 != 0
    let touched = Touched(devices: [message.payload.u32(at: 4)])
    for table in [Tracked.routes4, .routes6, .nextHops, .links, .bridgeNeighbours] {
      refresh.add(table, isDown ? .linkDown : .carrier, touched)
    }
    refresh.add(.labels, isDown ? .linkDown : .carrier)
  }
}
