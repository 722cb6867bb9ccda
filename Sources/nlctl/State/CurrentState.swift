import CommandLine
import NetlinkCore
import NetlinkMirror
import Rtnetlink

/// The state of tables at one moment: what the kernel has now, or what a recording holds in the end.
struct CurrentState {
  var tables: [TableState]
  /// The devices, for their names.
  let devices: Devices
  /// The tables that are not known for certain.
  var uncertain: [Tracked] = []
  /// Whether it is the state of this machine, not of a recording.
  var isOfThisMachine = true

  /// How long to wait for tables that change all the time, in milliseconds.
  private static let patience = 5_000

  /// Reads the tables, and the table of links for their names. Notifications that come meanwhile are applied
  /// until none is outstanding.
  static func read(_ session: borrowing Session, _ tables: [Tracked]) throws(Failure) -> CurrentState {
    let tables = tables.contains(.links) ? tables : [.links] + tables
    if let source = session.invocation.source { return try recorded(source, tables) }
    let interrupt = Interrupt(session.invocation)
    let groups = tables.flatMap { $0.groups }
    let upkeep = Tracked.upkeep(tables).filter { !groups.contains($0) }
    let subscription = try Subscription.open(
      session, groups: groups + upkeep, optional: upkeep, receiveBuffer: nil, allNamespaces: false,
      until: interrupt)
    let queue = try SubscriptionQueue.reading(subscription, session.subject)
    var follower = Follower(
      session.client, queue, Settling(until: Clock.now + patience), tables: tables,
      namespaces: NamespaceFinder(session.client))
    do throws(FollowError) {
      _ = try follower.run()
    } catch {
      throw Failure(error, session.subject)
    }
    interrupt.restoreSignals()
    guard follower.sink.isDone else { throw Failure("\(session.subject): interrupted") }
    let isSettled = follower.sink.isSettled
    return CurrentState(
      tables: tables.map { follower.state(of: $0) }, devices: follower.devices,
      uncertain: isSettled ? [] : follower.uncertain.filter { tables.contains($0) })
  }

  private static func recorded(_ source: String, _ tables: [Tracked]) throws(Failure) -> CurrentState {
    var file = try RecordedFile(source, Replay(Nobody(), tables: tables, repeats: false))
    try file.read()
    if let damage = file.damages.first { throw Failure(damage) }
    return CurrentState(
      tables: tables.map { file.replay.state(of: $0) }, devices: file.replay.devices,
      uncertain: tables.filter { !file.replay.isKnown($0) }, isOfThisMachine: false)
  }
}
