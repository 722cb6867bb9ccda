import NetlinkCore
import NetlinkMirror
import NetlinkWire
import Rtnetlink
import Testing

@testable import Simulation

/// Single promises of a follower, each on a simulated kernel in a few steps.
@Suite struct FollowerTests {
  /// Keeps the lines of what is told.
  private final class Lines {
    var lines: [String] = []
    /// How much each loss was, where that is known.
    var losses: [UInt64] = []
  }

  private struct Sink: EventSink {
    let told: Lines
    var isDone: Bool { false }
    var deadline: Int? { nil }

    mutating func event(_ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message)
    {
      let id = event.namespaceID.map { "\($0) " } ?? ""
      told.lines.append("\(id)\(event.kind.word) \(String(decoding: key, as: UTF8.self))")
    }
    mutating func unknown(
      _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
    ) {}
    mutating func remark(_ remark: Remark, at time: StreamTime) {
      switch remark {
      case .lost(let count):
        told.lines.append("lost")
        if let count { told.losses.append(count) }
      case .resyncEnd: told.lines.append("made good")
      default: break
      }
    }
    mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {
      if let namespaceID { told.lines.append("\(devices == nil ? "leaves" : "follows") \(namespaceID)") }
    }
  }

  private func kernel(room: Int? = nil, truncates: Bool = false) -> SimulatedKernel {
    var knobs = Knobs()
    knobs.queueRoom = room
    knobs.truncates = truncates
    let kernel = SimulatedKernel(knobs, seed: 1)
    kernel.home.begin()
    return kernel
  }

  private func follower(
    _ kernel: SimulatedKernel, _ tables: [Tracked], _ told: Lines, allNamespaces: Bool = false,
    poll: Int? = nil,
    timeout: Int? = nil
  ) throws -> Follower<Sink, DirectSource> {
    let pool = ChannelPool(host: kernel)
    var options = FollowOptions()
    options.allNamespaces = allNamespaces
    options.poll = poll
    options.timeout = timeout
    let subscription = try Subscription(
      groups: tables.flatMap { $0.groups } + Tracked.upkeep(tables)
        + (allNamespaces ? [RouteGroup.namespaceID] : []), pool: pool)
    if allNamespaces { try subscription.socket.listenToAllNamespaces(true) }
    return Follower(
      NetlinkClient(pool: pool), DirectSource(subscription, kernel), Sink(told: told), tables: tables,
      options: options, namespaces: Directory(kernel))
  }

  @Test("Before a table is dumped a question waits for the lock, and for routes another one behind the dump")
  func barrier() throws {
    let kernel = kernel()
    kernel.log = []
    var follower = try follower(kernel, [.rules, .routes4], Lines())
    try follower.begin()
    let asked = (kernel.log ?? []).compactMap { line in
      line.firstRange(of: "asked: ").map { line[$0.upperBound...] }
    }
    var dumps = 0
    for place in asked.indices where asked[place].hasPrefix("dump ") {
      dumps += 1
      #expect(place > 0 && (asked[place - 1].hasPrefix("link ") || asked[place - 1].hasPrefix("dump ")))
    }
    let questions = asked.filter { $0.hasPrefix("link ") }.count
    #expect(dumps == 4 && questions == 4, "\(asked)")
  }

  @Test("What another namespace says of its ids is no news of this one's")
  func otherIDs() throws {
    let kernel = kernel()
    kernel.addNamespace()
    let told = Lines()
    var follower = try follower(kernel, [.links], told, allNamespaces: true)
    try follower.begin()
    #expect(told.lines.contains("follows 0") && told.lines.contains("0 new nsid/0/link/1"), "\(told.lines)")
    told.lines = []
    for (id, type) in [(0, MessageType.deleteNamespaceID), (7, MessageType.newNamespaceID)]
      as [(Int32, UInt16)]
    {
      var writer = MessageWriter()
      kernel.writeNamespace(id, type, Header(), to: &writer)
      kernel.notify(kernel.namespaces[1], Group.namespaceID, writer.bytes)
      while try follower.step() {}
    }
    #expect(told.lines.isEmpty, "\(told.lines)")
  }

