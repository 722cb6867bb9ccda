internal import NetlinkWire

extension HeldLines {
  /// Where each cell of a line begins: in its column, or behind the one before where that is wider. Without
  /// `widths` there are no columns.
  func places(_ range: Range<Int>, _ widths: [Int], _ kept: Set<Int>?) -> [(cell: Int, start: Int)] {
    var places: [(cell: Int, start: Int)] = []
    var starts: [Int] = []
    var start = 0
    for column in 1..<max(1, widths.count) {
      starts.append(start)
      if widths[column] > 0 { start += widths[column] + 2 }
    }
    // The tail begins behind all columns.
    let tail = start
    var end = 0
    for index in range where kept?.contains(index) ?? true {
      let cell = cells[index]
      var target = end > 0 ? end + 2 : 0
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

  /// Which cells of a line are kept so that it fits, nil for all, and whether it stays in its columns: first the
  /// extra ones of the tail go, from the last on, then the columns, then the extra ones in columns.
  func fit(
    _ range: Range<Int>, _ widths: [Int], within width: Int
  ) -> (kept: Set<Int>?, isAligned: Bool) {
    if width == 0 || end(range, widths, nil) <= width { return (nil, true) }
    var kept = Set(range)
    for index in range.reversed() where cells[index].column == 0 && cells[index].isExtra {
      kept.remove(index)
      if end(range, widths, kept) <= width { return (kept, true) }
    }
    if end(range, [], kept) <= width { return (kept, false) }
    for index in range.reversed() where cells[index].column > 0 && cells[index].isExtra {
      kept.remove(index)
      if end(range, [], kept) <= width { break }
    }
    return (kept, false)
  }

  private func end(_ range: Range<Int>, _ widths: [Int], _ kept: Set<Int>?) -> Int {
    places(range, widths, kept).last.map { $0.start + cells[$0.cell].width } ?? 0
  }
}
