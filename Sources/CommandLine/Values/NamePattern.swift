/// A name as a selector asks for it: literal, or a glob with `*`, `?` and `[a-z]`.
///
/// A backslash makes the character after it stand for itself, but `\xff` is a byte (`NameEscape`). Bytes are compared, not
/// characters. At most (pattern length × name length) elements of the pattern are tried.
package struct NamePattern: Equatable, Sendable {
  /// The pattern as typed.
  package let text: String

  /// The bytes of the name, if the pattern matches only that name; nil for a glob.
  package let name: [UInt8]?

  /// The pattern as bytes.
  let bytes: [UInt8]

  /// The name for messages, if the pattern matches only that name; nil for a glob. Bytes that are not UTF-8 become U+FFFD.
  package var literal: String? { name.map { String(decoding: $0, as: UTF8.self) } }

  /// Reads a pattern. Every text is one: a `[` that is not closed stands for itself.
  package init(_ text: String) {
    self.text = text
    bytes = NameEscape.bytes(text)
    name = NamePattern.literal(in: bytes)
  }

  /// Whether the whole of `name` matches.
  package func matches(_ name: String) -> Bool {
    matches(Array(name.utf8))
  }

  /// Whether the whole name, given as its bytes, matches.
  package func matches(_ name: [UInt8]) -> Bool {
    var pattern = 0
    var position = 0
    var star = -1
    var resume = 0
    while position < name.count {
      if pattern < bytes.count, bytes[pattern] == UInt8(ascii: "*") {
        star = pattern
        resume = position
        pattern += 1
      } else if let next = step(pattern, name[position]) {
        pattern = next
        position += 1
      } else if star >= 0 {
        resume += 1
        position = resume
        pattern = star + 1
      } else {
        return false
      }
    }
    while pattern < bytes.count, bytes[pattern] == UInt8(ascii: "*") { pattern += 1 }
    return pattern == bytes.count
  }

  /// The index after the element of the pattern at `index`, if that element matches `byte`; else nil.
  private func step(_ index: Int, _ byte: UInt8) -> Int? {
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "?"):
      return index + 1
    case UInt8(ascii: "\\") where index + 1 < bytes.count:
      return bytes[index + 1] == byte ? index + 2 : nil
    case UInt8(ascii: "["):
      guard let end = NamePattern.closing(bytes, index) else {
        return byte == UInt8(ascii: "[") ? index + 1 : nil
      }
      return classMatches(index + 1, end, byte) ? end + 1 : nil
    default:
      return bytes[index] == byte ? index + 1 : nil
    }
  }

  /// Whether the bracket expression between `start` and `end` matches `byte`.
  private func classMatches(_ start: Int, _ end: Int, _ byte: UInt8) -> Bool {
    var index = start
    let inverted = bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "^")
    if inverted { index += 1 }
    var found = false
    while index < end {
      let low = bytes[index]
      if index + 2 < end, bytes[index + 1] == UInt8(ascii: "-") {
        let high = bytes[index + 2]
        found = found || (low <= byte && byte <= high)
        index += 3
      } else {
        found = found || low == byte
        index += 1
      }
    }
    return found != inverted
  }

  /// Where the bracket expression that begins at `open` ends; a `]` that comes first is part of it. Nil if it does not
  /// end.
  private static func closing(_ bytes: [UInt8], _ open: Int) -> Int? {
    var index = open + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "^") {
      index += 1
    }
    index += 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "]") { return index }
      index += 1
    }
    return nil
  }

  /// The pattern without its backslashes; nil if it has a `*`, `?` or bracket expression without a backslash.
  private static func literal(in bytes: [UInt8]) -> [UInt8]? {
    var plain: [UInt8] = []
    var index = 0
    // If one `[` is not closed, none after it is: without this, many of them would take time by the square.
    var mayClose = true
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "?"):
        return nil
      case UInt8(ascii: "[") where mayClose:
        if closing(bytes, index) != nil { return nil }
        mayClose = false
        plain.append(bytes[index])
        index += 1
      case UInt8(ascii: "\\") where index + 1 < bytes.count:
        plain.append(bytes[index + 1])
        index += 2
      default:
        plain.append(bytes[index])
        index += 1
      }
    }
    return plain
  }
}
