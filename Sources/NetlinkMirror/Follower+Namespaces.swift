import NetlinkCore
import Rtnetlink

// Namespaces come and go. The kernel reuses the id of one that has gone.
extension Follower where Sink: ~Copyable, Source: ~Copyable {
  /// The mirror of the namespace of that id, which is followed from now on; nil where that has to wait.
  mutating func followed(_ id: Int32?) throws(FollowError) -> Followed? {
    guard let id else { return followedByID[nil] }
    // If the namespace that was followed has gone, another one has its id.
    if let followed = followedByID[id], !hasGone(id) { return followed }
    // Its tables are dumped later, and the dump has what this notification reports.
    if isReading || !hasBegun {
      arrivals.append((id, true))
      return nil
    }
    return try follow(id, cause: "namespace")
  }

  /// Whether a deferred notification says that the namespace has gone.
  func hasGone(_ id: Int32) -> Bool { arrivals.contains { $0.id == id && !$0.isThere } }

  /// Follows a namespace from now on; nil if it has gone already.
  @discardableResult
  mutating func follow(_ id: Int32, cause: StaticString?) throws(FollowError) -> Followed? {
    if let followed = followedByID[id] { return followed }
    let place = namespaces.place(of: id)
    // The place was found after all that is queued now. If the queue says that the namespace has gone, the
    // place may be that of another one.
    try drainKeepingArrivals()
    if hasGone(id) { return nil }
    let new = Followed(NamespaceMirror(id, shown: shown, wantsRepeats: options.repeats, at: now))
    followed.append(new)
    followedByID[id] = new
    new.mirror.place = place
    sink.follows(id, new.mirror.devices, place)
    let hasRead = try readAll(new, cause: cause, isInitial: cause == nil)
    // The lost notifications may be of a namespace that got the id after this one had gone.
    if !hasRead, hasLostNamespaces {
      for table in new.mirror.tracked { new.mirror.refresh.add(table, .overflow) }
    }
    return new
  }

  /// Reports that everything in a namespace is gone.
  private mutating func forget(_ id: Int32) {
    guard let index = followed.firstIndex(where: { $0.id == id }) else { return }
    followed[index].mirror.time = now
    followed[index].mirror.end("namespace", &sink)
    followed.remove(at: index)
    followedByID[id] = nil
    sink.follows(id, nil, nil)
  }

  /// Processes what the kernel has queued until now, but leaves namespaces that came or went in `arrivals`.
  mutating func drainKeepingArrivals() throws(FollowError) {
    let wasReading = isReading
    isReading = true
    defer { isReading = wasReading }
    _ = try drain()
  }

  /// The ids that are in use now.
  mutating func namespaceIDs() throws(FollowError) -> [Int32] {
    try drainKeepingArrivals()
    for (id, isThere) in arrivals where !isThere { forget(id) }
    arrivals = []
    var ids: [Int32]
    do throws(NetlinkError) {
      ids = try namespaces.ids()
    } catch {
      throw FollowError(activity: .listing, error: error)
    }
    try drainKeepingArrivals()
    // What the queue says about an id is newer, or the same.
    for (id, isThere) in arrivals {
      if !isThere {
        ids.removeAll { $0 == id }
      } else if !ids.contains(id) {
        ids.append(id)
      }
    }
    namespaces.look(for: ids.filter { followedByID[$0] == nil })
    return ids
  }

  /// Follows the namespaces that came, and forgets those that went.
  mutating func takeArrivals() throws(FollowError) {
    while !arrivals.isEmpty || hasLostNamespaces {
      if hasLostNamespaces { try compareNamespaces() }
      let batch = arrivals
      arrivals = []
      var came: [Int32] = []
      for (id, isThere) in batch {
        if !isThere {
          came.removeAll { $0 == id }
          forget(id)
        } else if !came.contains(id) {
          came.append(id)
        }
      }
      for id in came { try follow(id, cause: "namespace") }
    }
  }

  /// Finds out which namespaces came and went while notifications were lost.
  private mutating func compareNamespaces() throws(FollowError) {
    hasLostNamespaces = false
    let ids = try namespaceIDs()
    for gone in followed.compactMap({ $0.id }) where !ids.contains(gone) { forget(gone) }
    for id in ids { try follow(id, cause: "overflow") }
  }

  /// Asks the kernel in the namespace of `followed`; nil when it cannot be entered.
  mutating func inNamespace<Value>(
    of followed: Followed, _ body: (inout Self, NetlinkClient) throws(FollowError) -> Value
  ) throws(FollowError) -> Value? {
    guard followed.id != nil else { return try body(&self, client) }
    guard let place = followed.mirror.place, namespaces.enter(place) else { return nil }
    // A channel that is kept after the dump would keep the namespace alive.
    let pool = ChannelPool(host: host.ofOneNamespace)
    let own = NetlinkClient(
      options: client.options, pool: pool, cancellation: client.cancellation, until: client.deadline)
    var result: Result<Value, FollowError>
    do throws(FollowError) {
      result = .success(try body(&self, own))
    } catch {
      result = .failure(error)
    }
    pool.removeAll()
    do throws(NetlinkError) {
      try namespaces.leave()
    } catch {
      throw FollowError(activity: .returning, error: error)
    }
    return try result.get()
  }
}
