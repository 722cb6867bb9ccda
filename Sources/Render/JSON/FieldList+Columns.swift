package import NetlinkWire

extension FieldList {
  /// The column of paths is as wide as the longest path up to this width. After a longer path, the rest stands on the
  /// next line.
  private static let widestPath = 30

  /// Writes the fields in columns for a terminal: path, type, and the sentence with the kernel's name after it,
  /// folded at `width` columns.
  package func writeColumns(to buffer: inout GrowingBytes, width: Int, isColored: Bool) {
    let fitting = fields.map { $0.path.utf8.count }.filter { $0 <= FieldList.widestPath }
    let path = (fitting.max() ?? 0) + 2
    let type = (fields.map { $0.type.word.utf8CodeUnitCount }.max() ?? 0) + 2
    for field in fields {
      if isColored { buffer.begin(.name) }
      buffer.append(field.path)
      if isColored { buffer.endRole() }
      var column = field.path.utf8.count
      func begin(at target: Int) {
        if column > 0, column + 2 > target {
          buffer.append(UInt8(ascii: "\n"))
          column = 0
        }
        for _ in column..<target { buffer.append(UInt8(ascii: " ")) }
        column = target
      }
      begin(at: path)
      buffer.append(field.type.word)
      column += field.type.word.utf8CodeUnitCount
      begin(at: path + type)
      var isFirst = true
      for word in "\(field.summary) \(field.kernelName)".split(separator: " ") {
        // A word that is longer than its column stands on a line of its own, and ends where the line ends.
        if !isFirst, column + 1 + word.count > width {
          buffer.append(UInt8(ascii: "\n"))
          column = 0
          begin(at: min(path + type, max(0, width - word.count)))
          isFirst = true
        }
        if !isFirst { buffer.append(UInt8(ascii: " ")) }
        buffer.append(String(word))
        column += word.count + (isFirst ? 0 : 1)
        isFirst = false
      }
      buffer.append(UInt8(ascii: "\n"))
    }
  }
}
