internal import NetlinkWire

/// Lists of decimal numbers, as most languages print an array of bytes.
extension Line {
  /// A line of such a list.
  struct List {
    var bytes: [UInt8] = []
    /// Whether the list goes on in the next line.
    var isOpen = false
  }

  /// The bytes of a list: `[20, 0, 255]`, `{20, 0}`, `[20 0 255]` of Go, or if `isOpen` a line of one that began before;
  /// nil for a line that is none.
  ///
  /// Hexadecimal bytes have no commas, and decimal ones no zeros before them, so that neither is taken for the other.
  func list(isOpen: Bool) -> List? {
    if hasBars { return nil }
    var list = List()
    let bracket = bracket
    var place = skip(bracket.map { $0 + 1 } ?? 0)
    guard bracket != nil || isOpen else { return nil }
    var hasComma = false
    while place < bytes.byteCount, !isClosing(place) {
      guard let length = decimalLength(place), let value = number(place, length, radix: 10), value <= 255
      else {
        return nil
      }
      list.bytes.append(UInt8(truncatingIfNeeded: value))
      place = skip(place + length)
      hasComma = at(place) == UInt8(ascii: ",")
      if hasComma { place = skip(place + 1) }
      // Only Go parts the numbers by blanks alone.
      if !hasComma, place < bytes.byteCount, !isClosing(place), bracket == nil { return nil }
    }
    list.isOpen = place >= bytes.byteCount
    // Only the last number of a list may have no comma behind it.
    if list.isOpen, !hasComma, !list.bytes.isEmpty, bracket != nil { return nil }
    // Text beside a dump may hold a bracket, too; there is no room in it for a message.
    if let bracket, skip(0) != bracket, list.bytes.count < 16, offset(nil) != nil { return nil }
    return list
  }

  /// Where the last bracket opens.
  private var bracket: Int? {
    for place in (0..<bytes.byteCount).reversed()
    where at(place) == UInt8(ascii: "[") || at(place) == UInt8(ascii: "{") { return place }
    return nil
  }

  private func isClosing(_ place: Int) -> Bool {
    at(place) == UInt8(ascii: "]") || at(place) == UInt8(ascii: "}")
  }

  /// How many digits the decimal number at `place` has; nil if there is none, or it begins with a zero.
  private func decimalLength(_ place: Int) -> Int? {
    var end = place
    while (48...57).contains(at(end)) { end += 1 }
    guard end > place, end - place == 1 || at(place) != 48 else { return nil }
    return end - place
  }
}
