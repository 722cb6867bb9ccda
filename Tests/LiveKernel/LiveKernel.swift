import Glibc

/// Whether tests may talk to the kernel of this machine.
public enum LiveKernel {
  /// Whether rtnetlink answers within five seconds.
  ///
  /// Asked of a child process that is left behind when it does not: a kernel whose rtnl lock is held for
  /// ever keeps every caller in an uninterruptible sleep, and the tests must not be among them.
  public static let answers: Bool = {
    guard let child = Child.start(["ip", "link", "show", "lo"]) else { return false }
    return child.status(within: 5_000) == 0
  }()

  /// Why a live test is skipped.
  public static let silence = "rtnetlink does not answer on this machine (or iproute2 is missing)"

  /// Whether a private network namespace can be made.
  public static let canUnshare: Bool = {
    guard answers, let child = Child.start(["unshare", "-n", "true"]) else { return false }
    return child.status(within: 10_000) == 0
  }()
}
