import NetlinkCore

// One thing after another: an event of the source, what is due, or waiting for either.
extension Follower where Sink: ~Copyable, Source: ~Copyable {
  /// Follows until the sink has enough, time is up, or the subscription is cancelled; true when the sink has
  /// enough. Blocks.
  package mutating func run() throws(FollowError) -> Bool {
    do throws(FollowError) {
      try follow()
      // A last read before it gives up, for what changed without a notification.
      if !sink.isDone, isOver, hasBegun, options.poll != nil {
        isLastLook = true
        giveMoreTime()
        try poll()
      }
    } catch {
      if !error.isCancellation, !(error.isTimeOut && client.deadline.isPast) { throw error }
    }
    sink.remark(.idle, at: now)
    return sink.isDone
  }

  /// Follows until the sink has enough or time is up, also within a reading.
  private mutating func follow() throws(FollowError) {
    do throws(FollowError) {
      try begin()
      while !sink.isDone, !isOver {
        if try step() { continue }
        if sink.isDone || isOver { break }
        let patience = deadline.map { max(0, $0 - host.now()) } ?? -1
        try take(try next(milliseconds: patience))
      }
    } catch {
      if !(error.isTimeOut && client.deadline.isPast) { throw error }
    }
  }

  /// Lets the last look take twice as long as all tables have ever taken, but a second at least.
  private mutating func giveMoreTime() {
    if limit == .never { return }
    client = client.with(.after(milliseconds: max(Follower.patience, 2 * longestReading)))
    namespaces.ask(by: client)
  }

  /// Takes one event, or does what is due if none is queued; false if there was neither. Never waits.
  package mutating func step() throws(FollowError) -> Bool {
    let event = try next(milliseconds: 0)
    if event != .timedOut {
      try take(event)
      return true
    }
    if let nextPoll, host.now() >= nextPoll {
      try poll()
      return true
    }
    let hasRead = try readDue()
    tellWhetherSettled()
    sink.remark(.idle, at: now)
    return hasRead
  }
}
