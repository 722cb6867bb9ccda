extension String {
  /// Whether `part` occurs in it, compared byte by byte.
  ///
  /// `contains(_:)` of strings would link Swift's string processing library into the program; see
  /// docs/decisions/0001-static-release.md.
  func holds(_ part: String) -> Bool {
    var rest = utf8[...]
    while rest.count >= part.utf8.count {
      if rest.starts(with: part.utf8) { return true }
      rest.removeFirst()
    }
    return false
  }
}

extension Substring {
  /// Where two of that character first stand side by side.
  func firstPair(of character: Character) -> Index? {
    zip(indices, dropFirst()).first { self[$0] == character && $1 == character }?.0
  }
}
