/// Names in the form in which text shows them: a byte that is no UTF-8, or that would move the cursor, as `\xff`.
package enum NameEscape {
  /// The word with each byte that is no UTF-8 as `\xff`; nil if it has a backslash as well, which such a byte behind it
  /// would give another meaning.
  package static func escaped(_ bytes: [UInt8]) -> String? {
    if bytes.contains(UInt8(ascii: "\\")) { return nil }
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      let length = (1...4).first { String(validating: rest.prefix($0), as: UTF8.self) != nil } ?? 0
      if length == 0 {
        let digits = String(first, radix: 16)
        text += "\\x" + digits
        rest = rest.dropFirst()
      } else {
        text += String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
      }
    }
    return text
  }

  /// The bytes of `text`, with `\xff` for the byte that it stands for. Any other backslash stays, and so does what
  /// follows it. Printable characters of ASCII are never shown so, and stay as well.
  package static func bytes(_ text: String) -> [UInt8] {
    let typed = Array(text.utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < typed.count {
      if let byte = byte(typed, index) {
        bytes.append(byte)
        index += 4
      } else if typed[index] == UInt8(ascii: "\\"), index + 1 < typed.count {
        bytes += typed[index...index + 1]
        index += 2
      } else {
        bytes.append(typed[index])
        index += 1
      }
    }
    return bytes
  }

  /// The byte that `\xff` at `index` stands for; nil if there is no such thing.
  private static func byte(_ typed: [UInt8], _ index: Int) -> UInt8? {
    guard index + 3 < typed.count, typed[index] == UInt8(ascii: "\\"), typed[index + 1] == UInt8(ascii: "x"),
      let byte = UInt8(String(decoding: typed[index + 2...index + 3], as: UTF8.self), radix: 16)
    else { return nil }
    return byte == 0 || (0x20..<0x7f).contains(byte) ? nil : byte
  }
}
