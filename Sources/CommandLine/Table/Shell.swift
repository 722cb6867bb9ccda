/// The shells that completions are generated for.
package enum Shell: String, CaseIterable, Sendable {
  /// GNU bash.
  case bash

  /// The Z shell.
  case zsh

  /// fish.
  case fish
}
