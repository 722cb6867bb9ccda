import NetlinkCore
internal import NetlinkWire
internal import Rtnetlink

/// The kernel's answer to a request for a table, or for a part of it.
package struct Answer {
  var snapshots: [Snapshot] = []
  /// The part that was asked for; nil for the whole table.
  var touched: Touched?
  /// The only family that was asked for; 0 for all.
  var family = Family.unspecified
  /// The next hop objects that were asked for one by one and are there.
  var standingNextHops: [UInt32] = []
  /// The numbers of links or next hops that were asked for one by one and are not there.
  var absent: [UInt32] = []
  /// How a dump of IPv4 routes compares with the kernel's own count: it has all routes, or fewer, or changes came so
  /// fast that they cannot be compared.
  package enum Census: Sendable { case complete, lacking, unknown }
  var census = Census.complete

  /// How many messages it has.
  var count: Int {
    var count = 0
    for snapshot in snapshots {
      var messages = snapshot.messages
      while messages.next() != nil { count += 1 }
    }
    return count
  }

  /// Whether each dump ended as it should.
  var isWhole: Bool { snapshots.allSatisfy { $0.status.isComplete && !$0.status.isInterrupted } }
}
