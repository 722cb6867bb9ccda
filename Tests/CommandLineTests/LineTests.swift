import CommandLine
import Testing

/// `Expected/lines.txt`: pairs of a command line and, indented below it, its outcome.
@Suite struct LineTests {
  static let path = "Tests/CommandLineTests/Expected/lines.txt"

  @Test func everyLineOfTheTableHasItsOutcome() throws {
    let text = try #require(Golden.text(LineTests.path))
    var recorded = ""
    var line: Substring?
    var count = 0
    for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if row.hasPrefix("    ") { continue }
      recorded += row + "\n"
      guard row.hasPrefix("nlctl") else { continue }
      recorded += "    " + outcome(of: Array(Golden.words(row).dropFirst())) + "\n"
    }
    recorded = String(recorded.dropLast())
    if Golden.isRecording { try Golden.record(recorded, LineTests.path) }
    let stored = Golden.isRecording ? recorded : text
    for row in stored.split(separator: "\n") {
      if row.hasPrefix("nlctl") {
        line = row
      } else if row.hasPrefix("    "), let typed = line {
        #expect(outcome(of: Array(Golden.words(typed).dropFirst())) == row.dropFirst(4), "\(typed)")
        count += 1
        line = nil
      }
    }
    #expect(count >= 300)
    #expect(line == nil, "a line without outcome")
  }

  @Test func noWordsAreTheShortHelp() {
    #expect(throws: UsageError.self) { try Parser.parse([]) }
    do throws(UsageError) { _ = try Parser.parse([]) } catch {
      #expect(error.text.hasPrefix("Usage:\n nlctl COMMAND"))
    }
  }

  @Test func anErrorIsTwoLinesWhateverWasTyped() {
    for word in ["a\nb", "\u{1B}[2J", "--\n", "-\u{7F}x", "\r\n"] {
      do throws(UsageError) {
        _ = try Parser.parse([word])
        Issue.record("\(word) was accepted")
      } catch {
        #expect(error.text.utf8.filter { $0 == 10 }.count == 2)
        #expect(!error.text.unicodeScalars.contains { $0.value < 32 && $0.value != 10 })
      }
    }
  }

  @Test func errorsReadAsTheContractSays() {
    do throws(UsageError) {
      _ = try Parser.parse(["link", "dump", "--stat"])
    } catch {
      #expect(
        error.text
          == "nlctl: unknown option '--stat'; did you mean '--stats'?\nTry 'nlctl link dump --help'.\n")
    }
  }
}
