extension Shell {
  /// The completion script of this shell, as `nlctl completions` prints it.
  ///
  /// It runs `nlctl complete WHAT` to get names that only the running system has.
  package var completions: String {
    switch self {
    case .bash: Shell.head("bash") + PosixCompletions.object + PosixCompletions.core + Shell.bashEntry
    case .zsh:
      "#compdef nlctl\n" + Shell.head("zsh") + PosixCompletions.object + PosixCompletions.core
        + PosixCompletions.descriptions + Shell.zshEntry
    case .fish: Shell.head("fish") + FishCompletions.script
    }
  }

  private static func head(_ shell: String) -> String {
    "# nlctl completion for \(shell). Generated from the command table: make generate\n\n"
  }

  /// bash splits words at `=`, so that the word at the cursor may be the value alone, or the `=` itself.
  private static let bashEntry = """

    _nlctl() {
      local word cur=${COMP_WORDS[COMP_CWORD]} list=
      COMPREPLY=()
      [ "$cur" = = ] && cur=
      # A list of fields grows after its last comma.
      case ${COMP_WORDS[COMP_CWORD - 1]} in
      -F | --fields | =) [[ $cur == *,* ]] && list=${cur%,*}, ;;
      esac
      while read -r word; do
        [[ $list$word == "$cur"* ]] && COMPREPLY+=("$list$(printf %q "$word")")
      done < <(__nlctl "${COMP_WORDS[@]:1:COMP_CWORD}")
      # Files, where nothing else is known of a word.
      [ ${#COMPREPLY[@]} -eq 0 ] && case " ${COMP_WORDS[*]} " in
      *' explain '* | *' --record '* | *' --record = '*) compopt -o default 2>/dev/null ;;
      esac
    }
    complete -F _nlctl nlctl

    """

  private static let zshEntry = """

    _nlctl() {
      local -a found shown
      local at word REPLY described= __nlctl_tells=1
      integer width=0
      found=(${(f)"$(__nlctl "${(@)words[2,CURRENT]}")"})
      at=${found[1]#@}
      shift found
      found=(${(u)found})
      [[ ${words[CURRENT-1]} == (-F|--fields) ]] && compset -P '*,'
      for word in $found; do (( $#word > width )) && width=$#word; done
      for word in $found; do
        __nlctl_describe "$at" "$word"
        [[ -n $REPLY ]] && described=1
        shown+=("${(r:width:)word}${REPLY:+  -- $REPLY}")
      done
      if [[ -n $described ]]; then compadd -l -d shown -a found; else compadd -a found; fi
      # Files, where nothing else is known of a word.
      if (( ! $#found )); then
        case " $words " in
        (*' explain '* | *' --record '*) _files ;;
        esac
      fi
    }
    if [[ $funcstack[1] == _nlctl ]]; then _nlctl "$@"; else compdef _nlctl nlctl; fi

    """
}
