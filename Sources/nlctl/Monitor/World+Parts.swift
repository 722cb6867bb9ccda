import Netlink
import Rtnl
import Wire

// Only what a change has touched is read anew, where the kernel can tell it from the rest.
extension World {
  /// Reads what is touched of a table, and takes over what differs; false, and nothing was done, where
  /// only the whole table tells.
  mutating func load<Sink: EventSink & ~Copyable>(
    _ touched: Touched, of table: Tracked, _ client: NetlinkClient, _ cause: StaticString?, _ sink: inout Sink
  ) throws(Failure) -> Bool {
    switch table {
    case .routes4, .routes6: try loadRoutes(touched, table, client, cause, &sink)
    case .links: try loadEach(links(of: touched), table, client, cause, &sink)
    case .nextHops: try loadEach(nextHops(of: touched), table, client, cause, &sink)
    case .bridgeNeighbours: try loadStations(touched, client, cause, &sink)
    case .addresses, .labels, .neighbours, .rules: false
    }
  }

  /// Routes by the devices that they leave by.
  private mutating func loadRoutes<Sink: EventSink & ~Copyable>(
    _ touched: Touched, _ table: Tracked, _ client: NetlinkClient, _ cause: StaticString?, _ sink: inout Sink
  ) throws(Failure) -> Bool {
    var touched = touched
    if !touched.sources.isEmpty {
      var others: [UInt32] = []
      var isSomewhere = true
      _ = mirror.keys(tag: table.rawValue) { message in
        let route = RoutePath(message)
        guard touched.sources.contains(route.source) else { return false }
        if route.devices.isEmpty { isSomewhere = false }
        if others.count <= Touched.limit { others += route.devices.filter { !others.contains($0) } }
        return false
      }
      guard isSomewhere else { return false }
      for device in others { touched.add(device) }
    }
    if touched.isTooMuch { return false }
    var snapshots: [Snapshot] = []
    for device in touched.devices {
      var filter = FamilyRequest.RouteFilter()
      filter.device = device
      do throws(NetlinkError) {
        let snapshot = try client.snapshot(
          FamilyRequest.routes(family: table == .routes4 ? 2 : 10, filter))
        if snapshot.status.interrupted { return false }
        snapshots.append(snapshot)
      } catch {
        // ENODEV: the device is gone, and what left by it alone. Whatever else, the whole dump will tell.
        guard error.kind == .kernel, error.errno == 19 else { return false }
      }
    }
    mirror.beginRound()
    for snapshot in snapshots { see(snapshot, table) }
    // A route of several hops that is not there may be there without the one; a route by a next hop
    // object, with what was left of that.
    var objects: [UInt32] = []
    var isSure = true
    let missing = mirror.unseen(table.rawValue) { message in
      let route = RoutePath(message)
      guard touched.has(route) else { return false }
      if let object = route.nextHop {
        if objects.count <= Touched.limit, !objects.contains(object) { objects.append(object) }
      } else if route.hasHops {
        isSure = false
      }
      return true
    }
    guard isSure, objects.count <= Touched.limit else { return false }
    guard let standing = World.standing(objects, client) else { return false }
    var gone: [(key: [UInt8], placeLength: Int)] = []
    for (key, placeLength) in missing {
      guard let place = mirror.find(key, placeLength: placeLength) else { continue }
      let route = RoutePath(mirror.message(at: place))
      if let object = route.nextHop, standing.contains(object) {
        // With its next hops unsaid it is as it was.
        if route.devices.isEmpty { continue }
        return false
      }
      gone.append((key, placeLength))
    }
    for (key, placeLength) in gone {
      try drop(key, placeLength, table.type, origin: nil, cause: cause, &sink)
    }
    for snapshot in snapshots { try put(snapshot.messages, table, cause, &sink) }
    return true
  }

  /// Which of these next hop objects the kernel has; nil when it does not say.
  private static func standing(_ objects: [UInt32], _ client: NetlinkClient) -> [UInt32]? {
    var standing: [UInt32] = []
    for (object, answer) in zip(objects, client.transactAll(objects.map { question($0, .nextHops) })) {
      switch answer {
      case .success: standing.append(object)
      case .failure(let error): guard error.isAbsence else { return nil }
      }
    }
    return standing
  }

