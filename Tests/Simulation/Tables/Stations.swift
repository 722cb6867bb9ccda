/// An entry of a bridge's forwarding database: a station, and the port it is behind.
struct Station {
  let serial: Int
  let bridge: UInt32
  var port: UInt32
  let address: UInt8
  var state: UInt16
}

extension Namespace {
  func write(_ station: Station, _ type: UInt16, _ header: Header, to writer: inout MessageWriter) {
    writer.begin(type, header)
    writer.u8(Family.bridge)
    writer.zeros(3)
    writer.u32(station.port)
    writer.u16(station.state)
    writer.zeros(2)
    writer.attribute(NeighbourAttribute.address, [2, 0, 0, 0, 2, station.address])
    writer.attribute(NeighbourAttribute.master, u32: station.bridge)
    writer.nest(NeighbourAttribute.cacheInfo) { info in
      info.u32(UInt32(truncatingIfNeeded: kernel.time / 10_000))
      info.zeros(12)
    }
    writer.end()
  }

  /// Told after the change, without a lock that a dump would wait for.
  private func tell(_ station: Station, _ type: UInt16) {
    tell(Group.neighbour, type, mayBeLate: true) { write(station, $0, $1, to: &$2) }
  }

  private func note(_ station: Station) {
    note(station.serial, MessageType.newNeighbour) { write(station, $0, $1, to: &$2) }
  }

  /// A bridge learns a station, or that it has moved: where it was is not told.
  func learn(_ address: UInt8, on port: UInt32) {
    guard let link = link(port), link.isUp, let bridge = self.link(link.master), bridge.isBridge else {
      return
    }
    if let place = stations.firstIndex(where: { $0.bridge == bridge.index && $0.address == address }) {
      guard stations[place].port != port else { return }
      say("station \(address) moves from port \(stations[place].port) to \(port)")
      stations[place].port = port
      note(stations[place])
      return tell(stations[place], MessageType.newNeighbour)
    }
    say("station \(address) behind port \(port)")
    let station = Station(
      serial: kernel.serial(), bridge: bridge.index, port: port, address: address,
      state: NeighbourAttribute.reachable)
    // The kernel puts new ones at the head of the bridge's list.
    stations.insert(station, at: stations.firstIndex { $0.bridge >= bridge.index } ?? stations.count)
    note(station)
    tell(station, MessageType.newNeighbour)
  }

  func removeStation(_ serial: Int) {
    guard let place = stations.firstIndex(where: { $0.serial == serial }) else { return }
    let gone = stations.remove(at: place)
    forget(serial)
    say("station \(gone.address) is gone from port \(gone.port)")
    tell(gone, MessageType.deleteNeighbour)
  }

  /// The stations behind a port, or all of a bridge, go with it.
  func flushStations(of device: UInt32) {
    for station in stations where station.port == device || station.bridge == device {
      removeStation(station.serial)
    }
  }
}

/// Forwarding databases in a dump: by bridge, and by a count within it. Nothing is flagged.
struct StationWalk: TableWalk {
  private let device: UInt32
  private var bridge: UInt32 = 0
  private var count = 0

  init(device: UInt32) { self.device = device }

  mutating func fill(_ part: inout DumpPart, _ namespace: Namespace) -> Int32 {
    for link in namespace.links where link.index >= bridge && link.isBridge {
      if link.index > bridge { count = 0 }
      bridge = link.index
      let own = namespace.stations.filter { $0.bridge == bridge }
      while count < own.count {
        let station = own[count]
        if device == 0 || station.port == device || station.bridge == device {
          let isIn = part.add { namespace.write(station, MessageType.newNeighbour, $0, to: &$1) }
          if !isIn { return 0 }
        }
        count += 1
      }
      bridge += 1
      count = 0
    }
    return 0
  }
}
