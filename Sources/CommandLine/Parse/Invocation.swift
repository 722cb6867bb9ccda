/// What a command line asks for, read and checked.
package struct Invocation: Equatable, Sendable {
  /// What to do.
  package var action: Action

  /// The command's words, for messages: `link dump`.
  package var path: String

  /// The selectors in the order given; the operand of `dump` is one of them.
  package var selectors: [Selector] = []

  /// `-4`, `-6`, `--family`: the address family asked for; nil for all.
  package var family: FamilyName?

  /// `--netns`: where to look.
  package var netns: NamespaceReference?

  /// `--json`.
  package var json = false

  /// `--pretty`.
  package var pretty = false

  /// `--fields`: the names in the order given, at least one. The parser does not check that there are such fields.
  package var fields: [String]?

  /// `--fields` with a plus sign where JSON, which has every key, is asked for: they are only checked.
  package var needlessFields: [String]?

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

  /// `--sort`: the field, with a minus sign before it for descending order.
  package var sort: String?

  /// `--all-netns`.
  package var allNetns = false

  /// The name of the namespace that is listed at the moment; nil without `--all-netns`, and for one without a name.
  package var namespace: [UInt8]?

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

/// A network namespace as the command line names it.
package enum NamespaceReference: Equatable, Sendable {
  /// A path: the text has a slash.
  case path(String)

  /// A name under `/run/netns`; a process id, if there is no such name and it is a number.
  case name(String)
}

/// When to use colours.
package enum ColorChoice: String, CaseIterable, Sendable {
  /// On a terminal that can show colours, unless the environment forbids it.
  case auto

  /// Always.
  case always

  /// Never.
  case never
}
