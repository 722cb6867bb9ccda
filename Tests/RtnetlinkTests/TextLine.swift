import Render
import Rtnetlink
import NetlinkWire

/// Messages made by hand, written as text.
struct TextLine {
  /// Number, payload.
  typealias Attribute = (number: UInt16, payload: [UInt8])

  static let names: [(index: UInt32, name: String)] = [
    (2, "eth0"), (3, "eth1"), (4, "e\u{1b}vil"), (77, "a-master-name-1"),
  ]

  var style = TextStyle()
  var fields: [String] = []

  static func u32(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }

  static func nest(_ attributes: [Attribute]) -> [UInt8] {
    attributes.flatMap { attribute in
      let length = attribute.payload.count + 4
      return u32(UInt32(length) | UInt32(attribute.number) << 16) + attribute.payload
        + [UInt8](repeating: 0, count: -length & 3)
    }
  }

  static func message(_ type: ObjectType, header: [UInt8], _ attributes: [Attribute]) -> [UInt8] {
    let body = header + nest(attributes)
    return u32(UInt32(16 + body.count)) + [UInt8(type.new), 0, 0, 0] + [UInt8](repeating: 0, count: 8) + body
  }

  static func interfaces() -> InterfaceNames {
    let known = InterfaceNames()
    for (index, name) in names {
      let bytes = Array(name.utf8)
      unsafe known.set(index, name: bytes.span.bytes, flags: 1, type: 1)
    }
    return known
  }

  static let system = SystemNames { space in
    switch space {
    case .table: [(254, Array("main".utf8)), (255, Array("local".utf8))]
    case .protocol: [(2, Array("kernel".utf8)), (16, Array("dhcp".utf8))]
    case .scope: [(0, Array("global".utf8)), (253, Array("link".utf8)), (254, Array("host".utf8))]
    case .protoDownReason: [(0, Array("mlag".utf8))]
    default: []
    }
  }

  /// What is written of `messages`, all of `type`.
  func write(_ type: ObjectType, _ messages: [[UInt8]]) -> String {
    var walker = Walker()
    let paths = fields.compactMap { FieldPath($0, in: type.table) }
    var text =
      fields.isEmpty
      ? Text(interfaces: Self.interfaces(), system: Self.system, style: style)
      : Text(
        fields: paths, of: type.layout, interfaces: Self.interfaces(), system: Self.system, style: style)
    for message in messages {
      let view = unsafe Message(message.span.bytes)
      text.object(view, by: type.table, type.layout(of: view), &walker)
    }
    text.finish()
    return string(text.buffer)
  }

  func string(_ buffer: borrowing GrowingBytes) -> String {
    var bytes: [UInt8] = []
    for offset in 0..<buffer.count { bytes.append(buffer.raw.u8(at: offset)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What is written of a route with this header (family, lengths, tos, table, protocol, scope, type).
  func route(
    family: UInt8 = 2, length: UInt8 = 0, tos: UInt8 = 0, table: UInt8 = 254, protocol: UInt8 = 3,
    scope: UInt8 = 0, type: UInt8 = 1, flags: UInt32 = 0, _ attributes: [Attribute]
  ) -> String {
    let header = [family, length, 0, tos, table, `protocol`, scope, type] + Self.u32(flags)
    return write(.route, [Self.message(.route, header: header, attributes)])
  }
}
