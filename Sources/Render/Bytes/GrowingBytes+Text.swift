package import NetlinkWire

extension GrowingBytes {
  /// Appends what `other` holds within `range`.
  package mutating func append(contentsOf other: borrowing GrowingBytes, _ range: Range<Int>) {
    append(other.raw.slice(at: range.lowerBound, length: range.count))
  }

  /// Begins the line of an element of a JSON array, with the comma after the element before.
  package mutating func separateLines(isFirst: Bool) {
    if !isFirst { append(UInt8(ascii: ",")) }
    append(UInt8(ascii: "\n"))
  }

  /// Ends a JSON array whose elements have a line each.
  package mutating func endLines(isEmpty: Bool) { append((isEmpty ? "]\n" : "\n]\n") as StaticString) }

  /// Appends the characters of `text`, byte by byte: not for what is written for every object.
  package mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  /// Appends text of no certain encoding as the inside of a JSON string.
  ///
  /// Control characters, quotes and backslashes are escaped; each byte that is not UTF-8 becomes U+FFFD.
  /// Returns whether all of it was UTF-8.
  @inline(__always)
  package mutating func json(_ bytes: RawSpan) -> Bool {
    guard bytes.isPlainText else { return escaped(bytes) }
    append(bytes)
    return true
  }

  /// Appends text of no certain encoding as a JSON string.
  package mutating func quoted(_ bytes: RawSpan) {
    append(UInt8(ascii: "\""))
    _ = json(bytes)
    append(UInt8(ascii: "\""))
  }

  /// Appends a word of the program as a JSON string.
  package mutating func quoted(_ word: StaticString) {
    append(UInt8(ascii: "\""))
    append(word)
    append(UInt8(ascii: "\""))
  }

  /// Appends bytes in hexadecimal as a JSON string.
  package mutating func quoted(hexadecimal bytes: RawSpan) {
    append(UInt8(ascii: "\""))
    hexadecimal(bytes)
    append(UInt8(ascii: "\""))
  }

  /// Appends `"key":"text"` for text of no certain encoding; after it `"key_hex"` if it is not UTF-8.
  package mutating func member(_ key: StaticString, _ bytes: RawSpan) {
    append(UInt8(ascii: "\""))
    append(key)
    append("\":\"" as StaticString)
    let isUTF8 = json(bytes)
    if !isUTF8 {
      append("\",\"" as StaticString)
      append(key)
      append("_hex\":\"" as StaticString)
      hexadecimal(bytes)
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends what `other` holds as the inside of a JSON string, as `json` does.
  package mutating func json(contentsOf other: borrowing GrowingBytes) -> Bool {
    guard other.isPlainText else { return escaped(other.raw) }
    append(contentsOf: other)
    return true
  }

  @inline(never)
  private mutating func escaped(_ bytes: RawSpan) -> Bool {
    var offset = 0
    var isUTF8 = true
    while offset < bytes.byteCount {
      let byte = bytes.u8(at: offset)
      if byte >= 0x80 {
        let length = bytes.scalarLength(at: offset)
        if length == 0 {
          isUTF8 = false
          append("\u{fffd}" as StaticString)
          offset += 1
        } else {
          append(bytes.slice(at: offset, length: length))
          offset += length
        }
        continue
      }
      switch byte {
      case 0x22: append("\\\"" as StaticString)
      case 0x5c: append("\\\\" as StaticString)
      case 0x0a: append("\\n" as StaticString)
      case 0x09: append("\\t" as StaticString)
      case 0x0d: append("\\r" as StaticString)
      case 0..<0x20, 0x7f:
        append("\\u00" as StaticString)
        hexadecimal(byte: byte)
      default: append(byte)
      }
      offset += 1
    }
    return isUTF8
  }

  /// Appends text of no certain encoding for a terminal or a script: what could move the cursor, break the line or
  /// deceive the eye (control characters, those without width, those that turn the direction of writing, bytes that
  /// are no UTF-8) as `\x1b`.
  package mutating func printable(_ bytes: RawSpan) {
    var offset = 0
    while offset < bytes.byteCount {
      let byte = bytes.u8(at: offset)
      let length = byte < 0x80 ? 1 : bytes.scalarLength(at: offset)
      let isControl =
        byte < 0x20 || byte == 0x7f || (byte == 0xc2 && length == 2 && bytes.u8(at: offset + 1) < 0xa0)
        || length > 1 && bytes.scalar(at: offset, length: length).isTreacherous
      if length == 0 || isControl {
        for place in offset..<offset + max(1, length) {
          append("\\x" as StaticString)
          hexadecimal(byte: bytes.u8(at: place))
        }
        offset += max(1, length)
      } else {
        append(bytes.slice(at: offset, length: length))
        offset += length
      }
    }
  }

  /// Appends `text` with the same escapes.
  package mutating func printable(_ text: [UInt8]) {
    var bytes = GrowingBytes(capacity: text.count)
    for byte in text { bytes.append(byte) }
    printable(bytes.raw)
  }
}

extension RawSpan {
  /// The length of the UTF-8 scalar of two or more bytes at `offset`; 0 if there is none, or it is not well-formed
  /// (overlong forms and surrogates are not).
  func scalarLength(at offset: Int) -> Int {
    let first = u8(at: offset)
    let (length, low, high): (Int, UInt8, UInt8) =
      switch first {
      case 0xc2...0xdf: (2, 0x80, 0xbf)
      case 0xe0: (3, 0xa0, 0xbf)
      case 0xed: (3, 0x80, 0x9f)
      case 0xe1...0xef: (3, 0x80, 0xbf)
      case 0xf0: (4, 0x90, 0xbf)
      case 0xf1...0xf3: (4, 0x80, 0xbf)
      case 0xf4: (4, 0x80, 0x8f)
      default: (0, 0, 0)
      }
    guard length > 0, offset + length <= byteCount else { return 0 }
    let second = u8(at: offset + 1)
    guard second >= low, second <= high else { return 0 }
    for index in 2..<max(2, length) where u8(at: offset + index) & 0xc0 != 0x80 { return 0 }
    return length
  }
}
