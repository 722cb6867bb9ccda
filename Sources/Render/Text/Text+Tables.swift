internal import NetlinkWire

/// Lines of a table: a cell for each of the `--fields`.
extension Text {
  /// Ends a line of a table: orders its pieces by column, then writes the line or holds it.
  mutating func tabulate() {
    scratch.truncate(to: 0)
    if style.isAligned { held.begin() }
    for column in 1..<columnCount + 1 {
      let start = scratch.count
      for index in 0..<pieces.count where plans[pieces[index].cell].column == column {
        if scratch.count > start, !plans[pieces[index].cell].item.isJoined {
          scratch.append(UInt8(ascii: ","))
        }
        scratch.append(contentsOf: buffer, inked(pieces[index]))
      }
      if scratch.count == start { scratch.append(UInt8(ascii: "-")) }
      if style.isAligned { held.add(scratch, start..<scratch.count, column: column, isRight: false) }
      scratch.append(column == columnCount ? UInt8(ascii: "\n") : UInt8(ascii: "\t"))
    }
    odd.truncate(to: 0)
    buffer.truncate(to: lineStart)
    if !style.isAligned { buffer.append(contentsOf: scratch) }
  }

  /// Writes or holds a line of a table.
  @inline(never)
  mutating func row(_ message: borrowing Message, by table: Table, _ walker: inout Walker) {
    if cellLayouts.count > 0 { return cells(message, by: table, &walker) }
    guard let columns else { return }
    beginLine(columns, of: message, at: buffer.count)
    walker.walk(message, by: table, &self)
    close()
  }

  /// Writes or holds a line of a table each of whose cells needs a walk of its own.
  @inline(never)
  mutating func cells(
    _ message: borrowing Message, by table: Table, _ walker: inout Walker
  ) {
    let line = buffer.count
    if style.isAligned { held.begin() }
    for (index, cell) in cellLayouts.enumerated() {
      showsTwice = !cell.isObject
      beginLine(cell.layout, of: message, at: buffer.count)
      walker.walk(message, by: table, &self)
      endPieces()
      if cell.isObject { sort() }
      scratch.truncate(to: 0)
      for piece in 0..<pieces.count where plans[pieces[piece].cell].bit & hidden == 0 {
        let isJoined = plans[pieces[piece].cell].item.isJoined
        if scratch.count > 0, !isJoined {
          scratch.append(cell.isObject ? UInt8(ascii: " ") : UInt8(ascii: ","))
        }
        scratch.append(contentsOf: buffer, inked(pieces[piece]))
      }
      if scratch.count == 0 { scratch.append(UInt8(ascii: "-")) }
      buffer.truncate(to: lineStart)
      if style.isAligned {
        held.add(scratch, 0..<scratch.count, column: index + 1, isRight: false)
      } else {
        if index > 0 { buffer.append(UInt8(ascii: "\t")) }
        buffer.append(contentsOf: scratch)
      }
    }
    odd.truncate(to: 0)
    if style.isAligned {
      buffer.truncate(to: line)
    } else {
      buffer.append(UInt8(ascii: "\n"))
    }
  }
}
