import NetlinkWire

/// Sees what sockets send and receive. Several threads may call it at once.
package final class TrafficTap: Hashable, Sendable {
  /// A datagram as it went over a socket.
  package struct Traffic: Sendable {
    /// Whether this process sent it.
    package let isSent: Bool
    /// The protocol of the socket.
    package let netlinkProtocol: Int32
    /// A number that tells the socket's network namespace from others; 0 where there is none.
    package let namespace: UInt64
    /// The id of the namespace that a notification comes from, where it is another; nil for the socket's own.
    package let namespaceID: Int32?
    /// When it was received, where the tap sees it later; nil for now.
    package let time: StreamTime?
    /// The process behind the change that a notification reports, where it was found.
    package let owner: SocketOwner?

    package init(
      isSent: Bool, netlinkProtocol: Int32, namespace: UInt64, namespaceID: Int32? = nil,
      time: StreamTime? = nil, owner: SocketOwner? = nil
    ) {
      self.isSent = isSent
      self.netlinkProtocol = netlinkProtocol
      self.namespace = namespace
      self.namespaceID = namespaceID
      self.time = time
      self.owner = owner
    }
  }

  /// Shows it a datagram.
  package let see: @Sendable (RawSpan, Traffic) -> Void
  /// Tells it that a socket waits for more.
  package let idle: @Sendable () -> Void
  /// Tells it that a follower hears that notifications were lost.
  package let lose: @Sendable (Subscription.Event) -> Void
  /// Tells it what a follower does otherwise, in words, and when.
  package let note: @Sendable ([UInt8], StreamTime) -> Void
  /// Whether a transport shows it what its socket receives.
  fileprivate let hears: Bool

  /// A tap that does this.
  package init(
    see: @escaping @Sendable (RawSpan, Traffic) -> Void, idle: @escaping @Sendable () -> Void,
    lose: @escaping @Sendable (Subscription.Event) -> Void,
    note: @escaping @Sendable ([UInt8], StreamTime) -> Void
  ) {
    (self.see, self.idle, self.lose, self.note, hears) = (see, idle, lose, note, true)
  }

  private init(deaf other: TrafficTap) {
    (see, idle, lose, note, hears) = (other.see, other.idle, other.lose, other.note, false)
  }

  /// This tap for a socket whose reader calls `see` itself when it takes a datagram, because a thread receives ahead:
  /// its transport shows the tap only what is sent.
  package var deaf: TrafficTap { TrafficTap(deaf: self) }

  package static func == (one: TrafficTap, other: TrafficTap) -> Bool { one === other }
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A transport whose datagrams a tap sees.
final class TappedTransport: Transport {
  private let inner: any Transport
  private let tap: TrafficTap
  private let netlinkProtocol: Int32
  private let namespace: UInt64

  init(_ inner: any Transport, _ tap: TrafficTap, _ netlinkProtocol: NetlinkProtocol) {
    self.inner = inner
    self.tap = tap
    self.netlinkProtocol = netlinkProtocol.rawValue
    namespace = NetworkNamespace.currentIdentity ?? 0
  }

  var descriptor: Int32 { inner.descriptor }
  var portID: UInt32 { inner.portID }
  func prime() { inner.prime() }
  func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32 {
    inner.setOption(level, name, value)
  }
  func option(_ level: Int32, _ name: Int32) -> Int32? { inner.option(level, name) }
  func drops() -> UInt32? { inner.drops() }

  func send(_ bytes: RawSpan) -> Int32 {
    tap.see(bytes, .init(isSent: true, netlinkProtocol: netlinkProtocol, namespace: namespace))
    return inner.send(bytes)
  }

  func receive(into memory: inout MutableRawSpan) -> Received {
    let received = inner.receive(into: &memory)
    if tap.hears, received.error == 0, received.length > 0, received.sender == 0 {
      let length = min(received.length, memory.byteCount)
      tap.see(
        memory.bytes.slice(at: 0, length: length),
        .init(
          isSent: false, netlinkProtocol: netlinkProtocol, namespace: namespace,
          namespaceID: received.namespaceID))
    }
    return received
  }

  func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
    tap.idle()
    return inner.wait(milliseconds, first, second)
  }
}
