import NetlinkCore
// What is known is compared with the kernel's own count.
extension Follower where Sink: ~Copyable, Source: ~Copyable {
  /// Compares the IPv4 routes that are known now that a dump has come with the kernel's own count.
  ///
  /// The table goes on changing: between the count and the next acknowledgement from the queue as few changes as
  /// possible shall lie, so it is tried several times.
  mutating func census(_ answer: Answer, of followed: Followed) throws(FollowError) -> Answer.Census {
    for _ in 0..<Follower.firstTries {
      guard let before = followed.mirror.load?.changes else { break }
      let count = try inNamespace(of: followed) { _, client throws(FollowError) in
        client.host.contents(of: RouteCount.file).flatMap { RouteCount($0) }
      }
      // A kernel without the file says nothing of it.
      guard let count = count ?? nil else { return .complete }
      if try drain() { followed.mirror.load?.hasLost = true }
      guard let after = followed.mirror.load?.changes, !isEnding else { break }
      let lacking = count.lacking(followed.mirror.counted(answer))
      if lacking == 0, after.added == before.added { return .complete }
      if lacking > after.removed - before.removed { return .lacking }
      // Counting takes long where there are many, and something always changes meanwhile.
      if count.total > RouteCount.largest { return .complete }
    }
    return .unknown
  }

  /// Asks the kernel in the namespace of `followed`; nil when it cannot be entered.
  mutating func inNamespace<Value>(
    of followed: Followed, _ body: (inout Self, NetlinkClient) throws(FollowError) -> Value
  ) throws(FollowError) -> Value? {
    guard followed.id != nil else { return try body(&self, client) }
    guard let place = followed.mirror.place, namespaces.enter(place) else { return nil }
    // A channel that outlived the dump would keep the namespace from going away.
    let pool = ChannelPool(host: host.ofOneNamespace)
    let own = NetlinkClient(options: client.options, pool: pool)
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
