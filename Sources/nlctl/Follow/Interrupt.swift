import CNetlink
import CommandLine
import Glibc
import NetlinkCore

/// What ends a command that follows the kernel: SIGINT, SIGTERM, or its time-out.
///
/// One cancellation ends all that the command waits for: notifications, dumps, and a reader that does not read.
struct Interrupt {
  let cancellation = Cancellation()
  /// When time is up, in milliseconds of `Clock`; nil for never.
  let end: Int?

  init(_ invocation: Invocation) {
    end = invocation.timeout.map { Clock.now + Clock.milliseconds($0) }
  }

  /// From now on SIGINT and SIGTERM end the command; a second one ends the program at once.
  func listenToSignals() { cnl_raise_on_signals(cancellation.descriptor) }

  /// From now on they end the program at once again.
  func restoreSignals() {
    _ = signal(SIGINT, SIG_DFL)
    _ = signal(SIGTERM, SIG_DFL)
  }
}
