import NetlinkCore

// Losses, as a recording of this program notes them; the follower did the same when it learned of them.
extension Replay where Sink: ~Copyable {
  /// Notes that notifications were lost: answers under way may be older than what is known.
  package mutating func overflow() {
    for id in asked.keys { asked[id]?.lose() }
    for index in ended.indices { ended[index].lose() }
    // As in the follower, nothing is certain until the tables have been read again.
    mirror.certain = []
  }

  /// Notes that `count` notifications were lost, nil where the number is unknown: every table is to be read again.
  package mutating func lose(_ count: UInt64?) {
    overflow()
    sink.remark(.lost(count), at: hasSteps ? stepTime ?? mirror.time : mirror.time)
    // A table that the kernel does not have is not read again.
    for table in mirror.tracked where hasSteps || wanted.contains(table) || begun.contains(table) {
      mirror.certain.remove(table)
      mirror.refresh.add(table, .overflow)
    }
  }
}
