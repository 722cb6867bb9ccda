public import NetlinkCore
internal import NetlinkMirror
internal import NetlinkWire
internal import Rtnetlink

/// Follows tables of the kernel: every change of an object, in order, for tasks.
///
/// A thread of its own keeps a picture of the tables: by notifications, and by reading the tables again where the
/// kernel does not notify or notifications were lost. So it reports changes, too, of which no notification was sent,
/// such as routes that go with their device. It begins when the sequence is made. It ends when its last sequence and
/// iterator are gone, or as soon as a task that waits for one of its changes is cancelled.
///
/// Memory is bounded: up to `backlog` bytes of changes wait to be read, up to `backlog` bytes of notifications wait to
/// be processed, and the rest waits in the socket's receive buffer (`NetlinkSocket.Options.receiveBufferSize`, doubled
/// by the kernel). Beyond that the kernel drops notifications; the stream then says how many (`.lost`), reads the
/// tables again, and reports what has changed meanwhile. The picture of the tables takes as much memory as the tables.
///
/// Thread-safe; several tasks may read, each change goes to one of them. OVS: `struct nln`.
public struct Following: AsyncSequence, Sendable {
  /// What happened.
  public typealias Element = Change
  /// Why it cannot go on.
  public typealias Failure = NetlinkError

  /// A table of the kernel that can be followed.
  public enum Table: Sendable, Hashable, CaseIterable {
    /// Links.
    case links
    /// Addresses of IPv4 and IPv6.
    case addresses
    /// IPv4 routes.
    case ipv4Routes
    /// IPv6 routes.
    case ipv6Routes
    /// MPLS routes.
    case mplsRoutes
    /// Neighbours of IPv4 and IPv6.
    case neighbours
    /// Entries of the forwarding databases of bridges and tunnels.
    case forwardingEntries
    /// Rules of policy routing.
    case rules
    /// Next hop objects.
    case nextHops

    var tracked: Tracked {
      switch self {
      case .links: .links
      case .addresses: .addresses
      case .ipv4Routes: .routes4
      case .ipv6Routes: .routes6
      case .mplsRoutes: .labels
      case .neighbours: .neighbours
      case .forwardingEntries: .bridgeNeighbours
      case .rules: .rules
      case .nextHops: .nextHops
      }
    }
  }

  /// How many bytes of changes may wait unless another limit is given: 4 MiB.
  public static var defaultBacklog: Int { 4 << 20 }

  private let owner: Owner<Change>
  private let readiness: Handoff<Void>

  /// Starts to follow tables. Never throws and never blocks: a failure is thrown to the readers.
  ///
  /// - Parameters:
  ///   - tables: The tables whose changes are reported.
  ///   - namespace: The network namespace; nil for that of the calling thread.
  ///   - includingInitial: Whether the objects that are there at the start are reported first, as new ones, and then
  ///     `.initialEnd`.
  ///   - allNamespaces: Whether the namespaces that have an id in the stream's own are followed, too.
  ///   - backlog: How many bytes of changes may wait to be read.
  ///   - options: How its sockets are opened.
  ///   - deadline: When it gives up, whether it waits for changes or reads tables: changes that wait are still handed
  ///     out, and then `.timedOut` is thrown.
  public init(
    _ tables: [Table], in namespace: NetworkNamespace? = nil, includingInitial: Bool = false,
    allNamespaces: Bool = false, backlog: Int = Following.defaultBacklog,
    options: NetlinkSocket.Options = .init(), until deadline: Deadline = .never
  ) {
    self.init(
      tables, in: namespace, includingInitial: includingInitial, allNamespaces: allNamespaces,
      backlog: backlog,
      options: options, until: deadline, pool: .shared)
  }

  /// The same by the sockets of a pool.
  package init(
    _ tables: [Table], in namespace: NetworkNamespace? = nil, includingInitial: Bool = false,
    allNamespaces: Bool = false, backlog: Int = Following.defaultBacklog,
    options: NetlinkSocket.Options = .init(), until deadline: Deadline = .never, pool: ChannelPool
  ) {
    let handoff = Handoff<Change>(limit: backlog, until: deadline)
    let readiness = Handoff<Void>(limit: 1, until: deadline)
    owner = Owner(handoff)
    self.readiness = readiness
    let run = FollowingThread(
      tables: Tracked.allCases.filter { table in tables.contains { $0.tracked == table } },
      namespace: namespace,
      includesInitial: includingInitial, allNamespaces: allNamespaces, backlog: backlog, options: options,
      deadline: deadline, pool: pool, handoff: handoff, readiness: readiness)
    owner.start(ended: { readiness.finish($0) }) { () throws(NetlinkError) in try run.follow() }
  }

  /// Suspends until the tables have been read: every change from then on is reported. Throws why they cannot be read. A
  /// task that is cancelled while it waits ends the stream for all its readers, as one that waits for a change does.
  public func waitUntilReady() async throws(NetlinkError) {
    do throws(NetlinkError) {
      _ = try await readiness.next()
    } catch {
      if error.kind == .cancelled { owner.handoff.cancel() }
      throw error
    }
  }

  /// How many bytes of changes wait to be read: at most `backlog`, or one change that is larger. Never blocks.
  public var waitingByteCount: Int { owner.handoff.waiting }

  /// A reader for one task.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(owner: owner) }

  /// One task's reader.
  public struct AsyncIterator: AsyncIteratorProtocol {
    let owner: Owner<Change>

    /// The next change; never nil. Suspends while there is none. Throws why the stream cannot go on, also `.cancelled`
    /// and `.timedOut`.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(NetlinkError) -> Change? {
      try await owner.handoff.next(isolation: actor)
    }

    /// The next change; never nil. Throws why the stream cannot go on.
    public mutating func next() async throws(NetlinkError) -> Change? { try await next(isolation: nil) }
  }
}
