import NetlinkCore

// Counts the IPv4 routes, because the kernel may end a dump early without telling.
extension Follower where Sink: ~Copyable, Source: ~Copyable {
  /// Compares the number of IPv4 routes after a dump with the kernel's own count.
  ///
  /// If the table changes between the count and the acknowledgement that ends the queue, the comparison
  /// proves nothing and is repeated.
  mutating func census(_ answer: Answer, of followed: Followed) throws(FollowError) -> Answer.Census {
    for _ in 0..<Follower.firstTries {
      guard let before = followed.mirror.load?.changes else { break }
      let count = try inNamespace(of: followed) { _, client throws(FollowError) in
        client.host.contents(of: RouteCount.file).flatMap { RouteCount($0) }
      }
      // A kernel without the file cannot be asked.
      guard let count = count ?? nil else { return .complete }
      if try drain() { followed.mirror.load?.hasLost = true }
      guard let after = followed.mirror.load?.changes, !isEnding else { break }
      let lacking = count.lacking(followed.mirror.counted(answer))
      if lacking == 0, after.added == before.added {
        // Routes of the answer that have gone since, without a notification, stand in the count for those that it lacks.
        let isCounted = followed.mirror.load?.mayLackSilently != true || count.total > RouteCount.largest
        return isCounted ? .complete : .unknown
      }
      if lacking > after.removed - before.removed { return .lacking }
      // With many routes counting takes long, and something always changes meanwhile.
      if count.total > RouteCount.largest { return .complete }
    }
    return .unknown
  }
}
