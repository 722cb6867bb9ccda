import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

// Reads the whole table, or the touched part where the kernel can tell it from the rest.
extension NamespaceMirror {
  /// Requests a table, or the touched part of it. Does not change the mirror.
  func read(
    _ table: Tracked, _ touched: Touched?, _ client: NetlinkClient
  ) throws(FollowError) -> (answer: Answer, judges: [any WitnessJudge]) {
    if let touched, let part = readPart(table, touched, client) { return part }
    var answer = Answer()
    var judges: [any WitnessJudge] = []
    for request in table.requests(client.host) {
      do throws(NetlinkError) {
        let (snapshot, judge) = try client.judgedSnapshot(request)
        answer.snapshots.append(snapshot)
        if let judge { judges.append(judge) }
      } catch {
        guard error.isAbsenceOfTable else { throw FollowError(activity: .reading(table), error: error) }
      }
    }
    if table == .routes4 { completeRoutes(&answer, client) }
    return (answer, judges)
  }

  /// Requests the touched part of a table; nil where the whole table must be read.
  private func readPart(
    _ table: Tracked, _ touched: Touched, _ client: NetlinkClient
  ) -> (answer: Answer, judges: [any WitnessJudge])? {
    switch table {
    case .routes4, .routes6: readRoutes(table, touched, client)
    case .links: readEach(links(of: touched), table, touched, client)
    case .nextHops: readEach(nextHops(of: touched), table, touched, client)
    case .bridgeNeighbours: readStations(touched, client)
    case .addresses, .labels, .neighbours, .rules: nil
    }
  }

  /// Requests routes by output device, and which next hop objects of known routes exist.
  private func readRoutes(
    _ table: Tracked, _ touched: Touched, _ client: NetlinkClient
  ) -> (answer: Answer, judges: [any WitnessJudge])? {
    var touched = touched
    var others: [UInt32] = []
    var objects: [UInt32] = []
    var isSomewhere = true
    _ = store.keys(tag: table.rawValue) { message in
      // The kernel ends a dump at a route that is larger than its datagrams, without telling; its own count
      // is of the whole table only.
      if message.bytes.byteCount > Touched.largestRoute { isSomewhere = false }
      let route = RoutePath(message)
      if !touched.sources.isEmpty, touched.sources.contains(route.source) {
        if route.devices.isEmpty { isSomewhere = false }
        if others.count <= Touched.limit { others += route.devices.filter { !others.contains($0) } }
      }
      if let object = route.nextHop, touched.has(route), objects.count <= Touched.limit,
        !objects.contains(object)
      {
        objects.append(object)
      }
      return false
    }
    for device in others { touched.add(device) }
    if table == .routes4, hasLackedRoutes { return nil }
    guard isSomewhere, !touched.isTooMuch, objects.count <= Touched.limit else { return nil }
    var answer = Answer(touched: touched)
    var judges: [any WitnessJudge] = []
    var routes = RoutesByDevice()
    for device in touched.devices {
      var filter = RouteRequest.Filter()
      filter.device = device
      do throws(NetlinkError) {
        let (snapshot, judge) = try client.judgedSnapshot(
          RouteRequest.all(family: table == .routes4 ? Family.inet : Family.inet6, filter))
        answer.snapshots.append(routes.withoutKnown(snapshot, device))
        if let judge { judges.append(judge) }
      } catch {
        // The device is gone, and with it the routes that used it alone: at the latest when the lock is free
        // under which they are removed. On other errors the whole table is dumped.
        guard error.kind == .kernel, error.errno == Errno.noDevice else { return nil }
        client.wait(forBarrier: Witness.linkQuestion)
      }
    }
    guard let standing = NamespaceMirror.standing(objects, client) else { return nil }
    answer.standingNextHops = standing
    return (answer, judges)
  }

  /// The next hop objects among these that the kernel has; nil if it does not tell.
  private static func standing(_ objects: [UInt32], _ client: NetlinkClient) -> [UInt32]? {
    var standing: [UInt32] = []
    for (object, answer) in zip(objects, client.transactAll(objects.map { question($0, .nextHops) })) {
      switch answer {
      case .success: standing.append(object)
      case .failure(let error): guard error.isAbsenceOfObject else { return nil }
      }
    }
    return standing
  }

