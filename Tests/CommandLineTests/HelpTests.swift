import CommandLine
import Testing

@Suite struct HelpTests {
  static let path = "Tests/CommandLineTests/Expected/help.txt"

  @Test func everyHelpTextIsTheExpectedOne() throws {
    let text = HelpTopic.all.map { "==== nlctl \($0.path)\n\($0.text)" }.joined()
    if Golden.isRecording { try Golden.record(text, HelpTests.path) }
    #expect(Golden.text(HelpTests.path) == text)
  }

  @Test(arguments: HelpTopic.all) func helpFitsEightyColumnsAndNamesItsPage(_ topic: HelpTopic) {
    let lines = topic.text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines { #expect(line.count <= 80 && !line.hasSuffix(" "), "\(line)") }
    #expect(topic.text.hasSuffix(topic.path == "json" ? "(5).\n" : "(8).\n"))
    #expect(topic.text.contains("\nExamples:\n"))
  }

  @Test func hiddenThingsAreInNoHelp() {
    for topic in HelpTopic.all {
      #expect(!topic.text.contains("--fault") && !topic.text.contains("nlctl complete "))
    }
  }

  @Test func everyOptionOfACommandIsInItsHelp() {
    for command in CommandTable.commands where !command.isHidden {
      let text = HelpTopic.all.first { $0.path == command.path }?.text ?? ""
      for row in command.options + command.selectors + CommandTable.globals where !row.isHidden {
        let isTaken = row.effect != .fields || command.choosesFields
        #expect(text.contains("--\(row.name)") == isTaken, "\(command.path) \(row.name)")
      }
    }
  }
}
