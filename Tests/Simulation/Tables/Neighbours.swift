/// A neighbour: an address on a device, and where it is.
struct Neighbour {
  let serial: Int
  let family: UInt8
  let device: UInt32
  let destination: [UInt8]
  var address: UInt8
  var state: UInt16

  /// The bucket of the kernel's hash table.
  var bucket: Int { Int(device &* 7 &+ UInt32(destination.last ?? 0)) & 3 }
}

extension Namespace {
  func write(_ neighbour: Neighbour, _ type: UInt16, _ header: Header, to writer: inout MessageWriter) {
    writer.begin(type, header)
    writer.u8(neighbour.family)
    writer.zeros(3)
    writer.u32(neighbour.device)
    writer.u16(neighbour.state)
    writer.u8(0)
    writer.u8(RouteNumber.unicast)
    writer.attribute(NeighbourAttribute.destination, neighbour.destination)
    writer.attribute(NeighbourAttribute.address, [2, 0, 0, 0, 1, neighbour.address])
    writer.nest(NeighbourAttribute.cacheInfo) { info in
      info.u32(UInt32(truncatingIfNeeded: kernel.time / 10_000))
      info.zeros(12)
    }
    writer.attribute(NeighbourAttribute.probes, u32: UInt32(kernel.time / 1_000 & 3))
    writer.end()
  }

  private func tell(_ neighbour: Neighbour, _ type: UInt16) {
    tell(Group.neighbour, type) { write(neighbour, $0, $1, to: &$2) }
  }

  private func note(_ neighbour: Neighbour) {
    note(neighbour.serial, MessageType.newNeighbour) { write(neighbour, $0, $1, to: &$2) }
  }

  /// Adds a neighbour or changes what is known of it. No lock is taken.
  func setNeighbour(
    _ family: UInt8, _ device: UInt32, _ destination: [UInt8], address: UInt8, state: UInt16
  ) {
    guard isUp(device) else { return }
    say("neigh \(text(destination)) dev \(device) lladdr \(address) state \(state)")
    if let place = neighbours.firstIndex(where: { $0.device == device && $0.destination == destination }) {
      neighbours[place].address = address
      neighbours[place].state = state
      note(neighbours[place])
      return tell(neighbours[place], MessageType.newNeighbour)
    }
    let neighbour = Neighbour(
      serial: kernel.serial(), family: family, device: device, destination: destination, address: address,
      state: state)
    // The kernel puts new ones at the head of their bucket.
    let place = neighbours.firstIndex { $0.family == family && $0.bucket >= neighbour.bucket }
    neighbours.insert(neighbour, at: place ?? neighbours.count)
    note(neighbour)
    tell(neighbour, MessageType.newNeighbour)
  }

  func removeNeighbour(_ serial: Int) {
    guard let place = neighbours.firstIndex(where: { $0.serial == serial }) else { return }
    let gone = neighbours.remove(at: place)
    forget(serial)
    say("neigh del \(text(gone.destination)) dev \(gone.device)")
    tell(gone, MessageType.deleteNeighbour)
  }

  func dropNeighbours(on device: UInt32) {
    for neighbour in neighbours where neighbour.device == device { removeNeighbour(neighbour.serial) }
  }
}

/// Neighbours of a family in a dump: by a bucket and a count within it. Nothing is flagged.
struct NeighbourWalk: TableWalk {
  private let family: UInt8
  private let device: UInt32
  private var bucket = 0
  private var count = 0

  init(family: UInt8, device: UInt32) {
    self.family = family
    self.device = device
  }

  mutating func fill(_ part: inout DumpPart, _ namespace: Namespace) -> Int32 {
    while bucket < 4 {
      let own = namespace.neighbours.filter {
        $0.bucket == bucket && (family == Family.unspecified || $0.family == family)
      }
      while count < own.count {
        let neighbour = own[count]
        if device == 0 || neighbour.device == device {
          let isIn = part.add { namespace.write(neighbour, MessageType.newNeighbour, $0, to: &$1) }
          if !isIn { return 0 }
        }
        count += 1
      }
      bucket += 1
      count = 0
    }
    return 0
  }
}
