import Testing

@testable import CommandLine

/// The ends of what values may be.
@Suite struct BoundTests {
  private func bytes(_ text: String) -> [UInt8]? { HardwareAddress(text[...])?.bytes }

  @Test("A number is taken up to its limit, in both notations, and not beyond")
  func numbers() {
    for limit in [0, 1, 9, 255, 65_535, UInt64(UInt32.max)] {
      #expect(WholeNumber.read("\(limit)", limit: limit) == limit)
      #expect(WholeNumber.read("0x" + String(limit, radix: 16), limit: limit) == limit)
      #expect(WholeNumber.read("\(limit + 1)", limit: limit) == nil)
    }
    #expect(WholeNumber.read("18446744073709551615") == .max)
    #expect(WholeNumber.read("18446744073709551616") == nil)
    #expect(WholeNumber.read("0xffffffffffffffff") == .max)
    #expect(WholeNumber.read("0x10000000000000000") == nil)
  }

  @Test("A range may lack either end, but not both, and does not run backwards")
  func ranges() {
    func ends(_ text: String) -> [UInt64]? {
      NumberRange(text[...], limit: 100).map { [$0.lower, $0.upper] }
    }
    #expect(ends("5") == [5, 5] && ends("5..7") == [5, 7] && ends("5..5") == [5, 5])
    #expect(ends("..7") == [0, 7] && ends("5..") == [5, 100] && ends("100..") == [100, 100])
    #expect(ends("7..5") == nil && ends("..") == nil && ends("..101") == nil && ends("101..") == nil)
    #expect(NumberRange(3, 2) == nil && NumberRange(2, 2)?.single == 2 && NumberRange(2, 3)?.single == nil)
  }

