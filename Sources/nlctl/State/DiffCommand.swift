import CommandLine
import NetlinkCore
import NetlinkMirror

/// `nlctl diff A [B]`: prints what differs between two snapshots, or between a snapshot and now. Its exit status is as
/// that of diff(1).
enum DiffCommand {
  static func run(_ invocation: Invocation, _ one: String, _ other: String?) throws(Failure) -> ExitStatus {
    do throws(Failure) {
      return try compare(invocation, one, other)
    } catch {
      // Status 1 means that the states differ.
      throw Failure(error.message, error.status == .failed ? .usage : error.status, hint: error.hint)
    }
  }

  private static func compare(
    _ invocation: Invocation, _ one: String, _ other: String?
  ) throws(Failure) -> ExitStatus {
    let before = try SnapshotFile(one)
    var session = try Session(invocation)
    session.isPatient = true
    var after: [TableState]
    var named = before.named
    var isCertain = before.isCertain
    if let other {
      let file = try SnapshotFile(other)
      after = file.tables
      named = named.filter { file.named.contains($0) }
      isCertain = isCertain && file.isCertain
      if named.count < max(before.named.count, file.named.count), !invocation.quiet {
        Diagnostics.complain("tables that only one of the snapshots has are not compared")
      }
    } else {
      let now = try CurrentState.read(session, named)
      after = now.tables
      isCertain = isCertain && now.uncertain.isEmpty
    }
    let isCompared = { (state: TableState) in state.table == .links || named.contains(state.table) }
    let printer = try EventPrinter(difference: named, isOfNow: other == nil, &session)
    var difference = StateDifference(printer, from: before.tables.filter(isCompared), at: StreamTime.now)
    difference.tell(after.filter(isCompared))
    if let failure = difference.sink.failure { throw failure }
    if !isCertain {
      if !invocation.quiet {
        Diagnostics.complain("not all was known for certain; what is shown may be incomplete")
      }
      return .incomplete
    }
    return difference.sink.count > 0 ? .failed : .answered
  }
}
