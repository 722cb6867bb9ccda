import NetlinkCore
internal import Rtnetlink
import NetlinkWire

// Tables are read at the start, after a loss, and where the kernel says nothing.
extension Follower where Sink: ~Copyable, Source: ~Copyable {
  /// How often a table is read at the start, until the dump is certain, before the next table is read.
  static var firstTries: Int { 3 }
  /// After so many milliseconds a table is not read once more at the start: if changes come faster than they are
  /// processed, each dump takes longer than the one before.
  static var patience: Int { 1000 }

  /// Reads all tables for the first time.
  package mutating func begin() throws(FollowError) {
    let start = host.now()
    if !hasBaseline { sink.follows(nil, followed[0].mirror.devices, nil) }
    let cause: StaticString? = hasBaseline ? NamespaceMirror.baseline : nil
    _ = try readAll(followed[0], cause: cause, isInitial: !hasBaseline)
    if options.allNamespaces, !isEnding {
      for id in try namespaceIDs() { try follow(id, cause: nil) }
    }
    // An incomplete reading is not reported as the initial state.
    if isEnding { return }
    hasBegun = true
    try takeArrivals()
    tellWhetherSettled()
    if !sink.isDone { tell(.initialEnd, .begun) }
    sink.remark(.idle, at: now)
    planPoll(after: start)
  }

  /// Reads all tables of a namespace; false when it cannot be entered.
  mutating func readAll(
    _ followed: Followed, cause: StaticString?, isInitial: Bool
  ) throws(FollowError) -> Bool {
    for table in followed.mirror.tracked {
      let start = host.now()
      for _ in 0..<Follower.firstTries {
        guard try read(table, nil, of: followed, cause: cause, isInitial: isInitial) else { return false }
        if isEnding { return true }
        if followed.mirror.certain.contains(table) || host.now() - start >= Follower.patience { break }
      }
      // After a loss all tables are read again, the links first: events of the others name them.
      let hasLost = isLosing || followed.mirror.refresh.isAfterLoss
      if table == .links, hasLost, !isInitial, !followed.mirror.certain.contains(.links) { return true }
    }
    return true
  }

  /// Reads the tables, or parts of them, that are due; false if none was.
  mutating func readDue() throws(FollowError) -> Bool {
    let start = host.now()
    let due = followed.filter { !$0.mirror.refresh.isEmpty && start >= $0.mirror.refresh.due }
    if due.isEmpty { return false }
    if !isResyncing, due.contains(where: { $0.mirror.refresh.isAfterLoss }) {
      isResyncing = true
      tell(.resyncBegin, .resyncBegin)
    }
    for followed in due { try readDue(followed) }
    try takeArrivals()
    if isResyncing, followed.allSatisfy({ $0.mirror.hasRecovered }) {
      isResyncing = false
      tell(.resyncEnd, .resyncEnd)
    }
    return true
  }

  private mutating func readDue(_ followed: Followed) throws(FollowError) {
    let start = host.now()
    if followed.id == nil { source.note(.round, at: now) }
    let wanted = followed.mirror.refresh.take()
    // Places that become doubtful from now on are read later.
    let doubtful = followed.mirror.doubtfulPlaces
    guard try locate(followed) else { return }
    var isWaitingForLinks = false
    for table in followed.mirror.tracked {
      guard let item = wanted.first(where: { $0.table == table }) else { continue }
      if isWaitingForLinks {
        followed.mirror.refresh.add(table, item.cause, item.touched)
        continue
      }
      let lostBefore = lost
      let hasRead = try read(
        table, item.touched, of: followed, cause: item.cause.word, isInitial: false,
        settling: doubtful[table] ?? [])
      if !hasRead, item.cause == .overflow { isIncomplete = true }
      if isEnding { return }
      // After a loss, the links come first: events of the other tables name them.
      let isUncertain = table == .links && !followed.mirror.certain.contains(.links)
      isWaitingForLinks =
        item.cause == .overflow && (isUncertain || isLosing || lost != lostBefore)
        && followed.mirror.uncertainRounds < NamespaceMirror.patience
    }
    if followed.id == nil { source.note(.rest, at: self.now) }
    let now = host.now()
    let isCertain = followed.mirror.tracked.allSatisfy { followed.mirror.certain.contains($0) }
    followed.mirror.uncertainRounds = isCertain ? 0 : followed.mirror.uncertainRounds + 1
    followed.mirror.refresh.rest(
      after: now - start, uncertainRounds: followed.mirror.uncertainRounds, now)
  }

