internal import NetlinkCore
internal import NetlinkWire

/// Judges dumps of IPv4 routes. The kernel keeps its place in the dump by table, prefix and a count within the prefix.
///
/// Two changes matter: one at a place where a datagram ended, and a new table, which shifts the tables behind it. The
/// kernel does not remember the prefix itself but looks for the first one behind the prefix before it, so that a new
/// prefix between the two takes its place, and its count. Besides, a dump whose order goes back has repeated something.
struct IPv4RouteJudge: WitnessJudge {
  /// A table and the first address of a destination: what the kernel calls a leaf.
  struct Place: Hashable {
    var table: UInt32
    var address: UInt32
  }

  /// Where a datagram may have ended: in a table, from one address to another.
  struct End {
    var table: UInt32
    var addresses: ClosedRange<UInt32>
    /// Whether something changed there.
    var isHit = false

    func has(_ place: Place) -> Bool { table == place.table && addresses.contains(place.address) }
    func overlaps(_ other: End) -> Bool { table == other.table && addresses.overlaps(other.addresses) }
  }

  /// How a route's place compares with the furthest one of its table so far.
  enum Order { case ahead, same, behind }

  /// The places where datagrams ended so far.
  private(set) var ends: [End] = []
  /// The tables so far, each with the furthest address that was reached before another table began.
  private var tables: [UInt32: UInt32] = [:]
  /// The last place so far.
  private var last: Place?
  /// The address of the prefix before the last one in its table; nil for the first of a table.
  private var previous: UInt32?
  /// The furthest address so far in the table of `last`.
  private var furthest: UInt32 = 0
  private var isFirstOfDatagram = true
  /// How many datagrams came, and how many before the dump first went back; 0 if it has not.
  private var datagrams = 0
  private var datagramsAhead = 0
  /// The tables to which a route was added while the dump ran.
  private var disturbedTables: Set<UInt32> = []
  /// Whether the dump went back to an earlier place.
  private(set) var isOutOfOrder = false

  var isDisturbed: Bool {
    isOutOfOrder || ends.contains { $0.isHit } || disturbedTables.contains { tables[$0] == nil }
  }

  mutating func dumped(_ datagram: RawSpan) {
    var messages = Messages(datagram)
    beginDatagram()
    while let message = messages.next() {
      if let place = IPv4RouteJudge.place(of: message) { _ = note(place) }
    }
  }

  mutating func beginDatagram() {
    isFirstOfDatagram = true
    datagrams += 1
    if isOutOfOrder, datagramsAhead == 0 { datagramsAhead = datagrams }
  }

  /// Each new table may send the dump back to tables that it has shown. It is given so much more than what it had when it
  /// first went back.
  private static let patience = (factor: 8, least: 128)

  var isEndless: Bool {
    datagramsAhead > 0
      && datagrams > IPv4RouteJudge.patience.factor * datagramsAhead + IPv4RouteJudge.patience.least
  }

  /// Notes the place of the next route of the dump.
  @inline(__always)
  mutating func note(_ place: Place) -> Order {
    if isFirstOfDatagram, let last { note(end: last, next: place) }
    isFirstOfDatagram = false
    guard let last, last.table == place.table else { return begin(place) }
    if place.address < last.address { isOutOfOrder = true }
    if place.address != last.address { previous = last.address }
    self.last = place
    return advance(to: place.address)
  }

  /// Notes a place in another table than the one before.
  private mutating func begin(_ place: Place) -> Order {
    if let last { tables[last.table] = furthest }
    previous = nil
    last = place
    if let reached = tables[place.table] {
      isOutOfOrder = true
      furthest = reached
      return advance(to: place.address)
    }
    tables[place.table] = place.address
    furthest = place.address
    return .ahead
  }

  @inline(__always)
  private mutating func advance(to address: UInt32) -> Order {
    guard address > furthest else { return address == furthest ? .same : .behind }
    furthest = address
    return .ahead
  }

  /// Notes where the datagram before this one ended: after the prefix before `end`, and at `next` at the latest.
  private mutating func note(end: Place, next: Place) {
    let start = previous ?? 0
    if next.table == end.table {
      // Otherwise the dump has gone back, which `isOutOfOrder` notes.
      if start <= next.address { ends.append(End(table: end.table, addresses: start...next.address)) }
    } else {
      ends.append(End(table: end.table, addresses: start...UInt32.max))
      ends.append(End(table: next.table, addresses: 0...next.address))
    }
  }

  /// Notes the end of the dump, where the kernel looked for more routes behind the last one.
  mutating func finish() {
    guard let place = last else { return }
    ends.append(End(table: place.table, addresses: (previous ?? 0)...UInt32.max))
    last = nil
  }

  mutating func heard(_ message: borrowing Message) {
    finish()
    guard message.type & ~1 == RTM.newRoute else {
      if message.mayRemoveRoutes || message.mayRemoveNextHops { heardUnknown() }
      return
    }
    guard message.family == Family.inet, let place = IPv4RouteJudge.place(of: message) else { return }
    for index in ends.indices where ends[index].has(place) { ends[index].isHit = true }
    if message.type == RTM.newRoute { disturbedTables.insert(place.table) }
  }

  /// Notes that anything may have changed.
  mutating func heardUnknown() {
    finish()
    for index in ends.indices { ends[index].isHit = true }
  }

  /// The place of a route; nil for another message, and where its header is incomplete.
  @inline(__always)
  static func place(of message: borrowing Message) -> Place? {
    let payload = message.payload
    guard message.type & ~1 == RTM.newRoute, payload.byteCount >= 12 else { return nil }
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
