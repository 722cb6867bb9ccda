internal import NetlinkWire

/// Strings in which bytes are escaped, as strace, C and Python write them.
extension Line {
  private static let backslash: UInt8 = 0x5c

  /// Whether the line holds a string of Python's bytes, whose quotes may be single ones.
  var hasPythonBytes: Bool { quote(from: 0).map { isPython($0) } ?? false }

  /// Whether the line holds a string with a byte that is escaped by its number.
  var hasEscapedBytes: Bool {
    var place = 0
    while let quote = quote(from: place) {
      let end = end(ofString: quote)
      if hasNumber(quote + 1, end) { return true }
      place = end + 1
    }
    return false
  }

  /// Passes to `body` the bytes of strings. Of a call of strace only the buffers count; elsewhere, a string without any
  /// byte that is escaped by its number is words.
  func strings(ofCall isCall: Bool, _ body: (UInt8) -> Void) {
    var place = 0
    while let quote = quote(from: place) {
      let end = end(ofString: quote)
      if isCall ? isBuffer(quote) : hasNumber(quote + 1, end) { unescape(quote + 1, end, body) }
      place = end + 1
    }
  }

  /// Where the next string opens. A single quote opens one only after the `b` of Python.
  private func quote(from place: Int) -> Int? {
    for place in place..<max(place, bytes.byteCount) {
      if at(place) == UInt8(ascii: "\"") || at(place) == UInt8(ascii: "'") && isPython(place) { return place }
    }
    return nil
  }

  /// Whether a `b` that ends no word stands before the quote.
  private func isPython(_ quote: Int) -> Bool {
    guard at(quote - 1) == UInt8(ascii: "b") else { return false }
    let before = at(quote - 2)
    return !(97...122).contains(before) && !(65...90).contains(before) && !(48...57).contains(before)
  }

  /// Where the string that opens at `quote` is closed, or the line ends.
  private func end(ofString quote: Int) -> Int {
    var end = quote + 1
    while end < bytes.byteCount, at(end) != at(quote) { end += at(end) == Line.backslash ? 2 : 1 }
    return min(end, bytes.byteCount)
  }

  /// Whether the string is what a call read or wrote: its second argument, or what `iov_base` points to. Others are names.
  private func isBuffer(_ quote: Int) -> Bool {
    var start = quote
    while at(start - 1) == 32 { start -= 1 }
    if [UInt8(ascii: ","), UInt8(ascii: ">")].contains(at(start - 1)) { return self.quote(from: 0) == quote }
    return quote >= 9 && Line(bytes.slice(at: quote - 9, length: 9)).begins(with: "iov_base=")
  }

  /// Whether a byte between `start` and `end` is escaped by its number: `\x14`, `\24`, `\0`.
  private func hasNumber(_ start: Int, _ end: Int) -> Bool {
    var place = start
    while place < end {
      guard at(place) == Line.backslash else {
        place += 1
        continue
      }
      if (48...55).contains(at(place + 1)) || at(place + 1) == UInt8(ascii: "x") { return true }
      place += 2
    }
    return false
  }

  /// Passes to `body` the bytes between `start` and `end`, without their escapes.
  private func unescape(_ start: Int, _ end: Int, _ body: (UInt8) -> Void) {
    var place = start
    while place < end {
      guard at(place) == Line.backslash, place + 1 < end else {
        body(at(place))
        place += 1
        continue
      }
      let escaped = at(place + 1)
      place += 2
      if escaped == UInt8(ascii: "x"), place + 2 <= end, let value = number(place, 2) {
        body(UInt8(truncatingIfNeeded: value))
        place += 2
      } else if (48...55).contains(escaped) {
        // Up to three octal digits.
        var length = 1
        while length < 3, place - 1 + length < end, (48...55).contains(at(place - 1 + length)) { length += 1 }
        body(UInt8(truncatingIfNeeded: number(place - 1, length, radix: 8) ?? 0))
        place += length - 1
      } else {
        body(Line.control(escaped) ?? escaped)
      }
    }
  }

  /// The control character that a letter after a backslash stands for; nil for none.
  private static func control(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "a"): 7
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "t"): 9
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "v"): 11
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "e"): 27
    default: nil
    }
  }
}
