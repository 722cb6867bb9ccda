import Glibc

/// Recorded messages, each once, and what is made of all of them.
struct Corpus {
  private(set) var messages: [[UInt8]] = []

  init(folder: String) {
    var seen: Set<[UInt8]> = []
    for path in Corpus.files(folder) {
      for message in Corpus.messages(in: Corpus.text(path)) where message.count > 16 {
        // Sequence number and port id tell no two apart.
        if seen.insert(Array(message[4..<6] + message[16...])).inserted { messages.append(message) }
      }
    }
  }

  private static func files(_ folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".hex") { names.append("\(folder)/\(name)") }
    }
    return names.sorted()
  }

  private static func text(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }

  private static func messages(in text: String) -> [[UInt8]] {
    var messages: [[UInt8]] = []
    for line in text.split(separator: "\n") {
      let words = line.prefix { $0 != "#" }.split(separator: " ")
      guard words.count > 1, let offset = Int(words[0], radix: 16) else { continue }
      if offset == 0 { messages.append([]) }
      for word in words.dropFirst() {
        var digits = word
        while digits.count >= 2, let byte = UInt8(digits.prefix(2), radix: 16) {
          messages[messages.count - 1].append(byte)
          digits = digits.dropFirst(2)
        }
      }
    }
    return messages
  }

  /// Every message, cut at every length.
  func truncations(_ body: ([UInt8]) -> Void) {
    for message in messages {
      for length in 16...message.count { body(Array(message[..<length])) }
    }
  }

  /// Every message with another value of every byte. Attributes are changed once each, however many
  /// messages have them, among those siblings that are not long.
  func changes(values: Int, _ body: ([UInt8]) -> Void) {
    var seen: Set<[UInt8]> = []
    for message in messages {
      let pieces = Corpus.pieces(message)
      let type = Array(message[4..<6])
      for (index, piece) in pieces.enumerated() where seen.insert(type + piece).inserted {
        var whole: [UInt8] = []
        var start = 0
        for (other, sibling) in pieces.enumerated() where other == index || other == 0 || sibling.count <= 200
        {
          if other == index { start = whole.count }
          whole += sibling
        }
        for offset in start..<start + piece.count {
          let before = whole[offset]
          for value in 1...max(1, min(255, values)) {
            // All values, or single bits first.
            whole[offset] =
              before ^ (values >= 255 ? UInt8(value) : value <= 8 ? 1 << UInt8(value - 1) : ~UInt8(value - 9))
            body(whole)
          }
          whole[offset] = before
        }
      }
    }
  }

  /// Every attribute of every message under the number 511, and what must stand in the answer then.
  func unknown(_ body: ([UInt8], String) -> Void) {
    for message in messages {
      let pieces = Corpus.pieces(message)
      for index in pieces.indices.dropFirst() where pieces[index].count >= 8 {
        let length = Int(pieces[index][0]) | Int(pieces[index][1]) << 8
        guard length >= 5, length <= pieces[index].count else { continue }
        var changed = pieces
        changed[index][2] = 0xff
        changed[index][3] = 0x01
        var hex = ""
        for byte in pieces[index][4..<length] {
          hex += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        body(changed.flatMap { $0 }, "\"type\":511,\"why\":\"unknown\",\"hex\":\"\(hex)\"")
      }
    }
  }

  /// The headers, then each attribute with its padding.
  static func pieces(_ message: [UInt8]) -> [[UInt8]] {
    let header =
      switch Int(message[4]) | Int(message[5]) << 8 {
      case 16..<20: 32
      case 24..<36: 28
      default: 24
      }
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
}
