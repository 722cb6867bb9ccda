internal import NetlinkWire

// The beginning and the end of a value.
extension Text {
  /// Finds the cell of `row` and writes what comes before its value. Returns false if the value is not shown; else 48
  /// bytes are reserved for the value.
  ///
  /// `number` and `word` are the value, if the conditions of a layout can depend on it.
  @inline(__always)
  mutating func begin(_ row: Row, _ number: UInt64 = .max, word: StaticString = "") -> Bool {
    let cell = plans.cell(of: row, in: frame.plan)
    if cell >= 0 {
      if plans[cell].isSimple, plans[cell].blockers & shown == 0 {
        openBare(cell)
        return true
      }
      return beginChosen(row, cell, number, word)
    }
    if cell == Plans.unlisted, !style.hasMore { return false }
    return beginUnlisted(row, cell, number)
  }

  /// The same for a number whose cell may be known. A number with a word is compared as the word alone.
  @inline(__always)
  mutating func begin(_ row: Row, choosing number: UInt32, word: StaticString? = nil) -> Bool {
    let cell = choices.cell(of: row, number, in: frame.plan)
    if cell == Choices.refused { return false }
    guard cell >= 0 else { return beginNew(row, number, word, isChosen: cell == Choices.several) }
    guard plans.isFree(cell, shown: shown, family: family) else { return false }
    lead(cell)
    return true
  }

  /// Opens a cell that is bare.
  @inline(__always)
  mutating func openBare(_ cell: Int) {
    hidden |= plans[cell].hides & shown
    if opacity == 0 { note(cell) } else { shown |= plans[cell].bit }
    open = cell
    openStart = buffer.count
    buffer.append(plans[cell].phrase)
    ending = .blank
  }

  /// Notes that a piece begins at the end of the buffer.
  @inline(__always)
  mutating func note(_ cell: Int) {
    let position = plans[cell].position
    shown |= plans[cell].bit
    if position < lastPosition { isOrdered = false }
    lastPosition = position
    pieces.append(Piece(position: position, cell: cell, start: buffer.count))
  }

  /// Ends a value for which `begin` returned true.
  @inline(__always)
  mutating func end(isZero: Bool = false) {
    if ending == .blank { return buffer.end(with: UInt8(ascii: " ")) }
    endRarely(isZero)
  }
}
