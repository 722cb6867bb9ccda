import NetlinkCore
import NetlinkMirror
import Rtnetlink
import NetlinkWire

/// One run of a schedule in which a table is read by a follower and then shown, as `route dump --consistent` does, and
/// time is up at some moment.
struct ListRun {
  let schedule: Schedule
  let kernel: SimulatedKernel

  /// Losses after which the program gives up.
  private static let mostLosses = 5
  /// Receives after which time is up at the latest.
  private static let mostReceives = 300

  /// What the sink and the run have in common.
  private final class Progress {
    var receives = 0
    var mayReceive = 0
    var hasBegun = false
    var isSettled = false
    var losses = 0
  }

  private struct Sink: EventSink {
    let progress: Progress
    var isDone: Bool {
      progress.isSettled
        || (progress.hasBegun
          && (progress.losses >= ListRun.mostLosses || progress.receives >= progress.mayReceive))
    }
    var deadline: Int? { nil }

    mutating func event(_ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message)
    {}
    mutating func unknown(
      _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
    ) {}
    mutating func remark(_ remark: Remark, at time: StreamTime) {
      switch remark {
      case .settled: progress.isSettled = true
      case .lost: progress.losses += 1
      case .initialEnd: progress.hasBegun = true
      case .unsettled, .resyncBegin, .resyncEnd, .idle: break
      }
    }
    mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {}
  }

  /// Runs the schedule; returns the fault that was found, nil if there was none.
  func run() -> String? {
    kernel.home.begin()
    for operation in schedule.before { operation.run(kernel) }
    for namespace in kernel.namespaces { namespace.finish() }
    var random = Random(schedule.seed ^ 0x115d)
    let table = random.pick(FollowerRun.tables(schedule, orElse: .links))
    let progress = Progress()
    progress.mayReceive = random.below(ListRun.mostReceives)
    kernel.say("listing \(table) until receive \(progress.mayReceive)")
    do {
      return try list(table, progress)
    } catch {
      return "the list failed: \(error)"
    }
  }

  private func list(_ table: Tracked, _ progress: Progress) throws -> String? {
    let churn = Churn(kernel, schedule.during, seed: schedule.seed)
    let pool = ChannelPool(host: kernel)
    var options = FollowOptions()
    options.keepsAllTries = true
    let start = kernel.registry.moment
    let subscription = try Subscription(
      groups: table.groups + Tracked.upkeep([table]), pool: pool)
    var follower = Follower(
      NetlinkClient(pool: pool), DirectSource(subscription, kernel), Sink(progress: progress),
      tables: [table], options: options, namespaces: Directory(kernel))
    kernel.dumped = []
    kernel.interlude = {
      progress.receives += 1
      churn.pass()
    }
    defer { kernel.interlude = nil }
    try follower.begin()
    while !follower.sink.isDone {
      kernel.pause()
      if try !follower.step() { kernel.advance(20_000) }
    }
    kernel.say("  \(progress.isSettled ? "settled" : "gave up")")
    // `FollowerRun` judges certain lists; this is about those that gave up.
    if progress.isSettled { return nil }
    // Where notifications come late a dump may be ahead of them, and nobody can know.
    if table == .bridgeNeighbours, kernel.knobs.lateness > 0 { return nil }
    var answer: [[UInt8]] = []
    follower.forEach(table) { message in answer.append(message.bytes.array) }
    let moments = start...kernel.registry.moment
    return DumpJudgement(kernel.registry, moments, table, family: Family.unspecified).fault(
      of: answer, seen: DumpRun.messages(kernel.dumped ?? []), isCertain: false)
  }
}
