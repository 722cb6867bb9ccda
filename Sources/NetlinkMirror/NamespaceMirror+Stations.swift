import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

// Forwarding databases. When an entry moves to another device, the kernel notifies of the new device and not of the
// old one. When an entry goes with its bridge, the notification names another device. Of the multicast addresses of a
// device the kernel does not notify at all.
extension NamespaceMirror {
  /// The groups that notify of addresses, which change the multicast addresses of a device. An older kernel lacks the
  /// last two.
  static let stationGroups: [UInt32] = [
    RouteGroup.ipv4Address, RouteGroup.ipv6Address, RouteGroup.ipv4Multicast, RouteGroup.ipv6Multicast,
  ]

  /// Notes what `message` may have done to forwarding databases.
  mutating func noteStations(_ message: borrowing Message) {
    guard tracked.contains(.bridgeNeighbours), message.payload.byteCount >= 8 else { return }
    switch message.type {
    case RTM.newAddress, RTM.deleteAddress, RTM.newMulticast, RTM.deleteMulticast:
      refresh.add(.bridgeNeighbours, .multicast, Touched(devices: [message.payload.u32(at: 4)]))
    case RTM.newNeighbour where message.family == Family.bridge:
      let station = NamespaceMirror.station(message)
      if !station.isEmpty { refresh.add(.bridgeNeighbours, .moved, Touched(stations: [station])) }
    case RTM.deleteNeighbour where message.family == Family.bridge:
      guard let type = ObjectType.of(message) else { return }
      let placeLength = makeKey(message, type)
      let station = NamespaceMirror.station(message)
      // If a station moves here and is then removed, this deletion is the only trace: its former device still
      // has to be asked.
      if store.find(key, placeLength: placeLength) != nil, !refresh.asks(about: station) { return }
      if !station.isEmpty { refresh.add(.bridgeNeighbours, .moved, Touched(lostStations: [station])) }
    default: return
    }
  }

  /// `touched` with the devices on which its stations are known.
  func placed(_ touched: Touched) -> Touched {
    var touched = touched
    if touched.stations.isEmpty, touched.lostStations.isEmpty { return touched }
    var places: [[UInt8]: [UInt32]] = [:]
    var devices: [UInt32] = []
    _ = store.keys(tag: Tracked.bridgeNeighbours.rawValue) { message in
      let station = NamespaceMirror.station(message)
      if touched.lostStations.contains(station) { devices.append(message.payload.u32(at: 4)) }
      if touched.stations.contains(station) {
        places[station, default: []].append(message.payload.u32(at: 4))
      }
      return false
    }
    for device in devices { touched.add(device) }
    for devices in places.values where devices.contains(where: { $0 != devices[0] }) {
      for device in devices { touched.add(device) }
    }
    return touched
  }

  /// The link-layer address of an entry.
  private static func station(_ message: borrowing Message) -> [UInt8] {
    guard message.payload.byteCount >= NeighbourHeader.length else { return [] }
    return message.payload.slice(
      at: NeighbourHeader.length, length: message.payload.byteCount - NeighbourHeader.length
    ).attribute(NeighbourAttribute.linkAddress).array
  }
}
