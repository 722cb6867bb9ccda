import NetlinkCore
import NetlinkWire

/// A message in a form that two ways of writing the same object have in common: attributes in order of
/// their numbers, counters and ages left out, the hops of an IPv6 route sorted.
enum Canonical {
  /// What notifications carry of an object, and what only answers do.
  static func state(of bytes: [UInt8]) -> Registry.State {
    let message = Message(bytes.raw)
    let payload = message.payload
    let length = headerLength(of: message.type)
    guard payload.byteCount >= length else {
      return Registry.State(core: payload.array, extra: [], message: bytes)
    }
    let family = payload.u8(at: 0)
    var core = payload.slice(at: 0, length: length).array
    var extra: [UInt8] = []
    if message.type & ~1 == MessageType.newLink {
      // ifi_change tells what changed, not what is.
      for offset in 12..<16 { core[offset] = 0 }
    }
    core.reserveCapacity(payload.byteCount)
    var attributes: [(type: UInt16, start: Int, length: Int)] = []
    attributes.reserveCapacity(16)
    var offset = length
    while offset + 4 <= payload.byteCount {
      let size = Int(payload.u16(at: offset))
      guard size >= 4, offset + size <= payload.byteCount else { break }
      attributes.append((payload.u16(at: offset + 2) & 0x3fff, offset + 4, size - 4))
      offset += (size + 3) & ~3
    }
    attributes.sort { $0.type < $1.type }
    for attribute in attributes where !isVolatile(attribute.type, message.type) {
      let value = payload.slice(at: attribute.start, length: attribute.length)
      if isExtra(attribute.type, message.type) {
        write(attribute.type, value, to: &extra)
      } else if message.type & ~1 == MessageType.newRoute, attribute.type == RouteAttribute.hops {
        let hops = hops(value, areSorted: family == Family.inet6)
        write(attribute.type, hops.raw, to: &core)
      } else {
        write(attribute.type, value, to: &core)
      }
    }
    return Registry.State(core: core, extra: extra, message: bytes)
  }

  private static func write(_ type: UInt16, _ value: RawSpan, to bytes: inout [UInt8]) {
    bytes.append(UInt8(truncatingIfNeeded: type))
    bytes.append(UInt8(truncatingIfNeeded: value.byteCount))
    for offset in 0..<value.byteCount { bytes.append(value.u8(at: offset)) }
  }

  /// The devices that a canonical state speaks of by name are not in it; this is where they stand.
  static func devices(in bytes: [UInt8]) -> [UInt32] {
    let message = Message(bytes.raw)
    let payload = message.payload
    var devices: [UInt32] = []
    var numbers: [UInt16] = []
    switch message.type & ~1 {
    case MessageType.newLink: numbers = [LinkAttribute.master, LinkAttribute.link]
    case MessageType.newAddress: devices.append(payload.u32(at: 4))
    case MessageType.newRoute: numbers = [RouteAttribute.device]
    case MessageType.newNeighbour:
      devices.append(payload.u32(at: 4))
      numbers = [NeighbourAttribute.master]
    case MessageType.newNextHop: numbers = [NextHopAttribute.device]
    default: return []
    }
    let length = headerLength(of: message.type)
    let attributes = payload.slice(at: length, length: payload.byteCount - length)
    for number in numbers {
      let value = attributes.attribute(number)
      if value.byteCount == 4 { devices.append(value.u32(at: 0)) }
    }
    if message.type & ~1 == MessageType.newRoute {
      let hops = attributes.attribute(RouteAttribute.hops)
      var offset = 0
      while offset + 8 <= hops.byteCount {
        devices.append(hops.u32(at: offset + 4))
        offset += max(8, (Int(hops.u16(at: offset)) + 3) & ~3)
      }
    }
    return devices
  }

  static func isIPv6Route(_ bytes: [UInt8]) -> Bool {
    let message = Message(bytes.raw)
    return message.type & ~1 == MessageType.newRoute && message.payload.u8(at: 0) == Family.inet6
  }

  /// Whether it is a route of IPv6 that the kernel joins with others, which come and go as its hops.
  static func isJoinable(_ bytes: [UInt8]) -> Bool {
    guard isIPv6Route(bytes) else { return false }
    let payload = Message(bytes.raw).payload
    let attributes = payload.slice(at: 12, length: payload.byteCount - 12)
    if attributes.attribute(RouteAttribute.nextHop).byteCount > 0 { return false }
    return attributes.attribute(RouteAttribute.gateway).byteCount > 0
      || attributes.attribute(RouteAttribute.hops).byteCount > 0
  }

  static func headerLength(of type: UInt16) -> Int {
    switch type & ~1 {
    case MessageType.newLink: 16
    case MessageType.newAddress, MessageType.newNextHop: 8
    default: 12
    }
  }

  private static func isVolatile(_ attribute: UInt16, _ type: UInt16) -> Bool {
    switch type & ~1 {
    case MessageType.newRoute: attribute == RouteAttribute.cacheInfo
    case MessageType.newNeighbour:
      attribute == NeighbourAttribute.cacheInfo || attribute == NeighbourAttribute.probes
    case MessageType.newAddress: attribute == AddressAttribute.cacheInfo
    default: false
    }
  }

  private static func isExtra(_ attribute: UInt16, _ type: UInt16) -> Bool {
    type & ~1 == MessageType.newLink
      && (attribute == LinkAttribute.virtualFunctionCount || attribute == LinkAttribute.virtualFunctions)
  }

  private static func hops(_ value: RawSpan, areSorted: Bool) -> [UInt8] {
    var hops: [[UInt8]] = []
    var offset = 0
    while offset + 8 <= value.byteCount {
      let length = max(8, (Int(value.u16(at: offset)) + 3) & ~3)
      hops.append(value.slice(at: offset, length: min(length, value.byteCount - offset)).array)
      offset += length
    }
    if areSorted { hops.sort { $0.lexicographicallyPrecedes($1) } }
    return hops.flatMap { $0 }
  }
}
