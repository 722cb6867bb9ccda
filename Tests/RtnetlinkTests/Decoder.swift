import Render
import Rtnetlink
import NetlinkWire

/// Turns messages into JSON by the tables, as the program does.
struct Decoder: ~Copyable {
  private var walker = Walker()
  private var writer: JSON

  /// A decoder that takes the names of interfaces from the links among `messages`.
  init(interfacesOf messages: [[UInt8]]) {
    let interfaces = InterfaceNames()
    for bytes in messages {
      let span = unsafe bytes.span.bytes
      guard bytes.count >= 32, span.u16(at: 4) == 16 else { continue }
      let attributes = span.slice(at: 32, length: bytes.count - 32)
      interfaces.set(
        span.u32(at: 20), name: attributes.attribute(3).untilNUL, flags: span.u32(at: 24),
        type: span.u16(at: 18))
    }
    writer = JSON(interfaces: interfaces, system: Decoder.fewNames)
  }

  /// The object of one message, of at least 16 bytes; its own length in the header is not looked at.
  mutating func json(of bytes: [UInt8]) -> [UInt8] {
    let span = unsafe bytes.span.bytes
    let message = Message(span)
    let type = ObjectType.of(message) ?? .link
    writer.buffer.truncate(to: 0)
    writer.object(message, by: type.table, &walker)
    return unsafe writer.buffer.raw.withUnsafeBytes { unsafe Array($0) }
  }

  /// The names that every system has.
  private static let fewNames = SystemNames { space in
    switch space {
    case .group: [(0, Array("default".utf8))]
    case .user, .userGroup: [(0, Array("root".utf8))]
    default: []
    }
  }
}