  private static func question(_ number: UInt32, _ table: Tracked) -> Request {
    var request = table == .links ? LinkRequest.one(number) : FamilyRequest.nextHops(id: number)
    request.isIdempotent = true
    return request
  }

  /// Links or next hops, each by its number.
  private mutating func loadEach<Sink: EventSink & ~Copyable>(
    _ numbers: [UInt32], _ table: Tracked, _ client: NetlinkClient, _ cause: StaticString?, _ sink: inout Sink
  ) throws(Failure) -> Bool {
    if numbers.count > 4 * Touched.limit { return false }
    let answers = client.transactAll(numbers.map { World.question($0, table) })
    var gone: [UInt32] = []
    for (number, answer) in zip(numbers, answers) {
      if case .failure(let error) = answer {
        guard error.isAbsence else { return false }
        gone.append(number)
      }
    }
    if !gone.isEmpty {
      let keys = mirror.keys(tag: table.rawValue) { gone.contains(World.number($0, table)) }
      for (key, placeLength) in keys {
        try drop(key, placeLength, table.type, origin: nil, cause: cause, &sink)
      }
    }
    for answer in answers {
      if case .success(let reply) = answer { try put(reply.messages, table, cause, &sink) }
    }
    return true
  }

  mutating func put<Sink: EventSink & ~Copyable>(
    _ messages: borrowing Messages, _ table: Tracked, _ cause: StaticString?, _ sink: inout Sink
  ) throws(Failure) {
    var messages = copy messages
    while let message = messages.next() {
      guard message.type == table.type.new, Tracked.of(message, table.type) == table else { continue }
      try put(message, table.type, table, origin: nil, cause: cause, isInitial: false, &sink)
    }
  }

  /// The touched links, those below and above, and the ports and masters of all: what counts its users or
  /// follows another link.
  private func links(of touched: Touched) -> [UInt32] {
    var numbers = touched.devices
    var relatives: [UInt32] = []
    _ = mirror.keys(tag: Tracked.links.rawValue) { message in
      let own = World.number(message, .links)
      let others = World.relatives(of: message)
      if touched.devices.contains(own) { relatives += others }
      if others.contains(where: { touched.devices.contains($0) }) { relatives.append(own) }
      return false
    }
    for relative in relatives where relative != 0 && !numbers.contains(relative) { numbers.append(relative) }
    return numbers
  }

  /// The numbers of the link below and of the master, 0 for none.
  static func relatives(of link: borrowing Message) -> [UInt32] {
    [number(link, 16, 5), number(link, 16, 10)]
  }

  /// The touched next hops, those on touched devices, and the groups of all these.
  private func nextHops(of touched: Touched) -> [UInt32] {
    var numbers = touched.nextHops
    func add(_ number: UInt32) { if !numbers.contains(number) { numbers.append(number) } }
    let tag = Tracked.nextHops.rawValue
    let isEnough = { numbers.count > 4 * Touched.limit }
    _ = mirror.keys(tag: tag) { message in
      if touched.devices.contains(World.number(message, 8, 5)), !isEnough() {
        add(World.number(message, .nextHops))
      }
      return false
    }
    let members = numbers
    _ = mirror.keys(tag: tag) { message in
      guard message.payload.byteCount >= 8, !isEnough() else { return false }
      // struct nexthop_grp: id, weight and what is reserved
      let group = message.payload.slice(at: 8, length: message.payload.byteCount - 8).attribute(2)
      var offset = 0
      while offset + 8 <= group.byteCount {
        if members.contains(group.u32(at: offset)) { add(World.number(message, .nextHops)) }
        offset += 8
      }
      return false
    }
    return numbers
  }

  /// The number of a link or next hop.
  private static func number(_ message: borrowing Message, _ table: Tracked) -> UInt32 {
    if table != .links { return number(message, 8, 1) }
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

extension NetlinkError {
  /// Whether the kernel says that what was asked for is not there. ENOENT, ENODEV.
  fileprivate var isAbsence: Bool { kind == .kernel && (errno == 2 || errno == 19) }
}
