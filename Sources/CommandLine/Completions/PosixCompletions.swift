/// The common part of the scripts for bash and zsh: a function that prints the words that fit.
enum PosixCompletions {
  static var core: String {
    var text = """
      # What 'nlctl complete' lists, in the namespace that the line names.
      __nlctl_ask() { nlctl ${ns:+--netns="$ns"} complete "$@" 2>/dev/null; }

      # Whether an option or selector takes the next word.
      __nlctl_takes() {
        case $1 in
        \(joined(CompletionScope.valued, "|"))) return 0 ;;
        esac
        return 1
      }

      # Where one more word leads.
      __nlctl_step() {
        case "$1:$2" in

      """
    for step in CompletionScope.steps {
      let patterns = step.words.map { "'\(step.from):\($0)'" }.joined(separator: "|")
      text += "  \(patterns)) echo '\(step.to)' ;;\n"
    }
    text += """
        esac
      }

      # The values of an option or selector.
      __nlctl_values() {
        case "$1:$2" in

      """
    for (path, names, source) in CompletionScope.sources {
      let patterns = names.map { path.isEmpty ? "*:\($0)" : "'\(path):\($0)'" }.joined(separator: "|")
      text += "  \(patterns)) \(command(source)) ;;\n"
    }
    text += """
        esac
      }

      # The options of a command.
      __nlctl_options() {
        case $1 in

      """
    for scope in CompletionScope.all {
      let names = (scope.options + scope.selectors).map { "--\($0.name)" }
      if !names.isEmpty {
        text += "  '\(joined(scope.paths, "'|'"))') printf '%s\\n' \(joined(names, " ")) ;;\n"
      }
    }
    text += """
        esac
        printf '%s\\n' \(joined(CompletionScope.globals.map { "--\($0.name)" }, " "))
        case $1 in
        '\(joined(CompletionScope.fieldless, "'|'"))') ;;
        *) echo --fields ;;
        esac
      }

      # The words of a command that need no dashes.
      __nlctl_words() {
        case $1 in
        '') printf '%s\\n' \(joined(CompletionScope.firstWords, " ")) ;;

      """
    for noun in CommandTable.nouns {
      let verbs = CommandTable.commands.filter { $0.noun == noun.name }.map(\.verb)
      text += "  '\(noun.name)') printf '%s\\n' \(joined(verbs, " ")) ;;\n"
    }
    for scope in CompletionScope.all {
      let names = scope.selectors.map(\.name) + (scope.isNegatable ? ["not"] : [])
      var commands = names.isEmpty ? [] : ["printf '%s\\n' \(joined(names, " "))"]
      if let operand = scope.operand { commands.append(command(operand)) }
      if !commands.isEmpty { text += "  '\(scope.path)') \(joined(commands, "; ")) ;;\n" }
    }
    text += """
        esac
      }

      # Prints what fits at the last word; the words before it decide.
      __nlctl() {
        # No variable may be called "path": zsh has that name for PATH.
        local at= last= ns= word= next= before=
        while [ $# -gt 1 ]; do
          before=$word word=$1
          shift
          if [ "$word" = = ]; then
            [ "$before" = --color ] && last=color
            continue
          fi
          if [ -n "$last" ]; then
            [ "$last" = netns ] && ns=$word
            last=
            continue
          fi
          case $word in

      """
    for row in CommandTable.globals where row.value.isRequired {
      if let letter = row.letter { text += "    -\(letter)) last=\(row.name) ;;\n" }
    }
    text += """
          --netns=*) ns=${word#*=} ;;
          --*=*) ;;
          --*)
            next=${word#--}
            __nlctl_takes "${next#not-}" && last=${next#not-}
            ;;
          -*) ;;
          *)
            next=$(__nlctl_step "$at" "$word")
            if [ -n "$next" ]; then
              at=$next
            elif __nlctl_takes "$word"; then
              last=$word
            fi
            ;;
          esac
        done
        [ -n "$__nlctl_tells" ] && echo "@$at"
        [ "$1" = = ] && [ "$word" = --color ] && last=color
        if [ -n "$last" ]; then
          __nlctl_values "$at" "$last"
          return
        fi
        case $1 in
        --*=*)
          next=${1%%=*}
          word=${next#--}
          __nlctl_values "$at" "${word#not-}" | while read -r word; do echo "$next=$word"; done
          ;;
        --not-*) [ -n "$at" ] && __nlctl_words "$at" | while read -r word; do echo "--not-$word"; done ;;
        -*) __nlctl_options "$at" ;;
        *) __nlctl_words "$at" ;;
        esac
      }

      """
    return text
  }

  /// A function that sets `REPLY` to the description of a word, by the words before it.
  static var descriptions: String {
    var text = """

      # What a word is for.
      __nlctl_describe() {
        REPLY=
        case "$1:$2" in

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

  private static func command(_ source: CompletionSource) -> String {
    switch source {
    case .topic(.fields): "__nlctl_ask fields \"$(__nlctl_object \"$1\")\""
    case .topic(let topic): "__nlctl_ask \(topic)"
    case .words(let words): "printf '%s\\n' \(joined(words, " "))"
    }
  }

  static func joined(_ words: [String], _ separator: String) -> String {
    words.joined(separator: separator)
  }

  /// A function that prints the object of a command, for the names of its fields.
  static let object = """
    # The object that a command is about.
    __nlctl_object() {
      set -- "${1#wait }"
      echo "${1%% *}"
    }


    """
}
