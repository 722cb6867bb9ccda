import NetlinkCore
import NetlinkMirror
import Rtnetlink
import NetlinkWire

/// One run of a schedule in which somebody waits until an object is there, or is not.
struct WaitRun {
  let schedule: Schedule
  let kernel: SimulatedKernel

  /// Milliseconds for which a condition holds at the end: longer than one poll and all pauses.
  private static let bound = 8_000
  private static let patience = 20_000

  /// Runs it; what was wrong, nil if nothing was.
  func run() -> String? {
    kernel.home.begin()
    for operation in schedule.before { operation.run(kernel) }
    for namespace in kernel.namespaces { namespace.finish() }
    var random = Random(schedule.seed ^ 0x3a17)
    let table = random.pick(FollowerRun.tables(schedule, orElse: .links))
    guard let wanted = wanted(table, &random) else { return nil }
    let condition = WaitCondition(
      kernel, wanted, isGone: random.chance(50), stable: random.pick([0, 0, 300]))
    kernel.say("waiting for \(condition.text)")
    do {
      return try wait(table, condition, &random)
    } catch {
      return "the follower gave up: \(error)"
    }
  }

  /// What is waited for: an object as it is now, or was once, or whatever stands at its place.
  private func wanted(_ table: Tracked, _ random: inout Random) -> WaitCondition.Wanted? {
    let own = kernel.registry.histories.filter { place, history in
      guard let message = history.lazy.flatMap({ $0.states }).first?.message else { return false }
      return !place.starts(with: "nsid/".utf8) && FollowerRun.table(of: message) == table
    }
    let places = own.keys.sorted { $0.lexicographicallyPrecedes($1) }
    if places.isEmpty { return nil }
    let place = random.pick(places)
    let states = own[place]?.flatMap { $0.states } ?? []
    return WaitCondition.Wanted(place: place, core: random.chance(50) ? random.pick(states).core : nil)
  }

  private func wait(_ table: Tracked, _ condition: WaitCondition, _ random: inout Random) throws -> String? {
    let churn = Churn(kernel, schedule.during, seed: schedule.seed)
    let pool = ChannelPool(host: kernel)
    var options = FollowOptions()
    options.poll = FollowerRun.poll
    let subscription = try Subscription(groups: table.groups + Tracked.upkeep([table]), pool: pool)
    var follower = Follower(
      NetlinkClient(pool: pool), DirectSource(subscription, kernel), WaitSink(condition: condition),
      tables: [table], options: options, namespaces: Directory(kernel))
    let start = kernel.registry.moment
    kernel.interlude = { churn.pass() }
    defer { kernel.interlude = nil }
    try follower.begin()
    while !churn.isOver, !condition.isMet {
      kernel.pause()
      if try !follower.step() { kernel.advance(random.pick([1_000, 1_000, 20_000, 200_000])) }
    }
    if !condition.isMet {
      churn.finish()
      kernel.say("all is quiet")
      kernel.interlude = nil
      let end = kernel.now() + WaitRun.bound
      for _ in 0..<WaitRun.patience where !condition.isMet {
        if try follower.step() || kernel.hasLate {
          kernel.advance(1_000)
          continue
        }
        guard let deadline = follower.deadline, kernel.now() < end else { break }
        kernel.advance(1_000 * max(1, deadline - kernel.now()))
      }
    }
    if condition.isMet {
      kernel.say("waited long enough")
      // Where notifications come late they may tell what was so before.
      if table == .bridgeNeighbours, kernel.knobs.lateness > 0 { return nil }
      return condition.held(since: start) ? nil : "wait returned, and it never was so that \(condition.text)"
    }
    // What the kernel hides cannot be known to be gone.
    if table == .routes4, kernel.knobs.hidesRoutes { return nil }
    return condition.holds ? "wait did not return, though \(condition.text)" : nil
  }
}

/// What is waited for, and whether it is so.
final class WaitCondition {
  struct Wanted {
    let place: [UInt8]
    /// The state; nil for any.
    let core: [UInt8]?
  }

  private let kernel: SimulatedKernel
  private let wanted: Wanted
  private let isGone: Bool
  private var decision: WaitDecision
  private var matching: Set<[UInt8]> = []

  init(_ kernel: SimulatedKernel, _ wanted: Wanted, isGone: Bool, stable: Int) {
    self.kernel = kernel
    self.wanted = wanted
    self.isGone = isGone
    decision = WaitDecision(isGone: isGone, stable: stable)
  }

  var text: String {
    "\(String(decoding: wanted.place, as: UTF8.self))\(wanted.core == nil ? "" : " in one state")"
      + (isGone ? " is not there" : " is there")
  }

  var isMet: Bool { decision.isMet(kernel.now()) }
  var deadline: Int? { isMet ? nil : decision.deadline }

  /// Whether it is so now.
  var holds: Bool { isSo(kernel.registry.objects[wanted.place] ?? []) }

  /// Whether it was so at any moment since that one.
  func held(since moment: Int) -> Bool {
    let history = kernel.registry.histories[wanted.place] ?? []
    let first = history.lastIndex { $0.since <= moment } ?? 0
    return history[first...].contains { isSo($0.states) }
  }

  private func isSo(_ states: [Registry.State]) -> Bool {
    states.contains { wanted.core == nil || $0.core == wanted.core } != isGone
  }

  func take(_ event: Event, _ key: [UInt8], _ bytes: [UInt8]) {
    var place: [UInt8] = []
    Registry.appendPlace(of: bytes, to: &place)
    if event.kind != .delete, place == wanted.place,
      wanted.core == nil || Canonical.state(of: bytes).core == wanted.core
    {
      matching.insert(key)
    } else {
      matching.remove(key)
    }
    decision.look(!matching.isEmpty, kernel.now())
  }

  func take(_ remark: Remark) { decision.remark(remark, !matching.isEmpty, kernel.now()) }
}

/// What a follower tells, given to a condition.
struct WaitSink: EventSink, ~Copyable {
  let condition: WaitCondition
  var isDone: Bool { condition.isMet }
  var deadline: Int? { condition.deadline }

  mutating func event(_ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message) {
    condition.take(event, key, message.bytes.array)
  }
  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) {}
  mutating func remark(_ remark: Remark, at time: StreamTime) { condition.take(remark) }
  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {}
}
