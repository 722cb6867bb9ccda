import NetlinkCore

// The loop of the follower: it takes an event, reads the tables that are due, or waits.
extension Follower where Sink: ~Copyable, Source: ~Copyable {
  /// Follows until the sink has enough, time is up, or the subscription is cancelled; true when the sink has
  /// enough. Blocks.
  package mutating func run() throws(FollowError) -> Bool {
    do throws(FollowError) {
      try follow()
      // A last read before it gives up, for what changed without a notification.
      if !sink.isDone, isOver, hasBegun, options.poll != nil {
        try look { follower throws(FollowError) in try follower.poll() }
      }
    } catch {
      if !isEnd(error) { throw error }
    }
    sink.remark(.idle, at: now)
    return sink.isDone
  }

  /// Follows until the sink has enough or time is up, also within a reading.
  private mutating func follow() throws(FollowError) {
    do throws(FollowError) {
      if options.looksOnce {
        try look { follower throws(FollowError) in try follower.begin() }
      } else {
        try begin()
      }
      while !sink.isDone, !isOver {
        if try step() { continue }
        if sink.isDone || isOver { break }
        let patience = deadline.map { max(0, $0 - host.now()) } ?? -1
        try take(try next(milliseconds: patience))
      }
    } catch {
      if error.isCancellation || !isEnd(error) { throw error }
    }
  }

  /// Whether an error only says that it was told to stop, or that time was up before the kernel had answered.
  private func isEnd(_ error: FollowError) -> Bool {
    error.isCancellation || (isOver && error.isSilence)
  }

  /// So many milliseconds a look may take when time is up: if changes come faster than they are processed, it has no end.
  private static var overtime: Int { 5000 }

  /// Reads the tables though time is up, unless the kernel is silent for a second.
  private mutating func look(_ body: (inout Self) throws(FollowError) -> Void) throws(FollowError) {
    let usual = client
    isLastLook = true
    lookEnd = max(host.now(), end ?? 0) + Follower.overtime
    if limit != .never { ask(by: client.looking(until: limit)) }
    defer {
      isLastLook = false
      ask(by: usual)
    }
    try body(&self)
  }

  private mutating func ask(by client: NetlinkClient) {
    self.client = client
    namespaces.ask(by: client)
  }

  /// Tells the sink, and a recording.
  mutating func tell(_ remark: Remark, _ step: FollowerStep) {
    source.note(step, at: now)
    sink.remark(remark, at: now)
  }

  /// Takes one queued event, or reads the tables that are due if no event is queued. Returns false if there was nothing
  /// to do. Does not wait for an event.
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

  /// Reads all tables again, for what changes without a notification.
  mutating func poll() throws(FollowError) {
    let start = host.now()
    for followed in followed {
      guard try locate(followed) else { continue }
      for table in shown {
        _ = try read(table, nil, of: followed, cause: Refresh.Cause.poll.word, isInitial: false)
        if sink.isDone { return }
      }
    }
    try takeArrivals()
    tellWhetherSettled()
    sink.remark(.idle, at: now)
    planPoll(after: start)
  }

  /// Decides when the tables are polled next.
  mutating func planPoll(after start: Int) {
    let now = host.now()
    nextPoll = options.poll.map { now + max($0, FollowOptions.pollFactor * (now - start)) }
  }
}
