import CommandLine
import Testing

@Suite struct TableTests {
  private var everyRow: [OptionRow] {
    CommandTable.globals + CommandTable.commands.flatMap { $0.options + $0.selectors }
  }

  @Test func namesAreUniqueWithinACommand() {
    for command in CommandTable.commands {
      let own = command.options + CommandTable.globals
      // The value tells the recording of --from from the selector.
      let names = (own + command.selectors.filter { $0.name != "from" }).map(\.name)
      #expect(Set(names).count == names.count, "\(command.path)")
      let all = command.selectors.flatMap { [$0.name] + $0.aliases }
      #expect(Set(all).count == all.count, "\(command.path)")
    }
    let rows = CommandTable.globals + CommandTable.commands.flatMap { $0.options + $0.selectors }
    let letters = rows.compactMap(\.letter)
    #expect(Set(letters).count == letters.count)
    let paths = CommandTable.commands.map(\.path)
    #expect(Set(paths).count == paths.count)
  }

  /// Words are told from values before the command is known.
  @Test func anOptionTakesAValueEverywhereOrNowhere() {
    var takes: [String: Bool] = [:]
    for row in everyRow {
      for name in [row.name] + row.aliases {
        #expect(takes[name, default: row.value.isRequired] == row.value.isRequired, "\(name)")
        takes[name] = row.value.isRequired
      }
    }
  }

  @Test func namesNeverReadAsANegation() {
    for row in everyRow {
      #expect(!row.name.hasPrefix("not-") && row.name != "not")
      #expect(row.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
    }
  }

  @Test func everyRowIsDocumented() {
    for row in everyRow {
      #expect(!row.summary.isEmpty && !row.summary.hasSuffix(".") || row.summary.hasSuffix("..."))
      #expect(row.summary.first?.isLetter == true, "\(row.name)")
      #expect(row.value.isRequired == !row.placeholder.isEmpty || row.value == .color, "\(row.name)")
    }
    for command in CommandTable.commands {
      #expect(!command.summary.isEmpty && !command.summary.hasSuffix("."))
      #expect(command.isHidden || (2...3).contains(command.examples.count), "\(command.path)")
    }
  }

  @Test func everyExampleIsUnderstood() {
    for example in CommandTable.commands.flatMap(\.examples) {
      let words = Golden.words(example.line[...]).filter { $0 != "source" }
        .prefix { !$0.hasPrefix(">") && $0 != "|" }
        .map { $0.hasPrefix("<(") ? String($0.dropFirst(2)) : $0 }
        .map { $0.hasSuffix(")") ? String($0.dropLast()) : $0 }
      #expect(words.first == "nlctl")
      #expect(throws: Never.self, "\(example.line)") { try Parser.parse(Array(words.dropFirst())) }
    }
  }

  @Test func operandsThatStandForASelectorNameOne() {
    for command in CommandTable.commands {
      guard let operand = command.operand, !operand.selector.isEmpty else { continue }
      let row = command.selectors.first { $0.name == operand.selector }
      #expect(row?.value == operand.value, "\(command.path)")
    }
  }

  @Test func choicesArePlainWordsAndDefinedOnce() {
    for row in everyRow {
      let words = row.value.words
      #expect(Set(words).count == words.count)
      #expect(words.allSatisfy { $0 == $0.lowercased() && !$0.contains(" ") })
    }
  }

  @Test func theSelectorsOfTheContractAreThere() {
    let contract: [(ObjectName, String)] = [
      (
        .link,
        "dev index kind master nomaster vrf up down operstate carrier group address altname mtu netns-id alias"
      ),
      (
        .addr,
        """
        dev scope label to proto permanent dynamic secondary temporary primary tentative deprecated \
        dadfailed home nodad mngtmpaddr noprefixroute autojoin optimistic stable-privacy
        """
      ),
      (
        .route,
        """
        table proto type scope dev via src root match exact metric tos mark realm nhid encap flags \
        prefix-length
        """
      ),
      (.neigh, "dev to lladdr nud proxy proto master vlan"),
      (.rule, "table priority from to iif oif mark"),
      (.nexthop, "id dev group master fdb"),
    ]
    for (object, names) in contract {
      let rows = CommandTable.selectors(of: object).map(\.name)
      for name in names.split(separator: " ") { #expect(rows.contains(String(name)), "\(object) \(name)") }
    }
  }
}
