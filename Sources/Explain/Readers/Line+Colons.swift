internal import NetlinkWire

/// Bytes with colons between them, as pyroute2 and tshark print them.
extension Line {
  /// The fewest bytes that a message has. Fewer with colons between them may be an address.
  private static let fewest = 16

  /// Passes to `body` the bytes of `2c:00:00:00:…`, which stand alone or in quotes; false for a line that has none.
  ///
  /// A line with fewer bytes than a message has is taken only if `isOpen`, as the rest of the lines before.
  func colons(isOpen: Bool, _ body: (UInt8) -> Void) -> Bool {
    if hasBars { return false }
    var place = skip(0)
    while place < bytes.byteCount {
      let end = endOfColons(place)
      if end > place, (end - place + 1) / 3 >= Line.fewest || (isOpen && skip(end) == bytes.byteCount) {
        for pair in stride(from: place, to: end, by: 3) {
          body((Line.digit(at(pair)) ?? 0) << 4 | (Line.digit(at(pair + 1)) ?? 0))
        }
        return true
      }
      while place < bytes.byteCount, !isQuote(place) { place += 1 }
      place += 1
    }
    return false
  }

  /// Where the bytes that begin at `place` end, a colon behind the last one included; `place` if there are none.
  private func endOfColons(_ place: Int) -> Int {
    var end = place
    while digits(end) == 2 {
      end += 2
      guard at(end) == UInt8(ascii: ":") else { break }
      end += 1
    }
    let isWhole = end == bytes.byteCount || at(end) == 32 || at(end) == 9 || isQuote(end)
    return end > place + 2 && isWhole ? end : place
  }

  private func isQuote(_ place: Int) -> Bool {
    at(place) == UInt8(ascii: "\"") || at(place) == UInt8(ascii: "'")
  }
}
