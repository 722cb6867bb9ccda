import NetlinkCore
internal import Rtnetlink
import NetlinkWire

// Events are taken from the source, one after another.
extension Follower where Sink: ~Copyable, Source: ~Copyable {
  /// The error of a follower that cannot receive.
  func failure(_ error: NetlinkError) -> FollowError { FollowError(activity: .receiving, error: error) }

  /// The next event of the source; waits `milliseconds` at most (-1: for ever).
  mutating func next(milliseconds: Int) throws(FollowError) -> Subscription.Event {
    do throws(NetlinkError) {
      return try source.next(milliseconds: milliseconds)
    } catch {
      throw failure(error)
    }
  }

  /// Processes one event of the source.
  mutating func take(_ event: Subscription.Event) throws(FollowError) {
    switch event {
    case .timedOut: return
    case .overflow:
      isLosing = true
      for followed in followed {
        followed.mirror.load?.hasLost = true
        // The lost notifications may have added a rule again, or a route that another one then replaces. So nothing
        // is certain from now until the tables have been read again.
        followed.mirror.certain = []
      }
    case .drained(let count):
      isLosing = false
      try takeLoss(count)
    case .datagram(let datagram):
      guard let followed = try followed(datagram.namespaceID) else {
        // While the namespace was looked for, the queue may have said that it is gone and another one has its id.
        if !isReading { try takeArrivals() }
        return
      }
      if datagram.groupNumber == 0 {
        acknowledged = Follower.acknowledgement(source)
        return
      }
      lastNotified = source.receivedAt
      followed.mirror.time = lastNotified
      guard followed.mirror.store.hasRoom(for: source.bytes.byteCount) else { throw failure(.noMemory()) }
      Follower.apply(source, datagram.groupNumber, followed, options.allNamespaces, &arrivals, &sink)
      if !isReading { try takeArrivals() }
      try readOverdue()
    }
  }

  /// The sequence number of an acknowledgement; nil for any other message.
  private static func acknowledgement(_ source: borrowing Source) -> UInt32? {
    var messages = Messages(source.bytes)
    guard let message = messages.next(), message.type == ControlType.error else { return nil }
    return message.sequence
  }

  /// Applies the notifications of a datagram, and notes namespaces that came or went in `arrivals`.
  private static func apply(
    _ source: borrowing Source, _ group: UInt32, _ followed: Followed, _ followsAll: Bool,
    _ arrivals: inout [(id: Int32, isThere: Bool)], _ sink: inout Sink
  ) {
    var messages = Messages(source.bytes)
    while let message = messages.next() {
      if followsAll, followed.id == nil,
        message.type == RTM.newNamespaceID || message.type == RTM.deleteNamespaceID,
        let id = NamespaceFinder.id(of: message)
      {
        arrivals.append((id, message.type == RTM.newNamespaceID))
      }
      followed.mirror.apply(message, group, &sink)
      if sink.isDone { return }
    }
  }

  /// Reads tables that have waited too long for the queue to become empty.
  private mutating func readOverdue() throws(FollowError) {
    let now = host.now()
    guard !isReading, now >= nextLook else { return }
    nextLook = now + 20
    for followed in followed { followed.mirror.refresh.look(now) }
    if followed.contains(where: { $0.mirror.refresh.isOverdue(now) }) { _ = try readDue() }
  }

  /// Notes that notifications were lost: every table is to be read again.
  private mutating func takeLoss(_ count: UInt32?) throws(FollowError) {
    // A datagram that did not fit, or was no message, counts as lost, although the kernel did not count it.
    let count = count.map { UInt64(max(1, $0)) }
    lost += count ?? 1
    sink.remark(.lost(count), at: now)
    for followed in followed {
      followed.mirror.load?.hasLost = true
      for table in followed.mirror.tracked {
        followed.mirror.certain.remove(table)
        followed.mirror.refresh.add(table, .overflow)
      }
    }
    // Reported now: once the tables have been read again, nothing seems to have changed.
    if hasToldSettled { tellWhetherSettled() }
    if options.allNamespaces { hasLostNamespaces = true }
    if followed.allSatisfy({ $0.mirror.tracked.isEmpty }) { isIncomplete = true }
    if !isReading { try takeArrivals() }
  }

  /// Processes, in order, what the kernel has queued until now; true if some of it was lost.
  mutating func drain() throws(FollowError) -> Bool {
    // If there is no room for a fence, or its acknowledgement was lost, another one is placed: a queue that
    // is never empty would be read for ever.
    var fence = try? source.placeFence()
    let lostBefore = lost
    var hasLost = false
    while !isEnding {
      let event = try next(milliseconds: 0)
      if event == .timedOut { break }
      if case .overflow = event {
        hasLost = true
        fence = nil
      }
      try take(event)
      if fence == nil { fence = try? source.placeFence() }
      if let fence, acknowledged == fence { break }
    }
    return hasLost || lost != lostBefore
  }
}
