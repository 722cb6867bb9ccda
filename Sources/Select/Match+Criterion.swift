package import NetlinkWire

extension Match {
  /// What a value is compared with.
  package enum Test: Sendable {
    /// The field is present.
    case present
    /// The field is absent.
    case absent
    /// The field is true, or has any of these bits.
    case bits(UInt64)
    /// A number that equals the value under the mask.
    case masked(UInt64, value: UInt64)
    /// A number from the first to the last, both included.
    case range(UInt64, UInt64)
    /// One of these interfaces.
    case interfaces(Set<UInt32>)
    /// An interface for which the function returns true.
    case interface(@Sendable (UInt32) -> Bool)
    /// This text or word, without regard to case, and to whether it has `_` or `-`.
    case word([UInt8])
    /// Text for which the function returns true.
    case text(@Sendable ([UInt8]) -> Bool)
    /// An address within this prefix.
    case within([UInt8], length: Int)
    /// The source or destination prefix of a rule, which lies within this one. The length of the rule's prefix is the
    /// byte at `lengthAt` of the header. An empty address stands for any.
    case selects([UInt8], length: Int, lengthAt: Int)
    /// A destination that lies within this prefix.
    case inside([UInt8], length: Int)
    /// A destination that contains this prefix.
    case contains([UInt8], length: Int)
    /// This destination and no other.
    case exactly([UInt8], length: Int)
    /// A stack of this one MPLS label.
    case label(UInt32)
    /// These octets.
    case octets([UInt8])
    /// One of many values.
    case anyOf(Alternatives)
  }

  /// The tests that one field must pass.
  package struct Criterion: Sendable {
    /// The rows of each part of the field.
    let parts: [[Row]]
    /// The alternatives: a test for each part, nil for a part that may have any value.
    var tests: [(parts: [Test?], isNegated: Bool)]
    /// Of a criterion with two parts: the pairs of numbers of which one must be there, and those of which none may be.
    var pairs: Set<Pair> = []
    var negatedPairs: Set<Pair> = []

    /// A criterion for a field that is any of `rows`. One of the tests that are not negated must hold, if there are any,
    /// and none of the negated ones.
    package init(_ rows: [Row], _ tests: [(test: Test, isNegated: Bool)]) {
      parts = [rows]
      self.tests = tests.map { ([$0.test], $0.isNegated) }
    }

    /// A criterion for a field of several parts, each of which is any of its rows. An alternative matches if all its
    /// tests hold.
    package init(parts: [[Row]], _ tests: [(parts: [Test?], isNegated: Bool)]) {
      self.parts = parts
      self.tests = tests
    }

    /// Makes an absent field match like 0, because the kernel leaves the field out if it is 0.
    package mutating func takeAbsenceForZero() {
      for test in tests where test.parts.contains(where: { $0?.holds(number: 0) ?? false }) {
        tests.append((parts.map { _ in .absent }, test.isNegated))
      }
    }

    /// Adds the alternatives of another criterion of the same parts.
    package mutating func add(_ other: Criterion) { tests += other.tests }
  }

  /// A number of each of two parts.
  struct Pair: Hashable {
    let one: UInt64
    let other: UInt64
  }

  /// The tests of one part, and the index of the first of their results.
  struct Part {
    let first: Int
    let tests: [Test?]
  }
}
