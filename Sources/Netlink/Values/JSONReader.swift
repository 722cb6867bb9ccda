internal import NetlinkWire

/// Reads JSON that the renderer wrote, as a tree of values. Total: any other bytes are read as some value or null.
struct JSONReader: ~Escapable {
  private let bytes: RawSpan
  private var offset = 0
  private var depth = 0

  /// The deepest nesting that is read, which is more than any table has.
  private static let limit = 64

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) { self.bytes = bytes }

  /// The byte at `offset`; 0 at the end.
  private var next: UInt8 { offset < bytes.byteCount ? bytes.u8(at: offset) : 0 }

  /// Takes the next byte if it is that one.
  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < bytes.byteCount, next == byte else { return false }
    offset += 1
    return true
  }

  /// The value that begins here.
  mutating func value() -> Value {
    guard depth < JSONReader.limit else { return .null }
    depth += 1
    defer { depth -= 1 }
    switch next {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return .text(text())
    case UInt8(ascii: "t"):
      offset += 4
      return .boolean(true)
    case UInt8(ascii: "f"):
      offset += 5
      return .boolean(false)
    case UInt8(ascii: "n"):
      offset += 4
      return .null
    default: return number()
    }
  }

  private mutating func object() -> Value {
    offset += 1
    var members: [Value.Member] = []
    while next == UInt8(ascii: "\"") {
      let key = text()
      guard take(UInt8(ascii: ":")) else { break }
      members.append(Value.Member(key: key, value: value()))
      if !take(UInt8(ascii: ",")) { break }
    }
    _ = take(UInt8(ascii: "}"))
    return .object(members)
  }

  private mutating func array() -> Value {
    offset += 1
    var elements: [Value] = []
    while offset < bytes.byteCount, next != UInt8(ascii: "]") {
      elements.append(value())
      if !take(UInt8(ascii: ",")) { break }
    }
    _ = take(UInt8(ascii: "]"))
    return .array(elements)
  }

  private mutating func number() -> Value {
    let start = offset
    while offset < bytes.byteCount, !",]}".utf8.contains(next) { offset += 1 }
    let digits = bytes.slice(at: start, length: offset - start).string
    if let number = Int64(digits) { return .integer(number) }
    if let number = UInt64(digits) { return .unsigned(number) }
    return Double(digits).map { .decimal($0) } ?? .null
  }

  private mutating func text() -> String {
    offset += 1
    var text: [UInt8] = []
    while offset < bytes.byteCount {
      let byte = next
      offset += 1
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") { escape(&text) } else { text.append(byte) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(_ text: inout [UInt8]) {
    let byte = next
    offset += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "u"):
      let length = min(4, bytes.byteCount - min(offset, bytes.byteCount))
      let digits = bytes.slice(at: min(offset, bytes.byteCount), length: length).string
      offset += length
      if let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
        text.append(contentsOf: Character(scalar).utf8)
      }
    default: text.append(byte)
    }
  }
}
