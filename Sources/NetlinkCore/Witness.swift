package import NetlinkWire

/// What a dump needs beside it to be known to be whole, where the kernel does not flag a change of the table.
///
/// A socket that has joined the groups which tell of the table hears what changes while the dump runs. The request
/// carries it; the builders of requests, beside the tables, know which groups these are. OVS: none.
package struct Witness: Sendable {
  /// The groups to join: those of the table, and of whatever changes the table without a notification.
  package var groups: [UInt32]
  /// A question that the kernel answers only after whoever changes the table has finished, notifications included;
  /// nil where there is no such lock. For rtnetlink: a question about one link, which waits for RTNL.
  package var barrier: [UInt8]?
  /// Whether the question is asked after the dump, too: where something changes the table before it is told.
  package var asksAgain: Bool
  /// Whether the kernel itself flags a dump during which the table changed. Then the witness is only needed when it
  /// has, to merge the tries that follow.
  package var isSpare: Bool
  /// Makes the judge of one dump.
  package var makeJudge: @Sendable () -> any WitnessJudge

  /// Describes the witness of a request.
  package init(
    groups: [UInt32], barrier: [UInt8]? = nil, asksAgain: Bool = false, isSpare: Bool = false,
    makeJudge: @escaping @Sendable () -> any WitnessJudge
  ) {
    self.groups = groups
    self.barrier = barrier
    self.asksAgain = asksAgain
    self.isSpare = isSpare
    self.makeJudge = makeJudge
  }
}

/// Decides whether what a witness heard may have made one dump miss or repeat an entry.
///
/// One thread. It is told of each datagram of the dump, in order, and then of each notification.
package protocol WitnessJudge {
  /// A datagram of the dump: whole messages.
  mutating func dumped(_ datagram: RawSpan)
  /// A notification that came between the beginning of the dump and its end.
  mutating func heard(_ message: borrowing Message)
  /// Whether the dump may lack an entry that was there all the time, or have one twice.
  var isDisturbed: Bool { get }
}
