/// Notifications of one or more groups, in the kernel's order; every loss is reported.
///
/// `next` reads one event at a time. After a loss the kernel may drop more without reporting it, until the queue has
/// been read to its end; only then, at `.drained`, does a fresh dump show every change. Join before the first dump.
/// One thread reads, any may add and remove groups or cancel. OVS: `struct nln`.
public final class Subscription: Sendable {
  /// What `next` returns.
  public enum Event: Sendable, Equatable {
    /// A datagram of whole messages, in the buffer. Where bytes follow that are no message, an overflow is the next
    /// event.
    case datagram(Datagram)
    /// Notifications are lost: `lost` of them by the kernel's count, nil where it is not known. Those still queued,
    /// which are older, follow. Anything may have changed.
    case overflow(lost: UInt32?)
    /// The queue is empty for the first time since the loss: now is the time to dump. `lost` is the number of lost
    /// notifications in all, nil where it is not known.
    case drained(lost: UInt32?)
    /// Nothing came in time.
    case timedOut
  }

  private struct State {
    /// Whether notifications were lost and the queue has not been empty since.
    var isLossy = false
    /// Whether bytes that are no message followed in the last datagram.
    var hasFragment = false
    /// The kernel's count of drops at the start, or when the queue was last empty after a loss.
    var dropsSeen: UInt32?
    /// That count when the present loss began.
    var dropsBefore: UInt32?

    /// Whether the last datagram had a fragment; only the first call says so.
    mutating func takeFragment() -> Bool {
      defer { hasFragment = false }
      return hasFragment
    }
  }

  /// The socket that receives; free for dumps and transactions too.
  public let socket: NetlinkSocket
  private let state: Guarded<State>

  /// Opens a socket, in another namespace where one is given, and joins the groups: changes from now on are reported.
  /// Blocks only for the start of a thread. Throws as `NetlinkSocket.init` and `join`.
  public convenience init(
    _ netlinkProtocol: NetlinkProtocol = .route, to groups: [NetlinkGroup],
    in namespace: NetworkNamespace? = nil,
    options: NetlinkSocket.Options = .init(), cancellation: Cancellation = Cancellation()
  ) throws(NetlinkError) {
    let pool =
      try namespace.map { (namespace) throws(NetlinkError) in try ChannelPool(in: namespace) } ?? .shared
    try self.init(
      netlinkProtocol, groups: groups.map(\.rawValue), options: options, pool: pool,
      cancellation: cancellation)
  }

  /// Opens a socket and joins the groups of those numbers.
  package init(
    _ netlinkProtocol: NetlinkProtocol = .route, groups: [UInt32],
    options: NetlinkSocket.Options = .init(), pool: ChannelPool = .shared,
    cancellation: Cancellation = Cancellation()
  ) throws(NetlinkError) {
    socket = try NetlinkSocket(netlinkProtocol, options: options, pool: pool, cancellation: cancellation)
    state = Guarded(State(dropsSeen: socket.dropCount))
    for group in groups { try socket.join(group: group) }
  }

  /// Joins one more group, or adds one more user of it. Throws as `NetlinkSocket.join`. Thread-safe; does not block.
  public func add(_ group: NetlinkGroup) throws(NetlinkError) { try socket.join(group) }

  /// Removes one user of a group; the last one ends the membership. Throws what the system says. Thread-safe; does
  /// not block.
  public func remove(_ group: NetlinkGroup) throws(NetlinkError) { try socket.leave(group) }

  /// Joins the group of that number.
  package func add(_ group: UInt32) throws(NetlinkError) { try socket.join(group: group) }

  /// Removes one user of the group of that number.
  package func remove(_ group: UInt32) throws(NetlinkError) { try socket.leave(group: group) }

  /// Ends the wait of `next`, for good; it throws `.cancelled`. Thread-safe; never blocks.
  public func cancel() { socket.cancel() }

  /// The next event, or `.timedOut` when none came until the deadline. Blocks until then. A datagram is left in
  /// `buffer`. Throws `.cancelled`, or what the system says. OVS: `nln_run` and `nln_wait`.
  public func next(
    into buffer: inout ReceiveBuffer, until deadline: Deadline = .never
  ) throws(NetlinkError) -> Event {
    try next(into: &buffer, milliseconds: deadline.left)
  }

  /// The same, waiting `milliseconds` at most (-1: for ever).
  package func next(
    into buffer: inout ReceiveBuffer, milliseconds: Int
  ) throws(NetlinkError) -> Event {
    if state.withLock({ $0.takeFragment() }), let event = lose() { return event }
    var end: Int?
    while true {
      switch socket.receive(into: &buffer) {
      case .datagram(let datagram):
        if !Framing.isWhole(buffer.bytes) { state.withLock { $0.hasFragment = true } }
        return .datagram(datagram)
      case .overflow, .malformed: if let event = lose() { return event }
      case .truncated(let needed):
        buffer.grow(to: needed)
        if let event = lose() { return event }
      case .failed(let errno): throw .system(.receive, errno)
      case .wouldBlock:
        if let event = drain() { return event }
        // The time counts from the first wait on, and goes on where something else than an event ended a wait.
        if end == nil {
          end = Poll.end(in: milliseconds)
        } else if let end, Poll.now() >= end {
          return .timedOut
        }
        let left = end.map { max(0, $0 - Poll.now()) } ?? -1
        if !(try socket.wait(milliseconds: left)) { return .timedOut }
      }
    }
  }

  /// Notes a loss. Nil where it belongs to a loss that was reported and is not drained yet.
  private func lose() -> Event? {
    let drops = socket.dropCount
    return state.withLock { state in
      guard !state.isLossy else { return nil }
      state.isLossy = true
      state.dropsBefore = state.dropsSeen
      return .overflow(lost: Subscription.difference(drops, state.dropsBefore))
    }
  }

  /// Notes that the queue is empty; nil where nothing was lost before.
  private func drain() -> Event? {
    guard state.withLock({ $0.isLossy }) else { return nil }
    let drops = socket.dropCount
    return state.withLock { state in
      state.isLossy = false
      state.dropsSeen = drops
      return .drained(lost: Subscription.difference(drops, state.dropsBefore))
    }
  }

  private static func difference(_ now: UInt32?, _ before: UInt32?) -> UInt32? {
    guard let now, let before else { return nil }
    return now &- before
  }
}
