import NetlinkCore

// What a recording of ours says of losses: the follower does the same when it hears of one.
extension Replay where Sink: ~Copyable {
  /// Notifications were lost: what is being answered may be older than what is known.
  package mutating func overflow() {
    for id in asked.keys { asked[id]?.lose() }
    for index in ended.indices { ended[index].lose() }
  }

  /// So many were lost, nil where nobody knows: every table is to be read again.
  package mutating func lose(_ count: UInt64?) {
    overflow()
    sink.remark(.lost(count), at: mirror.time)
    // Of a table that the kernel does not have nobody asks again.
    for table in mirror.tracked where wanted.contains(table) || begun.contains(table) {
      mirror.certain.remove(table)
      mirror.refresh.add(table, .overflow)
    }
  }
}
