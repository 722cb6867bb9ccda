import NetlinkWire
import Rtnetlink
import Testing

/// Which parts of a message make the key of an object, and which its place: each part is changed by itself.
@Suite struct IdentityPartTests {
  private static let families: [(object: ObjectType, families: [UInt8])] = [
    (.link, [0]), (.linkPart, [7, 10]), (.addr, [2, 10]), (.route, [2, 10, 28, 128]), (.neigh, [2, 10, 7]),
    (.rule, [2, 10]), (.nexthop, [0]), (.bucket, [0]),
  ]

  /// An attribute's payload: an address where one may be, two next hops, a number elsewhere.
  private static func payload(_ row: Row, _ family: UInt8, _ value: UInt8) -> [UInt8] {
    switch "\(row.kernelName)" {
    case "RTA_MULTIPATH":
      let gateway = CraftedMessage.nest([(5, [192, 0, 2, value])])
      return [16, 0, 0, 4, 3, 0, 0, 0] + gateway + [16, 0, 0, 0, 2, 0, 0, 0] + gateway
    case "RTA_ENCAP_TYPE": return [value, 0]
    case "NDA_VLAN", "NDA_PORT": return [value, 0]
    default: break
    }
    switch row.shape {
    case .address, .prefix, .selector:
      return [UInt8](repeating: value, count: family == 10 ? 16 : family == 7 ? 6 : 4)
    case .neighbourAddress, .mac: return [2, 0, 0, 0, 0, value]
    case .string: return [0x61 + value, 0]
    default: return [value, 0, 0, 0]
    }
  }

  private struct Message {
    var header: [UInt8]
    var attributes: [CraftedMessage.Attribute]

    func key(_ object: ObjectType, place: Bool = false) -> [UInt8] {
      let body = header + CraftedMessage.nest(attributes)
      let bytes =
        CraftedMessage.number(UInt32(16 + body.count)) + CraftedMessage.number(UInt32(object.new))
        + [UInt8](repeating: 0, count: 8) + body
      let message = unsafe NetlinkWire.Message(bytes.span.bytes)
      var key: [UInt8] = []
      let length = object.identity.append(message, headerLength: object.table.headerLength, to: &key)
      if place { key.removeSubrange(length...) }
      return key
    }
  }

  /// What changes the key; a star behind it if it changes the place, too.
  private static func mark(_ name: String, _ one: Message, _ other: Message, _ object: ObjectType) -> String?
  {
    if one.key(object) == other.key(object) { return nil }
    return one.key(object, place: true) == other.key(object, place: true) ? name : name + "*"
  }

  private static func lines(_ object: ObjectType, _ family: UInt8) -> [String] {
    var rows: [Row] = []
    for number in object.table.numbers {
      if let row = object.table.attribute(number) { rows.append(row) }
    }
    let header = [family] + [UInt8](repeating: 0, count: object.table.headerLength - 1)
    let bare = Message(header: header, attributes: [])
    let full = Message(
      header: header, attributes: rows.map { ($0.number ?? 0, payload($0, family, 1)) })
    let alone = rows.compactMap { row in
      let one = Message(header: header, attributes: [(row.number ?? 0, payload(row, family, 1))])
      return mark("\(row.kernelName)", bare, one, object)
    }
    let among = rows.indices.compactMap { index in
      var other = full
      other.attributes[index].payload = payload(rows[index], family, 2)
      return mark("\(rows[index].kernelName)", full, other, object)
    }
    let bits = (1..<header.count).flatMap { offset in
      (0..<8).compactMap { bit in
        var other = bare
        other.header[offset] = 1 << bit
        return mark("\(offset).\(bit)", bare, other, object)
      }
    }
    var lines: [String] = []
    for (what, parts) in [("alone", alone), ("among all", among), ("header", bits)] {
      lines.append("\(object.name) \(family) \(what): \(parts.joined(separator: " "))")
    }
    if let index = rows.firstIndex(where: { "\($0.kernelName)" == "RTA_MULTIPATH" }) {
      let hops = full.attributes[index].payload
      let offsets = hops.indices.filter { ![0, 1, 8, 9, 16, 17, 24, 25].contains($0) }
      let parts = offsets.compactMap { offset in
        var other = full
        other.attributes[index].payload[offset] ^= 0x20
        return mark("\(offset)", full, other, object)
      }
      lines.append("\(object.name) \(family) next hops: \(parts.joined(separator: " "))")
      var turned = full
      turned.attributes[index].payload = Array(hops[16...] + hops[..<16])
      lines.append("\(object.name) \(family) order: \(mark("it counts", full, turned, object) ?? "any")")
    }
    return lines
  }

  @Test("Each part of an object's key changes it by itself, and no other part does")
  func parts() throws {
    let lines = Self.families.flatMap { object, families in families.flatMap { Self.lines(object, $0) } }
    try Expectation.compare(lines, "identities.txt")
  }

  @Test("The counters of a local segment are no part of a route's key")
  func counters() {
    let action: [CraftedMessage.Attribute] = [(1, [1, 0, 0, 0])]
    let keys = [[1, 0, 0, 0], [2, 0, 0, 0]].map { count in
      Message(
        header: [10] + [UInt8](repeating: 0, count: 11),
        attributes: [(21, [7, 0]), (22, CraftedMessage.nest(action + [(10, count)]))]
      ).key(.route)
    }
    #expect(keys[0] == keys[1])
  }
}
