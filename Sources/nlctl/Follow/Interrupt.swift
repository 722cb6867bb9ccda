import CNetlink
import CommandLine
import NetlinkCore

/// Ends a command that follows the kernel: on SIGINT, on SIGTERM, or at its time-out.
///
/// One cancellation ends all waits of the command: for notifications, for dumps, and for a reader.
struct Interrupt {
  let cancellation = Cancellation()
  /// When time is up.
  let deadline: Deadline
  /// The same, in milliseconds of `Clock`; nil for never.
  let end: Int?

  init(_ invocation: Invocation) {
    let patience = invocation.timeout.map { Clock.milliseconds($0) }
    deadline = .after(milliseconds: patience ?? -1)
    end = patience.map { Clock.now + $0 }
  }

  /// How many milliseconds are left; nil where there is no time-out.
  var left: Int? { end == nil ? nil : deadline.left }

  /// From now on SIGINT and SIGTERM end the command; a second one ends the program at once.
  func listenToSignals() { cnl_raise_on_signals(cancellation.descriptor) }

  /// From now on SIGINT and SIGTERM end the program at once.
  func restoreSignals() { cnl_restore_signals() }
}
