import NetlinkCore

/// Ends a command that follows the kernel once nobody can read its output any more, as after `nlctl monitor | head -1`.
/// A write would tell, but the next event may never come.
enum ReaderWatch {
  /// Starts a thread that cancels once standard output has no reader left. Without a thread, the next write tells.
  static func begin(_ cancellation: Cancellation) {
    let output = WatchedDescriptor(descriptor: 1, cancellation: cancellation)
    let worker = try? Worker { if output.waitForEndOfReader() { cancellation.cancel() } }
    worker?.detach()
  }
}
