import Netlink
import Rtnl
import Wire

// A forwarding database: an entry that moves is told where it went and not where it was, one that goes with
// its bridge under another device, and the multicast addresses of a device not at all.
extension World {
  /// Groups that tell of what has such an effect; an older kernel lacks the last two.
  static let stationGroups: [UInt32] = [5, 9, 37, 38]

  /// Notes what `message` may have done to forwarding databases.
  mutating func noteStations(_ message: borrowing Message) {
    guard tracked.contains(.bridgeNeighbours), message.payload.byteCount >= 12 || message.type >= 56 else {
      return
    }
    switch message.type {
    // RTM_NEWADDR, RTM_DELADDR, RTM_NEWMULTICAST, RTM_DELMULTICAST
    case 20, 21, 56, 57:
      guard message.payload.byteCount >= 8 else { return }
      refresh.add(.bridgeNeighbours, .multicast, Touched(devices: [message.payload.u32(at: 4)]))
    case 28 where message.payload.u8(at: 0) == 7:
      let station = World.station(message)
      if !station.isEmpty { refresh.add(.bridgeNeighbours, .moved, Touched(stations: [station])) }
    case 29 where message.payload.u8(at: 0) == 7:
      guard let type = ObjectType.of(message) else { return }
      let placeLength = makeKey(message, type)
      if mirror.find(key, placeLength: placeLength) != nil { return }
      let station = World.station(message)
      if !station.isEmpty { refresh.add(.bridgeNeighbours, .moved, Touched(lostStations: [station])) }
    default: return
    }
  }

  /// Entries by the devices that they are on.
  mutating func loadStations<Sink: EventSink & ~Copyable>(
    _ touched: Touched, _ client: NetlinkClient, _ cause: StaticString?, _ sink: inout Sink
  ) throws(Failure) -> Bool {
    let table = Tracked.bridgeNeighbours
    var touched = touched
    if !touched.stations.isEmpty || !touched.lostStations.isEmpty {
      var places: [[UInt8]: [UInt32]] = [:]
      _ = mirror.keys(tag: table.rawValue) { message in
        let station = World.station(message)
        if touched.lostStations.contains(station) { touched.add(message.payload.u32(at: 4)) }
        if touched.stations.contains(station) {
          places[station, default: []].append(message.payload.u32(at: 4))
        }
        return false
      }
      for devices in places.values where devices.contains(where: { $0 != devices[0] }) {
        for device in devices { touched.add(device) }
      }
    }
    if touched.isTooMuch { return false }
    var snapshots: [Snapshot] = []
    for device in touched.devices {
      guard
        let snapshot = try? client.snapshot(
          FamilyRequest.neighbours(family: 7, device: device, master: 0, proxies: false)),
        !snapshot.status.interrupted
      else { return false }
      snapshots.append(snapshot)
    }
    mirror.beginRound()
    for snapshot in snapshots { see(snapshot, table) }
    // The address of a port that another port has too goes over to that one. NUD_PERMANENT, NDA_MASTER
    var isSure = true
    let gone = mirror.unseen(table.rawValue) { message in
      guard touched.devices.contains(message.payload.u32(at: 4)) else { return false }
      if message.payload.u16(at: 8) & 0x80 != 0, World.number(message, 12, 9) != 0 { isSure = false }
      return true
    }
    guard isSure else { return false }
    for (key, placeLength) in gone {
      try drop(key, placeLength, table.type, origin: nil, cause: cause, &sink)
    }
    for snapshot in snapshots { try put(snapshot.messages, table, cause, &sink) }
    return true
  }

  /// The link-layer address of an entry. NDA_LLADDR
  private static func station(_ message: borrowing Message) -> [UInt8] {
    guard message.payload.byteCount >= 12 else { return [] }
    return message.payload.slice(at: 12, length: message.payload.byteCount - 12).attribute(2).array
  }
}
