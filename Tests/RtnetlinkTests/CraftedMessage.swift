import NetlinkWire

/// A link message made by hand: for what no kernel at hand sends.
struct CraftedMessage {
  /// Number, payload.
  typealias Attribute = (number: UInt16, payload: [UInt8])

  /// The whole message.
  let bytes: [UInt8]

  /// A link of this kind with these attributes in its IFLA_INFO_DATA.
  init(kind: StaticString, data: [Attribute]) {
    let name = Array("\(kind)".utf8) + [0]
    let info = Self.nest([(1, name), (2, Self.nest(data))])
    let payload = [UInt8](repeating: 0, count: 16) + Self.nest([(18, info)])
    bytes = Self.number(UInt32(16 + payload.count)) + [16, 0] + [UInt8](repeating: 0, count: 10) + payload
  }

  /// Attributes one after the other, each padded to four bytes.
  static func nest(_ attributes: [Attribute]) -> [UInt8] {
    attributes.flatMap { attribute in
      let length = attribute.payload.count + 4
      return number(UInt32(length) | UInt32(attribute.number) << 16) + attribute.payload
        + [UInt8](repeating: 0, count: -length & 3)
    }
  }

  /// Four bytes, least significant first: the order of the machines that the tests run on.
  static func number(_ value: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// The object of it in JSON.
  func json() throws -> JSONValue {
    var decoder = Decoder(interfacesOf: [])
    return try JSONValue(String(decoding: decoder.json(of: bytes), as: UTF8.self))
  }

  /// The member `key` of its `info_data`.
  subscript(key: String) -> JSONValue? {
    get throws { try json()["linkinfo"]?["info_data"]?[key] }
  }
}
