import NetlinkCore
import NetlinkMirror
import NetlinkWire

/// Passes notifications to the tap when the follower takes them, each with the process that caused it.
struct TappedSource: NotificationSource, ~Copyable {
  private var queue: SubscriptionQueue
  private let tap: TrafficTap
  private let namespace = NetworkNamespace.currentIdentity ?? 0
  private var finder = ProcessFinder()
  private let owners: NotedOwners

  /// The notifications of `queue`, whose own tap ignores what is received. The process that caused each is also noted in
  /// `owners`.
  init(_ queue: consuming SubscriptionQueue, _ tap: TrafficTap, _ owners: NotedOwners) {
    self.queue = queue
    self.tap = tap
    self.owners = owners
    note(.follows, at: self.queue.receivedAt)
  }

  var bytes: RawSpan {
    @_lifetime(borrow self) get { queue.bytes }
  }
  var receivedAt: StreamTime { queue.receivedAt }
  mutating func placeFence() throws(NetlinkError) -> UInt32 { try queue.placeFence() }

  mutating func note(_ step: FollowerStep, at time: StreamTime) { tap.note(step.text, time) }

  mutating func next(milliseconds: Int) throws(NetlinkError) -> Subscription.Event {
    if milliseconds != 0 { tap.idle() }
    let event = try queue.next(milliseconds: milliseconds)
    switch event {
    case .timedOut: break
    case .overflow, .drained:
      note(.loses, at: queue.receivedAt)
      tap.lose(event)
    case .datagram(let datagram):
      let owner = owner(datagram)
      tap.see(
        queue.bytes,
        .init(
          isSent: false, netlinkProtocol: NetlinkProtocol.route.rawValue, namespace: namespace,
          namespaceID: datagram.namespaceID, time: queue.receivedAt, owner: owner))
    }
    return event
  }

  /// The port id of the first message; 0 is the kernel.
  private var firstPortID: UInt32 {
    var messages = Messages(queue.bytes)
    return messages.next()?.portID ?? 0
  }

  /// The process that caused a notification. All messages of a notification have the same cause.
  private mutating func owner(_ datagram: Datagram) -> SocketOwner? {
    guard datagram.groupNumber != 0, datagram.namespaceID == nil else { return nil }
    let portID = firstPortID
    if portID == 0 { return nil }
    let owner = finder.process(of: portID, at: receivedAt)?.owner
    owners.note(portID, owner)
    return owner
  }
}
