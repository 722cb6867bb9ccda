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
    for step in CompletionScope.monitored {
      let patterns = step.words.map { "'monitor'*':\($0)'" }.joined(separator: "|")
      text += "  \(patterns)) echo \"$1 \(step.object)\" ;;\n"
    }
    text += """
        esac
      }

      # The values of an option or selector.
      __nlctl_values() {
        case "$1:$2" in

      """
    for (path, names, source) in CompletionScope.sources {
      let place = path == "monitor" ? "'monitor'*" : "'\(path)'"
      let patterns = names.map { (path.isEmpty ? "*" : place) + ":\($0)" }.joined(separator: "|")
      text += "  \(patterns)) \(command(source)) ;;\n"
    }
    text += """
        esac
      }

      # The options of a command. Of several objects of monitor, those of each.
      __nlctl_options() {
        case $1 in
        \(joined(each("__nlctl_options"), " ")) return ;;

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
        \(joined(each("__nlctl_words"), " ")) ;;

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

  private static func command(_ source: CompletionSource) -> String {
    switch source {
    case .topic(.fields): "__nlctl_ask fields \"$(__nlctl_object \"$1\")\""
    case .topic(let topic): "__nlctl_ask \(topic)"
    case .words(let words): "printf '%s\\n' \(joined(words, " "))"
    case .values: "__nlctl_ask values \"$1\" \"$2\""
    }
  }

  /// The case where several objects were typed for `monitor`: what a function does for all but the last, and for the last.
  private static func each(_ function: String) -> [String] {
    ["'monitor '*' '*)", "\(function) \"${1% *}\"; \(function) \"monitor ${1##* }\";"]
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
