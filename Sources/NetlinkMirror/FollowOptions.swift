/// How tables are followed.
package struct FollowOptions: Sendable {
  /// Whether to follow all namespaces that have an id in the follower's own.
  package var allNamespaces = false
  /// Whether to tell of notifications that change nothing.
  package var repeats = false
  /// How long to follow, in milliseconds; nil for ever.
  package var timeout: Int?
  /// How often to ask again for what changes without a notification, in milliseconds; nil for never.
  package var poll: Int?
  /// How many times longer than the question took the pause before the next one is at least.
  package static var pollFactor: Int { 10 }

  package init() {}
}