  @Test("A link-layer address has 2 to 32 bytes")
  func hardware() {
    let many = Array(repeating: "0a", count: 32).joined(separator: ":")
    #expect(bytes(many)?.count == 32 && bytes(many + ":0a") == nil)
    // With two colons it is an IPv6 address, or nothing.
    #expect(
      bytes("0a::0b")?.count == 16 && bytes("0a--0b") == nil && bytes("0a-0b-") == nil
        && bytes("0a:00b") == nil)
    #expect(bytes("0a:0b") == [10, 11] && bytes("0a") == nil && bytes("a-b-c") == [10, 11, 12])
  }

  @Test("As many brackets as a command line holds, none of them closed, are a name and take no time to read")
  func brackets() {
    let text = String(repeating: "[", count: 130_000)
    #expect(NamePattern(text).literal == text)
    #expect(NamePattern("[[a]").literal == nil && NamePattern("[[a").literal == "[[a")
  }

  @Test("The groups that are joined with everything, and those that a word stands for, have their numbers")
  func groups() {
    #expect(MulticastGroup.others == [6, 10, 18, 24, 25, 28, 29, 36])
    let words = ["netconf", "mroute", "prefix", "mcaddr", "acaddr"]
    #expect(
      words.map { MulticastGroup.groups(named: $0[...]) ?? [] } == [
        [24, 25, 29], [6, 10], [18], [37, 38], [39],
      ])
  }

  @Test("The two colons of an address stand for at least one group")
  func colons() {
    #expect(IPAddress("1:2:3:4:5:6:7::")?.bytes.count == 16)
    #expect(IPAddress("1:2:3:4:5:6:7::8") == nil && IPAddress("::1:2:3:4:5:6:7:8") == nil)
    #expect(IPAddress("01.2.3.4") == nil && IPAddress("0.2.3.4") != nil)
  }

  @Test("A prefix is masked to its length, bit by bit, and a short one is filled up with zeros")
  func prefixes() {
    for length in 0...32 {
      let masked = NetworkPrefix("255.255.255.255/\(length)"[...])?.masked.bytes
      let bits = length == 0 ? 0 : UInt32.max << UInt32(32 - length)
      #expect(masked == (0..<4).map { UInt8(truncatingIfNeeded: bits >> UInt32(24 - 8 * $0)) }, "\(length)")
    }
    #expect(
      NetworkPrefix("10.1.2/24")?.bytes == [10, 1, 2, 0] && NetworkPrefix("10/8")?.bytes == [10, 0, 0, 0])
    #expect(NetworkPrefix("10.1.2.3/33") == nil && NetworkPrefix("::/129") == nil)
    #expect(NetworkPrefix("10.0.0.0/0x8") == nil && NetworkPrefix("10.0.0.0/8") != nil)
    // Twenty bits of label, three of class, and the last of its stack.
    #expect(
      NetworkPrefix(label: "100"[...])?.bytes == [0, 6, 0x41, 0]
        && NetworkPrefix(label: "100"[...])?.label == 100)
    #expect(NetworkPrefix(label: "1048575"[...])?.bytes == [0xff, 0xff, 0xf1, 0])
    #expect(NetworkPrefix(label: "1048576"[...]) == nil)
  }

  @Test("A backslash takes the next character for what it is, and nothing of those behind it")
  func escapes() {
    for (pattern, name, isTaken) in [
      (#"v\[*"#, "v[1", true), (#"v\[*"#, "v[", true), (#"v\[*"#, "v1", false), (#"\*a?"#, "*ab", true),
      (#"\*a?"#, "xab", false),
      (#"\??"#, "?b", true), (#"\??"#, "ab", false), (#"a\bc*"#, "abcd", true), (#"a\bc*"#, "a\\bcd", false),
      (#"*\bc"#, "xbc", true),
    ] {
      #expect(NamePattern(pattern).matches(name) == isTaken, "\(pattern) \(name)")
      var many = NamePatterns()
      many.add(NamePattern(pattern))
      #expect(many.matches(Array(name.utf8)) == isTaken, "\(pattern) \(name)")
    }
  }

  @Test("Each multicast group is one to monitor, also where a selector has its name")
  func multicastGroups() {
    for (index, name) in MulticastGroup.names.enumerated() {
      let told = outcome(of: ["monitor", "\(name)"])
      #expect(!told.hasPrefix("error"), "\(index) \(told)")
    }
    for word in ["netconf", "mroute", "prefix", "mcaddr", "acaddr"] {
      let told = outcome(of: ["monitor", word])
      #expect(!told.hasPrefix("error") && told == outcome(of: ["monitor", "--", word]), "\(told)")
    }
  }

  @Test("A mark's mask is what stands behind the slash")
  func marks() {
    #expect(MarkMatch("0x10/0xff")?.mask == 0xff && MarkMatch("0x10")?.mask == nil)
    #expect(MarkMatch("1/0x100000000") == nil)
  }

  @Test("Times and sizes are exact, up to their limits")
  func measures() {
    #expect(Measure.duration("1ms") == .milliseconds(1) && Measure.duration("1.5s") == .milliseconds(1500))
    #expect(Measure.duration("4294967295s") != nil && Measure.duration("4294967296s") == nil)
    #expect(Measure.bytes("2147483647") == 2_147_483_647 && Measure.bytes("2147483648") == nil)
    #expect(Measure.bytes("1G") == 1 << 30 && Measure.bytes("2G") == nil && Measure.bytes("2097151K") != nil)
    #expect(Measure.bytes("2097152K") == nil)
  }

  @Test("A class of a glob has both its ends, and its negation none of them")
  func classes() {
    for (name, isThere) in [("a1", true), ("a3", true), ("a0", false), ("a4", false)] {
      #expect(NamePattern("a[1-3]").matches(name) == isThere, "\(name)")
      #expect(NamePattern("a[!1-3]").matches(name) == !isThere, "\(name)")
      #expect(NamePattern("a[^1-3]").matches(name) == !isThere, "\(name)")
    }
  }

  @Test("A realm is a number up to 65,535")
  func realms() {
    #expect(
      Realm("65535") != nil && Realm("65536") == nil && Realm("1/65536") == nil && Realm("65536/1") == nil)
  }

  @Test("A message has no control characters, of one byte or of two, whatever words it quotes")
  func visible() {
    for (text, expected) in [
      ("a b", "a b"), ("a\n\u{1}", "a\\x0a\\x01"), ("\u{1f}\u{20}\u{7f}", "\\x1f \\x7f"),
      ("\u{80}\u{85}\u{9f}\u{a0}é", "\\x80\\x85\\x9f\u{a0}é"),
    ] {
      #expect(UsageError.visible(text) == expected)
    }
  }
}
