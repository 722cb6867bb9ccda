import Foundation
import Testing

/// A list under `Tests/Expected`, a line for each thing. `NLCTL_RECORD=1` writes it anew; read the difference.
enum Expectation {
  static func compare(_ lines: [String], _ file: String) throws {
    let path = "Tests/Expected/\(file)"
    if ProcessInfo.processInfo.environment["NLCTL_RECORD"] == "1" {
      let text = lines.joined(separator: "\n") + "\n"
      try text.write(toFile: "\(RecordedMessages.root)/\(path)", atomically: true, encoding: .utf8)
    }
    let expected = try #require(RecordedMessages.text(path)).split(separator: "\n").map(String.init)
    for line in lines where !expected.contains(line) { Issue.record("\(path) has no line '\(line)'") }
    for line in expected where !lines.contains(line) { Issue.record("not so any more: '\(line)'") }
    let isSame = lines == expected
    #expect(isSame, "see the lines above")
  }
}
