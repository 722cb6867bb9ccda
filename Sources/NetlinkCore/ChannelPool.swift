/// Idle channels, ready for the next dump or transaction.
///
/// A channel is a socket for one dump or one batch of transactions at a time. Idle ones are kept apart by network
/// namespace, protocol and options, at most 16 of each and 64 in all, because each keeps its namespace alive. Only a
/// channel whose last conversation ended cleanly comes back. A forked child starts with none. Thread-safe; never
/// blocks on anything but a short lock. OVS: `nl_pool`.
public final class ChannelPool: Sendable {
  struct Key: Equatable {
    var namespace: UInt64
    var number: NetlinkProtocol
    var options: NetlinkSocket.Options
  }

  /// A box, because arrays cannot hold noncopyable values.
  private final class Parked {
    let key: Key
    var channel: Channel?

    init(_ key: Key, _ channel: consuming Channel) {
      self.key = key
      self.channel = consume channel
    }
  }

  private struct State: ~Copyable {
    /// Searched from the end, so that the channel parked last is found first; there are few.
    var idle: [Parked] = []
    /// The process that parked them: a forked child must not use them.
    var process: Int32 = 0
  }

  /// How many idle channels of one key are kept.
  package static let limit = 16
  /// How many idle channels are kept in all. Where one more would be kept, those kept so far are closed.
  package static let totalLimit = 64
  /// The pool that sockets use unless told otherwise.
  public static let shared = ChannelPool()

  let host: any Host
  private let state = Guarded(State())

  /// An empty pool.
  public convenience init() { self.init(isOfOneNamespace: false) }

  /// An empty pool of the kernel's sockets. `isOfOneNamespace`: no thread that uses the pool changes its network
  /// namespace meanwhile, so that the pool need not ask for it each time.
  package init(isOfOneNamespace: Bool) { host = KernelHost(isOfOneNamespace: isOfOneNamespace) }

  /// An empty pool of sockets of `host`.
  package init(host: any Host) { self.host = host }

  /// How many channels lie idle.
  public var idleCount: Int { state.withLock { $0.idle.count } }

  /// Closes all idle channels, so that no namespace is kept alive by them. Those in use are not touched.
  public func removeAll() { state.withLock { $0.idle = [] } }

  /// A channel that belongs to the caller: an idle one, or a fresh one.
  func lease(
    _ number: NetlinkProtocol, _ options: NetlinkSocket.Options
  ) throws(NetlinkError) -> Channel {
    if let key = key(number, options) {
      let process = host.process()
      let found = state.withLock { state -> Parked? in
        if state.process != process {
          state.idle = []
          state.process = process
        }
        return state.idle.lastIndex { $0.key == key }.map { state.idle.remove(at: $0) }
      }
      if let channel = found?.channel.take() { return channel }
    }
    return try open(number, options)
  }

  /// A channel that nobody has used before.
  func open(
    _ number: NetlinkProtocol, _ options: NetlinkSocket.Options
  ) throws(NetlinkError) -> Channel {
    let (endpoint, capabilities) = try Endpoint.open(on: host, number, options)
    return Channel(endpoint, capabilities)
  }

  /// Takes back a clean channel, or closes it if there are enough.
  func park(_ channel: consuming Channel, _ key: Key?) {
    guard let key else { return }
    let parked = Parked(key, channel)
    state.withLock { state in
      guard state.idle.count(where: { $0.key == key }) < ChannelPool.limit else { return }
      if state.idle.count >= ChannelPool.totalLimit { state.idle = [] }
      state.idle.append(parked)
    }
  }

  /// The key under which a channel that the calling thread opens now may be parked; nil where namespaces cannot be told
  /// apart, and channels are not kept.
  func key(_ number: NetlinkProtocol, _ options: NetlinkSocket.Options) -> Key? {
    host.namespace().map { Key(namespace: $0, number: number, options: options) }
  }
}
