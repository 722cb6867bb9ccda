import NetlinkWire
import Testing

@testable import Select

/// Which messages a selector takes: each comparison at the edges of what it takes, one value and one of many.
@Suite struct MatchTests {
  // MARK: Comparisons

  /// The test by itself, and as one of so many that they are looked up together.
  private func forms(_ test: Match.Test, _ others: [Match.Test]) -> [Match.Test] {
    [test, .anyOf(Match.Alternatives([test] + others)), .anyOf(Match.Alternatives(others + [test]))]
  }

  @Test("A range takes its first and its last, as a number and as the length of a prefix")
  func ranges() {
    let far = (0..<5).map { Match.Test.range(1_000 + $0, 1_000 + $0) }
    for test in forms(.range(3, 5), far) {
      for (number, isTaken) in [(2, false), (3, true), (4, true), (5, true), (6, false)] {
        #expect(test.holds(number: UInt64(number)) == isTaken, "\(number)")
        #expect(test.holds(destination: [10, 0, 0, 0], length: number, host: 32) == isTaken, "\(number)")
      }
    }
    // Ranges that overlap, one within another, and those that only touch.
    let many = Match.Test.anyOf(
      Match.Alternatives([.range(0, 10), .range(2, 3), .range(8, 12), .range(20, 20)]))
    for number in 0...21 as ClosedRange<UInt64> {
      #expect(many.holds(number: number) == (number <= 12 || number == 20), "\(number)")
    }
  }

  @Test("Of words, capitals and underscores do not matter, and nothing else is taken for another")
  func words() {
    let far = (0..<5).map { Match.Test.word(Array("word\($0)".utf8)) }
    func holds(_ test: Match.Test, _ text: String) -> Bool { test.holds(text: Array(text.utf8)) }
    for test in forms(.word(Array("az_AZ-[".utf8)), far) {
      #expect(holds(test, "AZ-az_[") && holds(test, "az_az_["))
      for other in ["az_az-{", "az_az-", "a{_az-[", "az+az-[", "`z_az-["] {
        #expect(!holds(test, other), "\(other)")
      }
    }
    // What is beside the letters has no other form.
    for (one, other) in [("@", "`"), ("[", "{"), ("Z", "z"), ("A", "a"), ("_", "-")] {
      let isSame = one == "Z" || one == "A" || one == "_"
      for test in forms(.word(Array(one.utf8)), far) {
        #expect(holds(test, other) == isSame, "\(one) \(other)")
      }
    }
  }

  /// Whether two addresses agree in so many bits, bit by bit.
  private func agree(_ one: [UInt8], _ other: [UInt8], _ length: Int) -> Bool {
    one.count == other.count
      && (0..<length).allSatisfy { (one[$0 / 8] ^ other[$0 / 8]) & 0x80 >> ($0 % 8) == 0 }
  }

  @Test("A prefix takes what agrees with it in each of its bits and not in one bit less", arguments: 0...32)
  func prefixes(length: Int) {
    let prefix: [UInt8] = [10, 0b1010_0101, 0x5a, 0xc3]
    let far = (0..<5).map { Match.Test.within([192, 0, 2, UInt8($0)], length: 32) }
    let insides = (0..<5).map { Match.Test.inside([192, 0, 2, UInt8($0)], length: 32) }
    let selects = (0..<5).map { Match.Test.selects([192, 0, 2, UInt8($0)], length: 32, lengthAt: 1) }
    for bit in 0..<32 {
      var other = prefix
      other[bit / 8] ^= 0x80 >> (bit % 8)
      for test in forms(.within(prefix, length: length), far) {
        #expect(test.holds(address: other) == (bit >= length), "\(bit) of \(length)")
        #expect(!test.holds(address: other + [0]), "an address of another family")
      }
      for test in forms(.within([], length: 0), far) {
        #expect(test.holds(address: other) && test.holds(address: other + [0]), "the default of any family")
      }
      for test in forms(.inside(prefix, length: length), insides) {
        #expect(test.holds(destination: other, length: 32, host: 32) == (bit >= length), "\(bit)")
      }
      for test in forms(.selects(prefix, length: length, lengthAt: 1), selects) {
        #expect(test.selects(other, 32 << 8 | 2) == (bit >= length), "\(bit)")
      }
    }
    for given in 0...32 {
      for test in forms(.inside(prefix, length: length), insides) {
        #expect(test.holds(destination: prefix, length: given, host: 32) == (given >= length), "\(given)")
      }
      for test in forms(.selects(prefix, length: length, lengthAt: 1), selects) {
        #expect(test.selects(prefix, UInt32(given) << 8 | 2) == (given >= length), "\(given)")
      }
    }
  }

