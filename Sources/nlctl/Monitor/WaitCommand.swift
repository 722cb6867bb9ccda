import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// `nlctl wait`: the monitor's mirror with a condition.
enum WaitCommand {
  static func run(
    _ invocation: Invocation, _ object: ObjectName, _ options: WaitOptions
  ) throws(Failure) -> ExitStatus {
    guard let type = ObjectType.named(object.rawValue) else {
      throw Failure("\(invocation.path): not in this version", .usage)
    }
    var session = try Session(invocation)
    session.isPatient = true
    try session.learnNames()
    let condition = try Condition(object, type, options, &session)
    let shown = Tracked.of(object, family: invocation.family)
    let upkeep = Tracked.upkeep(shown)
    let subscription = try Subscription.open(
      session, groups: shown.flatMap { $0.groups } + upkeep, optional: upkeep, receiveBuffer: nil,
      allNamespaces: false)
    let queue = try SubscriptionQueue.reading(subscription, invocation.path)
    var follower = Follower(session, condition, shown: shown)
    let isMet = try follower.run(queue)
    guard isMet else {
      if follower.isOver { throw Failure("\(invocation.path) \(object): timed out") }
      return .failed
    }
    try follower.sink.print()
    return .answered
  }
}
