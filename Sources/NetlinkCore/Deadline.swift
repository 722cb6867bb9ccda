/// The moment at which a call that waits gives up: `until: .after(.seconds(2))`.
///
/// One deadline may be given to several calls, which then share its time. It is kept on a clock that only goes
/// forward, whatever happens to the time of day.
///
/// A call that blocks cannot keep it while the kernel waits for a lock of its own: while another process holds RTNL, a
/// system call that asks about links ends neither by a deadline, nor by a cancellation, nor by a signal. Asynchronous
/// sequences keep it all the same. A value; thread-safe. OVS: none.
public struct Deadline: Sendable, Hashable, Comparable {
  /// Milliseconds of `Poll`'s clock; nil for never.
  private let end: Int?

  private init(end: Int?) { self.end = end }

  /// No deadline: the call waits as long as it has to.
  public static let never = Deadline(end: nil)

  /// The moment `duration` from now; it has passed already where that is 0 or negative.
  public static func after(_ duration: Duration) -> Deadline {
    duration.wholeMilliseconds.map { .after(milliseconds: $0) } ?? .never
  }

  /// The same for milliseconds; -1 for never.
  package static func after(milliseconds: Int) -> Deadline { Deadline(end: Poll.end(in: milliseconds)) }

  /// Whether it has passed.
  public var isPast: Bool { end.map { Poll.now() >= $0 } ?? false }

  /// How many milliseconds are left, 0 when it has passed; -1 for never.
  package var left: Int { end.map { max(0, $0 - Poll.now()) } ?? -1 }

  /// How long to wait for something that may take `patience` milliseconds (-1: for ever), so that the deadline is
  /// kept.
  func left(atMost patience: Int) -> Int {
    let left = left
    if left < 0 { return patience }
    return patience < 0 ? left : min(left, patience)
  }

  /// Whether one comes before another; never comes last.
  public static func < (one: Deadline, other: Deadline) -> Bool {
    (one.end ?? .max) < (other.end ?? .max)
  }
}

extension Duration {
  /// Milliseconds, 0 for a negative time; a part of one counts as a whole one, so that no wait ends early. Nil where
  /// no integer holds them.
  var wholeMilliseconds: Int? {
    let (seconds, attoseconds) = components
    let rest = Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    if seconds < 0 { return 0 }
    let (whole, isTooLong) = Int(clamping: seconds).multipliedReportingOverflow(by: 1000)
    let (sum, isTooLongWithRest) = whole.addingReportingOverflow(rest)
    return isTooLong || isTooLongWithRest ? nil : max(0, sum)
  }
}
