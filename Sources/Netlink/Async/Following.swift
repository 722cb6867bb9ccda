public import NetlinkCore
internal import NetlinkMirror
internal import NetlinkWire
internal import Rtnetlink

/// Follows tables of the kernel: every change of an object, in order, for tasks.
///
/// A thread of its own keeps a picture of the tables by notifications, and by reading them again where the kernel says
/// nothing or what it said was lost; so changes are told that no notification told of, such as routes that go with
/// their device. It begins when this is made, and ends when nobody has the sequence or an iterator of it any more, or
/// as soon as a task that waits for a change of it is cancelled.
///
/// Changes that nobody reads wait: up to `backlog` bytes of them, as many bytes of notifications before, and the
/// socket's receive buffer (`NetlinkSocket.Options.receiveBufferSize`, doubled by the kernel). Beyond that the kernel drops notifications;
/// the stream then says how many (`.lost`), reads the tables again, and tells what has changed meanwhile. To this comes
/// the picture of the tables, which is as large as they are.
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
    /// Forwarding databases.
    case forwarding
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
      case .forwarding: .bridgeNeighbours
      case .rules: .rules
      case .nextHops: .nextHops
      }
    }
  }

  /// How many bytes of changes may wait unless something else is asked for: 4 MiB.
  public static var usualBacklog: Int { 4 << 20 }

  private let owner: Owner<Change>
  private let readiness: Handoff<Void>

  /// Starts to follow tables, in another namespace where one is given. Never throws and never blocks: a failure is
  /// thrown to the readers.
  ///
  /// `includingInitial`: the objects that are there at the start are told first, as new ones, and then `.initialEnd`.
  /// `allNamespaces`: those that have an id in the stream's own are followed, too.
  public init(
    _ tables: [Table], in namespace: NetworkNamespace? = nil, includingInitial: Bool = false,
    allNamespaces: Bool = false, backlog: Int = Following.usualBacklog,
    options: NetlinkSocket.Options = .init()
  ) {
    let handoff = Handoff<Change>(limit: backlog)
    let readiness = Handoff<Void>(limit: 1)
    owner = Owner(handoff)
    self.readiness = readiness
    let run = FollowingThread(
      tables: Tracked.allCases.filter { table in tables.contains { $0.tracked == table } },
      namespace: namespace,
      includesInitial: includingInitial, allNamespaces: allNamespaces, backlog: backlog, options: options,
      handoff: handoff, readiness: readiness)
    owner.start { () throws(NetlinkError) in
      do throws(NetlinkError) {
        try run.follow()
        readiness.finish(.success(()))
      } catch {
        readiness.finish(.failure(error))
        throw error
      }
    }
  }

  /// Suspends until the tables have been read: every change from then on is told. Throws why they cannot be.
  public func ready() async throws(NetlinkError) { _ = try await readiness.next() }

  /// How many bytes of changes wait to be read; `backlog` at most, and one change more.
  public var waitingBytes: Int { owner.handoff.waiting }

  /// A reader for one task.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(owner: owner) }

  /// One task's reader.
  public struct AsyncIterator: AsyncIteratorProtocol {
    let owner: Owner<Change>

    /// The next change. Suspends while there is none. Throws why it cannot go on, `.cancelled` among it.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(NetlinkError) -> Change? {
      try await owner.handoff.next(isolation: actor)
    }

    /// The next change.
    public mutating func next() async throws(NetlinkError) -> Change? { try await next(isolation: nil) }
  }
}

/// What the thread of a stream does.
struct FollowingThread: Sendable {
  let tables: [Tracked]
  let namespace: NetworkNamespace?
  let includesInitial: Bool
  let allNamespaces: Bool
  let backlog: Int
  let options: NetlinkSocket.Options
  let handoff: Handoff<Change>
  let readiness: Handoff<Void>

  func follow() throws(NetlinkError) {
    if let namespace { try namespace.enter() }
    let cancellation = Cancellation()
    handoff.onCancel { cancellation.cancel() }
    let subscription = try subscribe(cancellation)
    let queue = try SubscriptionQueue(subscription, limit: backlog)
    let client = NetlinkClient(options: options, cancellation: cancellation)
    let sink = ChangeSink(tables, handoff, readiness, includesInitial: includesInitial)
    var following = FollowOptions()
    following.allNamespaces = allNamespaces
    var follower = Follower(
      client, queue, sink, tables: tables, options: following, namespaces: NamespaceFinder(client))
    do throws(FollowError) {
      _ = try follower.run()
    } catch {
      throw error.error
    }
    // It ends by itself only where nobody wants more.
    throw .cancelled
  }

  /// Joins the groups of the tables, and those that tell of what changes them without a notification; an older kernel
  /// lacks some of the latter.
  private func subscribe(_ cancellation: Cancellation) throws(NetlinkError) -> Subscription {
    let groups = tables.flatMap { $0.groups } + (allNamespaces ? [RouteGroup.namespaceID] : [])
    let subscription = try Subscription(groups: [], options: options, cancellation: cancellation)
    if allNamespaces { try subscription.socket.listenAllNamespaces(true) }
    for group in groups { try subscription.add(group) }
    for group in Tracked.upkeep(tables) where !groups.contains(group) {
      do throws(NetlinkError) {
        try subscription.add(group)
      } catch {
        guard error.errno == Errno.invalid else { throw error }
      }
    }
    return subscription
  }
}

/// Hands on what the mirror tells.
struct ChangeSink: EventSink, ~Copyable {
  private let kinds: Set<UInt16>
  private let handoff: Handoff<Change>
  private let readiness: Handoff<Void>
  private let includesInitial: Bool
  private var devices: [Int32?: Devices] = [:]

  init(_ tables: [Tracked], _ handoff: Handoff<Change>, _ readiness: Handoff<Void>, includesInitial: Bool) {
    kinds = Set(tables.map { $0.type.new })
    self.handoff = handoff
    self.readiness = readiness
    self.includesInitial = includesInitial
  }

  var isDone: Bool { handoff.isCancelled }
  var deadline: Int? { nil }

  private func put(_ change: Change) { _ = handoff.put(change, cost: change.cost) }

  mutating func event(_ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message) {
    guard kinds.contains(event.type.new), includesInitial || !event.isInitial,
      let devices = devices[event.namespaceID]
    else { return }
    put(Change(event, key, message, old: old, devices.interfaces))
  }

  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) {}

  mutating func remark(_ remark: Remark, at time: StreamTime) {
    switch remark {
    case .initialEnd:
      readiness.finish(.success(()))
      if includesInitial { put(Change(.initialEnd, at: time)) }
    case .lost(let count): put(Change(.lost(count), at: time))
    case .resyncBegin: put(Change(.resyncBegin, at: time))
    case .resyncEnd: put(Change(.resyncEnd, at: time))
    case .settled, .unsettled, .idle: break
    }
  }

  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {
    self.devices[namespaceID] = devices
  }
}
