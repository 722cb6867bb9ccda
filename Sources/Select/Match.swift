package import NetlinkWire

/// Selectors as a visitor: tells whether a message is one of those that were asked for.
///
/// A criterion is about one field, anywhere in the message. All criteria must hold. A field that the message lacks
/// matches no value, so a negated test of it holds. One thread.
package struct Match: ~Copyable {
  private let criteria: [Criterion]
  private var parts: [Part] = []
  /// The parts that have tests of a row, as bits, by the row's serial number.
  private var looked: [UInt64] = []
  /// The serial number of the row of members; kept here, because every use of a global checks that it is initialized.
  private let element = Row.element.serial
  /// The parts that have tests of the members of the array around.
  var members: UInt64 = 0
  /// For each test of each part: whether it matched, and whether it does in an empty message.
  private var matched: [Bool] = []
  private var unseen: [Bool] = []
  /// The numbers that the message has for each part, if there are pairs.
  private var numbers: [[UInt64]] = []
  let hasPairs: Bool
  /// The beginning of the header: family, then lengths of prefixes.
  var head: UInt32 = 0

  /// Whether there are no tests of a row nor of anything within it, by its serial number; nil if not known yet.
  private var unseenRows: [Bool?] = []

  /// The rows of each table that may have tests, by the serial number of its first row; nil if not known yet.
  private var wantedRows: [RowSet?] = []

  /// Whether a test depends on the beginning of the header.
  private let asksForHead: Bool

  /// Whether a test compares words, so that flags are looked at by their names, too.
  let asksForWords: Bool

  /// A matcher of at most 64 parts in all; with none, everything matches.
  package init(_ criteria: [Criterion]) {
    let criteria = criteria.map { $0.merged }
    self.criteria = criteria
    hasPairs = criteria.contains { !$0.pairs.isEmpty || !$0.negatedPairs.isEmpty }
    let tests = criteria.flatMap { $0.tests.flatMap { $0.parts.compactMap { $0 } } }
    asksForHead = tests.contains { $0.asksForHead }
    asksForWords = tests.contains { $0.asksForWords }
    for criterion in criteria {
      for (index, rows) in criterion.parts.enumerated() {
        for row in rows {
          while looked.count <= row.serial { looked.append(0) }
          looked[row.serial] |= 1 << UInt64(parts.count)
        }
        let tests = criterion.tests.map { $0.parts[index] }
        parts.append(Part(first: matched.count, tests: tests))
        for test in tests {
          matched.append(false)
          unseen.append(test?.isAbsence ?? false)
        }
      }
    }
    numbers = parts.map { _ in [] }
  }

  /// Whether there are no criteria, so that every message matches.
  package var isEmpty: Bool { criteria.isEmpty }

  /// Whether `message` is one of those asked for.
  package mutating func matches(_ message: borrowing Message, by table: Table, _ walker: inout Walker) -> Bool
  {
    if criteria.isEmpty { return true }
    head = 0
    if message.payload.byteCount >= 4 {
      for byte in 0..<4 { head |= UInt32(message.payload.u8(at: byte)) << UInt32(8 * byte) }
    }
    for index in matched.indices { matched[index] = unseen[index] }
    if hasPairs { for part in numbers.indices { numbers[part].removeAll(keepingCapacity: true) } }
    if asksForHead { lookAtHead() }
    walker.walk(message, by: table, &self)
    var first = 0
    for criterion in criteria {
      let last = first + criterion.parts.count
      if hasPair(criterion.negatedPairs, first) { return false }
      var mustMatch = !criterion.pairs.isEmpty
      var hasMatched = hasPair(criterion.pairs, first)
      for index in criterion.tests.indices {
        let test = criterion.tests[index]
        var holds = true
        for part in first..<last where test.parts[part - first] != nil {
          holds = holds && matched[parts[part].first + index]
        }
        if test.isNegated {
          if holds { return false }
        } else {
          mustMatch = true
          hasMatched = hasMatched || holds
        }
      }
      if mustMatch && !hasMatched { return false }
      first = last
    }
    return true
  }

  /// Whether a number of the part `first` and one of the next part are one of `pairs`.
  private func hasPair(_ pairs: Set<Pair>, _ first: Int) -> Bool {
    if pairs.isEmpty { return false }
    return numbers[first].contains { one in
      numbers[first + 1].contains { pairs.contains(Pair(one: one, other: $0)) }
    }
  }

  /// Keeps a number for the parts that have tests of `row`.
  mutating func note(_ row: Row, _ number: UInt64) {
    var bits = parts(of: row)
    while bits != 0 {
      numbers[bits.trailingZeroBitCount].append(number)
      bits &= bits &- 1
    }
  }

  /// Marks the tests that hold for any rule of this family, whether it has a prefix or not.
  private mutating func lookAtHead() {
    for part in parts {
      for (index, test) in part.tests.enumerated() {
        if let test, test.selects([], head) { matched[part.first + index] = true }
      }
    }
  }

  package mutating func skips(_ row: Row) -> Bool { isUnseen(row) }

  /// The rows that have tests, or some within them; found once for each table.
  package mutating func wanted(of table: Table) -> RowSet {
    guard table.count > 0 else { return RowSet() }
    let serial = table[0].serial
    while wantedRows.count <= serial { wantedRows.append(nil) }
    if let known = wantedRows[serial] { return known }
    let rows = table.rows { !isUnseen($0) }
    wantedRows[serial] = rows
    return rows
  }

  /// Whether there are no tests of `row` nor of anything within it; computed once.
  private mutating func isUnseen(_ row: Row, depth: Int = 0) -> Bool {
    guard depth < Path.limit, parts(of: row) == 0, row.serial != element else { return false }
    while unseenRows.count <= row.serial { unseenRows.append(nil) }
    if let known = unseenRows[row.serial] { return known }
    // A shape or a table that is made later than the tests has no row with tests.
    guard let shape = row.madeShape else { return true }
    var isUnseen = shape.flagKeys == nil
    if let table = shape.table { isUnseen = isUnseen && areUnseen(table, depth) }
    if case .selectedByFamily(let families) = shape {
      for index in 0..<families.entries.count {
        isUnseen = isUnseen && areUnseen(families.entries[index].table, depth)
      }
    } else if let selection = shape.selection {
      isUnseen = isUnseen && selection.madeTables.allSatisfy { areUnseen($0, depth) }
    }
    unseenRows[row.serial] = isUnseen
    return isUnseen
  }

  private mutating func areUnseen(_ table: Table, _ depth: Int) -> Bool {
    for index in 0..<table.count where !isUnseen(table[index], depth: depth + 1) { return false }
    return true
  }

  /// The parts that have tests of `row`, as bits.
  @inline(__always)
  func parts(of row: Row) -> UInt64 {
    if row.serial == element { return members }
    return row.serial < looked.count ? looked[row.serial] : 0
  }

  /// Marks the tests of `row` for which `holds` returns true.
  @inline(__always)
  mutating func mark(_ row: Row, _ holds: (Test) -> Bool) {
    var bits = parts(of: row)
    while bits != 0 {
      let part = parts[bits.trailingZeroBitCount]
      bits &= bits &- 1
      for (index, test) in part.tests.enumerated() {
        guard let test else { continue }
        if test.isAbsence { matched[part.first + index] = false }
        if holds(test) { matched[part.first + index] = true }
      }
    }
  }
}
