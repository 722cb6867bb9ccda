package import NetlinkCore
import NetlinkWire

/// Where a follower's notifications come from.
package protocol NotificationSource: ~Copyable {
  /// The next event; waits `milliseconds` at most (-1: for ever). Throws `.cancelled`, or what the system says.
  mutating func next(milliseconds: Int) throws(NetlinkError) -> Subscription.Event
  /// The datagram of the last event. Valid until the next call.
  var bytes: RawSpan { @_lifetime(borrow self) get }
  /// When that event was received.
  var receivedAt: StreamTime { get }
  /// Asks the kernel for an acknowledgement on the same socket, which it queues behind all notifications that it
  /// has queued so far; returns its sequence number.
  mutating func placeFence() throws(NetlinkError) -> UInt32
  /// Notes a step of the follower in its own namespace, for a recording. `time` is the time of the events of that step.
  mutating func note(_ step: FollowerStep, at time: StreamTime)
}

extension NotificationSource where Self: ~Copyable {
  /// Without a recording nothing is noted.
  package mutating func note(_ step: FollowerStep, at time: StreamTime) {}
}

extension Subscription {
  /// Sends a message that only asks to be acknowledged. The kernel's `NLMSG_NOOP`.
  func askForAcknowledgement() throws(NetlinkError) -> UInt32 {
    try socket.send(Request(type: ControlType.noop, flags: MessageFlag.acknowledge))
  }
}

extension SubscriptionQueue: NotificationSource {
  /// Asks on the subscription's own socket.
  package mutating func placeFence() throws(NetlinkError) -> UInt32 {
    try subscription.askForAcknowledgement()
  }
}

/// Notifications read directly from a subscription's socket, without a thread.
package struct DirectSource: NotificationSource, ~Copyable {
  private let subscription: Subscription
  private let host: any Host
  private var buffer = ReceiveBuffer(capacity: 128 << 10)
  package private(set) var receivedAt: StreamTime

  /// Reads `subscription`, which nobody else may read, by the clock of `host`.
  package init(_ subscription: Subscription, _ host: any Host) {
    self.subscription = subscription
    self.host = host
    receivedAt = host.timeOfDay()
  }

  package var bytes: RawSpan {
    @_lifetime(borrow self) get { buffer.bytes }
  }

  package mutating func next(milliseconds: Int) throws(NetlinkError) -> Subscription.Event {
    let event = try subscription.next(into: &buffer, milliseconds: milliseconds)
    receivedAt = host.timeOfDay()
    return event
  }

  package mutating func placeFence() throws(NetlinkError) -> UInt32 {
    try subscription.askForAcknowledgement()
  }
}
