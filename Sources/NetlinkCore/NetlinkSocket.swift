/// A netlink socket: a descriptor and a port id that never change, multicast groups, raw messages, and a client for
/// dumps and transactions.
///
/// Dumps and transactions never run on the socket's own descriptor: each has a channel of its own for as
/// long as it lasts. So the socket may be used for anything while its dump runs, the two may end in any
/// order, notifications and replies never mix, and the descriptor never changes under a poll. (OVS in 2011
/// swapped descriptors.) They run in the network namespace of the thread that starts them.
///
/// Thread-safe. OVS: `struct nl_sock`.
public final class NetlinkSocket: NetlinkClient, @unchecked Sendable {
  private struct State {
    var members: [UInt32: Int] = [:]
    var foreign: UInt64 = 0
    var nextSequence: UInt32 = 1
    var listensToAll = false
  }

  /// What the kernel granted.
  public let capabilities: Capabilities
  let endpoint: Endpoint
  private let state = Guarded(State())

  /// Opens a socket in the calling thread's network namespace, or in another: then its dumps and transactions run
  /// there, too, with a pool of their own, and the calling thread stays where it is.
  ///
  /// Blocks only for the start of a thread, for another namespace. Throws `.system`: EPROTONOSUPPORT, EMFILE,
  /// ENFILE, ENOBUFS, and what `ChannelPool.init(in:)` throws. OVS: `nl_sock_create`.
  public init(
    _ netlinkProtocol: NetlinkProtocol = .route, in namespace: NetworkNamespace? = nil,
    options: Options = Options(), pool: ChannelPool = .shared, cancellation: Cancellation = Cancellation()
  ) throws(NetlinkError) {
    var pool = pool
    if let namespace { pool = try ChannelPool(in: namespace) }
    (endpoint, capabilities) = try Endpoint.open(on: pool.host, netlinkProtocol, options)
    super.init(netlinkProtocol, options: options, pool: pool, cancellation: cancellation, until: .never)
  }

  /// The descriptor, for a poll of one's own; the same as long as the socket lives. OVS: `nl_sock_fd`.
  public var descriptor: Int32 { endpoint.transport.descriptor }

  /// The port id, which the kernel chose; the same as long as the socket lives. OVS: `nl_sock_pid`.
  public var portID: UInt32 { endpoint.transport.portID }

  /// How many datagrams the library dropped because another than the kernel had sent them.
  public var foreignDatagramCount: UInt64 { state.withLock { $0.foreign } }

  /// How many datagrams the kernel could not queue on this socket since it was opened; nil where it does not say.
  public var dropCount: UInt32? { endpoint.transport.drops() }

  /// Opens a new socket with the same protocol and options, but no groups and an empty queue; in the network namespace
  /// of the calling thread. Does not block. Throws as `init`. OVS: `nl_sock_clone`.
  public func clone() throws(NetlinkError) -> NetlinkSocket {
    let clone = try NetlinkSocket(netlinkProtocol, options: options, pool: pool)
    if state.withLock({ $0.listensToAll }) { try clone.listenToAllNamespaces(true) }
    return clone
  }

  /// Joins a multicast group; each further `join` of it must be taken back, too. Does not block. Throws EINVAL for a
  /// group that does not exist, EPERM without the right. OVS: `nl_sock_join_mcgroup`.
  public func join(_ group: NetlinkGroup) throws(NetlinkError) { try join(group: group.rawValue) }

  /// The same by its number.
  package func join(group: UInt32) throws(NetlinkError) {
    try state.withLock { state throws(NetlinkError) in
      if state.members[group, default: 0] == 0 {
        try set(SocketOption.addMembership, Int32(bitPattern: group), .join, "multicast group \(group)")
      }
      state.members[group, default: 0] += 1
    }
  }

  /// Takes back one `join`; the last one ends the membership. Notifications that are queued can still be read. Leaving
  /// a group that was not joined does nothing. Does not block. Throws what the system says. OVS:
  /// `nl_sock_leave_mcgroup`.
  public func leave(_ group: NetlinkGroup) throws(NetlinkError) { try leave(group: group.rawValue) }

