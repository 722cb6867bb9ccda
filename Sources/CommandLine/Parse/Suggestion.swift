/// "Did you mean": finds the words that a mistyped one may have been meant for. They are only suggested.
package enum Suggestion {
  /// The nearest candidates, at most three, in the order given; none if all are too far.
  ///
  /// A word of three to five letters may be one edit away, one of up to eight letters two, a longer one three. Swapping
  /// two neighbours is one edit, which is also allowed in a word of two letters. A candidate that begins with the word
  /// is nearer than any other.
  package static func nearest(to word: some StringProtocol, among candidates: [String]) -> [String] {
    let typed = Array(word.utf8)
    guard !typed.isEmpty, typed.count <= 64 else { return [] }
    let limit =
      switch typed.count {
      case 1, 2: 0
      case 3...5: 1
      case 6...8: 2
      default: 3
      }
    var best = Int.max
    var found: [String] = []
    for candidate in candidates {
      let bytes = Array(candidate.utf8)
      var distance = edits(typed, bytes)
      let swapped = typed.count == 2 && bytes.count == 2 && typed[0] == bytes[1] && typed[1] == bytes[0]
      guard distance <= limit || swapped || bytes.starts(with: typed) else { continue }
      if bytes.starts(with: typed) { distance = 0 }
      if distance < best {
        best = distance
        found = []
      }
      if distance == best, !found.contains(candidate) { found.append(candidate) }
    }
    return Array(found.prefix(3))
  }

  /// The clause that ends a message, `; did you mean '--a' or '--b'?`, or nothing.
  package static func clause(
    _ word: some StringProtocol, among candidates: [String], prefix: String = ""
  ) -> String {
    let words = nearest(to: word, among: candidates).map { "'\(prefix)\($0)'" }
    return words.isEmpty ? "" : "; did you mean \(words.joined(separator: " or "))?"
  }

  /// How many edits (insert, remove, replace, swap neighbours) lead from one word to the other.
  static func edits(_ from: [UInt8], _ to: [UInt8]) -> Int {
    var before = [Int](repeating: 0, count: to.count + 1)
    var above = Array(0...to.count)
    for row in 0..<from.count {
      var current = [row + 1]
      current.reserveCapacity(to.count + 1)
      for column in 0..<to.count {
        let same = from[row] == to[column]
        var least = min(above[column + 1] + 1, current[column] + 1, above[column] + (same ? 0 : 1))
        if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
          least = min(least, before[column - 1] + 1)
        }
        current.append(least)
      }
      before = above
      above = current
    }
    return above[to.count]
  }
}
