internal import NetlinkWire

/// Lines that wait for the widths of their columns.
struct HeldLines: ~Copyable {
  struct Cell {
    var column: Int
    var start: Int
    var length: Int
    var isRight: Bool
  }

  struct Line {
    var cells: Int
    /// What follows the line.
    var start: Int
    var length: Int
  }

  private var text = ByteBuffer(capacity: 4096)
  private var cells = Slab<Cell>(capacity: 256)
  private var lines = Slab<Line>(capacity: 64)

  init() {}

  /// Begins a line.
  mutating func begin() {
    lines.append(Line(cells: cells.count, start: text.count, length: 0))
  }

  /// Adds what stands in `column`; cells of one column are joined by a blank, those of column 0 come
  /// last.
  mutating func add(
    _ source: borrowing ByteBuffer, _ range: Range<Int>, column: Int, isRight: Bool
  ) {
    guard lines.count > 0, !range.isEmpty else { return }
    let first = lines[lines.count - 1].cells
    if cells.count > first, cells[cells.count - 1].column == column, column > 0 {
      text.append(UInt8(ascii: " "))
      text.append(contentsOf: source, range)
      cells[cells.count - 1].length += 1 + range.count
      return
    }
    cells.append(Cell(column: column, start: text.count, length: range.count, isRight: isRight))
    text.append(contentsOf: source, range)
  }

  /// Sticks more to the cell before.
  mutating func join(_ source: borrowing ByteBuffer, _ range: Range<Int>) {
    guard lines.count > 0, cells.count > lines[lines.count - 1].cells else { return }
    text.append(contentsOf: source, range)
    cells[cells.count - 1].length += range.count
  }

  /// Ends the line with what follows it.
  mutating func end(following more: borrowing ByteBuffer) {
    guard lines.count > 0 else { return }
    lines[lines.count - 1].start = text.count
    lines[lines.count - 1].length = more.count
    text.append(contentsOf: more)
  }

  /// Writes every line, its columns aligned, and forgets them.
  mutating func write(to buffer: inout ByteBuffer) {
    var widths: [Int] = []
    for index in 0..<cells.count {
      let cell = cells[index]
      while widths.count <= cell.column { widths.append(0) }
      widths[cell.column] = max(widths[cell.column], width(cell))
    }
    for index in 0..<lines.count {
      let end = index + 1 < lines.count ? lines[index + 1].cells : cells.count
      write(lines[index].cells..<end, widths, to: &buffer)
      buffer.append(text.bytes.slice(at: lines[index].start, length: lines[index].length))
      buffer.append(UInt8(ascii: "\n"))
    }
    text.truncate(to: 0)
    cells.removeAll()
    lines.removeAll()
  }

  private func write(_ range: Range<Int>, _ widths: [Int], to buffer: inout ByteBuffer) {
    // Blanks are owed until something follows them.
    var owed = 0
    var column = 1
    var next = range.lowerBound
    func pay(_ count: Int, _ buffer: inout ByteBuffer) {
      for _ in 0..<count { buffer.append(UInt8(ascii: " ")) }
    }
    while next < range.upperBound, cells[next].column > 0 {
      let cell = cells[next]
      while column < cell.column {
        if widths[column] > 0 { owed += widths[column] + 2 }
        column += 1
      }
      let gap = max(0, widths[cell.column] - width(cell))
      pay(owed + (cell.isRight ? gap : 0), &buffer)
      buffer.append(text.bytes.slice(at: cell.start, length: cell.length))
      owed = (cell.isRight ? 0 : gap) + 2
      column = cell.column + 1
      next += 1
    }
    if next < range.upperBound {
      while column < widths.count {
        if widths[column] > 0 { owed += widths[column] + 2 }
        column += 1
      }
    }
    for index in next..<range.upperBound {
      pay(index == next ? owed : 2, &buffer)
      buffer.append(text.bytes.slice(at: cells[index].start, length: cells[index].length))
    }
  }

  /// How many columns of a terminal a cell takes: scalars, but for colours.
  private func width(_ cell: Cell) -> Int {
    let bytes = text.bytes.slice(at: cell.start, length: cell.length)
    var width = 0
    var isEscape = false
    for offset in 0..<bytes.byteCount {
      let byte = bytes.u8(at: offset)
      if byte == 0x1b {
        isEscape = true
      } else if isEscape {
        isEscape = byte != UInt8(ascii: "m")
      } else if byte & 0xc0 != 0x80 {
        width += 1
      }
    }
    return width
  }
}
