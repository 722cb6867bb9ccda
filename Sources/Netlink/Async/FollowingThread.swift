internal import NetlinkCore
internal import NetlinkMirror
internal import NetlinkWire
internal import Rtnetlink

/// What the thread of a `Following` does.
struct FollowingThread: Sendable {
  let tables: [Tracked]
  let namespace: NetworkNamespace?
  let includesInitial: Bool
  let allNamespaces: Bool
  let backlog: Int
  let options: NetlinkSocket.Options
  let deadline: Deadline
  let pool: ChannelPool
  let handoff: Handoff<Change>
  let readiness: Handoff<Void>

  /// Follows the tables until the stream is cancelled or the deadline passes; always throws in the end.
  func follow() throws(NetlinkError) {
    if let namespace { try namespace.enter() }
    let cancellation = Cancellation()
    handoff.onCancel { cancellation.cancel() }
    let subscription = try subscribe(cancellation)
    let queue = try SubscriptionQueue(subscription, limit: backlog)
    let client = NetlinkClient(options: options, pool: pool, cancellation: cancellation, until: deadline)
    let sink = ChangeSink(tables, handoff, readiness, includesInitial: includesInitial)
    var following = FollowOptions()
    following.allNamespaces = allNamespaces
    following.timeout = deadline.left < 0 ? nil : deadline.left
    var follower = Follower(
      client, queue, sink, tables: tables, options: following, namespaces: NamespaceFinder(client))
    do throws(FollowError) {
      _ = try follower.run()
    } catch {
      throw error.error
    }
    // It returns only where the stream was cancelled or the deadline has passed.
    if handoff.isCancelled { throw handoff.cancelled }
    throw .late
  }

  /// Opens a socket and joins the groups of the tables, and those that notify of changes which alter the tables
  /// without a notification of their own. An older kernel lacks some of the latter.
  private func subscribe(_ cancellation: Cancellation) throws(NetlinkError) -> Subscription {
    let groups = tables.flatMap { $0.groups } + (allNamespaces ? [RouteGroup.namespaceID] : [])
    let subscription = try Subscription(
      groups: [], options: options, pool: pool, cancellation: cancellation)
    if allNamespaces { try subscription.socket.listenToAllNamespaces(true) }
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

/// Hands the events of the mirror to the tasks.
struct ChangeSink: EventSink, ~Copyable {
  private let kinds: Set<UInt16>
  private let handoff: Handoff<Change>
  private let readiness: Handoff<Void>
  private let includesInitial: Bool
  /// The devices of each namespace that is followed, by its id.
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
    let change = Change(event, key, message, old: old, devices.interfaces)
    // What tells of a device below also names the master, of which an object may show nothing.
    if event.former != nil, change.kind == .change, change.changedPaths.isEmpty { return }
    put(change)
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
