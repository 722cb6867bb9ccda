import Foundation
import Testing

/// No bytes trap, hang or break the JSON.
///
/// Every truncation and every change of one byte of every message is a case. So that the whole takes
/// seconds, attributes that came before in a file are not changed again, attributes beyond 200 bytes
/// are left out while others are changed, a byte is changed in two ways (all bits; one bit, another
/// at each offset), and where there are more than 20,000 cases, only every second, third, … of a file
/// with many of them is tried, the same in every run. `NLCTL_EXHAUSTIVE=1` tries all cases, with whole messages and every value.
@Suite struct TotalDecodingTests {
  static let isExhaustive = ProcessInfo.processInfo.environment["NLCTL_EXHAUSTIVE"] == "1"
  static let limit = max(200, 10_000 / max(1, RecordedMessages.names.count))

  @Test("Every truncation of every recorded message decodes to valid JSON", arguments: RecordedMessages.names)
  func truncations(file: String) throws {
    var cases: [Case] = []
    let messages = try RecordedMessages(file).messages
    for message in messages {
      for length in 16..<message.count { cases.append(.truncation(message, length)) }
    }
    try expectValidJSON(of: cases, interfacesOf: messages, file)
  }

  @Test(
    "Every byte of every recorded message may change, and it decodes to valid JSON",
    arguments: RecordedMessages.names)
  func changes(file: String) throws {
    var cases: [Case] = []
    let messages = try RecordedMessages(file).messages
    var seen = Set<[UInt8]>()
    for message in messages {
      let pieces = Self.pieces(message)
      for index in pieces.indices where seen.insert(pieces[index]).inserted {
        let before = pieces[..<index].filter(Self.isShort).flatMap { $0 }
        let after = pieces[(index + 1)...].filter(Self.isShort).flatMap { $0 }
        let whole = before + pieces[index] + after
        for offset in pieces[index].indices {
          for value in Self.values(insteadOf: pieces[index][offset], at: offset) {
            cases.append(.change(whole, before.count + offset, value))
          }
        }
      }
    }
    try expectValidJSON(of: cases, interfacesOf: messages, file)
  }

  /// A message that no kernel sends.
  private enum Case {
    case truncation([UInt8], Int)
    case change([UInt8], Int, UInt8)

    var bytes: [UInt8] {
      switch self {
      case .truncation(let message, let length): return Array(message[..<length])
      case .change(var message, let offset, let value):
        message[offset] = value
        return message
      }
    }
  }

  private func expectValidJSON(
    of cases: [Case], interfacesOf messages: [[UInt8]], _ file: String
  ) throws {
    #expect(!cases.isEmpty)
    var decoder = Decoder(interfacesOf: messages)
    let step = Self.isExhaustive ? 1 : (cases.count + Self.limit - 1) / Self.limit
    for index in stride(from: 0, to: cases.count, by: step) {
      let json = decoder.json(of: cases[index].bytes)
      if (try? JSONSerialization.jsonObject(with: Data(json))) is [String: Any] { continue }
      Issue.record("\(file), case \(index): \(String(decoding: json, as: UTF8.self))")
    }
  }

  /// The netlink header with the fixed header behind it, and each attribute with its padding.
  private static func pieces(_ message: [UInt8]) -> [[UInt8]] {
    let header = headerLength(message)
    var pieces = [Array(message[..<min(header, message.count)])]
    var offset = header
    while offset + 4 <= message.count {
      let length = max(4, Int(message[offset]) | Int(message[offset + 1]) << 8)
      let end = min(message.count, offset + (length + 3) & ~3)
      pieces.append(Array(message[offset..<end]))
      offset = end
    }
    return pieces
  }

  /// Of messages of links 32 bytes, of routes, neighbours, rules 28, else 24.
  private static func headerLength(_ message: [UInt8]) -> Int {
    switch Int(message[4]) | Int(message[5]) << 8 {
    case 16..<20: 32
    case 24..<36: 28
    default: 24
    }
  }

  private static func isShort(_ piece: [UInt8]) -> Bool { isExhaustive || piece.count <= 200 }

  private static func values(insteadOf byte: UInt8, at offset: Int) -> [UInt8] {
    isExhaustive ? (1...255).map { byte ^ $0 } : [~byte, byte ^ 1 << UInt8(offset % 8)]
  }
}
