import Foundation
import Render
import Rtnetlink
import NetlinkWire

/// Messages of a real kernel, from a file under Tests/Vectors.
///
/// A line is an offset within a message and bytes, both in hexadecimal; `#` begins a remark. Offset
/// 0000 begins a message. What kernel and commands they come from stands at the head of the file.
struct RecordedMessages: Sendable {
  let name: String
  let messages: [[UInt8]]

  /// Where this package lies.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The names of all files that there are.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/Tests/Vectors")) ?? []
    return files.filter { $0.hasSuffix(".hex") }.map { String($0.dropLast(4)) }.sorted()
  }()

  init(_ name: String) throws {
    self.name = name
    var messages: [[UInt8]] = []
    let text = try String(contentsOfFile: "\(Self.root)/Tests/Vectors/\(name).hex", encoding: .utf8)
    for line in text.split(separator: "\n") {
      let words = line.prefix { $0 != "#" }.split(separator: " ")
      guard words.count > 1, let offset = Int(words[0], radix: 16) else { continue }
      if offset == 0 { messages.append([]) }
      var digits = words[1...].joined()[...]
      guard offset == messages[messages.count - 1].count, digits.count % 2 == 0 else { throw Malformed() }
      while let byte = UInt8(digits.prefix(2), radix: 16) {
        messages[messages.count - 1].append(byte)
        digits = digits.dropFirst(2)
      }
      guard digits.isEmpty else { throw Malformed() }
    }
    self.messages = messages
  }

  /// The file does not follow the format.
  struct Malformed: Error {}

  /// Every message as a line of JSON.
  func lines() -> [String] {
    var decoder = Decoder(interfacesOf: messages)
    return messages.map { String(decoding: decoder.json(of: $0), as: UTF8.self) }
  }

  /// The text of a file of this package; nil if there is none.
  static func text(_ path: String) -> String? {
    try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }
}
