internal import NetlinkWire

/// What a change may have had a hand in without a word of the kernel: what hangs on these devices, has
/// one of these addresses as its source, or goes by one of these next hops; entries of a forwarding
/// database for one of these stations.
struct Touched {
  /// Of more than so many things the whole table is read instead.
  static var limit: Int { 16 }

  /// The kernel's datagrams of a dump have 32 KiB at most, some 8 KiB less.
  static var largestRoute: Int { 24_000 }

  private(set) var devices: [UInt32] = []
  private(set) var sources: [[UInt8]] = []
  private(set) var nextHops: [UInt32] = []
  /// Each costs nothing unless it is in two places.
  private(set) var stations: Set<[UInt8]> = []
  /// Stations of which something went that is not known: wherever they are known.
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

  /// Whether a route goes by any of it. One that names neither device nor hops of its next hop object, as
  /// the kernel may be told to do, may.
  func has(_ route: RoutePath) -> Bool {
    if route.devices.contains(where: { devices.contains($0) }) { return true }
    guard let object = route.nextHop else { return false }
    return nextHops.contains(object) || route.devices.isEmpty
  }
}
