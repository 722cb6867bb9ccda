import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

// Routes. There may be several at one place: a new one replaces another, is added beside it, or is joined with it.
extension NamespaceMirror {
  /// Applies a notification of a route that is there, under the key that `makeKey` wrote.
  mutating func putRoute<Sink: EventSink & ~Copyable>(
    _ message: borrowing Message, _ table: Tracked, _ placeLength: Int, _ origin: Event.Origin,
    _ sink: inout Sink
  ) {
    let isReplacement = message.flags & ChangeFlag.replace != 0
    let isAppended = message.flags & ChangeFlag.append != 0
    if let known = locate(key, placeLength) {
      // It may have replaced another route than the known one, or be there twice now.
      if (isReplacement || isAppended) && store.hasOther(key, placeLength: placeLength) || isAppended {
        refreshPlace(message, table, placeLength)
      }
      return replace(known, with: message, .route, origin: origin, cause: nil, &sink)
    }
    var kind = Event.Kind.new
    if store.has(key, placeLength: placeLength) {
      if isReplacement {
        kind = .replace
        let others = store.all(at: key, placeLength: placeLength)
        if others.count == 1, let other = others.first, certain.contains(table),
          !isDoubtful(table, placeLength)
        {
          drop(other, nil, "replaced", &sink)
        } else {
          // Only a dump tells which of several routes went.
          refreshPlace(message, table, placeLength)
        }
      } else if table == .routes6, RoutePath(message).isJoined,
        store.all(at: key, placeLength: placeLength).contains(where: {
          RoutePath(store.message(at: $0)).isJoined
        })
      {
        // The kernel joins it with another route to one of several hops, and notifies of a single hop.
        return refreshPlace(message, table, placeLength)
      } else if isAppended {
        kind = .append
      }
    }
    add(message, .route, table, placeLength, event(kind, .route, origin, nil), &sink)
  }

  /// Marks the place that `makeKey` wrote to be read again.
  mutating func refreshPlace(_ message: borrowing Message, _ table: Tracked, _ placeLength: Int) {
    doubtfulPlaces[table, default: []].insert(Array(key[..<placeLength]))
    var routes = [RoutePath(message)]
    for place in store.all(at: key, placeLength: placeLength) {
      routes.append(RoutePath(store.message(at: place)))
    }
    // The kernel cannot tell those without a device apart.
    let isApart = routes.allSatisfy { !$0.devices.isEmpty }
    refresh.add(table, .replaced, isApart ? Touched(devices: routes.flatMap { $0.devices }) : nil)
  }

  /// Whether there may be unknown routes at the place that `makeKey` wrote.
  func isDoubtful(_ table: Tracked, _ placeLength: Int) -> Bool {
    guard let places = doubtfulPlaces[table], !places.isEmpty else { return false }
    return places.contains(Array(key[..<placeLength]))
  }
}
