import CNetlink
import CommandLine
import Glibc
import NetlinkCore

/// Ends a command that follows the kernel: on SIGINT, on SIGTERM, or at its time-out.
///
/// One cancellation ends all waits of the command: for notifications, for dumps, and for a reader.
struct Interrupt {
  let cancellation = Cancellation()
  /// The deadline, in milliseconds of `Clock`; nil for none.
  let end: Int?

  init(_ invocation: Invocation) {
    end = invocation.timeout.map { Clock.now + Clock.milliseconds($0) }
  }

  /// From now on SIGINT and SIGTERM end the command; a second one ends the program at once.
  func listenToSignals() { cnl_raise_on_signals(cancellation.descriptor) }

  /// From now on SIGINT and SIGTERM end the program at once.
  func restoreSignals() {
    _ = signal(SIGINT, SIG_DFL)
    _ = signal(SIGTERM, SIG_DFL)
  }
}
