extension Match.Criterion {
  /// The same criterion, with many tests of one part merged into one that is indexed.
  var merged: Match.Criterion {
    var criterion = self
    for part in parts.indices {
      for isNegated in [false, true] {
        let isOne = { (test: (parts: [Match.Test?], isNegated: Bool)) in
          guard test.isNegated == isNegated, let own = test.parts[part] else { return false }
          return Match.Alternatives.takes(own) && test.parts.count { $0 != nil } == 1
        }
        let many = criterion.tests.filter(isOne)
        if many.count < Match.Alternatives.least { continue }
        var all = [Match.Test?](repeating: nil, count: parts.count)
        all[part] = .anyOf(Match.Alternatives(many.compactMap { $0.parts[part] }))
        criterion.tests.removeAll(where: isOne)
        criterion.tests.append((all, isNegated))
      }
    }
    if parts.count == 2 { criterion.mergePairs() }
    return criterion
  }

  /// Moves the alternatives that are two single numbers to the pairs.
  private mutating func mergePairs() {
    if tests.count < Match.Alternatives.least { return }
    tests.removeAll { test in
      guard case .range(let one, let oneEnd)? = test.parts[0], one == oneEnd,
        case .range(let other, let otherEnd)? = test.parts[1], other == otherEnd
      else { return false }
      let pair = Match.Pair(one: one, other: other)
      if test.isNegated { negatedPairs.insert(pair) } else { pairs.insert(pair) }
      return true
    }
  }
}
