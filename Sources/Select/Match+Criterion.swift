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
    /// A number whose bits of the mask are the value's.
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
    /// An address that lies within this prefix with all of its own, whose length is the header's byte at
    /// `lengthAt`; without an address, any at all.
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

  /// One thing that is asked, in one or more alternatives.
  package struct Criterion: Sendable {
    let parts: [[Row]]
    var tests: [(parts: [Test?], isNegated: Bool)]
    /// Of two parts, what both of them may be together, and what they may not.
    var pairs: [Bool: Set<Pair>] = [:]

    /// A field that is any of `rows`; of the tests that are not negated one must match, of the negated
    /// ones none may.
    package init(_ rows: [Row], _ tests: [(test: Test, isNegated: Bool)]) {
      parts = [rows]
      self.tests = tests.map { ([$0.test], $0.isNegated) }
    }

    /// A thing of several parts, each any of its `rows`: an alternative matches where each of its parts
    /// does that has a test.
    package init(parts: [[Row]], _ tests: [(parts: [Test?], isNegated: Bool)]) {
      self.parts = parts
      self.tests = tests
    }

    /// Lets what is not there pass for 0, where that is asked for.
    package mutating func takeAbsenceForZero() {
      for test in tests where test.parts.contains(where: { $0?.holds(number: 0) ?? false }) {
        tests.append((parts.map { _ in .absent }, test.isNegated))
      }
    }

    /// Adds the alternatives of another criterion of the same parts.
    package mutating func add(_ other: Criterion) { tests += other.tests }
  }

  /// Two numbers of which each part of a criterion is one.
  struct Pair: Hashable {
    let one: UInt64
    let other: UInt64
  }

  /// A part of a criterion: where the results of its tests lie, and the tests.
  struct Part {
    let first: Int
    let tests: [Test?]
  }
}
