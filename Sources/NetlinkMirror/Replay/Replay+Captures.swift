import NetlinkCore
internal import Rtnetlink
import NetlinkWire

// What captures have of other programs, which ask as they like.
extension Replay where Sink: ~Copyable {
  /// Whether a capture of other programs has no earlier answer that was to have these objects. Then they are those that
  /// were there, and no news.
  func isFirst(_ question: RecordedQuestion, of table: Tracked) -> Bool {
    if isFenced || !question.isUnfiltered { return false }
    let earlier = answered.filter { $0.isUnfiltered && $0.tables.contains(table) }
    guard [.addresses, .neighbours, .rules].contains(table) else { return earlier.isEmpty }
    return !(question.byFamily ?? [question]).allSatisfy { part in earlier.contains { $0.covers(part) } }
  }

  /// The neighbours known that others are answered for: a dump of neighbours has none of them, and they stay.
  func proxies() -> Snapshot {
    var proxies: [UInt8] = []
    for place in mirror.store.places(tag: Tracked.neighbours.rawValue) {
      let neighbour = mirror.store.message(at: place)
      guard neighbour.payload.u8(at: NeighbourHeader.flags) & NeighbourFlag.proxy != 0 else { continue }
      proxies += neighbour.bytes.array
      proxies.pad()
    }
    return Snapshot(contents: proxies, interrupted: false)
  }

  /// Drops the routes that a whole dump of their routing table no longer has. Dumps with other selectors prove no absence.
  mutating func dropUnseen(_ answer: RecordedAnswer, _ table: Tracked) {
    guard !isFenced, answer.question.isDump, !answer.isRefused, !answer.isInterrupted,
      let number = answer.question.routeTable, let load = answer.load(table), !load.hasLost, !load.isDisturbed
    else { return }
    let gone = mirror.store.unseen(table.rawValue) { RecordedQuestion.routeTable(of: $0) == number }
    for (key, placeLength) in gone where !load.places.contains(Array(key[..<placeLength])) {
      guard let place = mirror.store.find(key, placeLength: placeLength) else { continue }
      mirror.drop(place, nil, Refresh.Cause.poll.word, &sink)
    }
  }
}

extension RecordedQuestion {
  /// The one routing table that it asks for; nil where it asks for more, or for less of it.
  var routeTable: UInt32? {
    guard isDump, new == RTM.newRoute else { return nil }
    let inHeader = RecordedQuestion.tableOffset
    for offset in 1..<headerLength where offset != inHeader && byte(offset) != 0 { return nil }
    if attributes.isEmpty { return byte(inHeader) == 0 ? nil : UInt32(byte(inHeader)) }
    return attributes.count == 1 ? number(RouteAttribute.table) : nil
  }

  /// The routing table of a route.
  static func routeTable(of route: borrowing Message) -> UInt32 {
    let payload = route.payload
    let length = ObjectType.route.table.headerLength
    guard payload.byteCount >= length else { return 0 }
    let table = payload.slice(at: length, length: payload.byteCount - length).attribute(RouteAttribute.table)
    return table.byteCount == 4 ? table.u32(at: 0) : UInt32(payload.u8(at: tableOffset))
  }

  /// Where `struct rtmsg` has the table, if its number fits.
  private static var tableOffset: Int { 4 }
}
