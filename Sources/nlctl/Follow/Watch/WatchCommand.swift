import CommandLine
import NetlinkCore
import NetlinkMirror
import Rtnetlink

/// `nlctl OBJECT dump --watch`: shows the list on the whole terminal, and draws it anew when something changes.
enum WatchCommand {
  static func run(_ invocation: Invocation, _ object: ObjectName) throws(Failure) -> ExitStatus {
    guard Output.standard.isTerminal, !Color.isDumb else {
      throw Failure(
        "option '--watch' needs a terminal; 'nlctl monitor \(object)' prints changes", .usage,
        hint: "Try 'nlctl monitor --help'.")
    }
    let type = object.type
    let interrupt = Interrupt(invocation)
    var session = try Session(invocation, until: interrupt.cancellation)
    session.isPatient = true
    let shown = Tracked.of(object, family: invocation.family)
    let subscription = try Subscription.open(session, following: shown, until: interrupt)
    var following = FollowOptions()
    // Counters and lifetimes change without a notification.
    following.poll = invocation.stats > 0 || object == .addr ? 1000 : nil
    var follower = Follower(
      session.client, DirectSource(subscription, session.client.host), WatchMarks(type), tables: shown,
      options: following, namespaces: NamespaceFinder(session.client))
    guard try begin(&follower, invocation.path) else { return .answered }
    var picture = try Picture.make(object, type, shown, follower.devices, invocation)
    let terminal = Terminal(.standard(until: interrupt))
    try terminal.open()
    do throws(Failure) {
      while !terminal.hasQuit {
        guard let hasTaken = try step(&follower, invocation.path) else { break }
        if follower.sink.expire(Clock.now) || hasTaken { picture.isStale = true }
        try picture.drawIfDue(&follower, on: terminal)
        let due = [follower.deadline, picture.due].compactMap { $0 }.min()
        let patience = hasTaken ? 0 : due.map { max(0, $0 - Clock.now) } ?? -1
        let hasResized = try terminal.wait(
          for: subscription.socket.descriptor, interrupt.cancellation, milliseconds: patience)
        if hasResized { picture.isStale = true }
      }
    } catch {
      try? terminal.close()
      throw error
    }
    try terminal.close()
    if follower.lacksRoutes, !invocation.quiet {
      Diagnostics.complain("\(invocation.path): the kernel has IPv4 routes that its dumps do not show")
    }
    return follower.isIncomplete || follower.lacksRoutes ? .incomplete : .answered
  }

  /// Reads the tables for the first time; false if a signal came before that.
  private static func begin(
    _ follower: inout Follower<WatchMarks, DirectSource>, _ subject: String
  ) throws(Failure) -> Bool {
    do throws(FollowError) {
      try follower.begin()
      return true
    } catch {
      if error.isCancellation { return false }
      throw Failure(error, subject)
    }
  }

  /// Takes one notification; returns whether there was one, or nil after a signal.
  private static func step(
    _ follower: inout Follower<WatchMarks, DirectSource>, _ subject: String
  ) throws(Failure) -> Bool? {
    do throws(FollowError) {
      return try follower.step()
    } catch {
      if error.isCancellation { return nil }
      throw Failure(error, subject)
    }
  }
}
