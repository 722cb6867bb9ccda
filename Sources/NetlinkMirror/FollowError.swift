package import NetlinkCore

/// Why a follower had to give up.
package struct FollowError: Error {
  /// What it was doing.
  package enum Activity: Sendable {
    /// Reading a table.
    case reading(Tracked)
    /// Receiving notifications.
    case receiving
    /// Asking for the ids of other network namespaces.
    case listing
    /// Returning from another network namespace.
    case returning
  }

  package var activity: Activity
  package var error: NetlinkError

  /// Whether it was told to stop: a signal, a cancelled subscription.
  package var isCancellation: Bool { error.kind == .cancelled }

  /// Whether the kernel had not answered in time.
  var isSilence: Bool { error.isSilence }
}