  @Test(
    "A destination contains a prefix that is as long or longer and agrees; a default one is of its family")
  func containing() {
    let prefix: [UInt8] = [10, 1, 2, 0]
    let far = (0..<5).map { Match.Test.contains([192, 0, 2, UInt8($0)], length: 32) }
    for length in 0...32 {
      for test in forms(.contains(prefix, length: length), far) {
        for given in 0...32 {
          let network = Match.Prefixes.masked(prefix, given)
          #expect(
            test.holds(destination: network, length: given, host: 32) == (given <= length),
            "\(given) \(length)")
        }
        #expect(test.holds(destination: [], length: 0, host: 32))
        #expect(!test.holds(destination: [], length: 0, host: 128))
        #expect(!test.holds(destination: [10, 1, 3, 0], length: 24, host: 32))
      }
    }
    // Without an address, the default destination of any family is meant.
    let exact = (0..<5).map { Match.Test.exactly([192, 0, 2, UInt8($0)], length: 32) }
    let whole = (0..<5).map { Match.Test.inside([192, 0, 2, UInt8($0)], length: 32) }
    for host in [32, 128] {
      for test in forms(.contains([], length: 0), far) + forms(.exactly([], length: 0), exact) {
        #expect(test.holds(destination: [], length: 0, host: host))
        #expect(!test.holds(destination: [UInt8](repeating: 0, count: host / 8), length: 8, host: host))
      }
      for test in forms(.inside([], length: 0), whole) {
        #expect(test.holds(destination: [], length: 0, host: host))
        #expect(test.holds(destination: [UInt8](repeating: 1, count: host / 8), length: 8, host: host))
      }
    }
    for test in forms(.exactly(prefix, length: 24), exact) {
      #expect(test.holds(destination: prefix, length: 24, host: 32))
      #expect(!test.holds(destination: prefix, length: 25, host: 32))
      #expect(!test.holds(destination: [10, 1, 3, 0], length: 24, host: 32))
    }
  }

  @Test("A rule without a prefix is selected by a family that has no bits, and by no other")
  func families() {
    let far = (0..<5).map { Match.Test.selects([192, 0, 2, UInt8($0)], length: 32, lengthAt: 1) }
    for (bytes, own, other) in [([0, 0, 0, 0], 2, 10), ([UInt8](repeating: 0, count: 16), 10, 2)]
      as [([UInt8], UInt32, UInt32)]
    {
      for test in forms(.selects(bytes, length: 0, lengthAt: 1), far) {
        #expect(test.selects([], own) && !test.selects([], other), "\(own)")
      }
    }
    for test in forms(.selects([], length: 0, lengthAt: 1), far) {
      #expect(test.selects([], 2) && test.selects([10, 0, 0, 1], 32 << 8 | 2))
    }
    // The two prefixes of a rule have their lengths at different places.
    for place in [1, 2] {
      let test = Match.Test.selects([10, 0, 0, 0], length: 8, lengthAt: place)
      #expect(test.selects([10, 0, 0, 0], 2 | 8 << UInt32(8 * place)))
      #expect(!test.selects([10, 0, 0, 0], 2 | 8 << UInt32(8 * (3 - place))))
    }
  }

  @Test("A label is the upper twenty bits of the only entry of a stack; no interface is number 0")
  func labels() {
    let far = (0..<5).map { Match.Test.label(UInt32($0) + 5_000) }
    // Label 100 with the bottom bit, and with a traffic class.
    for test in forms(.label(100), far) {
      #expect(test.holds(labels: [0, 6, 0x41, 0]) && test.holds(labels: [0, 6, 0x4f, 64]))
      #expect(!test.holds(labels: [0, 6, 0x51, 0]) && !test.holds(labels: [0, 6, 0x40, 0, 0, 6, 0x41, 0]))
    }
    for test in [Match.Test.interface { _ in true }, .interfaces([0, 3]), .range(0, 9)] {
      #expect(!test.holds(interface: 0) && test.holds(interface: 3))
    }
  }

  // MARK: Messages

  private static let inner = Table("inner", [Attribute(1, "INNER", "inner", .u32, "A number.")])
  private static let other = Table("other", [Attribute(1, "OTHER", "other", .u32, "A number.")])
  private static let table = Table(
    "thing", headerLength: 4,
    [
      .field(0, "family", "family", .u8, "Its family."),
      Attribute(1, "ONE", "one", .u32, "A number."), Attribute(2, "TWO", "two", .u32, "Another."),
      Attribute(3, "SIGNED", "signed", .s32, "One with a sign."),
      Attribute(4, "LIST", "list", .packed(.u32), "Numbers."),
      Attribute(5, "NEST", "nest", .nest(inner), "More."),
      Attribute(6, "BITS", "bits", .keyedFlags([1: "first", 2: "second"]), "Bits."),
      Attribute(7, "FORMAT", "format", .string, "A format."),
      Attribute(
        8, "DATA", "data", .selected(by: 7, Selection([.init("inner", inner), .init("other", other)])),
        "Data."),
      Attribute(9, "NAMED", "named", .flags([1: "low", 4: "high"]), "Names."),
    ])

  private func rows(_ path: String...) -> [Row] { Self.table.rows(at: path[...]) }

  private static func attribute(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [UInt8(payload.count + 4), 0, number, 0] + payload + [UInt8](repeating: 0, count: -payload.count & 3)
  }

  private static func u32(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  private func takes(_ criteria: [Match.Criterion], _ attributes: [UInt8] = []) -> Bool {
    let body = [2, 0, 0, 0] + attributes
    let bytes = Self.u32(UInt32(16 + body.count)) + [UInt8](repeating: 0, count: 12) + body
    var match = Match(criteria)
    var walker = Walker()
    return unsafe match.matches(Message(bytes.span.bytes), by: Self.table, &walker)
  }

  private func number(_ attribute: UInt8, _ value: UInt32) -> [UInt8] {
    Self.attribute(attribute, Self.u32(value))
  }

  private func range(_ rows: [Row], _ numbers: [UInt64], not: [UInt64] = []) -> Match.Criterion {
    Match.Criterion(
      rows, numbers.map { (.range($0, $0), false) } + not.map { (.range($0, $0), true) })
  }

  @Test(
    "One of the values must hold and none that is negated, few values or many; a field not there fits none")
  func negations() {
    for more in [[], [101, 102, 103, 104]] as [[UInt64]] {
      let one = range(rows("one"), [5, 6] + more)
      #expect(takes([one], number(1, 5)) && takes([one], number(1, 6)))
      #expect(!takes([one], number(1, 7)) && !takes([one]))
      let not = range(rows("one"), [], not: [5] + more)
      #expect(!takes([not], number(1, 5)) && takes([not], number(1, 6)) && takes([not]))
      let both = range(rows("one"), [5, 6] + more, not: [6] + more.map { $0 + 100 })
      #expect(takes([both], number(1, 5)) && !takes([both], number(1, 6)) && !takes([both], number(1, 7)))
      // All criteria, of one field and of two.
      #expect(takes([one, range(rows("two"), [1])], number(1, 5) + number(2, 1)))
      #expect(!takes([one, range(rows("two"), [1])], number(1, 5) + number(2, 2)))
    }
    #expect(takes([]))
    var joined = range(rows("one"), [5])
    joined.add(range(rows("one"), [6]))
    #expect(takes([joined], number(1, 5)) && takes([joined], number(1, 6)) && !takes([joined], number(1, 7)))
  }

  @Test("Of two parts both must hold, with few pairs and with many, negated or not")
  func pairs() {
    for count in [1, 6] as [UInt64] {
      for isNegated in [false, true] {
        let tests = (1...count).map { number in
          (
            parts: [.range(number, number), .range(10 * number, 10 * number)] as [Match.Test?],
            isNegated: isNegated
          )
        }
        let criterion = Match.Criterion(parts: [rows("one"), rows("two")], tests)
        for (one, two) in [(1, 10), (1, 20), (2, 10), (count, 10 * count), (7, 70)] as [(UInt64, UInt64)] {
          let isPair = two == 10 * one && one <= count
          let attributes = number(1, UInt32(one)) + number(2, UInt32(two))
          #expect(
            takes([criterion], attributes) == (isPair != isNegated), "\(count) \(one) \(two) \(isNegated)")
        }
        #expect(takes([criterion], number(1, 1)) == isNegated)
      }
    }
    // A part that nothing is asked of.
    let half = Match.Criterion(
      parts: [rows("one"), rows("two")], [(parts: [.range(1, 1), nil], isNegated: false)])
    #expect(
      takes([half], number(1, 1)) && takes([half], number(1, 1) + number(2, 9))
        && !takes([half], number(1, 2)))
  }

  @Test("Absence holds where the field was not sent, and for 0 where 0 goes without saying")
  func absence() {
    let absent = Match.Criterion(rows("one"), [(.absent, false)])
    #expect(takes([absent]) && takes([absent], number(2, 1)) && !takes([absent], number(1, 0)))
    let there = Match.Criterion(rows("one"), [(.absent, true)])
    #expect(!takes([there]) && takes([there], number(1, 7)))
    for (low, isTaken) in [(0, true), (1, false)] as [(UInt64, Bool)] {
      for isNegated in [false, true] {
        var zero = Match.Criterion(rows("one"), [(.range(low, 3), isNegated)])
        zero.takeAbsenceForZero()
        #expect(takes([zero]) == (isTaken != isNegated), "\(low) \(isNegated)")
        #expect(takes([zero], number(1, 2)) != isNegated)
      }
    }
  }

  @Test("A number below 0 is in no range; an array counts by its members, and what comes behind it does not")
  func values() {
    let signed = range(rows("signed"), [5])
    #expect(takes([signed], number(3, 5)) && !takes([signed], number(3, UInt32(bitPattern: -5))))
    let there = Match.Criterion(rows("signed"), [(.present, false)])
    #expect(takes([there], number(3, UInt32(bitPattern: -5))) && !takes([there]))
    let list = range(rows("list"), [9])
    #expect(takes([list], Self.attribute(4, Self.u32(7) + Self.u32(9))))
    #expect(!takes([list], Self.attribute(4, Self.u32(7) + Self.u32(8))))
    // Two arrays: what is asked of the first is not asked of the second.
    let twice = Table(
      "lists", headerLength: 4,
      [
        Attribute(1, "A", "a", .packed(.u32), "Numbers."), Attribute(2, "B", "b", .packed(.u32), "Numbers."),
      ])
    let body = [0, 0, 0, 0] + Self.attribute(1, Self.u32(7)) + Self.attribute(2, Self.u32(9))
    let bytes = Self.u32(UInt32(16 + body.count)) + [UInt8](repeating: 0, count: 12) + body
    for (key, value, isTaken) in [("a", 7, true), ("a", 9, false), ("b", 9, true), ("b", 7, false)]
      as [(String, UInt64, Bool)]
    {
      var match = Match([range(twice.rows(at: [key][...]), [value])])
      var walker = Walker()
      #expect(
        unsafe match.matches(Message(bytes.span.bytes), by: twice, &walker) == isTaken, "\(key) \(value)")
    }
  }

  @Test(
    "A rule's prefix has its length in the header, and goes by it; without one it is selected by its family")
  func selectors() {
    let table = Table(
      "rule", headerLength: 4,
      [
        .field(0, "family", "family", .u8, "Its family."),
        Attribute(1, "DST", "dst", .selector(lengthAt: 1), "Destination.", presence: .always),
        Attribute(2, "SRC", "src", .selector(lengthAt: 2), "Source.", presence: .always),
      ])
    let ten: [UInt8] = [10, 0, 0, 0]
    func takes(_ key: String, _ place: Int, _ wanted: Int, _ header: [UInt8], _ attributes: [UInt8]) -> Bool {
      let body = header + attributes
      let bytes = Self.u32(UInt32(16 + body.count)) + [UInt8](repeating: 0, count: 12) + body
      var match = Match([
        Match.Criterion(
          table.rows(at: [key][...]), [(.selects(ten, length: wanted, lengthAt: place), false)])
      ])
      var walker = Walker()
      return unsafe match.matches(Message(bytes.span.bytes), by: table, &walker)
    }
    for (key, place, number) in [("dst", 1, 1), ("src", 2, 2)] as [(String, Int, UInt8)] {
      for length in [0, 7, 8, 9, 32] as [UInt8] {
        var header: [UInt8] = [2, 31, 31, 0]
        header[place] = length
        let isTaken = takes(key, place, 8, header, Self.attribute(number, ten))
        #expect(isTaken == (length >= 8), "\(key) \(length)")
      }
      #expect(takes(key, place, 0, [2, 0, 0, 0], []) && !takes(key, place, 0, [10, 0, 0, 0], []))
      #expect(!takes(key, place, 8, [2, 0, 0, 0], []))
    }
  }

  @Test("What is asked is found in a nest, in bits with keys, and in what another attribute selects")
  func depths() {
    let nest = range(rows("nest", "inner"), [5])
    #expect(takes([nest], Self.attribute(5, number(1, 5))) && !takes([nest], Self.attribute(5, number(1, 6))))
    // Each after another that looks elsewhere, so that the rows of both are met.
    let data = range(rows("data", "inner"), [5])
    let format = Self.attribute(7, Array("inner\0".utf8))
    #expect(takes([data], format + Self.attribute(8, number(1, 5))))
    #expect(!takes([data], format + Self.attribute(8, number(1, 6))))
    #expect(!takes([range(rows("data", "other"), [5])], format + Self.attribute(8, number(1, 5))))
    let bits = Match.Criterion(Self.table.rows(at: ["bits"]), [(.masked(2, value: 2), false)])
    #expect(takes([bits], number(6, 3)) && !takes([bits], number(6, 1)) && !takes([bits]))
    let named = Match.Criterion(rows("named"), [(.word(Array("high".utf8)), false)])
    #expect(takes([named], number(9, 5)) && !takes([named], number(9, 1)))
  }
}
