import NetlinkCore
import NetlinkMirror
import NetlinkWire

/// Notifications that a tap sees when the follower takes them: in the order in which they count.
struct TappedSource: NotificationSource, ~Copyable {
  private var queue: SubscriptionQueue
  private let tap: TrafficTap
  private let namespace = NetworkNamespace.current ?? 0

  /// Notifications of `queue`, whose socket has the deaf twin of the tap.
  init(_ queue: consuming SubscriptionQueue, _ tap: TrafficTap) {
    self.queue = queue
    self.tap = tap
  }

  var bytes: RawSpan {
    @_lifetime(borrow self) get { queue.bytes }
  }
  var receivedAt: StreamTime { queue.receivedAt }
  mutating func placeFence() throws(NetlinkError) -> UInt32 { try queue.placeFence() }

  mutating func next(milliseconds: Int) throws(NetlinkError) -> Subscription.Event {
    if milliseconds != 0 { tap.idle() }
    let event = try queue.next(milliseconds: milliseconds)
    if case .datagram(let datagram) = event {
      tap.see(
        queue.bytes,
        .init(
          isSent: false, netlinkProtocol: NetlinkProtocol.route.rawValue, namespace: namespace,
          namespaceID: datagram.namespaceID, time: queue.receivedAt))
    }
    return event
  }
}
