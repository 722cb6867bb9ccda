/// How a dump ended, where it did not fail.
public struct DumpStatus: Sendable, Equatable {
  /// Whether the kernel said that this is all. False for a dump that was given up.
  public var isComplete = false
  /// Whether the table changed under the dump, so that entries may be missing or doubled.
  /// The kernel's `NLM_F_DUMP_INTR`.
  public var interrupted = false
  /// Whether the table changed under the dump as its witness heard, so that entries may be missing or doubled
  /// though the kernel did not say so. Only for requests that carry a `Witness`.
  public var disturbed = false
  /// Why there was no witness, where one was wanted and could not be had: then nobody knows.
  public var witnessError: NetlinkError?
  /// Whether every entry that was there all the time is there once.
  public var isCertain: Bool { isComplete && !interrupted && !disturbed && witnessError == nil }
  /// Whether the kernel says at the end that it filtered as asked. The kernel's `NLM_F_DUMP_FILTERED`.
  public var filtered = false
  /// The kernel's words on a success.
  public var warning: ExtendedAck?

  /// A dump that has only begun.
  public init() {}
}

/// The course of a dump: under way, at its end, or failed. The first error stays; an end does not
/// replace an error, an error does replace an end.
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

  /// What a finish is to say.
  package func result() throws(NetlinkError) -> DumpStatus {
    if let error { throw error }
    return status
  }
}
