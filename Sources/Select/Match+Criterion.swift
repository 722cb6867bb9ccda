package import NetlinkWire

extension Match {
  /// What a value is compared with.
  package enum Test: Sendable {
    /// Being there.
    case present
    /// Not being there.
    case absent
    /// Being there and true, or having any of these bits.
    case bits(UInt64)
    /// A number that equals the value under the mask.
    case masked(UInt64, value: UInt64)
    /// A number from the first to the last, both included.
    case range(UInt64, UInt64)
    /// One of these interfaces.
    case interfaces(Set<UInt32>)
    /// An interface that a function says yes to.
    case interface(@Sendable (UInt32) -> Bool)
    /// This text or word, capitals and small letters alike.
    case word([UInt8])
    /// Text that a function says yes to.
    case text(@Sendable ([UInt8]) -> Bool)
    /// An address within this prefix.
    case within([UInt8], length: Int)
    /// A prefix of a rule that lies within this one. Its length is the header's byte at `lengthAt`. Without
    /// an address: any at all.
    case selects([UInt8], length: Int, lengthAt: Int)
    /// A destination that lies within this prefix.
    case inside([UInt8], length: Int)
    /// A destination that contains this prefix.
    case contains([UInt8], length: Int)
    /// This destination and no other.
    case exactly([UInt8], length: Int)
    /// An MPLS label that is all there is of a stack.
    case label(UInt32)
    /// These octets.
    case octets([UInt8])
    /// One of many values.
    case anyOf(Alternatives)
  }

  /// What is asked of one field, with its alternatives.
  package struct Criterion: Sendable {
    let parts: [[Row]]
    var tests: [(parts: [Test?], isNegated: Bool)]
    /// Of a criterion with two parts: the pairs of numbers that match; under true, those that must not.
    var pairs: [Bool: Set<Pair>] = [:]

    /// A field that is any of `rows`. One of the tests that are not negated must hold, and none of the negated ones.
    package init(_ rows: [Row], _ tests: [(test: Test, isNegated: Bool)]) {
      parts = [rows]
      self.tests = tests.map { ([$0.test], $0.isNegated) }
    }

    /// A field of several parts, each any of its `rows`. An alternative matches if all its tests hold.
    package init(parts: [[Row]], _ tests: [(parts: [Test?], isNegated: Bool)]) {
      self.parts = parts
      self.tests = tests
    }

    /// Lets a missing field pass where 0 does.
    package mutating func takeAbsenceForZero() {
      for test in tests where test.parts.contains(where: { $0?.holds(number: 0) ?? false }) {
        tests.append((parts.map { _ in .absent }, test.isNegated))
      }
    }

    /// Adds the alternatives of another criterion of the same parts.
    package mutating func add(_ other: Criterion) { tests += other.tests }
  }

  /// One number for each of two parts.
  struct Pair: Hashable {
    let one: UInt64
    let other: UInt64
  }

  /// The tests of one part, and where their results begin.
  struct Part {
    let first: Int
    let tests: [Test?]
  }
}
