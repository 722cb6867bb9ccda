internal import Netlink
internal import Wire

/// Judges dumps of tables whose position the kernel keeps by a count: any change of the table, and whatever may take
/// entries away without a notification, may have made such a dump miss or repeat an entry.
struct ChangeJudge: WitnessJudge {
  /// The table's messages: `RTM_NEW…`.
  let table: UInt16
  /// The family of its entries; 0 for any.
  let family: UInt8
  private(set) var isDisturbed = false

  mutating func dumped(_ datagram: RawSpan) {}

  mutating func heard(_ message: borrowing Message) {
    if isDisturbed { return }
    if message.type & ~1 == table {
      isDisturbed = family == Family.unspecified || message.family == family || message.payload.byteCount == 0
    } else {
      isDisturbed = message.mayRemoveRoutes
    }
  }
}

/// Judges dumps of IPv4 routes, whose position the kernel keeps by table, prefix and, within the prefix, a count.
///
/// Only two changes matter: of a prefix at which a datagram ended, and of a table that was added while the dump ran,
/// which shifts the tables behind it. Besides, a dump whose order goes back has repeated something.
struct IPv4RouteJudge: WitnessJudge {
  /// A table and the first address of a destination: what the kernel calls a leaf.
  private struct Place: Hashable {
    var table: UInt32
    var address: UInt32
  }

  private var ends: Set<Place> = []
  private var tables: Set<UInt32> = []
  private var last: Place?
  private var disturbedTables: Set<UInt32> = []
  private(set) var isOutOfOrder = false
  private var hasDisturbance = false

  var isDisturbed: Bool {
    hasDisturbance || isOutOfOrder || disturbedTables.contains { !tables.contains($0) }
  }

  mutating func dumped(_ datagram: RawSpan) {
    var messages = Messages(datagram)
    var isFirst = true
    var place: Place?
    while let message = messages.next() {
      guard message.type == RTM.newRoute, let here = IPv4RouteJudge.place(of: message) else { continue }
      if isFirst { note(first: here) }
      isFirst = false
      place = here
    }
    guard let place else { return }
    tables.insert(place.table)
    ends.insert(place)
    last = place
  }

  private mutating func note(first place: Place) {
    if let last {
      if place.table == last.table {
        if place.address < last.address { isOutOfOrder = true }
      } else if tables.contains(place.table) {
        isOutOfOrder = true
      }
    }
    tables.insert(place.table)
  }

  mutating func heard(_ message: borrowing Message) {
    guard message.type & ~1 == RTM.newRoute else {
      if message.mayRemoveRoutes { hasDisturbance = true }
      return
    }
    guard message.family == Family.inet, let place = IPv4RouteJudge.place(of: message) else { return }
    if ends.contains(place) { hasDisturbance = true }
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

extension Message {
  /// The first byte of the family's header; 0 where there is none.
  package var family: UInt8 { payload.byteCount > 0 ? payload.u8(at: 0) : 0 }

  /// Whether it tells of something with which the kernel takes routes away and says nothing: a link that is gone or
  /// down, an address or a next hop that is gone.
  package var mayRemoveRoutes: Bool {
    switch type {
    case RTM.deleteLink, RTM.deleteAddress, RTM.deleteNextHop: true
    case RTM.newLink:
      payload.byteCount < ObjectType.linkHeaderLength || payload.u32(at: 8) & InterfaceFlag.up == 0
    default: false
    }
  }
}
