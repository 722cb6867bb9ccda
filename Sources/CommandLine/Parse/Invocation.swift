/// What a command line asks for: typed, checked, and free of contradictions.
package struct Invocation: Equatable, Sendable {
  /// What to do.
  package var action: Action

  /// The command's words, for messages: `link dump`.
  package var path: String

  /// What objects to show, in the order given; a bare operand is among them.
  package var selectors: [Selector] = []

  /// `-4`, `-6`, `--family`: the only family asked for.
  package var family: FamilyName?

  /// `--netns`: where to look.
  package var netns: NamespaceReference?

  /// `--json`.
  package var json = false

  /// `--pretty`.
  package var pretty = false

  /// `--fields`: the chosen names in order, at least one; not compared with any table yet.
  package var fields: [String]?

  /// How often `--details` was given.
  package var details = 0

  /// How often `--stats` was given.
  package var stats = 0

  /// `--oneline`.
  package var oneline = false

  /// `--brief`.
  package var brief = false

  /// `--consistent` of `route dump`.
  package var consistent = false

  /// `--tree` of `link dump`.
  package var tree = false

  /// `--dot` of `link dump`.
  package var dot = false

  /// `--watch`.
  package var watch = false

  /// `--sort`: the field, after a minus sign where downwards.
  package var sort: String?

  /// `--all-netns`.
  package var allNetns = false

  /// `--numeric`.
  package var numeric = false

  /// `--color`.
  package var color = ColorChoice.auto

  /// `--timestamp`.
  package var timestamp = false

  /// `--quiet`.
  package var quiet = false

  /// `--verbose`.
  package var verbose = false

  /// `--explain`.
  package var explain = false

  /// `--record`: the file.
  package var record: String?

  /// `--from`: the recording to answer from.
  package var source: String?

  /// `--fault`: the plan as typed.
  package var fault: String?

  /// `--timeout` of `monitor` and `wait`.
  package var timeout: Duration?

  init(_ action: Action, path: String) {
    self.action = action
    self.path = path
  }
}

/// A network namespace as named on the command line.
package enum NamespaceReference: Equatable, Sendable {
  /// A file: the text has a slash.
  case path(String)

  /// A name under `/run/netns`; if there is none and it is a number, a process id.
  case name(String)
}

/// When to colour.
package enum ColorChoice: String, CaseIterable, Sendable {
  /// On a terminal that can, unless the environment says no.
  case auto

  /// Always.
  case always

  /// Never.
  case never
}
