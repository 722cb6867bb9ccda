import Netlink
import Wire

/// What a change may have had a hand in without a word of the kernel: what hangs on these devices, has
/// one of these addresses as its source, or goes by one of these next hops; entries of a forwarding
/// database for one of these stations.
struct Touched {
  /// Of more than so many things the whole table is read instead.
  static var limit: Int { 16 }

  private(set) var devices: [UInt32] = []
  private(set) var sources: [[UInt8]] = []
  private(set) var nextHops: [UInt32] = []
  /// Each costs nothing unless it is in two places.
  private(set) var stations: Set<[UInt8]> = []

  init(
    devices: [UInt32] = [], sources: [[UInt8]] = [], nextHops: [UInt32] = [], stations: Set<[UInt8]> = []
  ) {
    for device in devices { add(device) }
    self.sources = sources.filter { !$0.isEmpty }
    self.nextHops = nextHops
    self.stations = stations
  }

  /// Whether it is too much to be read part by part.
  var isTooMuch: Bool {
    max(devices.count, sources.count, nextHops.count) > Touched.limit || stations.count > 65_536
  }

  mutating func add(_ device: UInt32) {
    if device != 0, !devices.contains(device) { devices.append(device) }
  }

  mutating func formUnion(_ other: Touched) {
    for device in other.devices { add(device) }
    sources += other.sources.filter { !sources.contains($0) }
    nextHops += other.nextHops.filter { !nextHops.contains($0) }
    stations.formUnion(other.stations)
  }

  /// Whether a route goes by any of it. One that names neither device nor hops of its next hop object, as
  /// the kernel may be told to do, may.
  func has(_ route: Route) -> Bool {
    if route.devices.contains(where: { devices.contains($0) }) { return true }
    guard let object = route.nextHop else { return false }
    return nextHops.contains(object) || route.devices.isEmpty
  }
}

/// What a route goes by.
struct Route {
  var devices: [UInt32] = []
  /// Its next hop object.
  var nextHop: UInt32?
  var hasHops = false
  /// Whether it has a gateway, and may be joined with others of the kind to one of several hops.
  private(set) var isJoined = false
  private(set) var source: [UInt8] = []

  init(_ message: borrowing Message) {
    guard message.payload.byteCount >= 12 else { return }
    let attributes = message.payload.slice(at: 12, length: message.payload.byteCount - 12)
    let device = attributes.attribute(4)
    if device.byteCount == 4 { devices.append(device.u32(at: 0)) }
    source = attributes.attribute(7).array
    let object = attributes.attribute(30)
    if object.byteCount == 4 { nextHop = object.u32(at: 0) }
    // struct rtnexthop: length, flags, hops, ifindex
    let hops = attributes.attribute(9)
    hasHops = hops.byteCount > 0
    // RTA_GATEWAY, RTA_VIA
    isJoined = hasHops || attributes.attribute(5).byteCount > 0 || attributes.attribute(18).byteCount > 0
    var offset = 0
    while offset + 8 <= hops.byteCount, hops.u16(at: offset) >= 8 {
      devices.append(hops.u32(at: offset + 4))
      offset += (Int(hops.u16(at: offset)) + 3) & ~3
    }
  }
}