  /// The same by its number.
  package func leave(group: UInt32) throws(NetlinkError) {
    try state.withLock { state throws(NetlinkError) in
      let count = state.members[group, default: 0]
      if count <= 1 {
        try set(SocketOption.dropMembership, Int32(bitPattern: group), .leave, "multicast group \(group)")
        state.members[group] = nil
      } else {
        state.members[group] = count - 1
      }
    }
  }

  /// Makes the socket receive notifications of other namespaces, too, for which its own has an id; `false` ends that.
  /// `Datagram.namespaceID` tells them apart. Does not block. Throws EPERM without CAP_NET_BROADCAST. OVS:
  /// `nl_sock_listen_all_nsid`.
  public func listenToAllNamespaces(_ isOn: Bool = true) throws(NetlinkError) {
    try state.withLock { state throws(NetlinkError) in
      try set(
        SocketOption.listenAllNamespaces, isOn ? 1 : 0, .option, "notifications of all namespaces")
      state.listensToAll = isOn
    }
  }

  private func set(
    _ option: Int32, _ value: Int32, _ operation: NetlinkError.Operation, _ subject: @autoclosure () -> String
  ) throws(NetlinkError) {
    let error = endpoint.transport.setOption(SocketOption.netlinkLevel, option, value)
    if error != 0 { throw NetlinkError(.system, operation, errno: error, subject: subject()) }
  }

  /// Sends a request from this very socket and returns its sequence number; `receive` brings the answer. Does not
  /// block. Throws EINVAL for a message whose length field is wrong or that has no header of its family, EMSGSIZE for one
  /// that is too long, else what the system says. OVS: `nl_sock_send`.
  @discardableResult
  public func send(_ request: Request) throws(NetlinkError) -> UInt32 {
    let sequence = state.withLock { Channel.sequences(1, &$0.nextSequence) }
    let bytes = try request.sealed(
      adding: 0, sequence: sequence, portID: portID, to: netlinkProtocol, for: .send)
    let error = endpoint.send(bytes)
    if error != 0 { throw .system(.send, error) }
    return sequence
  }

  /// Receives one datagram, whatever it holds, without blocking. Several threads may call it, each with a buffer of its
  /// own; each datagram goes to one of them. OVS: `nl_sock_recv`.
  public func receive(into buffer: inout ReceiveBuffer) -> Receipt {
    var foreign: UInt64 = 0
    let (arrival, received) = endpoint.receive(into: &buffer, foreign: &foreign)
    if foreign > 0 { state.withLock { $0.foreign += foreign } }
    switch arrival {
    case .datagram:
      var offset = 0
      guard Framing.next(in: buffer.bytes, at: &offset) > 0 else { return .malformed }
      return .datagram(Datagram(group: received.group, namespaceID: received.namespaceID))
    case .wouldBlock: return .wouldBlock
    case .overflow: return .overflow
    case .malformed: return .malformed
    case .truncated(let needed, _): return .truncated(needed: needed)
    case .failed(let errno): return .failed(errno)
    }
  }

  /// Blocks until something can be received; false when the deadline passed before. Throws `.cancelled`, or what the
  /// system says. OVS: `nl_sock_wait`.
  public func wait(until deadline: Deadline = .never) throws(NetlinkError) -> Bool {
    try wait(milliseconds: deadline.left)
  }

  /// The same, waiting `milliseconds` at most (-1: for ever).
  package func wait(milliseconds: Int) throws(NetlinkError) -> Bool {
    switch endpoint.transport.wait(milliseconds, cancellation, nil) {
    case .ready: return true
    case .timedOut: return false
    case .cancelled: throw .cancelled(.receive)
    case .failed(let errno): throw .system(.receive, errno)
    }
  }

  /// Receives and drops everything that is queued, also after an overflow. Returns how many datagrams it dropped, and
  /// whether the kernel had lost some. Does not block. OVS: `nl_sock_drain`.
  @discardableResult
  public func discardPending() -> (datagrams: Int, hasOverflowed: Bool) {
    var buffer = ReceiveBuffer()
    var count = 0
    var hasOverflowed = false
    while true {
      switch receive(into: &buffer) {
      case .datagram, .malformed, .truncated: count += 1
      case .overflow: hasOverflowed = true
      case .wouldBlock, .failed: return (count, hasOverflowed)
      }
    }
  }
}
