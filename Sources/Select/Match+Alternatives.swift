extension Match {
  /// Many values that one field may have, indexed so that a lookup does not try them all.
  package struct Alternatives: Sendable {
    /// In ascending order, without overlaps.
    private var ranges: [(low: UInt64, high: UInt64)] = []
    private var interfaces: Set<UInt32> = []
    private var words: Set<[UInt8]> = []
    private var octets: Set<[UInt8]> = []
    private var within = Prefixes()
    private var inside = Prefixes()
    private var containing = ContainedPrefixes()
    private var exactly: Set<[UInt8]> = []
    private var labels: Set<UInt32> = []
    /// The numbers that are compared under each mask.
    private var masked: [UInt64: Set<UInt64>] = [:]
    /// The tests `selects`: the prefixes, the address sizes of those of length 0, whether any address matches, and the
    /// offset of the rule's own prefix length in the header.
    private var selected = Prefixes()
    private var families: Set<Int> = []
    private var selectsAll = false
    private var lengthAt: Int?
    /// The tests for which there is no index.
    private(set) var others: [Test] = []

    /// Fewer values than this are not indexed.
    static var least: Int { 4 }

    init(_ tests: [Test]) {
      for test in tests {
        switch test {
        case .range(let low, let high): ranges.append((low, high))
        case .interfaces(let indexes): interfaces.formUnion(indexes)
        case .word(let word): words.insert(word.map { Test.lower($0) })
        case .octets(let bytes): octets.insert(bytes)
        case .within(let bytes, let length): within.add(bytes, length)
        case .inside(let bytes, let length): inside.add(bytes, length)
        case .contains(let bytes, let length): containing.add(bytes, length)
        case .exactly(let bytes, let length): exactly.insert(Alternatives.key(bytes, length))
        case .label(let label): labels.insert(label)
        case .masked(let mask, let value): masked[mask, default: []].insert(value)
        case .selects(let bytes, let length, let place) where lengthAt ?? place == place:
          lengthAt = place
          if bytes.isEmpty {
            selectsAll = true
          } else if length == 0 {
            families.insert(bytes.count)
          } else {
            selected.add(bytes, length)
          }
        case .text, .bits, .selects, .present, .absent, .interface, .anyOf: others.append(test)
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

    /// Whether `test` may be among the alternatives.
    static func takes(_ test: Test) -> Bool {
      switch test {
      case .range, .interfaces, .word, .octets, .within, .inside, .contains, .exactly, .text,
        .label, .masked, .bits, .selects:
        true
      case .present, .absent, .interface, .anyOf: false
      }
    }

    private static func key(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
      // The default destination has no family.
      bytes.isEmpty ? [] : Prefixes.masked(bytes, length) + [UInt8(truncatingIfNeeded: length)]
    }

    private func isInRange(_ number: UInt64) -> Bool {
      let place = Alternatives.first(in: ranges.count) { ranges[$0].low > number }
      return place > 0 && number <= ranges[place - 1].high
    }

    /// The first number below `count` for which `isBeyond` holds, by bisection: it must hold for all numbers after that
    /// one. `count` if there is none.
    static func first(in count: Int, where isBeyond: (Int) -> Bool) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if isBeyond(middle) { high = middle } else { low = middle + 1 }
      }
      return low
    }

    func holds(number: UInt64) -> Bool {
      isInRange(number) || UInt32(exactly: number).map(interfaces.contains) ?? false || isMasked(number)
        || others.contains { $0.holds(number: number) }
    }

    private func isMasked(_ number: UInt64) -> Bool {
      masked.contains { mask, values in values.contains(number & mask) }
    }

    func holds(bits: UInt64) -> Bool { isMasked(bits) || others.contains { $0.holds(bits: bits) } }

    func holds(labels bytes: [UInt8]) -> Bool {
      if let label = Test.label(bytes), labels.contains(label) { return true }
      return holds(octets: bytes) || others.contains { $0.holds(labels: bytes) }
    }

    /// Whether one of the tests compares the names of flags.
    var asksForWords: Bool { !words.isEmpty || others.contains { $0.asksForWords } }

    /// Whether one of the tests depends on the beginning of the header.
    var asksForHead: Bool { lengthAt != nil || others.contains { $0.asksForHead } }

    func selects(_ address: [UInt8], _ head: UInt32) -> Bool {
      guard let lengthAt else { return false }
      if selectsAll || families.contains(Test.addressSize(ofFamilyIn: head)) { return true }
      return selected.has(address, atMost: Int(head >> UInt32(8 * lengthAt) & 0xff))
        || others.contains { $0.selects(address, head) }
    }

    func holds(text: [UInt8]) -> Bool {
      if !words.isEmpty, words.contains(text.map { Test.lower($0) }) { return true }
      return others.contains { $0.holds(text: text) }
    }

    func holds(octets: [UInt8]) -> Bool {
      self.octets.contains(octets) || others.contains { $0.holds(octets: octets) }
    }

    func holds(address: [UInt8]) -> Bool {
      within.isEverything || within.has(address) || holds(octets: address)
    }

    func holds(destination: [UInt8], _ address: [UInt8], length: Int, host: Int) -> Bool {
      if inside.isEverything || inside.has(address, atMost: length) { return true }
      if containing.has(address, length) || (length == 0 && exactly.contains([])) { return true }
      if !exactly.isEmpty, exactly.contains(Alternatives.key(address, length)) { return true }
      if isInRange(UInt64(length)) { return true }
      if within.isEverything || within.has(address) { return true }
      return others.contains { $0.holds(destination: destination, length: length, host: host) }
    }
  }
}