  /// Reads a table, or the touched part of it, and applies the differences; false if its namespace cannot be entered.
  ///
  /// The queue is processed first: what is known before the dump is as old as the dump, and what was queued
  /// until its end is reported before the dump is applied.
  mutating func read(
    _ table: Tracked, _ touched: Touched?, of followed: Followed, cause: StaticString?, isInitial: Bool,
    settling places: Set<[UInt8]> = []
  ) throws(FollowError) -> Bool {
    isReading = true
    defer { isReading = false }
    let isPatient = !isInitial && followed.mirror.uncertainRounds < NamespaceMirror.patience
    // After another loss all tables are read again, the links first.
    if try drain(), isPatient { return true }
    let result = try inNamespace(of: followed) { follower, client throws(FollowError) in
      try follower.ask(table, touched, of: followed, by: client)
    }
    guard let result else { return false }
    var answer = result.answer
    let settled = answer.touched == nil ? followed.mirror.doubtfulPlaces[table] ?? [] : places
    followed.mirror.load = Load(table, judges: result.judges, settled: settled)
    let hasLost = try drain()
    let time = now
    if table == .routes4, answer.touched == nil, answer.isWhole {
      answer.census = try census(answer, of: followed)
    }
    guard var load = followed.mirror.load.take() else { return true }
    load.hasLost = load.hasLost || hasLost || isLosing
    followed.mirror.time = max(lastNotified, time)
    load.isKeptAnyway = options.keepsAllTries
    // If not all of the queue was processed, the answer cannot be judged.
    if isEnding {
      if !load.isKeptAnyway { return true }
      load.hasLost = true
    }
    let byteCount = answer.snapshots.reduce(0) { $0 + $1.contents.byteCount }
    guard followed.mirror.store.hasRoom(for: byteCount) else {
      throw FollowError(activity: .reading(table), error: .noMemory())
    }
    if followed.id == nil {
      source.note(
        .answer(table, cause: cause, census: answer.census, hasLost: load.hasLost), at: followed.mirror.time)
    }
    if !followed.mirror.takeOver(answer, load, cause: cause, isInitial: isInitial, &sink) {
      return try read(table, nil, of: followed, cause: cause, isInitial: isInitial)
    }
    return true
  }

  /// Asks the kernel for a table, or its touched part, once changes that are under way are notified.
  private mutating func ask(
    _ table: Tracked, _ touched: Touched?, of followed: Followed, by client: NetlinkClient
  ) throws(FollowError) -> (answer: Answer, judges: [any WitnessJudge]) {
    // The kernel notifies of a link, an address or a next hop before it removes the routes, all under one
    // lock, for which this waits. Notifications from now on may belong to changes that still go on while the
    // table is read, so no more are taken before.
    client.wait(forBarrier: Witness.linkQuestion)
    let answer = try followed.mirror.read(table, touched, client)
    // The kernel changes addresses before it notifies, and routes where a carrier is lost.
    switch table {
    case .routes4, .routes6, .addresses: client.wait(forBarrier: Witness.linkQuestion)
    default: break
    }
    return answer
  }

  /// Finds out how to enter a namespace; false if it has gone, and another may have its id.
  mutating func locate(_ followed: Followed) throws(FollowError) -> Bool {
    guard let id = followed.id else { return true }
    let place = namespaces.place(of: id)
    if place != followed.mirror.place {
      try drainKeepingArrivals()
      if hasGone(id) { return false }
    }
    followed.mirror.place = place
    return true
  }

  /// Reports whether the mirror is settled, where that has changed.
  mutating func tellWhetherSettled() {
    let isSettled = isCertain
    guard isSettled != self.isSettled || !hasToldSettled else { return }
    self.isSettled = isSettled
    hasToldSettled = true
    sink.remark(isSettled ? .settled : .unsettled, at: now)
  }
}
