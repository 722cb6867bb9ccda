/// How tables are followed.
package struct FollowOptions: Sendable {
  /// Whether to follow all namespaces that have an id in the follower's own.
  package var allNamespaces = false
  /// Whether to report notifications that change nothing.
  package var repeats = false
  /// How long to follow, in milliseconds; nil for ever.
  package var timeout: Int?
  /// Whether the tables are read once even if time is up before.
  package var looksOnce = false
  /// Whether objects of a dump are kept even if notifications were lost during it, or time was up before the queue was
  /// empty. Such a dump does not prove that an object is absent. A list that is read once sets this, so that it shows
  /// what any of its dumps had.
  package var keepsAllTries = false
  /// How often to read again what changes without a notification, in milliseconds; nil for never.
  package var poll: Int?
  /// The pause between two such reads is at least this many times as long as the read took.
  package static var pollFactor: Int { 10 }

  package init() {}
}
