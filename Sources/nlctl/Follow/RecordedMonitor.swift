import CommandLine
import NetlinkCore
import NetlinkMirror
import Rtnetlink

/// `nlctl monitor --from FILE`: the events of a recording.
enum RecordedMonitor {
  static func run(
    _ invocation: Invocation, _ options: MonitorOptions, from source: String
  ) throws(Failure) -> ExitStatus {
    let interrupt = Interrupt(invocation)
    var session = try Session(invocation, until: interrupt.cancellation)
    session.isPatient = true
    let noted = NotedOwners()
    let names = NotedNames()
    let following = try MonitorCommand.tables(invocation, options)
    let printer = try EventPrinter(
      options, shown: following.shown,
      upkeep: Tracked.upkeep(following.shown).filter {
        !following.groups.contains($0)
      }, until: interrupt, owners: Owners(noted), names: LazyNamespaceNames(names), &session)
    var file = try RecordedFile(
      source, Replay(printer, tables: following.shown, repeats: options.all),
      pace: options.speed.map { Pace($0) }, owners: noted,
      names: names, isTelling: true)
    file.replay.begin()
    try file.read()
    if let failure = file.replay.sink.failure { throw failure }
    for damage in file.damages { Diagnostics.complain(damage) }
    if !invocation.quiet, let omission = file.omission { Diagnostics.complain(omission) }
    return file.damages.isEmpty ? .answered : .failed
  }
}
