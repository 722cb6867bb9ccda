internal import NetlinkWire

/// What is shown of a value that a layout has conditions or other words for.
extension Text {
  @inline(never)
  mutating func beginChosen(_ row: Row, _ first: Int, _ number: UInt64, _ word: StaticString) -> Bool {
    var cell = first
    instead = nil
    while cell >= 0 {
      if plans.fits(cell, number, word, shown: shown, family: family) {
        if !plans[cell].gate.contains(.word) || word.isEmpty || fitsWords(cell, word) { break }
      }
      cell = plans[cell].next
    }
    guard cell >= 0 else { return style.hasMore ? beginUnlisted(row, Plans.unlisted, number) : false }
    write(cell, row)
    return true
  }

  /// Writes what comes before the value of `cell`.
  mutating func write(_ cell: Int, _ row: Row) {
    if plans[cell].isBare {
      if plans[cell].hides & shown != 0 { hidden |= plans[cell].hides & shown }
      openStart = buffer.count
      if opacity == 0 { note(cell) } else { shown |= plans[cell].bit }
      buffer.append(plans[cell].phrase)
      open = cell
      ending = .blank
      return
    }
    if plans[cell].hides & shown != 0 { hidden |= plans[cell].hides & shown }
    if plans[cell].isJoined, buffer.count > lineStart, buffer.last == 0x20 {
      buffer.truncate(to: buffer.count - 1)
    }
    openStart = buffer.count
    if opacity == 0 { note(cell) } else { shown |= plans[cell].bit }
    open = cell
    ending = .dressed
    guard style.isColored else { return buffer.append(plans[cell].phrase) }
    // A mark is its word.
    if plans[cell].isMark {
      paint(role(of: cell))
      buffer.append(plans[cell].phrase)
    } else {
      buffer.append(plans[cell].phrase)
      paint(role(of: cell))
    }
  }

  /// The role, for its colour: that of the word which is written instead of the value, if there is one.
  private func role(of cell: Int) -> Layout.Role {
    guard let instead else { return plans[cell].role }
    let item = plans[cell].item
    for index in 0..<item.words.count where item.words[index].to.equals(instead) {
      return item.words[index].role
    }
    return item.role
  }

  /// Whether the words of `cell` let `word` be shown; notes the one that takes its place.
  @inline(never)
  private mutating func fitsWords(_ cell: Int, _ word: StaticString) -> Bool {
    instead = nil
    let words = plans[cell].words
    for index in 0..<words.count where words[index].fits(word) {
      instead = words[index].to
      return !words[index].to.isEmpty
    }
    return !plans[cell].isOnlyWords
  }

  /// Whether the open cell is a word alone.
  var isMark: Bool {
    ending == .dressed && plans[open].isMark
  }

  mutating func paint(_ role: Layout.Role) {
    guard style.isColored else { return }
    buffer.begin(role)
    isPainted = role != .plain
    paintEnd = buffer.count
  }

  /// Ends the colour of a value. An empty value gets no colour.
  private mutating func endPaint() {
    guard isPainted else { return }
    isPainted = false
    if buffer.count == paintEnd {
      buffer.truncate(to: paintEnd - Text.paintLength)
    } else {
      buffer.endRole()
    }
  }

  /// How many bytes a colour is.
  private static var paintLength: Int { 5 }

  @inline(never)
  mutating func endRarely(_ isZero: Bool) {
    switch ending {
    case .blank: buffer.append(UInt8(ascii: " "))
    case .member: break
    case .detail:
      swap(&buffer, &details.text)
      details.end(isZero: isZero)
    case .dressed:
      // Without the blank of its phrase, because more may be joined to the word.
      if plans[open].isMark, buffer.last == 0x20 { buffer.truncate(to: buffer.count - 1) }
      if plans[open].hasUnit { buffer.append(plans[open].item.unit) }
      endPaint()
      buffer.append(UInt8(ascii: " "))
    }
  }

  /// A value that the layout does not speak of, or one of an array.
  @inline(never)
  mutating func beginUnlisted(_ row: Row, _ kind: Int, _ number: UInt64) -> Bool {
    if kind == Plans.member, frame.isList {
      if frame.cell < 0, !frame.isDetail { return false }
      if frame.count > 0 {
        buffer.append(frame.cell >= 0 ? plans[frame.cell].item.separator : UInt8(ascii: ","))
      }
      frame.count += 1
      ending = .member
      return true
    }
    guard style.hasMore, isWanted(row) else { return false }
    beginDetail(row)
    return true
  }

  /// Whether the details or counters that were asked for have `row`.
  func isWanted(_ row: Row) -> Bool {
    if !style.hasEverything, frame.isRemote || isRemote(row) { return false }
    if !isCounter(row) { return style.hasDetails }
    guard style.hasCounters else { return false }
    if style.hasDetails || layout.counters.count == 0 { return true }
    let root = frames.count > 1 ? frames[1].row.key : frame.row.key
    for index in 0..<layout.counters.count where layout.counters[index].equals(root) { return true }
    return false
  }

  /// Whether `row` is a field of the object itself that is shown only with `hasEverything`.
  func isRemote(_ row: Row) -> Bool {
    guard frames.count == 0 else { return false }
    for index in 0..<layout.remote.count where layout.remote[index].equals(row.key) { return true }
    return false
  }

  /// Begins `key ` in the paragraph of the nest around.
  mutating func beginDetail(_ row: Row, key: StaticString = "") {
    var paragraph = isCounter(row) ? frame.counters : frame.paragraph
    if paragraph < 0 {
      paragraph = details.paragraph(path, isCounter: isCounter(row))
      if isCounter(row) { frame.counters = paragraph } else { frame.paragraph = paragraph }
    }
    details.begin(in: paragraph)
    details.text.append(key.isEmpty ? row.key : key)
    details.text.append(UInt8(ascii: " "))
    swap(&buffer, &details.text)
    ending = .detail
  }

  /// Whether `row` is a counter: a volatile value within a nest. The object's own fields are none.
  func isCounter(_ row: Row) -> Bool { frames.count > 0 && (frame.isVolatile || row.isVolatile) }

  /// Removes what `begin` wrote: there is no value after all.
  mutating func cancel() {
    switch ending {
    case .member: break
    case .detail:
      swap(&buffer, &details.text)
      details.cancel()
    case .blank, .dressed:
      buffer.truncate(to: openStart)
      if opacity == 0, pieces.count > 0 { pieces.truncate(to: pieces.count - 1) }
      shown &= ~plans[open].bit
      isPainted = false
    }
  }
}

extension Layout.Item {
  /// Whether the item is a destination, which `unless` does not hide.
  var isDestination: Bool {
    if case .destination = form { return true }
    return false
  }
}
