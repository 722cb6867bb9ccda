internal import NetlinkWire

/// Values for which a layout has conditions or other words.
extension Text {
  /// Chooses the first of the cells from `first` on that shows the value, and writes what comes before the value;
  /// returns false if none shows it.
  @inline(never)
  mutating func beginChosen(_ row: Row, _ first: Int, _ number: UInt64, _ word: StaticString) -> Bool {
    var cell = first
    var instead: StaticString?
    while cell >= 0 {
      if plans.isFree(cell, shown: shown, family: family), plans.fits(cell, number, word),
        !plans[cell].gate.contains(.word) || word.isEmpty || chooseWord(of: cell, for: word, &instead)
      {
        break
      }
      cell = plans[cell].next
    }
    guard cell >= 0 else { return style.hasMore ? beginUnlisted(row, Plans.unlisted, number) : false }
    lead(cell, instead: instead)
    return true
  }

  /// Begins a number that several cells may show, or one whose cell is not known and is kept for the next time.
  @inline(never)
  mutating func beginNew(_ row: Row, _ number: UInt32, _ word: StaticString?, isChosen: Bool) -> Bool {
    let value = word == nil ? UInt64(number) : .max
    if !isChosen, !style.hasMore {
      let first = plans.cell(of: row, in: frame.plan)
      let cell = first == Plans.member ? Choices.several : plans.choice(first, value, word ?? "")
      choices.keep(row, number, in: frame.plan, cell: cell)
    }
    return begin(row, value, word: word ?? "")
  }

  /// Begins `cell` and writes the words before its value. `instead` is the word that the layout has for this value; nil if
  /// the value is written as it is.
  mutating func lead(_ cell: Int, instead: StaticString? = nil) {
    if plans[cell].isBare { return openBare(cell) }
    self.instead = instead
    hidden |= plans[cell].hides & shown
    if plans[cell].isJoined, buffer.count > lineStart, buffer.last == 0x20 {
      buffer.truncate(to: buffer.count - 1)
    }
    openStart = buffer.count
    if opacity == 0 { note(cell) } else { shown |= plans[cell].bit }
    open = cell
    ending = .dressed
    if !style.isColored { return buffer.append(plans[cell].phrase) }
    // Of a mark the phrase is coloured, because it has no value.
    if plans[cell].isMark {
      paint(role(of: cell))
      buffer.append(plans[cell].phrase)
    } else {
      buffer.append(plans[cell].phrase)
      paint(role(of: cell))
    }
  }

  /// The role that gives the value its colour: that of the word written instead of the value, if there is one.
  private func role(of cell: Int) -> Layout.Role {
    guard let instead else { return plans[cell].role }
    let item = plans[cell].item
    for index in 0..<item.words.count where item.words[index].to.equals(instead) {
      return item.words[index].role
    }
    return item.role
  }

  /// Chooses the word that `cell` writes instead of `word`, if it has one; false if it shows none.
  @inline(never)
  private func chooseWord(of cell: Int, for word: StaticString, _ instead: inout StaticString?) -> Bool {
    instead = nil
    let words = plans[cell].words
    for index in 0..<words.count where words[index].fits(word) {
      instead = words[index].to
      return !words[index].to.isEmpty
    }
    return !plans[cell].isOnlyWords
  }

  /// Whether the open cell is a word alone.
  var isMark: Bool { ending == .dressed && plans[open].isMark }

  /// Begins the colour of a value.
  private mutating func paint(_ role: Layout.Role) {
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

  /// The length of the sequence that begins a colour, in bytes.
  private static var paintLength: Int { 5 }

  /// Ends a value of any kind: what `end` does not do by itself.
  @inline(never)
  mutating func endRarely(_ isZero: Bool) {
    switch ending {
    case .blank: buffer.append(UInt8(ascii: " "))
    case .member: break
    case .detail:
      swap(&buffer, &details.text)
      details.end(isZero: isZero)
    case .dressed:
      // The blank of its phrase goes, because more may be joined to the word.
      if plans[open].isMark, buffer.last == 0x20 { buffer.truncate(to: buffer.count - 1) }
      if plans[open].hasUnit { buffer.append(plans[open].item.unit) }
      endPaint()
      buffer.append(UInt8(ascii: " "))
    }
  }

  /// Begins a value for which the layout has no cell: a member of an array, or a detail. Returns false if it is not
  /// shown.
  @inline(never)
  mutating func beginUnlisted(_ row: Row, _ kind: Int, _ number: UInt64) -> Bool {
    if kind == Plans.member, frame.isList {
      if frame.cell < 0, !frame.isDetail { return false }
      if frame.count > 0 {
        buffer.append(frame.cell >= 0 ? plans[frame.cell].item.separator : UInt8(ascii: ","))
      }
      frame.count += 1
      ending = .member
      buffer.reserve(48)
      return true
    }
    guard style.hasMore, isWanted(row) else { return false }
    beginDetail(row)
    return true
  }

  /// Whether the details or counters that were asked for include `row`.
  func isWanted(_ row: Row) -> Bool {
    if !style.hasEverything, frame.isRemote || isRemote(row) { return false }
    if !isCounter(row) { return style.hasDetails || style.hasCounters && row.isVolatile }
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
    buffer.reserve(48)
    ending = .detail
  }

  /// Whether `row` is a counter: a volatile value within a nest. The object's own fields are not counters.
  func isCounter(_ row: Row) -> Bool { frames.count > 0 && (frame.isVolatile || row.isVolatile) }

  /// Removes what `begin` wrote, because there is no value.
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
  var isDestination: Bool { if case .destination = form { true } else { false } }
}
