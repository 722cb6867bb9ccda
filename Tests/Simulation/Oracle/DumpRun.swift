import NetlinkCore
import NetlinkMirror
import Rtnetlink
import NetlinkWire

/// One run of a schedule in which a table is dumped over and over with its witness, as the program's dumps are.
struct DumpRun {
  let schedule: Schedule
  let kernel: SimulatedKernel

  /// Runs it; what was wrong, nil if nothing was.
  func run() -> String? {
    kernel.home.begin()
    for operation in schedule.before { operation.run(kernel) }
    for namespace in kernel.namespaces { namespace.finish() }
    var random = Random(schedule.seed ^ 0xd0_3b)
    let table = random.pick(FollowerRun.tables(schedule, orElse: .links))
    let churn = Churn(kernel, schedule.during, seed: schedule.seed)
    kernel.interlude = { churn.pass() }
    defer { kernel.interlude = nil }
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    kernel.say("dumping \(table)")
    var isLast = false
    while true {
      for (request, family) in zip(table.requests(kernel), DumpRun.families(table)) {
        if let fault = dump(table, request, family, client) { return fault }
      }
      if isLast { return nil }
      isLast = churn.isOver
      kernel.advance(random.pick([0, 1_000, 200_000]))
    }
  }

  /// The families that a table's requests are about, 0 for all.
  private static func families(_ table: Tracked) -> [UInt8] {
    switch table {
    case .addresses, .neighbours, .rules: [Family.inet, Family.inet6]
    case .links, .routes4, .routes6, .labels, .bridgeNeighbours, .nextHops: [0]
    }
  }

  private func dump(
    _ table: Tracked, _ request: Request, _ family: UInt8, _ client: NetlinkClient
  ) -> String? {
    let start = kernel.registry.moment
    kernel.dumped = []
    var answer: [UInt8] = []
    let status: DumpStatus
    do {
      if table == .routes4, start & 1 == 0 {
        // As the program shows them.
        status = try client.streamIPv4Routes(request, ahead: false) { answer += $0.array }.get()
      } else {
        let snapshot = try client.heldTable(request, table.type)
        answer = snapshot.contents.array
        status = snapshot.status
      }
    } catch {
      return "the dump failed: \(error)"
    }
    let judgement = DumpJudgement(
      kernel.registry, start...kernel.registry.moment, table, family: family)
    let isCertain = status.isCertain
    kernel.say("  got \(isCertain ? "a certain" : "an uncertain") answer")
    // Where notifications come late a dump may be ahead of them, and nobody can know.
    if table == .bridgeNeighbours, kernel.knobs.lateness > 0 { return nil }
    // Of what the kernel hides one dump knows nothing.
    if table == .routes4, kernel.knobs.hidesRoutes { return nil }
    return judgement.fault(
      of: DumpRun.messages([answer]), seen: DumpRun.messages(kernel.dumped ?? []),
      isCertain: isCertain)
  }

  /// The messages in datagrams of a dump.
  static func messages(_ datagrams: [[UInt8]]) -> [[UInt8]] {
    var found: [[UInt8]] = []
    for datagram in datagrams {
      var messages = Messages(datagram.raw)
      while let message = messages.next() {
        if message.type >= MessageType.firstFree { found.append(message.bytes.array) }
      }
    }
    return found
  }
}

/// Compares the answer of a dump with what the kernel had while it ran.
struct DumpJudgement {
  private struct Counts {
    var least = Int.max
    var most = 0
  }

  private let table: Tracked
  /// The states that a place had during the dump, in order: how often each, and since when.
  private var phases: [[UInt8]: [Registry.Phase]] = [:]
  private let moments: ClosedRange<Int>

  init(_ registry: Registry, _ moments: ClosedRange<Int>, _ table: Tracked, family: UInt8) {
    self.table = table
    self.moments = moments
    for (place, history) in registry.histories {
      guard let message = history.lazy.flatMap({ $0.states }).first?.message,
        !place.starts(with: "nsid/".utf8), FollowerRun.table(of: message) == table,
        family == 0 || Message(message.raw).payload.u8(at: 0) == family
      else { continue }
      let first = history.lastIndex { $0.since <= moments.lowerBound } ?? 0
      let last = history.lastIndex { $0.since <= moments.upperBound } ?? 0
      phases[place] = Array(history[first...last])
    }
  }

  /// What is wrong with an answer; nil if nothing is. `seen` is all that any try has shown.
  func fault(of answer: [[UInt8]], seen: [[UInt8]], isCertain: Bool) -> String? {
    let told = DumpJudgement.counts(answer)
    let shown = DumpJudgement.counts(seen)
    for (place, states) in told {
      for (core, count) in states {
        let limits = limits(place, core)
        let text = String(decoding: place, as: UTF8.self)
        if limits.most == 0 { return "the dump shows \(text), which was not so while it ran" }
        if limits.least == limits.most, count > limits.most {
          return "the dump shows \(text) \(count) times, \(limits.most) would be right"
        }
      }
    }
    for (place, history) in phases {
      for state in history[0].states {
        let limits = limits(place, state.core)
        guard limits.least == limits.most, isCertain || shown[place]?[state.core] != nil,
          told[place]?[state.core] ?? 0 < (isCertain ? limits.least : 1)
        else { continue }
        return "the dump lacks \(String(decoding: place, as: UTF8.self)), which was there all the time"
      }
    }
    if isCertain, isOfOneMoment, !wasOnce(told) { return "the dump is certain, and it was never so" }
    return nil
  }

  /// Whether a certain answer was true as a whole at one moment. Of the others the kernel keeps the place by an
  /// index, or changes elsewhere do not disturb.
  private var isOfOneMoment: Bool {
    [.rules, .routes6, .neighbours, .bridgeNeighbours].contains(table)
  }

  private func wasOnce(_ told: [[UInt8]: [[UInt8]: Int]]) -> Bool {
    var candidates = Set([moments.lowerBound])
    for history in phases.values { for phase in history.dropFirst() { candidates.insert(phase.since) } }
    return candidates.contains { moment in
      phases.allSatisfy { place, history in
        let phase = history.last { $0.since <= moment } ?? history[0]
        return DumpJudgement.counts(phase.states) == told[place] ?? [:]
      } && told.keys.allSatisfy { phases[$0] != nil }
    }
  }

  /// How often an object was there at least and at most while the dump ran.
  private func limits(_ place: [UInt8], _ core: [UInt8]) -> Counts {
    var counts = Counts()
    for phase in phases[place] ?? [] {
      let count = phase.states.count { $0.core == core }
      counts.least = min(counts.least, count)
      counts.most = max(counts.most, count)
    }
    return counts
  }

  private static func counts(_ states: [Registry.State]) -> [[UInt8]: Int] {
    states.reduce(into: [:]) { $0[$1.core, default: 0] += 1 }
  }

  private static func counts(_ messages: [[UInt8]]) -> [[UInt8]: [[UInt8]: Int]] {
    var counts: [[UInt8]: [[UInt8]: Int]] = [:]
    for bytes in messages {
      var place: [UInt8] = []
      Registry.appendPlace(of: bytes, to: &place)
      counts[place, default: [:]][Canonical.state(of: bytes).core, default: 0] += 1
    }
    return counts
  }
}