  @Test("A namespace that goes while a table is read, and another that gets its id, are told apart")
  func sameID() throws {
    // At one moment of the reading after another.
    for moment in 1...40 {
      let kernel = kernel()
      kernel.addNamespace()
      kernel.namespaces[1].addLink("old")
      let told = Lines()
      var follower = try follower(kernel, [.links], told, allNamespaces: true, poll: 1_000)
      try follower.begin()
      while try follower.step() {}
      told.lines = []
      var receives = 0
      kernel.interlude = {
        receives += 1
        guard receives == moment else { return }
        kernel.removeNamespace(0)
        kernel.addNamespace()
        kernel.namespaces[2].addLink("new")
        kernel.namespaces[2].finish()
      }
      for _ in 0..<100 where try !follower.step() { kernel.advance(100_000) }
      kernel.interlude = nil
      guard receives >= moment else { break }
      let lines = told.lines.filter { $0.hasPrefix("0 ") || $0.hasSuffix(" 0") }
      // What was is gone before anything of the other one is told.
      let end = lines.firstIndex(of: "leaves 0")
      let start = lines.lastIndex(of: "follows 0")
      #expect(end != nil && start != nil && (end ?? 0) < (start ?? 0), "\(moment): \(lines)")
      #expect(!lines.prefix(upTo: end ?? 0).contains { $0.hasPrefix("0 new") || $0.hasPrefix("0 change") })
    }
  }

  @Test("Who asks again and again does so as often as was said, and no more often than it takes")
  func polls() throws {
    let kernel = kernel()
    var follower = try follower(kernel, [.rules], Lines(), poll: 1_000)
    try follower.begin()
    while try follower.step() {}
    func dumps(_ milliseconds: Int) throws -> Int {
      kernel.log = []
      kernel.advance(1_000 * milliseconds)
      while try follower.step() {}
      return (kernel.log ?? []).filter { $0.contains("asked: dump rule") }.count
    }
    // A dump of each family.
    #expect(try dumps(900) == 0)
    for _ in 0..<5 { #expect(try dumps(1_010) == 2) }
  }

  @Test("What was lost and not read again until time was up is not known for certain")
  func unmade() throws {
    var (unmade, made) = (0, 0)
    // Time is up at one moment after another.
    for moment in 1...80 {
      let kernel = kernel(room: 2_000)
      let told = Lines()
      var follower = try follower(kernel, [.links, .rules], told, timeout: 5_000)
      try follower.begin()
      while try follower.step() {}
      for number in 0..<30 { kernel.home.addLink("v\(number)") }
      kernel.home.finish()
      var pauses = 0
      kernel.interlude = {
        pauses += 1
        if pauses == moment { kernel.advance(10_000_000) }
      }
      for _ in 0..<200 where !follower.isOver {
        if try !follower.step() { kernel.advance(50_000) }
      }
      kernel.interlude = nil
      guard told.lines.contains("lost") else { continue }
      if told.lines.contains("made good") {
        made += 1
      } else {
        unmade += 1
        let isCertain = follower.isCertain
        #expect(!isCertain, "\(moment)")
      }
    }
    #expect(unmade > 3 && made > 3, "\(unmade) \(made)")
  }

  @Test("A notification that does not fit is a loss of at least one, which the kernel does not count")
  func truncated() throws {
    let kernel = kernel(truncates: true)
    let told = Lines()
    var follower = try follower(kernel, [.links], told)
    try follower.begin()
    for number in 0..<100 {
      kernel.home.addLink("v\(number)")
      kernel.home.finish()
      while try follower.step() {}
      kernel.advance(100_000)
    }
    #expect(told.losses.count > 5 && told.losses.allSatisfy { $0 >= 1 }, "\(told.losses)")
  }
}
