internal import NetlinkWire

extension HeldLines {
  /// Where each cell of a line begins: at its column, or `gap` blanks after the cell before if that reaches further.
  /// Without `widths` there are no columns.
  func places(
    _ range: Range<Int>, _ widths: [Int], _ kept: Set<Int>?, gap: Int = 2
  ) -> [(cell: Int, start: Int)] {
    var places: [(cell: Int, start: Int)] = []
    var starts: [Int] = []
    var start = 0
    for column in 1..<max(1, widths.count) {
      starts.append(start)
      if widths[column] > 0 { start += widths[column] + 2 }
    }
    // The tail begins after all columns.
    let tail = start
    var end = 0
    for index in range where kept?.contains(index) ?? true {
      let cell = cells[index]
      var target = end > 0 ? end + gap : 0
      if !widths.isEmpty, cell.column > 0 {
        let gap = cell.isRight ? max(0, widths[cell.column] - cell.width) : 0
        target = max(target, starts[cell.column - 1] + gap)
      } else if !widths.isEmpty, !places.contains(where: { cells[$0.cell].column == 0 }) {
        target = max(target, tail)
      }
      places.append((index, target))
      end = target + cell.width
    }
    return places
  }

  /// How a line is made to fit.
  struct Fit {
    /// The cells that are kept; nil for all.
    var kept: Set<Int>?
    /// Whether they stand in their columns.
    var isAligned = true
    /// How many blanks are between them.
    var gap = 2
  }

  /// How a line is made to fit into `width` columns: first it loses the extra cells of its tail, from the last on;
  /// then its alignment; then one of the two blanks between cells; then the extra cells in its columns.
  func fit(_ range: Range<Int>, _ widths: [Int], within width: Int) -> Fit {
    if width == 0 || end(range, widths, Fit()) <= width { return Fit() }
    var fit = Fit(kept: Set(range))
    for index in range.reversed() where cells[index].column == 0 && cells[index].isExtra {
      fit.kept?.remove(index)
      if end(range, widths, fit) <= width { return fit }
    }
    fit.isAligned = false
    if end(range, [], fit) <= width { return fit }
    fit.gap = 1
    if end(range, [], fit) <= width { return fit }
    for index in range.reversed() where cells[index].column > 0 && cells[index].isExtra {
      fit.kept?.remove(index)
      fit.gap = 2
      if end(range, [], fit) <= width { break }
      fit.gap = 1
      if end(range, [], fit) <= width { break }
    }
    return fit
  }

  private func end(_ range: Range<Int>, _ widths: [Int], _ fit: Fit) -> Int {
    places(range, widths, fit.kept, gap: fit.gap).last.map { $0.start + cells[$0.cell].width } ?? 0
  }
}
