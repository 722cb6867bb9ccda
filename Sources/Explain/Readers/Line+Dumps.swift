internal import NetlinkWire

extension Line {
  /// The beginning of a line of a dump.
  struct Beginning {
    /// Its offset, read as hexadecimal; nil if it has none.
    var place: UInt64?
    /// Where the digits of the offset are, and how many.
    var digits = (start: 0, count: 0)
    /// Where the bytes begin.
    var next = 0
    /// Whether it may hold words in host byte order, as od and hexdump print them.
    var isWords = false
  }

  /// The offset at the beginning of a line of a dump, and where its bytes begin; nil if the line has no bytes.
  ///
  /// `expected` is how many bytes came before. Digits that may be an offset or bytes are an offset if they are equal to
  /// that number, or if `isRepeating`, after a line of `*`, and nothing follows them.
  func offset(_ expected: UInt64?, _ isRepeating: Bool = false) -> Beginning? {
    var found = Beginning()
    var place = skip(0)
    if at(place) == UInt8(ascii: "|"), at(place + 1) == 32 { place += 2 }  // strace -e read=
    if at(place) == UInt8(ascii: "0"), at(place + 1) == UInt8(ascii: "x"), digits(place + 2) >= 4,
      at(place + 2 + digits(place + 2)) == UInt8(ascii: ":")
    {
      place += 2  // tcpdump -x
    }
    let length = digits(place)
    guard length > 0 else { return nil }
    let end = place + length
    found.next = place
    let isColon = at(end) == UInt8(ascii: ":")
    guard isColon || end == bytes.byteCount || at(end) == 32 || at(end) == 9 else { return nil }
    let isWide = isColon || (at(end) == 32 && at(end + 1) == 32)
    let isOdd = length % 2 == 1 || length == 6 || length == 7
    let number = number(place, length)
    let octal = self.number(place, length, radix: 8)
    let fits = expected.map { $0 == number || $0 == octal } ?? false
    let isOffset = length >= 4 && (isWide || isOdd || (fits && hasBytes(from: end) && length == 8))
    // The last line of a dump may be an offset alone.
    let isEight = length == 8 && (fits && expected != 0 || isRepeating)
    let isLast = end == bytes.byteCount && (isOdd && length >= 5 || isEight)
    if isOffset || isLast {
      found.place = number
      found.digits = (place, length)
      found.next = isColon ? end + 1 : end
      found.isWords = !isColon && (length == 6 || length == 7)
      return found
    }
    return length % 2 == 0 ? found : nil
  }

  /// The offset of a line, in that radix; nil if its digits are not of the radix.
  func place(_ beginning: Beginning, in radix: UInt64) -> UInt64? {
    number(beginning.digits.start, beginning.digits.count, radix: radix)
  }

  /// The offset of a line if no line before it has shown the radix: in `radix` or `other`.
  func place(_ beginning: Beginning, in radix: UInt64, or other: UInt64) -> UInt64 {
    let (start, count) = beginning.digits
    // od counts in octal unless told otherwise, and its offsets have seven digits.
    if count == 7, !beginning.isHexdump(self) { return number(start, count, radix: other) ?? 0 }
    return number(start, count, radix: radix) ?? number(start, count, radix: other) ?? 0
  }

  /// Whether bytes follow from `place` on.
  func hasBytes(from place: Int) -> Bool { digits(skip(place)) >= 2 }

  /// Passes to `body` the bytes behind the beginning of a line.
  func bytes(behind beginning: Beginning, _ body: (UInt8) -> Void) {
    let width = beginning.isWords ? wordWidth(from: beginning.next) : 1
    if width > 1 {
      words(from: beginning.next, width, body)
    } else {
      groups(from: beginning.next, isSpaced: hasBars, body)
    }
  }

  /// How many bytes each group of a line has: 2, 4 or 8 if the groups are words; else 1.
  private func wordWidth(from place: Int) -> Int {
    let start = skip(place)
    switch digits(start) {
    case 4: return 2
    case 8: return 4
    case 16: return 8
    default: return 1
    }
  }

  /// Passes to `body` the bytes of words that are in the byte order of the host.
  private func words(from place: Int, _ width: Int, _ body: (UInt8) -> Void) {
    var place = skip(place)
    while digits(place) == width * 2 {
      for byte in stride(from: width - 1, through: 0, by: -1) {
        let offset = place + byte * 2
        body((Line.digit(at(offset)) ?? 0) << 4 | (Line.digit(at(offset + 1)) ?? 0))
      }
      place = skip(place + width * 2)
    }
  }

  /// Passes to `body` bytes written as `0x34`, up to the first longer number; false if there were none.
  func literals(_ body: (UInt8) -> Void) -> Bool {
    var place = 0
    var hasAny = false
    while let next = find("0x", from: place) {
      let length = digits(next + 2)
      let end = next + 2 + length
      let isEnd = end == bytes.byteCount || [32, 9, 44, 125, 59].contains(at(end))  // blanks , } ;
      guard length == 1 || length == 2, isEnd, next == 0 || [32, 9, 44, 123].contains(at(next - 1)) else {
        return hasAny
      }
      if let value = number(next + 2, length) { body(UInt8(truncatingIfNeeded: value)) }
      hasAny = true
      place = end
    }
    return hasAny
  }
}

extension Line.Beginning {
  /// Whether the line is one of hexdump(1), whose offsets are hexadecimal though they have seven digits like those of
  /// od(1): so it is if a digit is greater than 7.
  fileprivate func isHexdump(_ line: borrowing Line) -> Bool {
    for offset in digits.start..<digits.start + digits.count {
      if let digit = Line.digit(line.at(offset)), digit > 7 { return true }
    }
    return false
  }
}

extension [UInt8] {
  /// Repeats the last sixteen bytes up to the offset `place`: what a line of `*` stands for.
  mutating func repeatRow(to place: UInt64) {
    guard count >= 16, place <= UInt64(Recording.limit) else { return }
    while UInt64(count) + 16 <= place { append(contentsOf: Array(suffix(16))) }
  }
}
