package import NetlinkWire

/// How a dump is watched for changes of the table that the kernel does not flag.
///
/// A socket joins the groups that notify of the table and receives what changes while the dump runs. The request
/// carries the witness; the builders of requests, beside the tables, know which groups these are. OVS: none.
package struct Witness: Sendable {
  /// The groups to join: those of the table, and those that notify of changes which alter the table without a
  /// notification of its own.
  package var groups: [UInt32]
  /// A question that the kernel answers only once changes of the table that are under way are finished and notified;
  /// nil where there is no such lock. For rtnetlink: a question about one link, which waits for RTNL.
  package var barrier: [UInt8]?
  /// Whether the barrier is asked after the dump, too: where the kernel changes the table before it notifies.
  package var asksAgain: Bool
  /// Makes the judge of one dump.
  package var makeJudge: @Sendable () -> any WitnessJudge

  /// Describes the witness of a request.
  package init(
    groups: [UInt32], barrier: [UInt8]? = nil, asksAgain: Bool = false,
    makeJudge: @escaping @Sendable () -> any WitnessJudge
  ) {
    self.groups = groups
    self.barrier = barrier
    self.asksAgain = asksAgain
    self.makeJudge = makeJudge
  }
}

/// Decides whether the notifications that a witness received mean that a dump may have missed or repeated an entry.
///
/// One thread. It is shown each datagram of the dump, in order, and then each notification.
package protocol WitnessJudge {
  /// A datagram of the dump: whole messages.
  mutating func dumped(_ datagram: RawSpan)
  /// A notification that came between the beginning of the dump and its end.
  mutating func heard(_ message: borrowing Message)
  /// Whether the dump may lack an entry that was there all the time, or have one twice.
  var isDisturbed: Bool { get }
  /// Whether the kernel says the same over and over, because changes send the dump back: it may have no end.
  var isEndless: Bool { get }
}

extension WitnessJudge {
  /// Never.
  package var isEndless: Bool { false }
}
