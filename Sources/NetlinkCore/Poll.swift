private import CNetlink

/// Waits for a descriptor, with a time limit and cancellations.
package enum Poll {
  /// Waits until `descriptor` is readable, one of the cancellations comes, or `milliseconds` have passed
  /// (-1: for ever). Signals do not shorten it.
  package static func wait(
    for descriptor: Int32, _ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?
  ) -> Wakeup {
    let end = end(in: milliseconds)
    let one = first?.descriptor ?? -1
    let other = second?.descriptor ?? -1
    // Where the system has no eventfd left, the cancellation is looked at every 20 milliseconds.
    let isBlind = (first != nil && one < 0) || (second != nil && other < 0)
    while true {
      if first?.isCancelled == true || second?.isCancelled == true { return .cancelled }
      var left = end.map { max(0, $0 - now()) } ?? -1
      if isBlind { left = left < 0 ? 20 : min(left, 20) }
      let answer = cnl_wait(descriptor, one, other, Int32(clamping: left))
      if answer == -Errno.interrupted { continue }
      if answer < 0 { return .failed(-answer) }
      if answer & Int32(CNL_CANCELLED) != 0 { return .cancelled }
      if answer & Int32(CNL_READY) != 0 { return .ready }
      if answer & Int32(CNL_HUNG_UP) != 0 { return .failed(Errno.badDescriptor) }
      if let end, now() >= end { return .timedOut }
    }
  }

  /// The time in `milliseconds` from now, on the clock of `now`; nil for -1, which is never.
  package static func end(in milliseconds: Int) -> Int? {
    milliseconds < 0 ? nil : now() + min(milliseconds, Int.max / 2)
  }

  /// Milliseconds of a clock that only goes forward.
  package static func now() -> Int { Int(cnl_now_milliseconds()) }
}
