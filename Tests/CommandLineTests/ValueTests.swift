import CommandLine
import Testing

@Suite struct ValueTests {
  @Test(arguments: [
    ("*", "", true), ("*", "eth0", true), ("eth?", "eth0", true), ("eth?", "eth", false),
    ("eth[0-3]", "eth2", true), ("eth[0-3]", "eth4", false), ("eth[!0-3]", "eth4", true),
    ("[]a]x", "]x", true), ("[", "[", true), ("a[", "a[", true), ("*a*b*", "xxaxxbxx", true),
    ("*a*b*", "xxbxxaxx", false), ("a\\*", "a*", true), ("a\\*", "ab", false), ("\\", "\\", true),
    ("", "", true), ("", "a", false), ("veth*", "veth", true), ("[^a]", "a", false),
    ("*ü", "grün-ü", true), ("a**b", "ab", true),
  ])
  func globsMatchWhatAShellWouldMatch(_ pattern: String, _ name: String, _ matches: Bool) {
    #expect(NamePattern(pattern).matches(name) == matches)
  }

  @Test(
    "Bytes that are no UTF-8 are typed as text shows them, and nothing else is meant by a backslash and x")
  func bytes() {
    #expect(
      NamePattern(#"a\xff"#).name == [97, 0xff] && NamePattern(#"a\\xff"#).name == Array(#"a\xff"#.utf8))
    #expect(NamePattern(#"\x1B?"#).matches([0x1b, 0xc3]) && !NamePattern(#"\x1b?"#).matches([0x1b]))
    // What is printable is never shown so.
    #expect(NamePattern(#"\x2a"#).name == Array("x2a".utf8) && NamePattern(#"\xf"#).name == Array("xf".utf8))
    #expect(NamePattern(#"\x00"#).name == Array("x00".utf8))
    #expect(NameEscape.bytes(#"\\xff\xfe"#) == Array(#"\\xff"#.utf8) + [0xfe])
    #expect(NameEscape.escaped([0x77, 0xc3, 0x28, 0xff] + Array("ü€𝄞".utf8)) == #"w\xc3(\xffü€𝄞"#)
    #expect(NameEscape.escaped(Array(#"a\"#.utf8) + [0xff]) == nil)
    var many = NamePatterns()
    for text in [#"q\xff"#, #"*\xfe"#] { many.add(NamePattern(text)) }
    #expect(many.matches([0x71, 0xff]) && many.matches([0x71, 0x71, 0xfe]) && !many.matches([0x71]))
  }

  @Test("Where the table of options says so, the number 0 stands for a word; elsewhere it is a number")
  func zeros() throws {
    for path in ["route dump", "rule dump"] {
      let command = try #require(CommandTable.commands.first { $0.path == path })
      #expect(command.selectors.filter { $0.zero != nil }.map(\.name) == ["table"])
      let words = path.split(separator: " ").map(String.init)
      #expect(outcome(of: words + ["table", "0"]) == outcome(of: words + ["table", "all"]))
      #expect(outcome(of: words + ["not", "table", "0"]) == outcome(of: words + ["not", "table", "all"]))
    }
    for name in ["proto", "scope"] {
      #expect(outcome(of: ["route", name, "0"]).contains("0"), "\(name)")
      #expect(outcome(of: ["route", name, "0"]) != outcome(of: ["route", name, "all"]), "\(name)")
    }
  }

  @Test func manyPatternsMatchWhatAnyOfThemDoes() {
    let patterns = [
      "eth0", "eth*", "eth?1", "*0", "v*th1", "veth[0-3]", "[ab]c", "a[x", "a]", "x\\*y*", "*\\*", "w\\",
      "aba*aba",
    ].map { NamePattern($0) }
    let names = [
      "", "eth0", "eth", "eth21", "eth22", "0", "lo0", "vth1", "v-th1", "veth1", "veth4", "ac", "a[x", "a]",
      "x*yz",
      "xay", "b*", "b", "w", "w\\", "aba", "ababa", "abaaba", "abacaba",
    ]
    var matching = 0
    for count in 1...patterns.count {
      var all = NamePatterns()
      for pattern in patterns.suffix(count) { all.add(pattern) }
      for name in names.map({ Array($0.utf8) }) {
        let matches = patterns.suffix(count).contains { $0.matches(name) }
        #expect(all.matches(name) == matches, "\(name) of the last \(count)")
        matching += matches ? 1 : 0
      }
    }
    #expect(matching > 50)
  }

  @Test func aHostilePatternEndsSoon() {
    let pattern = NamePattern(String(repeating: "*a", count: 60) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 120)))
  }

  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
    ("2001:DB8::0:1", "2001:db8::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
    ("fe80::1", "fe80::1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ("::ffff:c000:221", "::ffff:192.0.2.33"), ("::c000:221", "::192.0.2.33"), ("::1:0", "::0.1.0.0"),
    ("::ffff:0:c000:221", "::ffff:0:c000:221"),
  ])
  func addressesHaveOneCanonicalText(_ text: String, _ canonical: String) {
    #expect(IPAddress(text[...])?.description == canonical)
  }

