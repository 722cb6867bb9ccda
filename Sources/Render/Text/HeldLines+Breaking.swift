internal import NetlinkWire

extension HeldLines {
  /// How many blanks come before the second and later parts of a broken line.
  private static let indentation = 4

  /// Writes a line that is wider than `width` in several parts, each on a line of the terminal. It is broken before a
  /// cell that fits into one part; a cell that does not is broken between its words. Only a word that is wider than the
  /// terminal stands out.
  func writeBroken(_ range: Range<Int>, _ fit: Fit, within width: Int, to buffer: inout GrowingBytes) {
    var column = 0
    var isFirstPart = true
    var isEmpty = true
    for place in places(range, fit) {
      let cell = cells[place.cell]
      let (first, last) = (cell.start + (fit.columns.hasLeads ? 0 : cell.lead), cell.start + cell.length)
      let isWhole = HeldLines.indentation + text.cells(first..<last) <= width
      var gap = isFirstPart ? place.start - column : isEmpty ? 0 : 2
      var start = first
      while start < last {
        let end = isWhole ? last : wordEnd(from: start, before: last)
        let size = text.cells(start..<end)
        if !isEmpty, column + gap + size > width {
          buffer.append("\n" as StaticString)
          buffer.blanks(HeldLines.indentation)
          column = HeldLines.indentation
          isFirstPart = false
          gap = 0
        }
        buffer.blanks(gap)
        buffer.append(text.raw.slice(at: start, length: end - start))
        column += gap + size
        isEmpty = false
        gap = 1
        start = end + 1
      }
    }
  }

  /// Where the word ends that begins at `start`.
  private func wordEnd(from start: Int, before last: Int) -> Int {
    var end = start
    while end < last, text[end] != UInt8(ascii: " ") { end += 1 }
    return end
  }
}
