extension Match {
  /// Many values that one field may have, so ordered that looking for one is no search through all.
  public struct Alternatives: Sendable {
    /// Ascending, and apart from one another.
    private var ranges: [(low: UInt64, high: UInt64)] = []
    private var interfaces: Set<UInt64> = []
    private var words: Set<[UInt8]> = []
    private var literals: Set<[UInt8]> = []
    private var octets: Set<[UInt8]> = []
    private var within = Prefixes()
    private var inside = Prefixes()
    private var containing = ContainedPrefixes()
    private var exactly: Set<[UInt8]> = []
    /// What has to be asked one by one.
    private(set) var others: [Test] = []

    /// Of so many values and more an order is made.
    static var least: Int { 4 }

    init(_ tests: [Test]) {
      for test in tests {
        switch test {
        case .range(let low, let high): ranges.append((low, high))
        case .interfaces(let indexes): for index in indexes { interfaces.insert(UInt64(index)) }
        case .word(let word): words.insert(word.map { Test.lower($0) })
        case .literal(let text): literals.insert(text)
        case .octets(let bytes): octets.insert(bytes)
        case .within(let bytes, let length): within.add(bytes, length)
        case .inside(let bytes, let length): inside.add(bytes, length)
        case .contains(let bytes, let length): containing.add(bytes, length)
        case .exactly(let bytes, let length): exactly.insert(Alternatives.key(bytes, length))
        default: others.append(test)
        }
      }
      containing.sort()
      ranges.sort { $0.low < $1.low }
      var apart: [(low: UInt64, high: UInt64)] = []
      for range in ranges where range.low <= range.high {
        if let last = apart.last, range.low <= last.high {
          apart[apart.count - 1].high = max(last.high, range.high)
        } else {
          apart.append(range)
        }
      }
      ranges = apart
    }

    /// Whether a test can be one of many.
    static func takes(_ test: Test) -> Bool {
      switch test {
      case .range, .interfaces, .word, .literal, .octets, .within, .inside, .contains, .exactly, .text,
        .label,
        .masked, .bits:
        true
      case .present, .absent, .selects, .interface, .anyOf: false
      }
    }

    private static func key(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
      // A default destination is one of any family.
      bytes.isEmpty ? [] : Prefixes.masked(bytes, length) + [UInt8(truncatingIfNeeded: length)]
    }

    private func isInRange(_ number: UInt64) -> Bool {
      let place = Alternatives.first(in: ranges.count) { ranges[$0].low > number }
      return place > 0 && number <= ranges[place - 1].high
    }

    /// The first number below `count` for which `isBeyond` holds; it holds for all after it.
    static func first(in count: Int, where isBeyond: (Int) -> Bool) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if isBeyond(middle) { high = middle } else { low = middle + 1 }
      }
      return low
    }

    func holds(number: UInt64) -> Bool {
      isInRange(number) || interfaces.contains(number) || others.contains { $0.holds(number: number) }
    }

    func holds(text: [UInt8]) -> Bool {
      if !words.isEmpty, words.contains(text.map { Test.lower($0) }) { return true }
      return literals.contains(text) || others.contains { $0.holds(text: text) }
    }

    func holds(octets: [UInt8]) -> Bool {
      self.octets.contains(octets) || others.contains { $0.holds(octets: octets) }
    }

    func holds(address: [UInt8]) -> Bool {
      within.isEverything || within.has(address) || holds(octets: address)
    }

    func holds(destination: [UInt8], _ address: [UInt8], length: Int, host: Int) -> Bool {
      if inside.isEverythingOfAny || inside.has(address, atMost: length) { return true }
      if containing.has(address, length) || (length == 0 && exactly.contains([])) { return true }
      if !exactly.isEmpty, exactly.contains(Alternatives.key(address, length)) { return true }
      if isInRange(UInt64(length)) { return true }
      if within.isEverything || within.has(address) { return true }
      return others.contains { $0.holds(destination: destination, length: length, host: host) }
    }
  }

  /// Prefixes by their length, so that an address is looked up once for each length there is.
  struct Prefixes: Sendable {
    private var groups: [(count: Int, length: Int, prefixes: Set<[UInt8]>)] = []
    /// Whether one of them has no bits at all, whatever its family.
    private(set) var isEverything = false
    /// Whether one of them has neither bits nor family.
    private(set) var isEverythingOfAny = false

    mutating func add(_ bytes: [UInt8], _ length: Int) {
      if length == 0 { isEverything = true }
      if length == 0, bytes.isEmpty { isEverythingOfAny = true }
      let prefix = Prefixes.masked(bytes, length)
      if let place = groups.firstIndex(where: { $0.count == bytes.count && $0.length == length }) {
        groups[place].prefixes.insert(prefix)
      } else {
        groups.append((bytes.count, length, [prefix]))
      }
    }

    /// Whether an address lies in one of at most `limit` bits.
    func has(_ address: [UInt8], atMost limit: Int = .max) -> Bool {
      groups.contains {
        $0.count == address.count && $0.length <= limit
          && $0.prefixes.contains(Prefixes.masked(address, $0.length))
      }
    }

    /// The address with nothing after its first `length` bits.
    static func masked(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
      var masked = bytes
      for index in masked.indices where index * 8 + 8 > length {
        masked[index] &= index * 8 >= length ? 0 : UInt8(truncatingIfNeeded: 0xff00 >> (length - index * 8))
      }
      return masked
    }
  }

  /// Prefixes in the order of their bits, so that those within another are neighbours.
  struct ContainedPrefixes: Sendable {
    private var prefixes: [(bytes: [UInt8], length: Int)] = []
    /// Whether one of them is the default destination of any family.
    private var hasDefault = false

    mutating func add(_ bytes: [UInt8], _ length: Int) {
      if bytes.isEmpty { hasDefault = true } else { prefixes.append((bytes, length)) }
    }

    mutating func sort() {
      prefixes.sort { ContainedPrefixes.isBefore($0.bytes, $0.length, $1.bytes, $1.length) }
    }

    private static func isBefore(_ one: [UInt8], _ length: Int, _ other: [UInt8], _ otherLength: Int) -> Bool
    {
      if one.count != other.count { return one.count < other.count }
      if one != other { return one.lexicographicallyPrecedes(other) }
      return length < otherLength
    }

    /// Whether the destination of `length` bits contains one of them. Those that it contains follow one
    /// another, from the first that does not come before it.
    func has(_ address: [UInt8], _ length: Int) -> Bool {
      if hasDefault, length == 0 { return true }
      if prefixes.isEmpty { return false }
      let network = Prefixes.masked(address, length)
      var place = Alternatives.first(in: prefixes.count) { index in
        !ContainedPrefixes.isBefore(prefixes[index].bytes, prefixes[index].length, network, length)
      }
      while place < prefixes.count {
        let (bytes, wanted) = prefixes[place]
        guard bytes.count == network.count, Test.agree(bytes, network, length) else { return false }
        if length <= wanted { return true }
        place += 1
      }
      return false
    }
  }
}

extension Match.Criterion {
  /// The same with the tests of one part that are asked of many values made one.
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
    return criterion
  }
}
