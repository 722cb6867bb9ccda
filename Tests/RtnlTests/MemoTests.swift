import Rtnl
import Testing
import Wire

@testable import Render

/// What is written for a message does not depend on the messages before it.
@Suite struct MemoTests {
  /// How many changed messages of each recording are tried.
  private static let changes = 240

  @Test("A message like one before is written as it would be alone", arguments: Vector.all)
  func changed(_ vector: Vector) {
    let known = Pair()
    let alone = Pair()
    if let first = vector.messages.first { known.warm(first) }
    let bytes = vector.messages.reduce(0) { $0 + $1.count - 16 }
    let step = max(1, bytes * 2 / MemoTests.changes)
    var count = 0
    for message in vector.messages {
      for place in 16..<message.count {
        for way in 0..<2 {
          count += 1
          if count % step != 0 { continue }
          var changed = message
          changed[place] = way == 0 ? changed[place] ^ 1 : ~changed[place]
          known.write(message)
          known.write(changed)
          alone.forget()
          alone.write(changed)
          let same = known.isSame(as: alone)
          #expect(
            same,
            "byte \(place) of a message of \(vector.name): \(known.description) is not \(alone.description)")
          if !same { return }
        }
      }
    }
  }

  @Test("Another destination, length, gateway, device or metric is found like, and written right")
  func like() {
    let pair = Pair()
    let route = MemoTests.route(destination: [10, 1, 2, 0], length: 24, gateway: 1, device: 7, metric: 5)
    pair.warm(route)
    for changed in [
      MemoTests.route(destination: [10, 200, 0, 0], length: 14, gateway: 1, device: 7, metric: 5),
      MemoTests.route(destination: [10, 1, 2, 3], length: 32, gateway: 254, device: 1, metric: 5),
      MemoTests.route(destination: [0, 0, 0, 0], length: 0, gateway: 1, device: 70000, metric: 0xffff_ffff),
    ] {
      #expect(pair.isLike(changed, .json))
      #expect(pair.isLike(changed, .text))
      pair.write(changed)
      let alone = Pair()
      alone.write(changed)
      #expect(pair.isSame(as: alone), "\(pair.description) is not \(alone.description)")
    }
    // Another type decides what else is said of a route, in text.
    var local = route
    local[16 + 7] = 2
    #expect(!pair.isLike(local, .text))
  }

  @Test("What is shown beside another value is looked at again when that one changes")
  func beside() throws {
    // IFA_ADDRESS is another end's where it is unlike IFA_LOCAL.
    let row = try #require(ObjectType.addr.table.attribute(1))
    let own = MemoTests.address([10, 0, 0, 1], local: [10, 0, 0, 1])
    let peer = MemoTests.address([10, 0, 0, 1], local: [10, 0, 0, 2])
    for (first, second) in [(own, peer), (peer, own)] {
      var match = Match([Match.Criterion([row], [(.present, false)])])
      for _ in 0..<10 { #expect(MemoTests.matches(&match, first) == (first == peer)) }
      #expect(MemoTests.matches(&match, second) == (second == peer))
      let known = Pair()
      known.warm(first)
      known.write(second)
      let alone = Pair()
      alone.write(second)
      #expect(known.isSame(as: alone), "\(known.description) is not \(alone.description)")
    }
  }

  private static func matches(_ match: inout Match, _ message: [UInt8]) -> Bool {
    var walker = Walker()
    let bytes = unsafe message.span.bytes
    return match.matches(Message(bytes), by: ObjectType.addr.table, &walker)
  }

  @Test("A new name of an interface is written at once")
  func renamed() {
    let pair = Pair()
    let route = MemoTests.route(destination: [10, 1, 2, 0], length: 24, gateway: 1, device: 7, metric: 5)
    pair.warm(route)
    pair.name(7, "new7")
    pair.write(route)
    #expect(pair.description.contains("\"dev\":\"new7\""))
    #expect(pair.description.contains("dev new7"))
  }

  /// Which of the renderers.
  enum JSONOrText { case json, text }

  /// RTM_NEWROUTE of a unicast route of IPv4 in table main.
  private static func route(
    destination: [UInt8], length: UInt8, gateway: UInt8, device: UInt32, metric: UInt32
  ) -> [UInt8] {
    func number(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
    var payload: [UInt8] = [2, length, 0, 0, 254, 4, 0, 1, 0, 0, 0, 0]
    payload += [8, 0, 15, 0] + number(254)
    payload += [8, 0, 1, 0] + destination
    payload += [8, 0, 6, 0] + number(metric)
    payload += [8, 0, 5, 0, 192, 0, 2, gateway]
    payload += [8, 0, 4, 0] + number(device)
    return number(UInt32(16 + payload.count)) + [24, 0, 2, 0] + number(1) + number(0) + payload
  }

  /// RTM_NEWADDR of an address of IPv4 on device 7.
  private static func address(_ address: [UInt8], local: [UInt8]) -> [UInt8] {
    let payload = [2, 24, 0x80, 0, 7, 0, 0, 0] + [8, 0, 1, 0] + address + [8, 0, 2, 0] + local
    return [UInt8(16 + payload.count), 0, 0, 0, 20, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0] + payload
  }
}

/// Both renderers side by side.
private final class Pair {
  private var walker = Walker()
  private let interfaces = InterfaceNames()
  private var json: JSON
  private var text: Text

  init() {
    let system = SystemNames { _ in [] }
    json = JSON(interfaces: interfaces, system: system)
    text = Text(interfaces: interfaces, system: system)
    name(1, "lo")
    name(7, "eth7")
  }

  func name(_ index: UInt32, _ name: String) {
    let bytes = Array(name.utf8)
    unsafe interfaces.set(index, name: bytes.span.bytes, flags: 1, type: 1)
  }

  /// Writes a message so often that the memo begins to keep what is written.
  func warm(_ message: [UInt8]) { for _ in 0..<10 { write(message) } }

  /// Makes whatever was kept worthless: a name has changed.
  func forget() { name(1, "lo") }

  func write(_ message: [UInt8]) {
    json.buffer.truncate(to: 0)
    text.buffer.truncate(to: 0)
    let bytes = unsafe message.span.bytes
    let view = Message(bytes)
    guard let type = ObjectType.of(view) else { return }
    json.object(view, by: type.table, &walker)
    text.object(view, by: type.table, type.layout, &walker)
  }

  /// Whether the memo of the renderer knows a message like it.
  func isLike(_ message: [UInt8], _ form: MemoTests.JSONOrText) -> Bool {
    let bytes = unsafe message.span.bytes
    let view = Message(bytes)
    guard let type = ObjectType.of(view) else { return false }
    let version = interfaces.version
    return switch form {
    case .json: json.memo.find(view.payload, by: type.table, version: version) != nil
    case .text: text.memo.find(view.payload, by: type.table, version: text.version(of: type.layout)) != nil
    }
  }

  func isSame(as other: Pair) -> Bool {
    bytes(of: json.buffer) == other.bytes(of: other.json.buffer)
      && bytes(of: text.buffer) == other.bytes(of: other.text.buffer)
  }

  private func bytes(of buffer: borrowing ByteBuffer) -> [UInt8] { buffer.bytes.array }

  var description: String {
    String(decoding: bytes(of: json.buffer) + [10] + bytes(of: text.buffer), as: UTF8.self)
  }
}
