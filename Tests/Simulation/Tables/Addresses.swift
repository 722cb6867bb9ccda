/// An address of a device.
struct Address: Equatable {
  let serial: Int
  let family: UInt8
  let device: UInt32
  let bytes: [UInt8]
  let length: UInt8
  /// The device's name when it was added, by which IPv4 calls it.
  let label: String

  /// The number of an IPv4 address or prefix.
  static func number(_ bytes: [UInt8]) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }

  /// The bytes of an IPv4 address or prefix.
  static func bytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }

  /// An IPv6 address or prefix whose first 8 bytes are a number.
  static func bytes6(_ number: UInt64, low: UInt8 = 0) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) } + [0, 0, 0, 0, 0, 0, 0, low]
  }

  /// The prefix of its network.
  var network: [UInt8] {
    bytes.enumerated().map { index, byte in
      let bits = Int(length) - 8 * index
      return bits >= 8 ? byte : bits <= 0 ? 0 : byte & ~(0xff >> UInt8(bits))
    }
  }

  static func == (one: Address, other: Address) -> Bool { one.serial == other.serial }
}

extension Namespace {
  func write(_ address: Address, _ type: UInt16, _ header: Header, to writer: inout MessageWriter) {
    writer.begin(type, header)
    writer.u8(address.family)
    writer.u8(address.length)
    writer.u8(0x80)  // IFA_F_PERMANENT
    writer.u8(RouteNumber.universe)
    writer.u32(address.device)
    writer.attribute(AddressAttribute.address, address.bytes)
    if address.family == Family.inet {
      writer.attribute(AddressAttribute.local, address.bytes)
      writer.attribute(AddressAttribute.label, text: address.label)
    }
    writer.attribute(AddressAttribute.flags, u32: 0x80)
    writer.nest(AddressAttribute.cacheInfo) { info in
      info.u32(.max)
      info.u32(.max)
      info.u32(7)
      info.u32(UInt32(truncatingIfNeeded: kernel.time / 10_000))
    }
    writer.end()
  }

  private static func group(_ family: UInt8) -> UInt32 {
    family == Family.inet ? Group.address4 : Group.address6
  }

  func addAddress(_ family: UInt8, _ device: UInt32, _ bytes: [UInt8], _ length: UInt8) {
    finish()
    guard let link = link(device), family == Family.inet || link.isUp,
      !addresses.contains(where: { $0.device == device && $0.bytes == bytes })
    else { return }
    let address = Address(
      serial: kernel.serial(), family: family, device: device, bytes: bytes, length: length, label: link.name)
    addresses.append(address)
    note(address.serial, MessageType.newAddress) { write(address, $0, $1, to: &$2) }
    say("addr add \(text(bytes))/\(length) dev \(device)")
    later { $0.tell(address, MessageType.newAddress) }
    later { $0.count(address) }
    later { $0.connect(address) }
  }

  func removeAddress(_ address: Address) {
    finish()
    say("addr del \(text(address.bytes))/\(address.length) dev \(address.device)")
    guard takeAway(address) else { return }
    later { $0.tell(address, MessageType.deleteAddress) }
    later { $0.followRemoval(of: address) }
  }

  private func tell(_ address: Address, _ type: UInt16) {
    tell(Namespace.group(address.family), type) { write(address, $0, $1, to: &$2) }
  }

  /// Counts a change, which makes a dump flagged: after it was told.
  private func count(_ address: Address) {
    if address.family == Family.inet { addressSequence4 &+= 1 } else { addressSequence6 &+= 1 }
  }

  /// Takes an address away and tells of it; what hangs on it goes after.
  func remove(_ address: Address) {
    guard takeAway(address) else { return }
    tell(address, MessageType.deleteAddress)
    later { $0.followRemoval(of: address) }
  }

  /// Removes an address from the list; false if it is not there.
  private func takeAway(_ address: Address) -> Bool {
    guard let place = addresses.firstIndex(of: address) else { return false }
    addresses.remove(at: place)
    forget(address.serial)
    return true
  }

  private func followRemoval(of address: Address) {
    count(address)
    if address.family == Family.inet6 {
      later { $0.disconnect6(address) }
    } else {
      later { $0.disconnect4(address) }
    }
  }

