import CommandLine
import Testing

@Suite struct FuzzTests {
  /// Any words: an invocation or two lines, never a trap. The seed is in the source so that a
  /// failure happens again; change it at will.
  @Test(
    .timeLimit(.minutes(10)), arguments: [0x5EED_0001, 0x5EED_0002, 0x5EED_0003, 0x5EED_0004] as [UInt64])
  func anyWordsAreUnderstoodOrRefused(_ seed: UInt64) {
    var random = Random(state: seed)
    let words = FuzzTests.words
    for _ in 0..<4_000 {
      var line: [String] = []
      for _ in 0..<Int(random.next() % 20) + 1 {
        var word = words[Int(random.next() % UInt64(words.count))]
        if random.next() % 4 == 0 { word = mutated(word, &random) }
        line.append(word)
      }
      do throws(UsageError) {
        _ = try Parser.parse(line)
      } catch {
        #expect(error.text.utf8.filter { $0 == 10 }.count == 2, "\(line)")
      }
    }
  }

  @Test func everyCommandStandsUpToEachWord() {
    for command in CommandTable.commands {
      let path = command.path.split(separator: " ").map { String($0) }
      for word in FuzzTests.words {
        for other in ["", "x", word] {
          _ = outcome(of: path + [word, other])
          _ = outcome(of: [word] + path + [other])
        }
      }
    }
  }

  private static let words: [String] = {
    let rows = CommandTable.globals + CommandTable.commands.flatMap { $0.options + $0.selectors }
    let names = rows.flatMap { [$0.name] + $0.aliases }
    let letters = CommandTable.globals.compactMap(\.letter).map { "-\($0)" }
    let commands = CommandTable.commands.flatMap { [$0.noun, $0.verb] + $0.aliases }
    return names + names.map { "--" + $0 } + names.map { "--not-\($0)" } + names.map { "--\($0)=" } + letters
      + commands
      + [
        "", "-", "--", "---", "=", "--=", "-=", "not", "--not-", "--not", "10.0.0.0/8", "::/0", "1..2", "..",
        "...", "0x", "0xffffffffffffffffff", "18446744073709551615", "1.5h", ".", "/", ":", "::", "é",
        "\u{0}",
        "[", "[]", "*", "\\", "a,b", ",", "52:54:00:12:34:56", "::1.2.3.4", "8M", "99999999999G",
      ]
  }()

  private func mutated(_ word: String, _ random: inout Random) -> String {
    var bytes = Array(word.utf8)
    switch random.next() % 3 {
    case 0 where !bytes.isEmpty: bytes.remove(at: Int(random.next() % UInt64(bytes.count)))
    case 1 where !bytes.isEmpty: bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() % 256)
    default: bytes.insert(UInt8(random.next() % 256), at: Int(random.next() % UInt64(bytes.count + 1)))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// SplitMix64.
  struct Random {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
