internal import NetlinkWire

extension HeldLines {
  /// The columns of all lines.
  struct Columns {
    /// The width of each column; none if the cells do not stand in columns.
    var widths: [Int]
    /// How many blanks are between two of them.
    var gap = 2

    /// How many columns of the terminal they take.
    var total: Int { widths.dropFirst().reduce(-gap) { $0 + ($1 > 0 ? $1 + gap : 0) } }
  }

  /// The columns: each as wide as its widest cell. If they do not fit into `width`, one of the two blanks between them
  /// goes; if that is not enough, unusually wide cells are not counted, and only their own lines are not aligned.
  func columns(within width: Int) -> Columns {
    var columns = Columns(widths: widths(ofCellsUpTo: .max))
    if width == 0 || columns.total <= width { return columns }
    columns.gap = 1
    if columns.total <= width { return columns }
    return Columns(widths: widths(ofCellsUpTo: max(16, width / 5)))
  }

  /// The width of each column, without the cells that are wider than `limit`.
  private func widths(ofCellsUpTo limit: Int) -> [Int] {
    var widths: [Int] = []
    for index in 0..<cells.count {
      let cell = cells[index]
      while widths.count <= cell.column { widths.append(0) }
      if cell.width <= limit { widths[cell.column] = max(widths[cell.column], cell.width) }
    }
    return widths
  }

  /// How a line is made to fit.
  struct Fit {
    /// The cells that are kept; nil for all.
    var kept: Set<Int>?
    var columns: Columns
  }

  /// Where each cell of a line begins: at its column, or after the cell before if that reaches further. Where a cell is
  /// left out of its column, what follows moves up.
  func places(_ range: Range<Int>, _ fit: Fit) -> [(cell: Int, start: Int)] {
    let (widths, gap) = (fit.columns.widths, fit.columns.gap)
    let left = fit.kept.map { kept in range.filter { !kept.contains($0) }.map { cells[$0].column } } ?? []
    var starts = [0]
    for column in 1..<max(1, widths.count) {
      starts.append(
        starts[column - 1] + (widths[column] > 0 && !left.contains(column) ? widths[column] + gap : 0))
    }
    var places: [(cell: Int, start: Int)] = []
    var end = 0
    for index in range where fit.kept?.contains(index) ?? true {
      let cell = cells[index]
      var target = end > 0 ? end + gap : 0
      if !widths.isEmpty, cell.column > 0 {
        let margin = cell.isRight ? max(0, widths[cell.column] - cell.width) : 0
        target = max(target, starts[cell.column - 1] + margin)
      } else if !widths.isEmpty, !places.contains(where: { cells[$0.cell].column == 0 }) {
        // The tail begins after all columns.
        target = max(target, starts[widths.count - 1])
      }
      places.append((index, target))
      end = target + cell.width
    }
    return places
  }

  /// How a line is made to fit into `width` columns: first it loses the extra cells of its tail, from the last on, then
  /// those in its columns. If it still does not fit, it has these again and loses its alignment; then one of the two
  /// blanks between cells; then the extra cells again.
  func fit(_ range: Range<Int>, _ columns: Columns, within width: Int) -> Fit {
    var fit = Fit(columns: columns)
    if width == 0 || end(range, fit) <= width { return fit }
    fit.kept = Set(range)
    let extra = range.reversed().filter { cells[$0].isExtra }
    for index in extra where cells[index].column == 0 {
      fit.kept?.remove(index)
      if end(range, fit) <= width { return fit }
    }
    let whole = fit.kept
    for index in extra where cells[index].column > 0 {
      fit.kept?.remove(index)
      if end(range, fit) <= width { return fit }
    }
    fit.kept = whole
    for gap in [2, 1] {
      fit.columns = Columns(widths: [], gap: gap)
      if end(range, fit) <= width { return fit }
    }
    for index in extra where cells[index].column > 0 {
      fit.kept?.remove(index)
      for gap in [2, 1] {
        fit.columns.gap = gap
        if end(range, fit) <= width { return fit }
      }
    }
    return fit
  }

  private func end(_ range: Range<Int>, _ fit: Fit) -> Int {
    places(range, fit).last.map { $0.start + cells[$0.cell].width } ?? 0
  }
}