  @Test(arguments: [
    "", ".", "1.2.3", "1.2.3.4.", ".1.2.3", "1.2.3.256", "1.2.3.04", "1.2.3.0x4", "1.2.3.-4", ":", ":::",
    "1:2:3:4:5:6:7", "12345::", "::g", "1::2::3", "::1.2.3", "1.2.3.4::", "::1.2.3.4:5", ":1::", "1:",
    "1:2:3:4:5:6:7:1.2.3.4", "::1%lo", " ::1", "::1 ",
  ])
  func whatIsNoAddressIsRefused(_ text: String) {
    #expect(IPAddress(text[...]) == nil)
  }

  @Test(arguments: [
    ("10.1.2.3/8", "10.0.0.0/8"), ("10/8", "10.0.0.0/8"), ("10.1/16", "10.1.0.0/16"),
    ("255.255.255.255/0", "0.0.0.0/0"), ("2001:db8:ffff::/33", "2001:db8:8000::/33"), ("::1/128", "::1"),
    ("192.0.2.1/32", "192.0.2.1"), ("192.0.2.129/25", "192.0.2.128/25"), ("default", "default"),
  ])
  func prefixesAreMaskedAsTheKernelKeepsThem(_ text: String, _ masked: String) {
    #expect(NetworkPrefix(text[...])?.masked.description == masked)
  }

  @Test(
    arguments: [
      ("0", 0...0), ("7", 7...7), ("0x10", 16...16), ("..7", 0...7), ("7..", 7...99), ("7..7", 7...7),
      ("0x1..0xf", 1...15),
    ] as [(String, ClosedRange<UInt64>)])
  func rangesIncludeTheirEnds(_ text: String, _ range: ClosedRange<UInt64>) {
    let read = NumberRange(text[...], limit: 99)
    #expect(read?.lower == range.lowerBound && read?.upper == range.upperBound)
  }

  @Test(arguments: ["", "..", "...", "8..7", "100", "..100", "1..2..3", "-1", "+1", "1 ", "0x", "x"])
  func whatIsNoRangeIsRefused(_ text: String) {
    #expect(NumberRange(text[...], limit: 99) == nil)
  }

  @Test(
    arguments: [
      ("0", .zero), ("1", .seconds(1)), ("500ms", .milliseconds(500)), ("0.5", .milliseconds(500)),
      ("1.000000001", .nanoseconds(1_000_000_001)), ("0.000000001h", .nanoseconds(3600)),
      ("1.999999999h", .nanoseconds(7_199_999_996_400)), ("1.5ms", .microseconds(1500)),
      ("2m", .seconds(120)),
    ] as [(String, Duration)])
  func durationsAreExact(_ text: String, _ duration: Duration) {
    #expect(Measure.duration(text[...]) == duration)
  }
}

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("lnik", ["link"]), ("link", ["link"]), ("lik", ["link"]), ("adrdess", ["address"]), ("zzzz", []),
    ("sl", ["ls"]),
    ("", []), ("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq", []),
  ])
  func aSlipOfTheHandIsNear(_ word: String, _ expected: [String]) {
    #expect(Suggestion.nearest(to: word, among: ["link", "address", "ls", "route"]) == expected)
  }

  @Test func shortWordsSuggestNoNonsense() {
    #expect(Suggestion.nearest(to: "abc", among: ["xyz", "abxy", "a"]) == [])
  }
}
