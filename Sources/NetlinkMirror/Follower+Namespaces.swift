import Netlink
import Rtnl

// Namespaces come and go.
extension Follower where Sink: ~Copyable, Source: ~Copyable {
  /// The mirror of a namespace, which is followed from now on; nil while that has to wait.
  mutating func followed(_ id: Int32?) throws(FollowError) -> Followed? {
    if let followed = followedByID[id] { return followed }
    guard let id else { return nil }
    // Its tables are dumped later, and will show what this notification tells.
    if isReading || !hasBegun {
      arrivals.append((id, true))
      return nil
    }
    return try follow(id, cause: "namespace")
  }

  /// Follows a namespace from now on.
  mutating func follow(_ id: Int32, cause: StaticString?) throws(FollowError) -> Followed {
    if let followed = followedByID[id] { return followed }
    let new = Followed(NamespaceMirror(id, shown: shown, wantsRepeats: options.repeats, at: now))
    followed.append(new)
    followedByID[id] = new
    let place = namespaces.place(of: id)
    new.mirror.place = place
    sink.follows(id, new.mirror.devices, place)
    _ = try readAll(new, cause: cause, isInitial: cause == nil)
    return new
  }

  /// Says that all there was in a namespace is gone.
  private mutating func forget(_ id: Int32) {
    guard let index = followed.firstIndex(where: { $0.id == id }) else { return }
    followed[index].mirror.time = now
    followed[index].mirror.end("namespace", &sink)
    followed.remove(at: index)
    followedByID[id] = nil
    sink.follows(id, nil, nil)
  }

  /// Follows the namespaces that came, and forgets those that went.
  mutating func takeArrivals() throws(FollowError) {
    while !arrivals.isEmpty {
      let (id, isThere) = arrivals.removeFirst()
      if isThere { _ = try follow(id, cause: "namespace") } else { forget(id) }
    }
    if hasLostNamespaces { try compareNamespaces() }
  }

  /// Finds out which namespaces came and went while notifications were lost.
  private mutating func compareNamespaces() throws(FollowError) {
    hasLostNamespaces = false
    let ids = namespaces.ids()
    namespaces.look(for: ids.filter { followedByID[$0] == nil })
    for gone in followed.compactMap({ $0.id }) where !ids.contains(gone) { forget(gone) }
    for id in ids { _ = try follow(id, cause: "overflow") }
  }
}