  /// The routes that come with an address.
  func connect(_ address: Address) {
    guard addresses.contains(address) else { return }
    let isUp = isUp(address.device)
    if address.family == Family.inet {
      let number = Address.number(address.bytes)
      var own = Route4(table: RouteNumber.local, key: number, length: 32, device: address.device)
      own.type = RouteNumber.localType
      own.scope = RouteNumber.hostScope
      own.protocol = RouteNumber.byKernel
      own.source = number
      add4(own, flags: HeaderFlag.create | HeaderFlag.exclusive)
      guard isUp else { return }
      var network = Route4(
        table: RouteNumber.main, key: Address.number(address.network), length: address.length,
        device: address.device)
      network.scope = RouteNumber.linkScope
      network.protocol = RouteNumber.byKernel
      network.source = number
      add4(network, flags: HeaderFlag.create | HeaderFlag.append)
    } else if isUp {
      for (table, prefix, length, type) in [
        (RouteNumber.local, address.bytes, 128, RouteNumber.localType),
        (RouteNumber.main, address.network, address.length, RouteNumber.unicast),
      ] as [(UInt32, [UInt8], UInt8, UInt8)] {
        var route = Route6(table: table, prefix: prefix, length: length, metric: table == 255 ? 0 : 256)
        route.type = type
        route.protocol = RouteNumber.byKernel
        route.legs = [Leg(device: address.device)]
        add6(route, flags: HeaderFlag.create)
      }
    }
  }

  /// The routes that came with an IPv4 address go and are told; those that have it for their source go
  /// silently, with the last address of a device all of its routes.
  func disconnect4(_ address: Address) {
    let number = Address.number(address.bytes)
    let isLast = !addresses.contains { $0.device == address.device && $0.family == Family.inet }
    for route in routes4 where route.source == number && route.protocol == RouteNumber.byKernel {
      guard route.hops.first?.device == address.device else { continue }
      later { $0.remove4(route.serial, isTold: true) }
    }
    if !addresses.contains(where: { $0.bytes == address.bytes }) {
      for route in routes4 where route.source == number && route.protocol != RouteNumber.byKernel {
        later { $0.remove4(route.serial, isTold: false) }
      }
    }
    if isLast { later { $0.dropRoutes4(by: address.device, isLast: true) } }
  }

  /// The routes that came with an IPv6 address go and are told; others lose it for their source silently.
  func disconnect6(_ address: Address) {
    for route in routes6 where route.protocol == RouteNumber.byKernel {
      guard route.legs.first?.device == address.device,
        route.prefix == address.bytes || route.prefix == address.network
      else { continue }
      later { $0.remove6(route.serial, isTold: true) }
    }
    for route in routes6 where route.source == address.bytes {
      later { namespace in namespace.change6(route.serial) { $0.source = [] } }
    }
  }

  func text(_ bytes: [UInt8]) -> String {
    bytes.count == 4
      ? bytes.map(String.init).joined(separator: ".")
      : bytes.map { String($0, radix: 16) }.joined(separator: ":")
  }
}

/// Addresses in a dump: of one family after another, by device, and then by a count. The kernel flags what is
/// added or deleted meanwhile, once it has counted it.
struct AddressWalk: TableWalk {
  /// The family that is being dumped.
  private(set) var family: UInt8
  private let isOfAll: Bool
  private let device: UInt32
  private var index: UInt32 = 0
  private var count = 0

  init(family: UInt8, device: UInt32) {
    isOfAll = family == Family.unspecified
    self.family = isOfAll ? Family.inet : family
    self.device = device
  }

  mutating func fill(_ part: inout DumpPart, _ namespace: Namespace) -> Int32 {
    while true {
      if !fillFamily(&part, namespace) { return 0 }
      guard isOfAll, family == Family.inet else { return 0 }
      family = Family.inet6
      index = 0
      count = 0
      part.forgetSequence()
    }
  }

  private mutating func fillFamily(_ part: inout DumpPart, _ namespace: Namespace) -> Bool {
    for link in namespace.links where link.index >= index && (device == 0 || link.index == device) {
      if link.index > index { count = 0 }
      index = link.index
      let own = namespace.addresses.filter { $0.device == link.index && $0.family == family }
      while count < own.count {
        let isIn = part.add(namespace.sequence(of: self)) {
          namespace.write(own[count], MessageType.newAddress, $0, to: &$1)
        }
        if !isIn { return false }
        count += 1
      }
      index += 1
      count = 0
    }
    return true
  }
}