  /// The request for one link or next hop.
  private static func question(_ number: UInt32, _ table: Tracked) -> Request {
    var request = table == .links ? LinkRequest.one(number) : NextHopRequest.one(number)
    request.isIdempotent = true
    return request
  }

  /// Requests links or next hops, each by its number.
  private func readEach(
    _ numbers: [UInt32], _ table: Tracked, _ touched: Touched, _ client: NetlinkClient
  ) -> (answer: Answer, judges: [any WitnessJudge])? {
    if numbers.count > 4 * Touched.limit { return nil }
    var answer = Answer(touched: touched)
    let replies = client.transactAll(numbers.map { NamespaceMirror.question($0, table) })
    for (number, reply) in zip(numbers, replies) {
      switch reply {
      case .success(let reply): answer.snapshots.append(Snapshot(reply))
      case .failure(let error):
        guard error.isAbsenceOfObject else { return nil }
        answer.absent.append(number)
      }
    }
    return (answer, [])
  }

  /// Requests entries of forwarding databases by device.
  private func readStations(
    _ touched: Touched, _ client: NetlinkClient
  ) -> (answer: Answer, judges: [any WitnessJudge])? {
    let touched = placed(touched)
    if touched.isTooMuch { return nil }
    var answer = Answer(touched: touched)
    var judges: [any WitnessJudge] = []
    for device in touched.devices {
      let request = NeighbourRequest.all(family: Family.bridge, device: device, master: 0, proxies: false)
      guard let (snapshot, judge) = try? client.judgedSnapshot(request) else { return nil }
      answer.snapshots.append(snapshot)
      if let judge { judges.append(judge) }
    }
    return (answer, judges)
  }

  /// The touched links with those below and above them and their ports and masters: links that count their
  /// users, or follow another link.
  private func links(of touched: Touched) -> [UInt32] {
    var numbers = touched.devices
    var relatives: [UInt32] = []
    _ = store.keys(tag: Tracked.links.rawValue) { message in
      let own = NamespaceMirror.number(message, .links)
      let others = NamespaceMirror.relatives(of: message)
      if touched.devices.contains(own) { relatives += others }
      if others.contains(where: { touched.devices.contains($0) }) { relatives.append(own) }
      return false
    }
    for relative in relatives where relative != 0 && !numbers.contains(relative) { numbers.append(relative) }
    return numbers
  }

  /// The touched next hops, those on touched devices, and the groups of all these.
  private func nextHops(of touched: Touched) -> [UInt32] {
    var numbers = touched.nextHops.filter { $0 != 0 }
    func add(_ number: UInt32) { if !numbers.contains(number) { numbers.append(number) } }
    let tag = Tracked.nextHops.rawValue
    let isEnough = { numbers.count > 4 * Touched.limit }
    _ = store.keys(tag: tag) { message in
      if touched.devices.contains(NamespaceMirror.number(message, 8, NextHopAttribute.device)), !isEnough() {
        add(NamespaceMirror.number(message, .nextHops))
      }
      return false
    }
    let members = numbers
    _ = store.keys(tag: tag) { message in
      guard !isEnough() else { return false }
      // struct nexthop_grp: id, weight and what is reserved
      let group = ObjectType.nexthop.attributes(of: message).attribute(NextHopAttribute.group)
      var offset = 0
      while offset + 8 <= group.byteCount {
        if members.contains(group.u32(at: offset)) { add(NamespaceMirror.number(message, .nextHops)) }
        offset += 8
      }
      return false
    }
    return numbers
  }
}

extension NetlinkError {
  /// Whether the kernel says that what was asked for is not there.
  fileprivate var isAbsenceOfObject: Bool {
    kind == .kernel && (errno == Errno.noEntry || errno == Errno.noDevice)
  }

  /// Whether the kernel says that it has no such table or family.
  fileprivate var isAbsenceOfTable: Bool {
    let errnos = [Errno.noEntry, Errno.notSupported, Errno.familyNotSupported]
    return kind == .kernel && errnos.contains(errno)
  }
}
