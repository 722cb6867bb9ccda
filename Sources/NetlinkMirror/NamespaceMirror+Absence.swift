import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

// Objects that an answer lacks are gone, if the answer proves it.
extension NamespaceMirror {
  /// Removes what the answer lacks, except at places that notifications have touched. False, and nothing
  /// done, if a part of a table cannot prove it.
  mutating func dropUnseen<Sink: EventSink & ~Copyable>(
    _ answer: borrowing Answer, _ load: borrowing Load, _ isCertain: Bool, _ cause: StaticString?,
    _ sink: inout Sink
  ) -> Bool {
    if store.count == 0 { return true }
    guard let missing = missing(answer, load) else { return false }
    // A dump that may have skipped an entry proves nothing.
    if !isCertain { return true }
    let formerlyMissing = load.table == .bridgeNeighbours ? missingOnce : [:]
    if load.table == .bridgeNeighbours { missingOnce = [:] }
    for (key, placeLength) in missing {
      guard let place = store.find(key, placeLength: placeLength) else { continue }
      var cause = cause
      if load.table == .bridgeNeighbours {
        guard let first = formerlyMissing[key] else {
          missingOnce[key] = cause
          continue
        }
        cause = first
      }
      if !load.places.contains(Array(key[..<placeLength])), !isOpen(key, placeLength, answer, load) {
        // A group that was asked for before this answer may have lost this member since, without a notification.
        if load.table == .nextHops {
          let number = NamespaceMirror.number(store.message(at: place), .nextHops)
          refresh.add(.nextHops, .nextHop, Touched(nextHops: [number]))
        }
        drop(place, nil, cause, &sink)
      } else if load.table.type.new == RTM.newRoute {
        // Notifications were about the place, perhaps about another route there.
        let held = store.copy(at: place)
        let message = Message(held.raw)
        let length = makeKey(message, .route)
        refreshPlace(message, load.table, length)
      } else if load.table == .nextHops {
        // It may have gone since then, without a notification.
        let number = NamespaceMirror.number(store.message(at: place), .nextHops)
        refresh.add(.nextHops, .nextHop, Touched(nextHops: [number]))
      }
    }
    if !missingOnce.isEmpty { refresh.add(.bridgeNeighbours, .interrupted, answer.touched) }
    return true
  }

  /// Whether a partial answer leaves a place of routes open: the place became doubtful after the part was
  /// chosen, so the routes there may now be outside it.
  private func isOpen(
    _ key: [UInt8], _ placeLength: Int, _ answer: borrowing Answer, _ load: borrowing Load
  ) -> Bool {
    guard answer.touched != nil, let places = doubtfulPlaces[load.table], !places.isEmpty else {
      return false
    }
    let place = Array(key[..<placeLength])
    return places.contains(place) && !load.settled.contains(place)
  }

  /// The keys of the known objects that were asked for and that the answer lacks; nil where a part cannot tell.
  private func missing(
    _ answer: borrowing Answer, _ load: borrowing Load
  ) -> [(key: [UInt8], placeLength: Int)]? {
    let table = load.table
    let tag = table.rawValue
    guard let touched = answer.touched else {
      let family = answer.family
      return family == Family.unspecified ? store.unseen(tag) : store.unseen(tag) { $0.family == family }
    }
    // An index that was reused meanwhile means another device.
    let isReused = touched.devices.contains { load.devices.contains($0) }
    switch table {
    case .links, .nextHops:
      let absent = answer.absent
      return store.keys(tag: tag) { absent.contains(NamespaceMirror.number($0, table)) }
    case .routes4 where isReused, .routes6 where isReused, .bridgeNeighbours where isReused: return nil
    case .routes4, .routes6: return missingRoutes(tag, touched, answer.standingNextHops)
    case .bridgeNeighbours: return missingStations(tag, touched)
    case .addresses, .labels, .neighbours, .rules: return nil
    }
  }

  /// The routes that use something touched and that the answer lacks; nil where one of them may have changed instead.
  private func missingRoutes(
    _ tag: UInt8, _ touched: Touched, _ standing: [UInt32]
  ) -> [(key: [UInt8], placeLength: Int)]? {
    var isSure = true
    let missing = store.unseen(tag) { message in
      let route = RoutePath(message)
      guard touched.has(route) else { return false }
      if let object = route.nextHop {
        guard standing.contains(object) else { return true }
        // If its message lists no next hops, the route is unchanged, unless the next hop object was removed
        // and added again; else it may be there with the remaining ones.
        if !route.devices.isEmpty || touched.nextHops.contains(object) { isSure = false }
        return false
      }
      // A route of several hops may still be there without the touched one.
      if route.hasHops { isSure = false }
      return true
    }
    return isSure ? missing : nil
  }

  /// The entries of touched devices that the answer lacks; nil where only the whole table tells: the entry of a bridge
  /// port's own address passes to another port that has the same address.
  private func missingStations(_ tag: UInt8, _ touched: Touched) -> [(key: [UInt8], placeLength: Int)]? {
    var isSure = true
    let missing = store.unseen(tag) { message in
      guard touched.devices.contains(message.payload.u32(at: 4)) else { return false }
      if message.payload.u16(at: 8) & NeighbourState.permanent != 0,
        NamespaceMirror.number(message, NeighbourHeader.length, NeighbourAttribute.master) != 0
      {
        isSure = false
      }
      return true
    }
    return isSure ? missing : nil
  }
}

/// `struct ndmsg`.
enum NeighbourHeader {
  static var length: Int { 12 }
  /// The offset of the number of its device.
  static var device: Int { 4 }
  /// The offset of its flags.
  static var flags: Int { 10 }
}
