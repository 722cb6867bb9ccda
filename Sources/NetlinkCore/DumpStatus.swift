/// How a dump ended, where it did not fail.
///
/// A value; thread-safe. OVS: none; there `nl_dump_done` answers with an error number alone.
public struct DumpStatus: Sendable, Equatable {
  /// Whether the kernel said that this is all. False for a dump that was given up.
  public package(set) var isComplete = false
  /// Whether the kernel says that the table changed under the dump, so that entries may be missing or doubled.
  /// The kernel's `NLM_F_DUMP_INTR`.
  public package(set) var isInterrupted = false
  /// Whether a notification came of a change while the dump ran, so that entries may be missing or doubled though the
  /// kernel does not say so. Only of tables that the kernel never flags and that are therefore watched while they are
  /// read: routes, rules, neighbours, forwarding databases.
  public package(set) var isDisturbed = false
  /// Why such a table could not be watched: then it is not known whether something changed. Nil where it was watched,
  /// or need not be.
  public package(set) var witnessError: NetlinkError?
  /// Whether every entry that was there all the time is there once.
  public var isCertain: Bool { isComplete && !isInterrupted && !isDisturbed && witnessError == nil }
  /// Whether the kernel says at the end that it filtered as asked. The kernel's `NLM_F_DUMP_FILTERED`.
  public package(set) var isFiltered = false
  /// The kernel's words on a success; nil where it has none.
  public package(set) var warning: ExtendedAcknowledgement?

  /// A dump that has only begun.
  package init() {}
}

/// The course of a dump: under way, at its end, or failed. The first error stays; an error replaces an end, but an end
/// does not replace an error.
package struct DumpCourse {
  var status = DumpStatus()
  private(set) var error: NetlinkError?
  private(set) var isOver = false

  /// Under way.
  package init() {}

  /// The kernel said that this is all.
  package mutating func end() {
    isOver = true
    if error == nil { status.isComplete = true }
  }

  /// Something went wrong.
  package mutating func fail(_ error: NetlinkError) {
    isOver = true
    if self.error == nil { self.error = error }
    status.isComplete = false
  }

  /// Nobody wants the rest.
  package mutating func abandon() { isOver = true }

  /// What `NetlinkDump.finish` returns or throws.
  package func result() throws(NetlinkError) -> DumpStatus {
    if let error { throw error }
    return status
  }
}

/// What a reader of a dump that found nothing is to wait for.
struct DumpWait {
  var endpoint: Endpoint
  /// How many datagrams readers had received.
  var receipts: Int
  /// Wakes the reader when the channel is given up or replaced.
  var alarm: Cancellation
}
