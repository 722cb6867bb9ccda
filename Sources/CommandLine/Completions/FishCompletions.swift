/// The script for fish, which completes options itself, but has to be told at which command the line is.
enum FishCompletions {
  static var script: String {
    var text = """
      # Prints the command so far, the word that waits for a value, and the namespace.
      function __nlctl_place
        set -l path ''
        set -l last ''
        set -l ns ''
        for word in (commandline -opc)[2..]
          if test -n "$last"
            test "$last" = netns; and set ns $word
            set last ''
            continue
          end
          switch $word

      """
    for row in CommandTable.globals where row.value.isRequired {
      if let letter = row.letter { text += "      case -\(letter)\n        set last \(row.name)\n" }
    }
    text += """
            case '--netns=*'
              set ns (string replace -r '^[^=]*=' '' -- $word)
            case '--*=*'
            case '--*'
              set word (string replace -r '^--(not-)?' '' -- $word)
              contains -- $word \(valued); and set last $word
            case '-*'
            case '*'
              switch "$path:$word"

      """
    for step in CompletionScope.steps {
      let words = step.words.map { "'\(step.from):\($0)'" }.joined(separator: " ")
      text += "          case \(words)\n            set path '\(step.to)'\n"
    }
    for step in CompletionScope.monitored {
      let words = step.words.map { "'monitor*:\($0)'" }.joined(separator: " ")
      text += "          case \(words)\n            set path \"$path \(step.object)\"\n"
    }
    text += """
                case '*'
                  contains -- $word \(valued); and set last $word
              end
          end
        end
        printf '%s\\n' "$path" "$last" "$ns"
      end

      # What 'nlctl complete' lists, in the namespace that the line names.
      function __nlctl_ask
        set -l place (__nlctl_place)
        set -l ns
        test -n "$place[3]"; and set ns --netns=$place[3]
        set -l list
        if test "$argv[1]" = fields
          set argv fields (string replace -r '^wait ' '' -- $place[1] | string replace -r ' .*' '')
          # A list grows after its last comma.
          set list (string match -r '^(?:--[a-z]+=|-[a-zA-Z]*F)?(.*,\\+?|\\+)' -- (commandline -ct))[2]
        end
        for word in (nlctl $ns complete $argv 2>/dev/null)
          echo -- "$list"$word
        end
      end

      # Whether a command is one of others; of monitor with several objects, whether any of these is.
      function __nlctl_is
        contains -- "$argv[1]" $argv[2..]; and return
        for object in (string split -n ' ' -- (string replace -fr '^monitor ' '' -- $argv[1]))
          contains -- "monitor $object" $argv[2..]; and return
        end
        return 1
      end

      # Whether the line is at one of these commands.
      function __nlctl_on
        set -l place (__nlctl_place)
        __nlctl_is "$place[1]" $argv
      end

      # Whether the line is at a command and no value is due.
      function __nlctl_at
        set -l place (__nlctl_place)
        test -z "$place[2]"; and __nlctl_is "$place[1]" "$argv[1]"
      end

      # Whether the value of one of these is due; the first word is the command, or '*'.
      function __nlctl_after
        set -l place (__nlctl_place)
        string match -q -- "$argv[1]" "$place[1]"; and contains -- "$place[2]" $argv[2..]
      end

      # The values of a selector of monitor, which depend on the objects before it.
      function __nlctl_value
        set -l place (__nlctl_place)
        set -l name $place[2]
        # After `--proto=` the word at the cursor has the name.
        test -n "$name"; or set name (string replace -rf '^--(?:not-)?([^=]*)=.*' '$1' -- (commandline -ct))
        __nlctl_ask values "$place[1]" "$name"
      end

      complete -c nlctl -f
      complete -c nlctl -n "__nlctl_at ''" -a '\(CompletionScope.firstWords.joined(separator: " "))'

      """
    for noun in CommandTable.nouns {
      for command in CommandTable.commands where command.noun == noun.name {
        text +=
          "complete -c nlctl -n \"__nlctl_at '\(noun.name)'\" -a \(command.verb)"
          + " -d '\(quoted(command.summary))'\n"
      }
    }
    for row in CommandTable.globals where !row.isHidden {
      let places = row.effect == .fields ? CompletionScope.fieldless : []
      text += option(row, at: places, isThere: false, offers: CompletionSource(row))
    }
    let scopes = CompletionScope.all
    for scope in scopes {
      for row in scope.rows {
        text += option(row, at: scope.paths, offers: scope.source(of: row, among: scopes))
      }
      let words = scope.selectors.map(\.name) + (scope.isNegatable ? ["not"] : [])
      let values = scope.operand.map { [argument($0)] } ?? []
      if !words.isEmpty || !values.isEmpty {
        text +=
          "complete -c nlctl -n \"__nlctl_at '\(scope.path)'\""
          + " -a '\((words + values).joined(separator: " "))'\n"
      }
    }
    for command in CommandTable.commands where command.operand?.value == .file {
      text += "complete -c nlctl -n \"__nlctl_at '\(command.path)'\" -F\n"
    }
    for (path, names, source) in CompletionScope.sources {
      text +=
        "complete -c nlctl -n \"__nlctl_after '\(path.isEmpty ? "*" : path == "monitor" ? "monitor*" : path)'"
        + " \(names.joined(separator: " "))\" -a '\(argument(source))'\n"
    }
    return text
  }

  private static var valued: String { CompletionScope.valued.joined(separator: " ") }

  /// The line for an option: of the commands at `paths`, or if not `isThere` of all other commands; of every command if
  /// there are no paths.
  private static func option(
    _ row: OptionRow, at paths: [String], isThere: Bool = true, offers source: CompletionSource?
  ) -> String {
    var text = "complete -c nlctl"
    if !paths.isEmpty {
      text += " -n \"\(isThere ? "" : "not ")__nlctl_on '\(paths.joined(separator: "' '"))'\""
    }
    text += " -l \(row.name)"
    if let letter = row.letter { text += " -s \(letter)" }
    if row.value == .file { text += " -r -F" } else if row.value.isRequired { text += " -x" }
    if let source { text += " -a '\(argument(source))'" }
    return text + " -d '\(quoted(row.summary))'\n"
  }

  private static func argument(_ source: CompletionSource) -> String {
    switch source {
    case .topic(let topic): "(__nlctl_ask \(topic))"
    case .words(let words): words.joined(separator: " ")
    case .values: "(__nlctl_value)"
    }
  }

  private static func quoted(_ text: String) -> String {
    text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'")
  }
}
