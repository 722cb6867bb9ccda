internal import NetlinkWire

/// Ends of lines: of those that are complete, and of those whose pieces have to be put in order, aligned, or followed by
/// more.
extension Text {
  /// Ends the line.
  @inline(__always)
  mutating func close() {
    if !isOrdered || hidden != 0 || bareDefault >= 0 || isArranged || odd.count > 0 { return arrange() }
    endLine()
  }

  /// Ends a line that is complete and in order.
  @inline(__always)
  mutating func endLine() {
    if buffer.count > lineStart {
      buffer[buffer.count - 1] = UInt8(ascii: "\n")
    } else {
      buffer.append(UInt8(ascii: "\n"))
    }
  }
  /// Ends a line that `close` cannot end as it stands.
  @inline(never)
  mutating func arrange() {
    if bareDefault >= 0, bareDefaultHiders & shown == 0 { replaceDefault() }
    endPieces()
    if columns != nil { return tabulate() }
    if hidden != 0, style.hasDetails { detailHidden() }
    if style.isAligned { return hold() }
    if !isOrdered || hidden != 0 {
      sort()
      scratch.truncate(to: 0)
      for index in 0..<pieces.count where plans[pieces[index].cell].bit & hidden == 0 {
        let piece = pieces[index]
        // A piece may be joined to another one than the one it came after.
        let isApart = scratch.count == 0 || scratch.last == 0x20
        if isApart, scratch.count > 0, plans[piece.cell].item.isJoined {
          scratch.truncate(to: scratch.count - 1)
        } else if !isApart, !plans[piece.cell].item.isJoined {
          scratch.append(UInt8(ascii: " "))
        }
        scratch.append(contentsOf: buffer, piece.start..<piece.end)
      }
      buffer.truncate(to: lineStart)
      buffer.append(contentsOf: scratch)
    }
    if style.isOneLine || !style.hasDetails {
      if style.hasMore { details.write(to: &buffer, style) }
      if odd.count > 0, buffer.count > lineStart, buffer.last != 0x20 { buffer.append(UInt8(ascii: " ")) }
      buffer.append(contentsOf: odd)
      trim()
    } else {
      trim()
      details.write(to: &buffer, style)
      buffer.append(contentsOf: odd)
    }
    odd.truncate(to: 0)
    buffer.append(UInt8(ascii: "\n"))
  }

  /// Notes where each piece ends.
  mutating func endPieces() {
    for index in 0..<pieces.count {
      pieces[index].end = index + 1 < pieces.count ? pieces[index + 1].start : buffer.count
    }
  }

  /// Moves the pieces that another one hides to the details.
  private mutating func detailHidden() {
    for index in 0..<pieces.count where plans[pieces[index].cell].bit & hidden != 0 {
      let piece = pieces[index]
      if frame.paragraph < 0 { frame.paragraph = details.paragraph(path, isCounter: false) }
      details.begin(in: frame.paragraph)
      details.text.append(plans[piece.cell].item.key)
      details.text.append(UInt8(ascii: " "))
      let ink = inked(piece)
      let start = min(ink.upperBound, ink.lowerBound + plans[piece.cell].phrase.length)
      details.text.append(contentsOf: buffer, start..<ink.upperBound)
      details.end(isZero: false)
    }
  }

  /// Removes the blank at the end of the line.
  private mutating func trim() {
    if buffer.count > lineStart, buffer.last == 0x20 { buffer.truncate(to: buffer.count - 1) }
  }

  /// Puts the pieces in the order of the layout; pieces with the same position stay as they came.
  mutating func sort() {
    for index in 1..<max(1, pieces.count) {
      let piece = pieces[index]
      var place = index
      while place > 0, pieces[place - 1].position > piece.position {
        pieces[place] = pieces[place - 1]
        place -= 1
      }
      pieces[place] = piece
    }
  }

  /// Writes `::/0` instead of `default` if nothing else on the line tells that the route is of IPv6.
  private mutating func replaceDefault() {
    let (word, replacement): (StaticString, StaticString) = ("default", "::/0")
    let shrinkage = word.utf8CodeUnitCount - replacement.utf8CodeUnitCount
    let tail = bareDefault + word.utf8CodeUnitCount
    guard tail <= buffer.count else { return }
    scratch.truncate(to: 0)
    scratch.append(contentsOf: buffer, tail..<buffer.count)
    buffer.truncate(to: bareDefault)
    buffer.append(replacement)
    buffer.append(contentsOf: scratch)
    for index in 0..<pieces.count where pieces[index].start > bareDefault {
      pieces[index].start -= shrinkage
    }
  }

  /// Where a piece lies in the buffer, without the blanks at its end.
  func inked(_ piece: Piece) -> Range<Int> {
    var end = piece.end
    while end > piece.start, buffer.raw.u8(at: end - 1) == 0x20 { end -= 1 }
    return piece.start..<end
  }

  /// Keeps the line until the widths of its columns are known.
  private mutating func hold() {
    sort()
    held.begin(reserve: reserve)
    // In the order of the columns; the tail comes last.
    var last = 0
    for index in 0..<pieces.count { last = max(last, plans[pieces[index].cell].column) }
    // A piece that would make its column too wide is moved to the tail, and so is what follows it in that column.
    var moved = [Bool](repeating: false, count: pieces.count)
    for column in 1..<last + 2 {
      let column = column > last ? 0 : column
      var isFull = false
      for index in 0..<pieces.count where plans[pieces[index].cell].bit & hidden == 0 {
        let cell = plans[pieces[index].cell]
        guard cell.column == column || (column == 0 && moved[index]) else { continue }
        let ink = inked(pieces[index])
        if column > 0, cell.limit > 0 {
          isFull = isFull || held.width(of: column) + 1 + buffer.cells(ink) > cell.limit
          if isFull {
            moved[index] = true
            continue
          }
        }
        if cell.isJoined {
          held.join(buffer, ink)
        } else {
          held.add(
            buffer, ink, column: column, isRight: cell.item.isRight, isExtra: cell.isExtra || moved[index],
            lead: cell.item.isLeadExtra ? cell.phrase.length : 0)
        }
      }
    }
    buffer.truncate(to: lineStart)
    scratch.truncate(to: 0)
    details.write(to: &scratch, style)
    if odd.count > 0, !style.hasDetails { scratch.append("  " as StaticString) }
    scratch.append(contentsOf: odd)
    if scratch.last == 0x20 { scratch.truncate(to: scratch.count - 1) }
    odd.truncate(to: 0)
    held.end(following: scratch)
  }

  /// Where in the buffer each line begins that `finish` wrote; the first is that of the headers, if there are any.
  package var lineStarts: [Int] { held.starts }

  /// Writes the held lines, if lines are aligned. To be called when no more objects come.
  package mutating func finish() {
    guard style.isAligned else { return }
    held.write(to: &buffer, width: style.width, tellsAll: style.hasDetails, breaksLines: style.breaksLines)
  }
}
