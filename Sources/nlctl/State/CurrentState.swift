import CommandLine
import NetlinkCore
import NetlinkMirror
import Rtnetlink

/// The state of tables at one moment: that of the kernel now, or that at the end of a recording.
struct CurrentState {
  var tables: [TableState]
  /// The devices, for their names.
  let devices: Devices
  /// The tables that are not known for certain.
  var uncertain: [Tracked] = []
  /// Whether it is the state of this machine, not of a recording.
  var isOfThisMachine = true

  /// Reads the tables, and that of links for their names. Notifications that come meanwhile are applied, until none is
  /// outstanding.
  static func read(_ session: borrowing Session, _ tables: [Tracked]) throws(Failure) -> CurrentState {
    let tables = tables.contains(.links) ? tables : [.links] + tables
    if let source = session.invocation.source { return try recorded(source, tables, session.invocation) }
    let follower = try Settling.follower(session, tables, until: Interrupt(session.invocation))
    let isSettled = follower.sink.isSettled
    return CurrentState(
      tables: tables.map { follower.state(of: $0) }, devices: follower.devices,
      uncertain: isSettled ? [] : follower.uncertain.filter { tables.contains($0) })
  }

  /// The state at the end of a recording.
  private static func recorded(
    _ source: String, _ tables: [Tracked], _ invocation: Invocation
  ) throws(Failure) -> CurrentState {
    var file = try RecordedFile(source, Replay(Nobody(), tables: tables, repeats: false))
    try file.read()
    if let damage = file.damages.first { throw Failure(damage) }
    if !invocation.quiet, let omission = file.omission { Diagnostics.complain(omission) }
    return CurrentState(
      tables: tables.map { file.replay.state(of: $0) }, devices: file.replay.devices,
      uncertain: tables.filter { !file.replay.isKnown($0) }, isOfThisMachine: false)
  }
}
