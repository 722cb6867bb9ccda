import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl wait`: follows the tables of an object, as `monitor` does, until a condition holds.
enum WaitCommand {
  static func run(
    _ invocation: Invocation, _ object: ObjectName, _ options: WaitOptions
  ) throws(Failure) -> ExitStatus {
    let interrupt = Interrupt(invocation)
    var session = try Session(
      invocation, until: interrupt.cancellation, deadline: interrupt.deadline, looksOnce: true)
    session.isPatient = true
    let tooLate = Failure("\(invocation.path) \(object): timed out")
    let condition: Condition
    do throws(Failure) {
      try session.learnNames()
      condition = try Condition(object, options, &session)
    } catch {
      throw error.isSilence && interrupt.deadline.isPast ? tooLate : error
    }
    let shown = Tracked.of(object, family: invocation.family)
    let subscription = try Subscription.open(session, following: shown, until: interrupt)
    let queue = try SubscriptionQueue.reading(subscription, invocation.path)
    var following = FollowOptions()
    following.timeout = interrupt.left
    // What is there already counts, however little time there is.
    following.looksOnce = true
    // Some changes have no notification; they are found by reading again.
    following.poll = 1000
    var follower = Follower(
      session.client.with(interrupt.deadline), queue, condition, tables: shown, options: following,
      namespaces: NamespaceFinder(session.client))
    do throws(FollowError) {
      _ = try follower.run()
    } catch {
      throw Failure(error, invocation.path)
    }
    if let failure = follower.sink.failure { throw failure }
    guard follower.sink.isMet else {
      if follower.isOver { throw tooLate }
      return .failed
    }
    try follower.sink.print(until: interrupt)
    return .answered
  }
}
