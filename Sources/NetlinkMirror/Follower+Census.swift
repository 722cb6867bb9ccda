import NetlinkCore
// Counts the IPv4 routes, because a dump may end early without a word.
extension Follower where Sink: ~Copyable, Source: ~Copyable {
  /// Compares the number of IPv4 routes after a dump with the kernel's own count.
  ///
  /// The table may change between the count and the acknowledgement that ends the queue. Then the comparison proves
  /// nothing, and is tried again.
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
}
