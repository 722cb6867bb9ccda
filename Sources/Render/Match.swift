public import Wire

/// Whether a message is one of those that were asked for: selectors as a visitor.
///
/// A criterion is one field, anywhere in the message, and what it may and may not be. All criteria must
/// hold. A field that a message does not have matches nothing, so that a negation holds. One thread.
public struct Match: ~Copyable {
  /// What a value is compared with.
  public enum Test: Sendable {
    /// Being there.
    case present
    /// Being there and true, or having any of these bits.
    case bits(UInt64)
    /// A number from the first to the last, both included.
    case range(UInt64, UInt64)
    /// One of these interfaces.
    case interfaces([UInt32])
    /// This text or word, capitals and small letters alike.
    case word([UInt8])
    /// Text that a function says yes to.
    case text(@Sendable ([UInt8]) -> Bool)
    /// An address within this prefix.
    case within([UInt8], length: Int)
    /// A destination that lies within this prefix.
    case inside([UInt8], length: Int)
    /// A destination that contains this prefix.
    case contains([UInt8], length: Int)
    /// This destination and no other.
    case exactly([UInt8], length: Int)
    /// These octets.
    case octets([UInt8])
  }

  /// One field and what it is compared with.
  public struct Criterion: Sendable {
    let rows: [Row]
    var tests: [(test: Test, isNegated: Bool)]

    /// Adds one more test.
    public mutating func add(_ test: (test: Test, isNegated: Bool)) { tests.append(test) }

    /// A field that is any of `rows`; of the tests that are not negated one must match, of the negated
    /// ones none may.
    public init(_ rows: [Row], _ tests: [(test: Test, isNegated: Bool)]) {
      self.rows = rows
      self.tests = tests
    }
  }

  let criteria: [Criterion]
  /// By the serial number of a row: the bits of the criteria that look at it.
  private var looked: [UInt64] = []
  /// The criteria that look at the members of the array around.
  var members: UInt64 = 0
  /// For each criterion, the bits of the tests that matched.
  var matched: [UInt64]

  /// A matcher of at most 64 criteria of at most 64 tests; with none, everything matches.
  public init(_ criteria: [Criterion]) {
    self.criteria = Array(criteria.prefix(64))
    matched = [UInt64](repeating: 0, count: self.criteria.count)
    for (index, criterion) in self.criteria.enumerated() {
      for row in criterion.rows {
        while looked.count <= row.serial { looked.append(0) }
        looked[row.serial] |= 1 << UInt64(index)
      }
    }
  }

  /// Whether everything matches, so that nothing need be asked.
  public var isEmpty: Bool { criteria.isEmpty }

  /// Whether `message` is asked for.
  public mutating func matches(_ message: borrowing Message, by table: Table, _ walker: inout Walker) -> Bool
  {
    if criteria.isEmpty { return true }
    for index in matched.indices { matched[index] = 0 }
    walker.walk(message, by: table, &self)
    for index in criteria.indices {
      var isWanted = true
      var mustMatch = false
      var hasMatched = false
      for (bit, test) in criteria[index].tests.enumerated() {
        let holds = matched[index] >> UInt64(bit) & 1 == 1
        if test.isNegated {
          if holds { isWanted = false }
        } else {
          mustMatch = true
          hasMatched = hasMatched || holds
        }
      }
      if !isWanted || (mustMatch && !hasMatched) { return false }
    }
    return true
  }

  /// The criteria that look at `row`.
  @inline(__always)
  func criteria(of row: Row) -> UInt64 {
    if row.serial == Row.element.serial { return members }
    return row.serial < looked.count ? looked[row.serial] : 0
  }

  /// Marks the tests of `bits` that `holds` says yes to.
  @inline(__always)
  mutating func mark(_ row: Row, _ holds: (Test) -> Bool) {
    var bits = criteria(of: row)
    while bits != 0 {
      let index = bits.trailingZeroBitCount
      bits &= bits &- 1
      for (bit, test) in criteria[index].tests.enumerated() where holds(test.test) {
        matched[index] |= 1 << UInt64(bit)
      }
    }
  }
}
