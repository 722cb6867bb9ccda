import NetlinkCore
import NetlinkMirror
import NetlinkWire
import Rtnetlink

/// Keeps what a mirror tells: the word of an event, its key and its cause.
struct Told: EventSink {
  private(set) var lines: [String] = []
  /// The events that are no part of the initial state.
  private(set) var news: [String] = []

  /// What was told since this was asked last.
  mutating func take() -> [String] {
    defer { lines = [] }
    return lines
  }

  mutating func event(_ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message) {
    let cause = event.cause.map { " \($0)" } ?? ""
    lines.append("\(event.kind.word) \(String(decoding: key, as: UTF8.self))\(cause)")
    if !event.isInitial { news.append(lines[lines.count - 1]) }
  }

  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) { lines.append("unknown \(message.type)") }

  mutating func remark(_ remark: Remark, at time: StreamTime) { lines.append("\(remark)") }
  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {}
  var isDone: Bool { false }
  var deadline: Int? { nil }
}

/// Messages as the kernel writes them.
enum Written {
  static func u32(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  static func attribute(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [UInt8(payload.count + 4), 0, number, 0] + payload + [UInt8](repeating: 0, count: -payload.count & 3)
  }

  /// An attribute of more than 251 bytes, in whole words.
  static func longAttribute(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let length = payload.count + 4
    return [UInt8(length & 0xff), UInt8(length >> 8), number, 0] + payload
  }

  static func message(_ type: UInt8, flags: UInt16 = 0, _ body: [UInt8]) -> [UInt8] {
    u32(UInt32(16 + body.count)) + [type, 0, UInt8(flags & 0xff), UInt8(flags >> 8)]
      + [UInt8](repeating: 0, count: 8) + body
  }

  /// A link: IFLA_IFNAME, IFLA_MTU, IFLA_LINK and whatever else.
  static func link(
    _ index: UInt32, _ name: String, type: UInt8 = 16, flags: UInt32 = 0, mtu: UInt32 = 1500,
    below: UInt32? = nil,
    more: [UInt8] = []
  ) -> [UInt8] {
    message(
      type,
      [0, 0, 1, 0] + u32(index) + u32(flags) + u32(0) + attribute(3, Array(name.utf8) + [0])
        + attribute(4, u32(mtu))
        + (below.map { attribute(5, u32($0)) } ?? []) + more)
  }

  /// An address: IFA_ADDRESS and IFA_LOCAL.
  static func address(_ device: UInt32, _ bytes: [UInt8], type: UInt8 = 20, length: UInt8 = 24) -> [UInt8] {
    let family: UInt8 = bytes.count == 4 ? 2 : 10
    return message(
      type,
      [family, length, 0x80, 0] + u32(device) + attribute(1, bytes) + (family == 2 ? attribute(2, bytes) : [])
    )
  }

  /// A unicast route of the main table: RTA_DST, and whatever else.
  static func route(
    _ destination: [UInt8], type: UInt8 = 24, flags: UInt16 = 0, marks: UInt32 = 0, more: [UInt8]
  ) -> [UInt8] {
    let family: UInt8 = destination.count == 4 ? 2 : 10
    return message(
      type, flags: flags, [family, 24, 0, 0, 254, 4, 0, 1] + u32(marks) + attribute(1, destination) + more)
  }

  /// RTA_OIF.
  static func device(_ index: UInt32) -> [UInt8] { attribute(4, u32(index)) }
  /// RTA_GATEWAY.
  static func gateway(_ bytes: [UInt8]) -> [UInt8] { attribute(5, bytes) }

  /// A forwarding entry: NDA_LLADDR.
  static func station(_ device: UInt32, _ address: [UInt8], type: UInt8 = 28) -> [UInt8] {
    message(type, [7, 0, 0, 0] + u32(device) + [0x80, 0, 0, 0] + attribute(2, address))
  }
}
