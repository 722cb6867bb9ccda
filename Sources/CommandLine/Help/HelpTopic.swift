/// Something that `--help` and `nlctl help` explain: the program, a noun, or a command.
package struct HelpTopic: Equatable, Sendable {
  /// The words of the command; empty for the program as a whole.
  package let path: String

  init(path: String) { self.path = path }

  /// The topic that the words after `nlctl help` name, by names or aliases; nil if there is none.
  init?(words: [Substring]) {
    switch words.count {
    case 0: path = ""
    case 1:
      if words[0] == "json" {
        path = "json"
      } else if let noun = CommandTable.nouns.first(where: { $0.answers(to: words[0]) }) {
        path = noun.name
      } else if let command = CommandTable.command(words[0], ""), !command.isHidden {
        path = command.path
      } else {
        return nil
      }
    case 2:
      guard let command = CommandTable.command(words[0], words[1]) else { return nil }
      path = command.path
    default: return nil
    }
  }

  /// Every topic, in the order of the documentation.
  package static var all: [HelpTopic] {
    [HelpTopic(path: "")] + CommandTable.nouns.map { HelpTopic(path: $0.name) }
      + CommandTable.commands.filter { !$0.isHidden }.map { HelpTopic(path: $0.path) }
      + [HelpTopic(path: "json")]
  }

  /// The help text: lines of at most 80 columns.
  package var text: String {
    if path.isEmpty { return HelpTopic.overview }
    if path == "json" { return HelpTopic.json }
    if let noun = CommandTable.nouns.first(where: { $0.name == path }) { return noun.help }
    if let command = CommandTable.commands.first(where: { $0.path == path }) { return command.help }
    return HelpTopic.overview
  }

  private static var json: String {
    var page = HelpPage()
    page.line("What is done with the JSON.")
    page.examples(CommandTable.recipes)
    page.line("")
    page.line("'nlctl fields OBJECT' lists the keys, 'nlctl schema OBJECT' is their schema.")
    page.line("\nFor more details see nlctl-json(5).")
    return page.text
  }

  /// What `nlctl` without arguments prints on standard error.
  static var short: String {
    var page = HelpPage()
    page.section("Usage", ["nlctl COMMAND [OPTION...]"])
    page.table("Commands", commandRows)
    page.line("")
    page.line("Try 'nlctl --help' or 'nlctl help COMMAND'.")
    return page.text
  }

  private static var overview: String {
    var page = HelpPage()
    page.line("Show the kernel's network state, as it is and as it changes.")
    page.section("Usage", ["nlctl COMMAND [OPTION...]"])
    page.examples([
      Example("nlctl link", "all network devices"),
      Example("nlctl route dump table all proto bgp --json", "routes of a routing daemon"),
      Example("nlctl monitor link addr", "changes as they happen"),
    ])
    page.table("Commands", commandRows)
    page.globals()
    page.manual("nlctl")
    return page.text
  }

  private static var commandRows: [(String, String)] {
    CommandTable.commands.filter { !$0.isHidden }.map { ($0.synopsis, $0.summary) }
  }
}

extension Noun {
  /// The help of all commands of one noun.
  var help: String {
    let commands = CommandTable.commands.filter { $0.noun == name }
    var page = HelpPage()
    page.line("Inspect \(summary).")
    page.section("Usage", commands.map { "nlctl " + $0.usage })
    page.examples(Array(commands.flatMap(\.examples).prefix(3)))
    page.table("Commands", commands.map { ($0.verb, $0.summary + $0.alternatives) })
    page.line("")
    page.line("'nlctl \(name)' alone is 'nlctl \(name) dump'.")
    page.line("For selectors and options see 'nlctl \(name) dump --help'.")
    page.manual(commands.first?.page ?? "nlctl")
    return page.text
  }
}

extension Command {
  /// The help of one command.
  var help: String {
    var page = HelpPage()
    page.line(summary.prefix(1).uppercased() + summary.dropFirst() + ".")
    page.section("Usage", ["nlctl " + usage])
    page.examples(examples)
    if follows {
      page.line("")
      page.line("Selectors (see 'nlctl help OBJECT dump'; dashes optional, --not-NAME excludes):")
      for object in ObjectName.followed {
        let names = CommandTable.selectors(of: object).map(\.name).joined(separator: ", ")
        page.row(object.rawValue, names, indent: 10)
      }
    }
    if isGet {
      page.options("\(object == .route ? "Packet" : "Inputs") (dashes optional)", selectors)
    } else {
      page.options("Selectors (dashes optional; repeat for either; --not-NAME excludes)", selectors)
    }
    page.options("Options", options)
    page.globals(withFields: choosesFields)
    page.manual(self.page)
    return page.text
  }

  /// The command with its operand and required inputs: `link dump [NAME]`, `bucket get ID index N`.
  package var synopsis: String {
    var words = path
    if let operand {
      let word = operand.placeholder + (operand.isRepeatable ? "..." : "")
      words += operand.isRequired ? " \(word)" : " [\(word)]"
    }
    return words + requiredInputs.map { " \($0.name) \($0.placeholder)" }.joined()
  }

  /// The usage line without the program's name.
  package var usage: String {
    synopsis + (further.map { " [\($0)...]" } ?? "") + " [OPTION...]"
  }

  /// The inputs that must be given.
  var requiredInputs: [OptionRow] { selectors.filter(\.isRequired) }

  /// The placeholder for selectors or further inputs; nil if the command takes only options.
  var further: String? {
    if isGet { return selectors.allSatisfy(\.isRequired) ? nil : "INPUT" }
    return selectors.isEmpty && !follows ? nil : "SELECTOR"
  }

  /// The declared aliases of the verb, in parentheses.
  var alternatives: String {
    aliases.isEmpty ? "" : " (also: \(aliases.joined(separator: ", ")))"
  }
}
