import NetlinkWire

/// Whether bytes are one JSON object, in UTF-8, no key twice in one object but for those of kinds.
package struct JSONCheck: ~Escapable {
  private let bytes: RawSpan
  private var offset = 0
  private var depth = 0

  @_lifetime(copy bytes)
  private init(_ bytes: RawSpan) { self.bytes = bytes }

  /// What is wrong; nil when nothing is.
  package static func complaint(_ bytes: RawSpan) -> String? {
    var check = JSONCheck(bytes)
    guard check.peek == 0x7b, check.value() else { return "not valid at \(check.offset)" }
    return check.offset == bytes.byteCount ? nil : "more after the end"
  }

  private var peek: UInt8 { offset < bytes.byteCount ? bytes.u8(at: offset) : 0 }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < bytes.byteCount, bytes.u8(at: offset) == byte else { return false }
    offset += 1
    return true
  }

  private mutating func word(_ word: StaticString) -> Bool {
    guard bytes.byteCount - offset >= word.utf8CodeUnitCount,
      bytes.slice(at: offset, length: word.utf8CodeUnitCount).equals(word)
    else { return false }
    offset += word.utf8CodeUnitCount
    return true
  }

  private mutating func value() -> Bool {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else { return false }
    switch peek {
    case 0x7b: return list(end: 0x7d, isObject: true)
    case 0x5b: return list(end: 0x5d, isObject: false)
    case 0x22: return string()
    case 0x74: return word("true")
    case 0x66: return word("false")
    case 0x6e: return word("null")
    default: return number()
    }
  }

  private mutating func list(end: UInt8, isObject: Bool) -> Bool {
    offset += 1
    if take(end) { return !isObject || depth == 1 }  // only an object of which nothing was said is empty
    while true {
      if isObject { guard string(), take(0x3a) else { return false } }
      guard value() else { return false }
      if take(end) { return true }
      guard take(0x2c) else { return false }
    }
  }

  private mutating func string() -> Bool {
    guard take(0x22) else { return false }
    while offset < bytes.byteCount {
      let byte = bytes.u8(at: offset)
      offset += 1
      switch byte {
      case 0x22: return true
      case 0x5c:
        let escape = peek
        offset += 1
        if escape == 0x75 {
          for _ in 0..<4 {
            let digit = peek
            guard (0x30...0x39).contains(digit) || (0x61...0x66).contains(digit | 0x20) else { return false }
            offset += 1
          }
        } else if ![0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74].contains(escape) {
          return false
        }
      case 0..<0x20: return false
      case 0..<0x80: continue
      default: guard scalar(byte) else { return false }
      }
    }
    return false
  }

  /// The rest of a scalar of several bytes.
  private mutating func scalar(_ first: UInt8) -> Bool {
    let count = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1
    guard first >= 0xc2, first <= 0xf4, bytes.byteCount - offset >= count else { return false }
    let second = bytes.u8(at: offset)
    switch first {
    case 0xe0 where second < 0xa0, 0xed where second > 0x9f, 0xf0 where second < 0x90,
      0xf4 where second > 0x8f:
      return false
    default: break
    }
    for index in 0..<count where bytes.u8(at: offset + index) & 0xc0 != 0x80 { return false }
    offset += count
    return true
  }

  private mutating func number() -> Bool {
    _ = take(0x2d)
    if !take(0x30) {
      guard (0x31...0x39).contains(peek) else { return false }
      while (0x30...0x39).contains(peek) { offset += 1 }
    }
    if take(0x2e) {
      guard (0x30...0x39).contains(peek) else { return false }
      while (0x30...0x39).contains(peek) { offset += 1 }
    }
    return true
  }
}
