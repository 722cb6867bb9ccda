/// What `wait` waits for, besides its selectors.
package struct WaitOptions: Equatable, Sendable {
  /// `--gone`: nothing may match.
  package var gone = false

  /// `--stable`: how long it must hold.
  package var stable: Duration?
}
