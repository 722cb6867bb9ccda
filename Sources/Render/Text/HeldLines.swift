internal import NetlinkWire

/// Lines that are held until all have come, so that their columns can be aligned.
struct HeldLines: ~Copyable {
  struct Cell {
    var column: Int
    var start: Int
    var length: Int
    /// How many columns of a terminal it takes.
    var width: Int
    /// Whether it is aligned at the right edge of its column.
    var isRight: Bool
    /// Whether it is left out where the line does not fit.
    var isExtra: Bool
    /// How many of its bytes, which are as many columns, are a word before the value that may be left out.
    var lead: Int
  }

  struct Line {
    /// The index of its first cell.
    var cells: Int
    /// Where in `text` that begins which follows the line, and its length.
    var start: Int
    var length: Int
    /// Columns that are kept free at its end.
    var reserve: Int
  }

  var text = GrowingBytes(capacity: 4096)
  var cells = Slab<Cell>(capacity: 256)
  var lines = Slab<Line>(capacity: 64)
  /// Where in the buffer each line begins that the last call of `write` wrote.
  private(set) var starts: [Int] = []

  init() {}

  /// Begins a line. The last `reserve` columns of the terminal are kept free.
  mutating func begin(reserve: Int = 0) {
    lines.append(Line(cells: cells.count, start: text.count, length: 0, reserve: reserve))
  }

  /// The width of what the line has in `column` so far.
  func width(of column: Int) -> Int {
    guard lines.count > 0 else { return 0 }
    for index in lines[lines.count - 1].cells..<cells.count where cells[index].column == column {
      return cells[index].width
    }
    return 0
  }

  /// Adds a cell in `column`. Successive cells of one column are joined by a blank; column 0 is the tail, whose cells
  /// stay apart.
  mutating func add(
    _ source: borrowing GrowingBytes, _ range: Range<Int>, column: Int, isRight: Bool, isExtra: Bool = false,
    lead: Int = 0
  ) {
    guard lines.count > 0, !range.isEmpty else { return }
    let width = source.cells(range)
    let first = lines[lines.count - 1].cells
    if cells.count > first, cells[cells.count - 1].column == column, column > 0 {
      text.append(UInt8(ascii: " "))
      text.append(contentsOf: source, range)
      cells[cells.count - 1].length += 1 + range.count
      cells[cells.count - 1].width += 1 + width
      return
    }
    cells.append(
      Cell(
        column: column, start: text.count, length: range.count, width: width, isRight: isRight,
        isExtra: isExtra, lead: lead))
    text.append(contentsOf: source, range)
  }

  /// Appends to the cell before.
  mutating func join(_ source: borrowing GrowingBytes, _ range: Range<Int>) {
    guard lines.count > 0, cells.count > lines[lines.count - 1].cells else { return }
    text.append(contentsOf: source, range)
    cells[cells.count - 1].length += range.count
    cells[cells.count - 1].width += source.cells(range)
  }

  /// Ends the line; `more` follows it.
  mutating func end(following more: borrowing GrowingBytes) {
    guard lines.count > 0 else { return }
    lines[lines.count - 1].start = text.count
    lines[lines.count - 1].length = more.count
    text.append(contentsOf: more)
  }

  /// Writes all lines with their columns aligned, and forgets them. If a line is wider than `width`, its
  /// extra cells are left out, or written below it if `tellsAll`; if that is not enough, it is broken where
  /// `breaksLines`. A width of 0 is no limit.
  mutating func write(
    to buffer: inout GrowingBytes, width: Int = 0, tellsAll: Bool = false, breaksLines: Bool = false
  ) {
    let columns = columns(within: width)
    starts.removeAll()
    for index in 0..<lines.count {
      starts.append(buffer.count)
      let line = lines[index]
      let end = index + 1 < lines.count ? lines[index + 1].cells : cells.count
      let limit = width == 0 ? 0 : max(1, width - line.reserve)
      let fit = fit(line.cells..<end, columns, within: limit)
      if breaksLines, limit > 0, self.end(line.cells..<end, fit) > limit {
        writeBroken(line.cells..<end, Fit(kept: fit.kept, columns: columns), within: limit, to: &buffer)
      } else {
        write(line.cells..<end, fit, to: &buffer)
      }
      if tellsAll { writeRest(line.cells..<end, fit.kept, to: &buffer) }
      buffer.append(text.raw.slice(at: line.start, length: line.length))
      buffer.append(UInt8(ascii: "\n"))
    }
    text.truncate(to: 0)
    cells.removeAll()
    lines.removeAll()
  }

  private func write(_ range: Range<Int>, _ fit: Fit, to buffer: inout GrowingBytes) {
    var column = 0
    for place in places(range, fit) {
      let cell = cells[place.cell]
      let lead = fit.columns.hasLeads ? 0 : cell.lead
      buffer.blanks(place.start - column)
      buffer.append(text.raw.slice(at: cell.start + lead, length: cell.length - lead))
      column = place.start + cell.width - lead
    }
  }

  /// Writes the cells that were left out, on a line of their own.
  private func writeRest(_ range: Range<Int>, _ kept: Set<Int>?, to buffer: inout GrowingBytes) {
    guard let kept else { return }
    var isFirst = true
    for index in range where !kept.contains(index) {
      buffer.append(isFirst ? "\n    " as StaticString : "  ")
      isFirst = false
      buffer.append(text.raw.slice(at: cells[index].start, length: cells[index].length))
    }
  }
}
