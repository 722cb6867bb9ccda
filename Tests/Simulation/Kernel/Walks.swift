import NetlinkCore
import NetlinkWire

/// Which walk a request for a dump begins.
enum Walks {
  /// The walk; nil for a table that this kernel does not have.
  static func walk(for message: borrowing Message, _ namespace: Namespace) -> (any TableWalk)? {
    let payload = message.payload
    let family = payload.byteCount > 0 ? payload.u8(at: 0) : 0
    switch message.type {
    case MessageType.getLink: return family == Family.unspecified ? LinkWalk() : nil
    case MessageType.getAddress:
      guard payload.byteCount >= 8 else { return nil }
      return AddressWalk(family: family, device: payload.u32(at: 4))
    case MessageType.getRoute:
      guard payload.byteCount >= 12 else { return nil }
      let attributes = payload.slice(at: 12, length: payload.byteCount - 12)
      var filter = RouteFilter()
      filter.table = number(attributes.attribute(RouteAttribute.table)) ?? UInt32(payload.u8(at: 4))
      filter.protocol = payload.u8(at: 5)
      filter.type = payload.u8(at: 7)
      filter.device = number(attributes.attribute(RouteAttribute.device)) ?? 0
      switch family {
      case Family.inet: return RouteWalk4(filter)
      case Family.inet6: return RouteWalk6(filter)
      default: return nil
      }
    case MessageType.getNeighbour:
      guard payload.byteCount >= 12 else { return nil }
      let attributes = payload.slice(at: 12, length: payload.byteCount - 12)
      let device = number(attributes.attribute(NeighbourAttribute.device)) ?? payload.u32(at: 4)
      return family == Family.bridge
        ? StationWalk(device: device) : NeighbourWalk(family: family, device: device)
    case MessageType.getRule: return RuleWalk(family: family)
    case MessageType.getNextHop: return NextHopWalk()
    case MessageType.getNamespaceID: return NamespaceWalk()
    default: return nil
    }
  }

  /// What a request is about, for people.
  static func text(of message: borrowing Message) -> String {
    let names: [UInt16: String] = [
      MessageType.getLink: "link", MessageType.getAddress: "addr", MessageType.getRoute: "route",
      MessageType.getNeighbour: "neigh", MessageType.getRule: "rule", MessageType.getNextHop: "nexthop",
    ]
    let payload = message.payload
    var text = names[message.type] ?? "type \(message.type)"
    if payload.byteCount > 0, payload.u8(at: 0) != 0 { text += " family \(payload.u8(at: 0))" }
    if message.type == MessageType.getLink, payload.byteCount >= 8, payload.u32(at: 4) != 0 {
      text += " \(payload.u32(at: 4))"
    }
    if message.type == MessageType.getRoute, payload.byteCount > 12 {
      let attributes = payload.slice(at: 12, length: payload.byteCount - 12)
      if let device = number(attributes.attribute(RouteAttribute.device)) { text += " dev \(device)" }
    }
    return text
  }

  /// The keys of what a datagram of a dump holds, for people.
  static func text(of bytes: [UInt8]) -> String {
    var keys: [String] = []
    var messages = Messages(bytes.raw)
    while let message = messages.next() {
      if message.type < MessageType.firstFree { continue }
      var key: [UInt8] = []
      Registry.appendPlace(of: message.bytes.array, to: &key)
      keys.append(String(decoding: key, as: UTF8.self))
    }
    return keys.isEmpty ? "nothing" : keys.joined(separator: ", ")
  }

  private static func number(_ value: RawSpan) -> UInt32? { value.byteCount == 4 ? value.u32(at: 0) : nil }
}

/// The ids of namespaces in a dump: by the number of the id.
struct NamespaceWalk: TableWalk {
  private var next: Int32 = 0

  mutating func fill(_ part: inout DumpPart, _ namespace: Namespace) -> Int32 {
    for id in namespace.kernel.ids.keys.sorted() where id >= next {
      let isIn = part.add {
        namespace.kernel.writeNamespace(id, MessageType.newNamespaceID, $0, to: &$1)
      }
      next = id
      if !isIn { return 0 }
      next += 1
    }
    return 0
  }
}
