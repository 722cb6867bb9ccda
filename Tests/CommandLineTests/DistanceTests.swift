import CommandLine
import Testing

/// How far a word may be from what is suggested for it.
@Suite struct DistanceTests {
  /// A word of so many letters, of which the first few are others.
  private static func word(_ length: Int, wrong: Int) -> String {
    String((0..<length).map { Character(Unicode.Scalar(UInt8($0 < wrong ? 0x41 + $0 : 0x61 + $0))) })
  }

  @Test(
    "A word of 3 to 5 letters may have one mistake, of 6 to 8 two, a longer one three, a shorter one none")
  func distances() {
    for length in 1...24 {
      let allowed = length < 3 ? 0 : length < 6 ? 1 : length < 9 ? 2 : 3
      let right = Self.word(length, wrong: 0)
      for wrong in 0...min(length, 5) {
        let found = Suggestion.nearest(to: Self.word(length, wrong: wrong), among: ["--", right])
        #expect(found == (wrong <= allowed ? [right] : []), "\(wrong) of \(length)")
      }
    }
  }

  @Test("A letter too much, one too few and two that changed places are one mistake each")
  func mistakes() {
    for (typed, right) in [
      ("mtuu", "mtu"), ("mtx", "mtu"), ("kidn", "kind"), ("knd", "kind"), ("grop", "group"),
    ] {
      #expect(Suggestion.nearest(to: typed, among: [right, "zzzzzzzzzz"]) == [right], "\(typed)")
    }
    // Two letters that changed places and another mistake are two, too many for five letters.
    #expect(Suggestion.nearest(to: "kidx", among: ["kind"]) == [])
    #expect(Suggestion.nearest(to: "gruop", among: ["group"]) == ["group"])
    #expect(Suggestion.nearest(to: "gruox", among: ["group"]) == [])
    // Of two letters only those that changed places are one.
    #expect(Suggestion.nearest(to: "di", among: ["id"]) == ["id"])
    #expect(Suggestion.nearest(to: "dx", among: ["id"]) == [])
    #expect(Suggestion.nearest(to: "ix", among: ["id"]) == [])
  }

  @Test("A beginning suggests what it may become; three at most are suggested, the nearest alone")
  func choice() {
    #expect(Suggestion.nearest(to: "pref", among: ["prefix-length", "mtu"]) == ["prefix-length"])
    #expect(Suggestion.nearest(to: "m", among: ["mtu", "x"]) == ["mtu"])
    #expect(Suggestion.nearest(to: "maa", among: ["mab", "mac", "mad", "mae"]) == ["mab", "mac", "mad"])
    #expect(Suggestion.nearest(to: "master", among: ["mastxx", "mastex", "masten"]) == ["mastex", "masten"])
    #expect(Suggestion.nearest(to: "maa", among: ["mab", "mab"]) == ["mab"])
    #expect(Suggestion.nearest(to: "", among: ["mtu"]) == [])
    let long = String(repeating: "a", count: 64)
    #expect(Suggestion.nearest(to: long, among: [long]) == [long])
    #expect(Suggestion.nearest(to: long + "a", among: [long + "a"]) == [])
    #expect(
      Suggestion.clause("maa", among: ["mab", "mac"], prefix: "--") == "; did you mean '--mab' or '--mac'?")
    #expect(Suggestion.clause("zzz", among: ["mab"]) == "")
  }
}
