internal import NetlinkWire

extension HeldLines {
  /// The columns of all lines.
  struct Columns {
    /// The width of each column; none if the cells do not stand in columns.
    var widths: [Int]
    /// How many blanks are between two of them.
    var gap = 2
    /// Whether the words are there that may be left out before values.
    var hasLeads = true

    /// How many columns of the terminal they take.
    var total: Int { widths.dropFirst().reduce(-gap) { $0 + ($1 > 0 ? $1 + gap : 0) } }
  }

  /// The columns: each as wide as its widest cell. If they do not fit into `width`, one of the two blanks between them
  /// goes, then the words before values that may go; if that is not enough, unusually wide cells are not counted, and
  /// only their own lines are not aligned.
  func columns(within width: Int) -> Columns {
    var columns = Columns(widths: widths(ofCellsUpTo: .max, hasLeads: true))
    if width == 0 { return columns }
    for hasLeads in hasLeads ? [true, false] : [true] {
      columns.hasLeads = hasLeads
      columns.widths = widths(ofCellsUpTo: .max, hasLeads: hasLeads)
      for gap in [2, 1] {
        columns.gap = gap
        if columns.total <= width { return columns }
      }
    }
    columns.gap = 2
    columns.widths = widths(ofCellsUpTo: max(16, width / 5), hasLeads: columns.hasLeads)
    return columns
  }

  /// Whether there are words that may be left out.
  private var hasLeads: Bool { (0..<cells.count).contains { cells[$0].lead > 0 } }

  /// How wide a cell is in these columns.
  private func size(_ cell: Int, _ columns: Columns) -> Int {
    cells[cell].width - (columns.hasLeads ? 0 : cells[cell].lead)
  }

  /// The width of each column, without the cells that are wider than `limit`.
  private func widths(ofCellsUpTo limit: Int, hasLeads: Bool) -> [Int] {
    var widths: [Int] = []
    for index in 0..<cells.count {
      let column = cells[index].column
      let width = cells[index].width - (hasLeads ? 0 : cells[index].lead)
      while widths.count <= column { widths.append(0) }
      if width <= limit { widths[column] = max(widths[column], width) }
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
      let width = size(index, fit.columns)
      var target = end > 0 ? end + gap : 0
      if !widths.isEmpty, cell.column > 0 {
        let margin = cell.isRight ? max(0, widths[cell.column] - width) : 0
        target = max(target, starts[cell.column - 1] + margin)
      } else if !widths.isEmpty, !places.contains(where: { cells[$0.cell].column == 0 }) {
        // The tail begins after all columns.
        target = max(target, starts[widths.count - 1])
      }
      places.append((index, target))
      end = target + width
    }
    return places
  }

  /// How a line is made to fit into `width` columns: first it loses the extra cells of its tail, from the last on, then
  /// those in its columns. If it still does not fit, it has these again and loses its alignment; then one of the two
  /// blanks between cells; then the extra cells again. A line with a cell that is wider than its column has no alignment
  /// to lose, and keeps the cells in its columns as long as one blank is between them.
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
    if isOutOfLine(range, columns), let loose = loose(range, fit, within: width) { return loose }
    for index in extra where cells[index].column > 0 {
      fit.kept?.remove(index)
      if end(range, fit) <= width { return fit }
    }
    fit.kept = whole
    if let loose = loose(range, fit, within: width) { return loose }
    for index in extra where cells[index].column > 0 {
      fit.kept?.remove(index)
      if let loose = loose(range, fit, within: width) { return loose }
    }
    fit.columns.widths = []
    fit.columns.gap = 1
    return fit
  }

  /// Whether a cell that always stays pushes one of a later column out of its place.
  private func isOutOfLine(_ range: Range<Int>, _ columns: Columns) -> Bool {
    range.dropLast().contains { index in
      let cell = cells[index]
      return cell.column > 0 && !cell.isExtra && cells[index + 1].column > 0
        && size(index, columns) > columns.widths[cell.column]
    }
  }

  /// The line without alignment, with two blanks or one between its cells; nil if it does not fit either way.
  private func loose(_ range: Range<Int>, _ fit: Fit, within width: Int) -> Fit? {
    var fit = fit
    fit.columns.widths = []
    for gap in [2, 1] {
      fit.columns.gap = gap
      if end(range, fit) <= width { return fit }
    }
    return nil
  }

  func end(_ range: Range<Int>, _ fit: Fit) -> Int {
    places(range, fit).last.map { $0.start + size($0.cell, fit.columns) } ?? 0
  }
}
