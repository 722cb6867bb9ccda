package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Nests and arrays; `Visitor` says what the calls mean.
extension Text {
  /// Begins the frame of a nest or array.
  private mutating func push(_ row: Row, plan: Int, cell: Int = -1) {
    let isRemote = style.hasMore && (frame.isRemote || isRemote(row))
    frames.append(frame)
    let isVolatile = frame.isVolatile || row.isVolatile
    frame = Frame()
    frame.plan = plan
    frame.cell = cell
    frame.row = row
    frame.isVolatile = isVolatile
    frame.isRemote = isRemote
    frame.start = buffer.count
    frame.inside = buffer.count
    frame.pieces = pieces.count
    guard style.hasMore else { return }
    frame.path = path.count
    if !row.key.isEmpty {
      if path.count > 0 { path.append(UInt8(ascii: ".")) }
      path.append(row.key)
    } else if !frames[frames.count - 1].row.shape.isNestInArray {
      path.append(UInt8(ascii: "["))
      path.decimal(UInt64(max(0, frames[frames.count - 1].count - 1)))
      path.append(UInt8(ascii: "]"))
    }
  }

  /// Ends the frame, and goes back to the one around it.
  private mutating func pop() {
    if style.hasMore { path.truncate(to: frame.path) }
    guard frames.count > 0 else { return }
    frame = frames[frames.count - 1]
    frames.truncate(to: frames.count - 1)
  }

  /// Removes the phrase of a nest in which nothing was written.
  private mutating func dropIfEmpty() {
    guard buffer.count == frame.inside else { return }
    buffer.truncate(to: frame.start)
    pieces.truncate(to: frame.pieces)
    guard frame.bit != 0 else { return }
    shown &= ~frame.bit
    hidden = frame.hiddenBefore
  }

  /// Enters the nest in `row`, whose cell is `cell`: writes the phrase before it, and uses the plan for what is in it.
  private mutating func enter(_ row: Row, _ cell: Int) {
    let child = cell >= 0 ? plans.child(of: cell) : -1
    guard child >= 0, plans[cell].hiders & shown == 0 else { return push(row, plan: Plans.none) }
    let hiddenBefore = hidden
    hidden |= plans[cell].hides & shown
    push(row, plan: child)
    frame.bit = plans[cell].bit
    frame.hiddenBefore = hiddenBefore
    if plans[cell].phrase.length > 0 {
      if opacity == 0 { note(cell) }
      buffer.append(plans[cell].phrase)
    }
    shown |= plans[cell].bit
    frame.inside = buffer.count
  }

  /// Whether nothing in the nest is shown: the layout has no item for it, and details were not asked for.
  package mutating func skips(_ row: Row) -> Bool {
    !style.hasMore && plans.cell(of: row, in: frame.plan) == Plans.unlisted
  }

  /// The rows of which a line may show something. With details that is every row.
  @inline(__always)
  package mutating func wanted(of table: Table) -> RowSet {
    style.hasMore ? .all : plans.wanted(of: table, in: frame.plan)
  }

  package mutating func beginObject(_ row: Row) {
    if row.key.isEmpty { return beginMember(row) }
    enter(row, plans.cell(of: row, in: frame.plan))
  }

  private mutating func beginMember(_ row: Row) {
    if frame.isDetail {  // The array was begun as a list of values.
      swap(&buffer, &details.text)
      details.cancel()
      frame.isDetail = false
    }
    let cell = frame.cell
    frame.count += 1
    let isFirst = frame.count == 1
    push(row, plan: frame.plan)
    guard cell >= 0 else { return }
    let separator = plans[cell].item.separator
    if !isFirst, separator != 0x20 {
      if buffer.last == 0x20 { buffer.truncate(to: buffer.count - 1) }
      // The end of a range follows its beginning.
      let isRange =
        buffer.count > 2 && buffer.last == UInt8(ascii: "-") && buffer.raw.u8(at: buffer.count - 2) == 0x20
      if isRange { buffer.truncate(to: buffer.count - 2) }
      buffer.append(isRange ? UInt8(ascii: "-") : separator)
      if separator == UInt8(ascii: ";") { buffer.append(UInt8(ascii: " ")) }
    } else if isFirst || plans[cell].item.separator == 0x20 {
      buffer.append(plans[cell].phrase)
    }
    shown &= ~plans[cell].inner
  }

  package mutating func endObject(_ row: Row) {
    if !frame.isDetail, !row.key.isEmpty { dropIfEmpty() }
    pop()
  }

  package mutating func beginArray(_ row: Row) {
    let cell = plans.cell(of: row, in: frame.plan)
    if cell >= 0, plans.child(of: cell) >= 0 {
      guard case .each = plans[cell].item.form, plans[cell].hiders & shown == 0 else {
        return enter(row, cell)
      }
      hidden |= plans[cell].hides & shown
      push(row, plan: plans[cell].child, cell: cell)
      if opacity == 0 { note(cell) }
      shown |= plans[cell].bit
      frame.isOpaque = true
      opacity += 1
    } else {
      let isShown = begin(row)
      let kind = ending
      let start = openStart
      push(row, plan: Plans.none, cell: isShown && kind != .detail ? open : -1)
      frame.isDetail = isShown && kind == .detail
      frame.start = start
      frame.isList = true
    }
  }

  package mutating func endArray(_ row: Row) {
    if frame.isOpaque {
      opacity -= 1
      dropIfEmpty()
    } else if frame.isDetail || frame.cell >= 0 {
      let isEmpty = frame.count == 0
      let cell = frame.cell
      if cell >= 0 {
        open = cell
        openStart = frame.start
      }
      let (list, whole) = (frame.start, buffer.count)
      scratch.truncate(to: 0)
      if cell >= 0, !plans[cell].isBare {
        if style.hasDetails { scratch.append(contentsOf: buffer, list..<whole) }
        trimEnd(of: plans[cell].item)
      }
      let isTrimmed = buffer.count < whole
      ending = frame.isDetail ? .detail : plans[cell].isBare ? .blank : .dressed
      if isEmpty { cancel() } else { endRarely(false) }
      pop()
      if isEmpty {
        nothing(row)
      } else if isTrimmed, style.hasDetails {
        beginDetail(row)
        buffer.append(contentsOf: scratch, plans[cell].phrase.length..<scratch.count)
        end()
      }
      return
    }
    pop()
  }

  /// Removes the last member if the layout has an empty word for it.
  private mutating func trimEnd(of item: Layout.Item) {
    for index in 0..<item.words.count where item.words[index].to.isEmpty {
      let word = item.words[index]
      let start = buffer.count - word.length
      guard start > frame.start, buffer.raw.u8(at: start - 1) == item.separator,
        word.fits(buffer.raw.slice(at: start, length: word.length))
      else { continue }
      buffer.truncate(to: start - 1)
    }
  }

  @inline(never)
  package mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) {
    // An attribute without a row does not make the line wrong; one that cannot be read may.
    guard columns == nil, why != .unknown || style.hasDetails else { return }
    if style.hasDetails, !style.isOneLine { odd.append("\n    " as StaticString) }
    for index in 0..<path.depth {
      odd.append(path[index].kernelName)
      odd.append(UInt8(ascii: "."))
    }
    odd.append(UInt8(ascii: "#"))
    odd.decimal(UInt64(type))
    odd.append(" 0x" as StaticString)
    odd.hexadecimal(bytes)
    if why == .repeated { odd.append(" repeated" as StaticString) }
    if !style.hasDetails || style.isOneLine { odd.append(UInt8(ascii: " ")) }
  }
}
