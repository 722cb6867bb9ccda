/// What `wait` waits for, in addition to its selectors.
package struct WaitOptions: Equatable, Sendable {
  /// `--gone`: until no object matches.
  package var gone = false

  /// `--stable`: how long the condition must hold.
  package var stable: Duration?
}
