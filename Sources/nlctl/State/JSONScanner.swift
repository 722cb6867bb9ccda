/// Reads JSON byte by byte and reports each value. It keeps only one value and the keys above it.
struct JSONScanner {
  /// What a byte completed.
  enum Token {
    /// A string, number or word: `text`, at `depth`, under `path`.
    case value
    /// The end of an object or array; `depth` and `path` are those of what is around it.
    case end
    /// The document is not JSON, or nested too deep, or a value is too long.
    case bad
  }

  private enum State {
    case between, text, escape, unicode(Int), word
  }

  /// The limits: depth of a document, and length of a value in bytes.
  private static var deepest: Int { 64 }
  private static var longest: Int { 1 << 20 }

  /// The value that was completed last, without quotes.
  private(set) var text: [UInt8] = []
  private var state = State.between
  /// The brackets that are open, and the last key in each.
  private var open: [UInt8] = []
  private var keys: [[UInt8]] = []
  /// Whether a key is expected next in the innermost object.
  private var wantsKey = false
  private var hasBegun = false
  private var code: UInt32 = 0

  /// How many objects and arrays are open.
  var depth: Int { open.count }

  /// Whether a whole document has been read.
  var isAtEnd: Bool { hasBegun && open.isEmpty }

  /// The last key at a level; empty for an array.
  func path(_ level: Int) -> String {
    level < keys.count ? String(decoding: keys[level], as: UTF8.self) : ""
  }

  /// Whether this byte ends a number or word, whose value is then to be used before the byte is taken.
  func endsWord(_ byte: UInt8) -> Bool {
    if case .word = state { return !JSONScanner.isOfWord(byte) }
    return false
  }

  /// Ends the number or word.
  mutating func endWord() { state = .between }

  /// Takes a byte.
  mutating func take(_ byte: UInt8) -> Token? {
    switch state {
    case .between: return between(byte)
    case .word: return keep(byte)
    case .text:
      if byte == UInt8(ascii: "\"") { return endText() }
      if byte == UInt8(ascii: "\\") {
        state = .escape
        return nil
      }
      return byte < 0x20 ? .bad : keep(byte)
    case .escape:
      state = .text
      switch byte {
      case UInt8(ascii: "n"): return keep(10)
      case UInt8(ascii: "t"): return keep(9)
      case UInt8(ascii: "r"): return keep(13)
      case UInt8(ascii: "b"): return keep(8)
      case UInt8(ascii: "f"): return keep(12)
      case UInt8(ascii: "u"):
        state = .unicode(4)
        code = 0
        return nil
      default: return keep(byte)
      }
    case .unicode(let left):
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return .bad }
      code = code << 4 | UInt32(digit)
      state = left == 1 ? .text : .unicode(left - 1)
      guard left == 1 else { return nil }
      // Halves of a surrogate pair do not occur in what is read here.
      let character = UnicodeScalar(code) ?? "?"
      for unit in String(Character(character)).utf8 { if let token = keep(unit) { return token } }
      return nil
    }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// Adds a byte to the value.
  private mutating func keep(_ byte: UInt8) -> Token? {
    if text.count >= JSONScanner.longest { return .bad }
    text.append(byte)
    return nil
  }

  /// Ends a string, which is a key or a value.
  private mutating func endText() -> Token? {
    state = .between
    guard wantsKey else { return .value }
    keys[keys.count - 1] = text
    wantsKey = false
    return nil
  }

  /// Takes a byte outside of values.
  private mutating func between(_ byte: UInt8) -> Token? {
    switch byte {
    case 32, 9, 10, 13: return nil
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if open.count >= JSONScanner.deepest || wantsKey || isAtEnd { return .bad }
      open.append(byte)
      keys.append([])
      wantsKey = byte == UInt8(ascii: "{")
      hasBegun = true
      return nil
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      guard let last = open.popLast(), byte == last + 2 else { return .bad }
      keys.removeLast()
      wantsKey = false
      return .end
    case UInt8(ascii: ","):
      guard let last = open.last else { return .bad }
      wantsKey = last == UInt8(ascii: "{")
      return nil
    case UInt8(ascii: ":"): return open.last == UInt8(ascii: "{") ? nil : .bad
    case UInt8(ascii: "\""):
      if open.isEmpty { return .bad }
      text.removeAll(keepingCapacity: true)
      state = .text
      return nil
    default:
      guard !open.isEmpty, !wantsKey, JSONScanner.isOfWord(byte) else { return .bad }
      text.removeAll(keepingCapacity: true)
      state = .word
      return keep(byte)
    }
  }
}
