internal import NetlinkCore
internal import NetlinkWire

/// Judges dumps of IPv4 routes, whose position the kernel keeps by table, prefix and, within the prefix, a count.
///
/// Only two changes matter: at a position where a datagram ended, and of a table that was added while the dump ran,
/// which shifts the tables behind it. The kernel does not remember the prefix itself, but where to look for it: behind
/// the one before. A new prefix between the two takes its place, and its count. Besides, a dump whose order goes back
/// has repeated something.
struct IPv4RouteJudge: WitnessJudge {
  /// A table and the first address of a destination: what the kernel calls a leaf.
  private struct Place: Hashable {
    var table: UInt32
    var address: UInt32
  }

  /// Where a datagram may have ended: in a table, from one address to another.
  private struct End {
    var table: UInt32
    var addresses: ClosedRange<UInt32>
  }

  private var ends: [End] = []
  private var tables: Set<UInt32> = []
  /// The last prefix so far, and the one before it in its table.
  private var last: Place?
  private var previous: UInt32?
  private var disturbedTables: Set<UInt32> = []
  private(set) var isOutOfOrder = false
  private var hasDisturbance = false

  var isDisturbed: Bool {
    hasDisturbance || isOutOfOrder || disturbedTables.contains { !tables.contains($0) }
  }

  mutating func dumped(_ datagram: RawSpan) {
    var messages = Messages(datagram)
    var isFirst = true
    while let message = messages.next() {
      guard message.type == RTM.newRoute, let here = IPv4RouteJudge.place(of: message) else { continue }
      if isFirst, let last { note(end: last, next: here) }
      isFirst = false
      note(here)
    }
  }

  /// Notes where the datagram before this one ended: behind the prefix before its last one, and not behind `next`.
  private mutating func note(end: Place, next: Place) {
    let start = previous ?? 0
    if next.table == end.table {
      // Else it has gone back, which says enough.
      if start <= next.address { ends.append(End(table: end.table, addresses: start...next.address)) }
    } else {
      ends.append(End(table: end.table, addresses: start...UInt32.max))
      ends.append(End(table: next.table, addresses: 0...next.address))
    }
  }

  /// Notes a prefix, and whether the order goes back.
  private mutating func note(_ place: Place) {
    if let last, place.table == last.table {
      if place.address < last.address { isOutOfOrder = true }
      if place.address != last.address { previous = last.address }
    } else {
      previous = nil
      if !tables.insert(place.table).inserted { isOutOfOrder = true }
    }
    last = place
  }

  /// Whether a datagram may have ended there; behind the last one more were looked for.
  private func isAtEnd(_ place: Place) -> Bool {
    if let last, place.table == last.table, place.address >= previous ?? 0 { return true }
    return ends.contains { $0.table == place.table && $0.addresses.contains(place.address) }
  }

  mutating func heard(_ message: borrowing Message) {
    guard message.type & ~1 == RTM.newRoute else {
      if message.mayRemoveRoutes || message.mayRemoveNextHops { hasDisturbance = true }
      return
    }
    guard message.family == Family.inet, let place = IPv4RouteJudge.place(of: message) else { return }
    if isAtEnd(place) { hasDisturbance = true }
    if message.type == RTM.newRoute { disturbedTables.insert(place.table) }
  }

  /// Where a route is kept; nil when its header is cut off.
  private static func place(of message: borrowing Message) -> Place? {
    let payload = message.payload
    guard payload.byteCount >= 12 else { return nil }
    var place = Place(table: UInt32(payload.u8(at: 4)), address: 0)
    var attributes = Attributes(payload, from: 12)
    while attributes.next() {
      let value = attributes.value
      switch attributes.type {
      case RouteAttribute.table: if value.byteCount == 4 { place.table = value.u32(at: 0) }
      case RouteAttribute.destination:
        if value.byteCount == 4 { place.address = value.u32(at: 0).byteSwapped }
      default: return place
      }
    }
    return place
  }
}
