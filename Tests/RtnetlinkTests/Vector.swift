import Foundation
import Render
import Rtnetlink
import NetlinkWire

/// Recorded messages of a real kernel, `Tests/Vectors/NAME.hex`: lines of an offset, bytes in
/// hexadecimal and a comment; an empty line between messages.
struct Vector: CustomStringConvertible {
  let name: String
  let messages: [[UInt8]]
  var description: String { name }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Vectors")

  /// Every recording there is.
  static let all: [Vector] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".hex") }.sorted().map { Vector(String($0.dropLast(4))) }
  }()

  /// Those of one object: `route` has `route-mpls` and others.
  static func all(of objects: [String]) -> [Vector] {
    all.filter { vector in objects.contains { vector.name.hasPrefix($0 + "-") } }
  }

  init(_ name: String) {
    self.name = name
    let text = (try? String(contentsOf: Vector.folder.appendingPathComponent("\(name).hex"), encoding: .utf8))
    messages = (text ?? "").components(separatedBy: "\n\n").compactMap { block in
      var bytes: [UInt8] = []
      for line in block.split(separator: "\n") {
        let words = line.prefix { $0 != "#" }.split(separator: " ")
        guard words.count >= 2 else { continue }
        for word in words.dropFirst() { bytes += Vector.bytes(word) }
      }
      return bytes.count >= 16 ? bytes : nil
    }
  }

  private static func bytes(_ word: Substring) -> [UInt8] {
    let digits = word.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  /// What `ip` said of the same objects at the same time; addresses without their links.
  func answers() throws -> [[String: Any]] {
    let data = try Data(contentsOf: Vector.folder.appendingPathComponent("\(name).ip.json"))
    let objects = try JSONSerialization.jsonObject(with: data) as? [[String: Any]] ?? []
    guard name.hasPrefix("addr-") else { return objects }
    return objects.flatMap { link in
      (link["addr_info"] as? [[String: Any]] ?? []).map { address in
        address.merging(["ifindex": link["ifindex"] ?? 0]) { one, _ in one }
      }
    }
  }

  /// The messages as JSON, a line each.
  func lines() -> [String] {
    var writer = Writer()
    return messages.map { writer.json($0) }
  }
}

/// Decodes messages as the program does. Interfaces have no names here.
struct Writer: ~Copyable {
  private var walker = Walker()
  private var writer = JSON(interfaces: InterfaceNames(), system: SystemNames(load: Writer.names))

  /// The object that `message` speaks of.
  mutating func json(_ message: [UInt8]) -> String {
    writer.buffer.truncate(to: 0)
    let bytes = unsafe message.span.bytes
    let view = Message(bytes)
    guard let type = ObjectType.of(view) ?? ObjectType.unfollowed(view) else { return "" }
    writer.object(view, by: type.table, &walker)
    return unsafe writer.buffer.raw.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The key of the object that `message` speaks of.
  static func key(_ message: [UInt8]) -> String {
    var key: [UInt8] = []
    let bytes = unsafe message.span.bytes
    let view = Message(bytes)
    ObjectType.of(view)?.appendKey(of: view, to: &key)
    return String(decoding: key, as: UTF8.self)
  }

  /// The names that Debian's files give to the numbers in the recordings.
  @Sendable private static func names(of space: SystemName) -> [(number: UInt32, name: [UInt8])] {
    let names: [(UInt32, String)] =
      switch space {
      case .table: [(0, "unspec"), (253, "default"), (254, "main"), (255, "local")]
      case .protocol:
        [
          (0, "unspec"), (1, "redirect"), (2, "kernel"), (3, "boot"), (4, "static"), (9, "ra"), (12, "bird"),
          (16, "dhcp"), (99, "openr"),
        ]
      case .scope: [(0, "global"), (200, "site"), (253, "link"), (254, "host"), (255, "nowhere")]
      case .realm: [(0, "cosmos")]
      case .group: [(0, "default")]
      case .dsfield: [(0x20, "CS1"), (0x80, "CS4"), (0xc0, "CS6")]
      case .dscp: [(8, "CS1"), (32, "CS4"), (48, "CS6")]
      case .addressProtocol: [(0, "unspec"), (1, "kernel_lo"), (2, "kernel_ra"), (3, "kernel_ll")]
      case .internetProtocol: [(1, "icmp"), (6, "tcp"), (17, "udp")]
      case .protoDownReason, .user, .userGroup: []
      }
    return names.map { (number: $0.0, name: Array($0.1.utf8)) }
  }
}

extension ObjectType {
  /// The type of a message about what no mirror follows. Some answers have the number of the question.
  static func unfollowed(_ message: borrowing Message) -> ObjectType? {
    let number = message.type
    return others.first { $0.new == number || $0.get == number }
  }
}
