internal import NetlinkWire

/// What a change may have altered without a notification: what depends on these devices, has one of these addresses
/// as its source, or uses one of these next hops; in forwarding databases, entries of these stations.
struct Touched {
  /// With more devices, sources or next hops than this, the whole table is read instead.
  static var limit: Int { 16 }

  /// A larger route may not fit into a datagram of a dump: those have 32 KiB at most, some 8 KiB less.
  static var largestRoute: Int { 24_000 }

  private(set) var devices: [UInt32] = []
  private(set) var sources: [[UInt8]] = []
  private(set) var nextHops: [UInt32] = []
  /// Stations; one is read only if it is known on two devices.
  private(set) var stations: Set<[UInt8]> = []
  /// Stations with a removed entry that was not known; read on every device where they are known.
  private(set) var lostStations: Set<[UInt8]> = []

  init(
    devices: [UInt32] = [], sources: [[UInt8]] = [], nextHops: [UInt32] = [], stations: Set<[UInt8]> = [],
    lostStations: Set<[UInt8]> = []
  ) {
    for device in devices { add(device) }
    self.sources = sources.filter { !$0.isEmpty }
    self.nextHops = nextHops
    self.stations = stations
    self.lostStations = lostStations
  }

  /// Whether it is too much to be read part by part.
  var isTooMuch: Bool {
    max(devices.count, sources.count, nextHops.count) > Touched.limit
      || max(stations.count, lostStations.count) > 65_536
  }

  mutating func add(_ device: UInt32) {
    if device != 0, !devices.contains(device) { devices.append(device) }
  }

  mutating func formUnion(_ other: Touched) {
    for device in other.devices { add(device) }
    sources += other.sources.filter { !sources.contains($0) }
    nextHops += other.nextHops.filter { !nextHops.contains($0) }
    stations.formUnion(other.stations)
    lostStations.formUnion(other.lostStations)
  }

  /// Whether a route uses any of it. A route that names neither a device nor the hops of its next hop object
  /// may: the kernel can be set to send such.
  func has(_ route: RoutePath) -> Bool {
    if route.devices.contains(where: { devices.contains($0) }) { return true }
    guard let object = route.nextHop else { return false }
    return nextHops.contains(object) || route.devices.isEmpty
  }
}
