internal import NetlinkWire

/// A line of text in which bytes may be written.
struct Line: ~Escapable {
  let bytes: RawSpan

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) { self.bytes = bytes }

  private var count: Int { bytes.byteCount }

  /// The byte at `place`; NUL after the end.
  func at(_ place: Int) -> UInt8 { place >= 0 && place < count ? bytes.u8(at: place) : 0 }

  private func isSpace(_ place: Int) -> Bool { at(place) == 32 || at(place) == 9 }

  /// Whether the line has only blanks.
  var isBlank: Bool { skip(0) == count }

  /// The first place from `place` on that is not blank.
  func skip(_ place: Int) -> Int {
    var place = place
    while place < count, isSpace(place) { place += 1 }
    return place
  }

  /// Whether the line begins with `text`.
  func begins(with text: StaticString) -> Bool { has(text, at: 0) }

  private func has(_ text: StaticString, at place: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    return place + length <= count && bytes.slice(at: place, length: length).equals(text)
  }

  /// Where `text` first occurs from `place` on; nil if it does not.
  func find(_ text: StaticString, from place: Int = 0) -> Int? {
    let length = text.utf8CodeUnitCount
    var place = place
    while place + length <= count {
      if has(text, at: place) { return place }
      place += 1
    }
    return nil
  }

  /// Whether `text` occurs in the line.
  func holds(_ text: StaticString) -> Bool { find(text) != nil }

  /// The line without its remark, which begins with a `#` after a blank. Lines with strings have none.
  var withoutRemark: Line {
    @_lifetime(copy self) get {
      guard let place = find(" #"), find("\"") == nil, !hasPythonBytes, !hasBars else { return Line(bytes) }
      return Line(bytes.slice(at: 0, length: place))
    }
  }

  /// Whether the line is only `*`, which stands for lines like the one before.
  var isStar: Bool { count >= 1 && at(skip(0)) == UInt8(ascii: "*") && skip(skip(0) + 1) == count }

  /// Whether the line ends with a column between bars, as those of `hexdump -C` do.
  var hasBars: Bool { at(count - 1) == UInt8(ascii: "|") }

  /// The value of a hexadecimal digit; nil for any other character.
  static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  /// How many hexadecimal digits stand at `place`.
  func digits(_ place: Int) -> Int {
    var end = place
    while end < count, Line.digit(bytes.u8(at: end)) != nil { end += 1 }
    return end - place
  }

  /// The number that `length` digits at `place` make; nil if these are not digits of the radix, or too many.
  func number(_ place: Int, _ length: Int, radix: UInt64 = 16) -> UInt64? {
    guard length > 0, length <= 15 else { return nil }
    var number: UInt64 = 0
    for offset in place..<place + length {
      guard let digit = Line.digit(at(offset)), UInt64(digit) < radix else { return nil }
      number = number * radix + UInt64(digit)
    }
    return number
  }
}

extension Line {
  /// What the first line of a message in our own text says; nil for any other line.
  var head: Envelope? {
    var envelope = Envelope()
    guard at(1) == 32, count >= 3, at(2) != 32 else { return nil }
    switch at(0) {
    case UInt8(ascii: ">"): envelope.direction = .sent
    case UInt8(ascii: "<"): envelope.direction = .received
    case UInt8(ascii: "="): envelope.direction = .unknown
    default: return nil
    }
    if let place = find("  protocol ") { envelope.netlinkProtocol = netlinkProtocol(place + 11) ?? 0 }
    if let place = find("  netns ") {
      envelope.namespace = decimal(place + 8).flatMap { UInt32(exactly: $0) } ?? 0
    }
    if let place = find("  time ") { envelope.time = time(place + 7) }
    return envelope
  }

  private func netlinkProtocol(_ place: Int) -> UInt16? {
    if let number = decimal(place) { return UInt16(exactly: number) }
    var end = place
    while end < bytes.byteCount, at(end) != 32 { end += 1 }
    let name = bytes.slice(at: place, length: end - place)
    for known in Envelope.protocols where name.equals(known.name) { return known.number }
    return nil
  }

  /// The decimal number at `place`; nil if there is none.
  func decimal(_ place: Int) -> UInt64? {
    var end = place
    while (48...57).contains(at(end)) { end += 1 }
    return number(place, end - place, radix: 10)
  }

  /// The time at `place`, written as seconds, a dot and nine digits, in nanoseconds.
  private func time(_ place: Int) -> UInt64? {
    guard let seconds = decimal(place) else { return nil }
    var end = place
    while (48...57).contains(at(end)) { end += 1 }
    guard at(end) == UInt8(ascii: "."), let rest = number(end + 1, 9, radix: 10) else { return nil }
    let (whole, isTooMuch) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (time, isOver) = whole.addingReportingOverflow(rest)
    return isTooMuch || isOver ? nil : time
  }

  /// The offset at the beginning of a line of our own text, and where its bytes begin.
  var ownOffset: (place: UInt64, next: Int)? {
    let length = digits(0)
    guard length == 4 || length == 8, at(length) == 32, at(length + 1) == 32,
      let place = number(0, length)
    else { return nil }
    return (place, length)
  }

  /// Passes to `body` the bytes in groups of hexadecimal digits, up to anything else, or up to two blanks (three if
  /// `isSpaced`).
  func groups(from place: Int, isSpaced: Bool, _ body: (UInt8) -> Void) {
    var place = skip(place)
    while place < bytes.byteCount {
      let length = digits(place)
      guard length >= 2, length % 2 == 0, place + length == bytes.byteCount || isSpace(place + length) else {
        return
      }
      for offset in stride(from: place, to: place + length, by: 2) {
        body((Line.digit(at(offset)) ?? 0) << 4 | (Line.digit(at(offset + 1)) ?? 0))
      }
      place += length
      let next = skip(place)
      if next - place > (isSpaced ? 2 : 1) { return }
      place = next
    }
  }
}
