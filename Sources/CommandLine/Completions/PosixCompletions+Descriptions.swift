extension PosixCompletions {
  /// A function that sets `REPLY` to the description of a word, by the words before it.
  static var descriptions: String {
    var text = """

      # What a word is for.
      __nlctl_describe() {
        REPLY=
        case "$1:$2" in
        'monitor '*' '*:*)
          __nlctl_describe "${1% *}" "$2"
          [ -n "$REPLY" ] || __nlctl_describe "monitor ${1##* }" "$2"
          ;;

      """
    for noun in CommandTable.nouns { text += line([":\(noun.name)"], noun.summary) }
    for command in CommandTable.commands where !command.isHidden {
      let path = command.verb.isEmpty ? ":\(command.noun)" : "\(command.noun):\(command.verb)"
      text += line([path], command.summary)
    }
    for scope in CompletionScope.all {
      for row in scope.options { text += line(scope.paths.map { "\($0):--\(row.name)" }, row.summary) }
      for row in scope.selectors {
        let words = [row.name, "--\(row.name)"]
        text += line(scope.paths.flatMap { path in words.map { "\(path):\($0)" } }, row.summary)
        if row.isNegatable {
          text += line(scope.paths.map { "\($0):--not-\(row.name)" }, "not: \(row.summary)")
        }
      }
      if scope.isNegatable {
        text += line(scope.paths.map { "\($0):not" }, "what does not match the next one")
      }
    }
    for row in CommandTable.globals where !row.isHidden { text += line(["*:--\(row.name)"], row.summary) }
    return text + """
        esac
      }

      """
  }

  private static func line(_ patterns: [String], _ summary: String) -> String {
    let patterns = patterns.map { $0.hasPrefix("*") ? $0 : "'\($0)'" }
    let quoted = summary.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    return "  \(patterns.joined(separator: "|"))) REPLY='\(quoted)' ;;\n"
  }
}
