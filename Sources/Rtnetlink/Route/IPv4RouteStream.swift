internal import NetlinkCore
internal import NetlinkWire

/// Hands out every route of a dump of IPv4 routes once, while the table changes and without holding it.
///
/// `IPv4RouteJudge` says how the kernel keeps its place. So a dump repeats routes when it goes back because a table
/// was added, and at a prefix where a datagram ended; those are left out. It skips routes only where a datagram ended
/// and something changed: in few places, the gaps. The dump is read again, and of the gaps everything is handed out
/// that was not handed out before, until there is none left.
package struct IPv4RouteStream {
  private var judge = IPv4RouteJudge()
  /// Where routes may have been skipped; nil while the table is read for the first time.
  private var gaps: [IPv4RouteJudge.End]?
  /// The routes that were handed out at places where a datagram ended.
  private var known: Set<[UInt8]> = []

  /// Nothing has been read.
  package init() {}

  /// Whether no route can have been skipped.
  package var isWhole: Bool { gaps?.isEmpty ?? false }

  /// Whether the dump may have no end.
  package var isEndless: Bool { judge.isEndless }

  /// The messages of a datagram that were not handed out before; nil for all of them.
  package mutating func unknown(in datagram: RawSpan) -> [UInt8]? {
    gaps == nil ? firstReading(of: datagram) : nextReading(of: datagram)
  }

  /// Leaves out the routes that the first dump repeats.
  private mutating func firstReading(of datagram: RawSpan) -> [UInt8]? {
    var part: [UInt8]?
    var messages = Messages(datagram)
    judge.beginDatagram()
    var offset = 0
    // Where the last prefix and the one before it begin, and whether no prefix has begun in this datagram.
    var (start, startBefore, isHead) = (0, 0, true)
    var table: UInt32?
    while let message = messages.next() {
      let next = datagram.byteCount - messages.remainingByteCount
      var isKnown = false
      if let place = IPv4RouteJudge.place(of: message) {
        let order = judge.note(place)
        // The kernel may come to the end of a table once more.
        if let table, table != place.table || (isHead && order == .ahead) {
          learn(datagram, (isHead ? 0 : start)..<offset)
        }
        switch order {
        case .ahead:
          (startBefore, start) = (start, offset)
          if table != nil { isHead = false }
        case .same: isKnown = (isHead || judge.isOutOfOrder) && known.contains(IPv4RouteStream.key(message))
        case .behind: isKnown = true
        }
        table = place.table
      }
      if isKnown, part == nil { part = datagram.slice(at: 0, length: offset).array }
      if !isKnown, part != nil { part?.append(datagram.slice(at: offset, length: next - offset)) }
      offset = next
    }
    learn(datagram, (isHead ? 0 : startBefore)..<offset)
    return part
  }

  /// Keeps the routes of a later dump that lie in the gaps and were not handed out.
  private mutating func nextReading(of datagram: RawSpan) -> [UInt8] {
    var part: [UInt8] = []
    var messages = Messages(datagram)
    judge.beginDatagram()
    var offset = 0
    while let message = messages.next() {
      let next = datagram.byteCount - messages.remainingByteCount
      if let place = IPv4RouteJudge.place(of: message) {
        _ = judge.note(place)
        if gaps?.contains(where: { $0.has(place) }) ?? false,
          known.insert(IPv4RouteStream.key(message)).inserted
        {
          part.append(datagram.slice(at: offset, length: next - offset))
        }
      }
      offset = next
    }
    return part
  }

  /// Notes the routes in a part of a datagram as handed out.
  private mutating func learn(_ datagram: RawSpan, _ range: Range<Int>) {
    var messages = Messages(datagram.slice(at: range.lowerBound, length: range.count))
    while let message = messages.next() {
      if IPv4RouteJudge.place(of: message) != nil { known.insert(IPv4RouteStream.key(message)) }
    }
  }

  /// What tells a route from its alternatives: its payload without its flags, which change with its device. Only for a
  /// route that has a place.
  private static func key(_ message: borrowing Message) -> [UInt8] {
    var key = message.payload.array
    for index in 8..<12 { key[index] = 0 }
    return key
  }

  /// Ends a dump. `notifications` are those that came while it ran; nil where some were lost.
  package mutating func finish(_ notifications: [UInt8]?) {
    if let notifications {
      var messages = Messages(notifications.raw)
      judge.finish()
      while let message = messages.next() { judge.heard(message) }
    } else {
      judge.heardUnknown()
    }
    let hit = judge.ends.filter { $0.isHit }
    gaps = gaps.map { $0.filter { gap in hit.contains { $0.overlaps(gap) } } } ?? hit
    judge = IPv4RouteJudge()
  }
}
