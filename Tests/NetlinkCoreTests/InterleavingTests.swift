import LiveKernel
import NetlinkCore
import Rtnetlink
import Testing
import NetlinkWire

#if canImport(Glibc)
  import Glibc
#endif

/// The value of the cursor's next entry.
func value(_ cursor: inout DumpCursor) -> UInt32? {
  guard let message = cursor.next() else { return nil }
  return message.bytes.u32(at: 16)
}

/// Every value that the cursor still has.
func values(_ cursor: inout DumpCursor) -> [UInt32] {
  var all: [UInt32] = []
  while let one = value(&cursor) { all.append(one) }
  return all
}

/// Where random operations are played: a kernel, what its table holds, and what it has open.
struct Scene {
  var pool: ChannelPool
  var request: Request
  var question: Request
  var group: UInt32
  /// What the table's entries are called, sorted.
  var entries: [UInt32]
  var name: (borrowing Message) -> UInt32
  /// Sends one datagram to the members of the group.
  var notify: () throws -> Void
  /// How many sockets are open that were opened through the pool.
  var open: () throws -> Int
  /// What must never have happened.
  var faults: () -> Int
}

@Suite struct Interleavings {
  /// How many of each kind: 10,000, unless `NLCTL_INTERLEAVINGS` says otherwise.
  static let count: UInt64 = {
    guard let text = unsafe getenv("NLCTL_INTERLEAVINGS"), let count = unsafe UInt64(String(cString: text))
    else { return 10_000 }
    return count
  }()

  final class Reading {
    let scene: Scene
    let dump: NetlinkDump
    var first: DumpCursor
    var second: DumpCursor
    var seen: [UInt32] = []
    init(_ scene: Scene, _ dump: NetlinkDump) {
      self.scene = scene
      self.dump = dump
      first = dump.makeCursor()
      second = dump.makeCursor()
    }
    private func read(_ cursor: inout DumpCursor) -> UInt32? {
      guard let message = cursor.next() else { return nil }
      return scene.name(message)
    }
    func step(_ useSecond: Bool) -> Bool {
      guard let one = useSecond ? read(&second) : read(&first) else { return false }
      seen.append(one)
      return true
    }
    func isWhole() throws -> Bool {
      while step(false) {}
      while step(true) {}
      return try dump.finish().isComplete && seen.sorted() == scene.entries
    }
  }

  struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
  }

  /// One run of random operations; what went wrong, or nil.
  func run(_ seed: UInt64, _ scene: Scene) throws -> String? {
    var random = Seeded(state: seed)
    // Nothing may take longer.
    var options = NetlinkSocket.Options()
    options.patience = .seconds(1)
    var socket: NetlinkSocket? = try NetlinkSocket(options: options, pool: scene.pool)
    var readings: [Reading] = []
    var isMember = false
    var expected = 0
    for _ in 0..<14 {
      switch Int.random(in: 0..<20, using: &random) {
      case 0...3: if let socket { readings.append(Reading(scene, socket.dump(scene.request))) }
      case 4...9:
        if let reading = readings.randomElement(using: &random) {
          _ = reading.step(Bool.random(using: &random))
        }
      case 10:
        if let reading = readings.randomElement(using: &random) {
          guard try reading.isWhole() else { return "incomplete dump" }
        }
      case 11, 12:
        guard let index = readings.indices.randomElement(using: &random) else { continue }
        let reading = readings.remove(at: index)
        if Bool.random(using: &random) { reading.dump.cancel() }
      case 13:
        if !isMember { try socket?.join(group: scene.group) }
        isMember = true
      case 14:
        if isMember { try socket?.leave(group: scene.group) }
        isMember = false
      case 15, 16:
        try scene.notify()
        if isMember, socket != nil { expected += 1 }
      case 17, 18:
        if let socket, try socket.transact(scene.question).count != 1 { return "wrong reply" }
      default:
        guard let held = socket, Bool.random(using: &random) else { continue }
        guard held.discardPending().datagrams == expected else { return "notifications lost or added" }
        socket = nil
        (isMember, expected) = (false, 0)
      }
    }
    if let socket, socket.discardPending().datagrams != expected { return "notifications lost or added" }
    for reading in readings {
      guard try reading.isWhole() else { return "incomplete dump" }
    }
    readings = []
    socket = nil
    if try scene.open() != scene.pool.idleCount { return "a channel is neither idle nor closed" }
    scene.pool.removeAll()
    if try scene.open() != 0 { return "a socket stays open" }
    return scene.faults() == 0 ? nil : "EBUSY or two receives at once"
  }

  @Test(
    "8, 10, 12, 16, 17, 20, 25 Of 10,000 random interleavings none loses, mixes, refuses or leaks anything",
    .timeLimit(.minutes(60)))
  func random() async throws {
    try await onOwnThread {
      let start = UInt64.random(in: 0...UInt64(UInt32.max))
      for seed in start..<start + Self.count {
        let kernel = TableKernel(entries: 7, part: 3)
        let scene = Scene(
          pool: ChannelPool(host: kernel), request: Request(headed: RTM.getLink),
          question: Request(headed: RTM.getLink), group: 1,
          entries: (0..<7).map { $0 }, name: { $0.bytes.u32(at: 16) }, notify: { kernel.notify(1) },
          open: { kernel.read { $0.live } }, faults: { kernel.read { $0.refusals + $0.overlaps } })
        guard let fault = try run(seed, scene) else { continue }
        Issue.record("\(fault); seed \(seed)")
        return
      }
    }
  }

  /// The calling thread's namespace, with 41 links, a dump of which takes several datagrams.
  static func liveScene() throws -> Scene {
    let other = try NetlinkSocket(pool: ChannelPool())
    for number in 0..<40 { try other.transact(Change.add("i\(number)")) }
    var entries: [UInt32] = []
    let links = try other.snapshot(Live.links())
    var messages = links.messages
    while let message = messages.next() { entries.append(message.bytes.u32(at: 20)) }
    try #require(entries.count == 41 && links.contents.byteCount > 32_768)
    let own = try openDescriptors().count
    let host = WatchedHost()
    var isPresent = false
    return Scene(
      pool: ChannelPool(host: host), request: Live.links(), question: Change.get(1), group: 7,
      entries: entries.sorted(), name: { $0.bytes.u32(at: 20) },
      notify: {
        isPresent.toggle()
        try other.transact(Change.route(1, type: isPresent ? 24 : 25))
      }, open: { try openDescriptors().count - own }, faults: { host.seen.withLock { $0.overlaps } })
  }

  @Test(
    "8, 10, 12, 15, 16, 17, 20, 25 The same 10,000 on the live kernel, in a namespace of their own",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"), .timeLimit(.minutes(60)))
  func live() async throws {
    try await inNamespace {
      try unshareDescriptors()
      let scene = try Self.liveScene()
      let start = UInt64.random(in: 0...UInt64(UInt32.max))
      for seed in start..<start + Self.count {
        guard let fault = try run(seed, scene) else { continue }
        Issue.record("\(fault); seed \(seed)")
        return
      }
    }
  }

  @Test(
    "26, 30 The union of 1 to 16 readers is the table, with never two receives in flight",
    arguments: [1, 2, 3, 16])
  func union(readers: Int) throws {
    let kernel = TableKernel(entries: 600, part: 7)
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    for _ in 0..<5 {
      let dump = socket.dump(Request(headed: RTM.getLink))
      let seen = Guarded<[UInt32]>([])
      onThreads(readers) { _ in
        var cursor = dump.makeCursor()
        let own = values(&cursor)
        seen.withLock { $0 += own }
      }
      #expect(try dump.finish().isComplete)
      #expect(seen.withLock { $0.sorted() } == (0..<600).map { $0 })
    }
    #expect(kernel.read { $0.overlaps } == 0)
    #expect(kernel.read { $0.opens } == 2)
  }

  @Test("27, 28, 29 The end is known at receipt: others end at once, and who holds a batch keeps it")
  func endAtReceipt() throws {
    let kernel = ScriptedKernel([
      [
        .reply { Bytes.data($0, $1, 1) + Bytes.data($0, $1, 2) },
        .reply { Bytes.data($0, $1, 3) + Bytes.done($0, $1) },
      ]
    ])
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    let dump = socket.dump(Request(headed: RTM.getLink))
    var first = dump.makeCursor()
    var second = dump.makeCursor()
    var third = dump.makeCursor()
    #expect(value(&first) == 1)
    let hasBatch = second.receive()
    #expect(hasBatch)
    let receives = kernel.read { $0.receives }
    #expect(value(&third) == nil)
    #expect(value(&third) == nil)
    #expect(kernel.read { $0.receives } == receives)
    #expect(values(&first) == [2])
    #expect(values(&second) == [3])
    #expect(try dump.finish().isComplete)
  }

  @Test("31 What came before an error is delivered once, to whomever, and finish tells the error")
  func errorAmongReaders() throws {
    var steps: [ScriptedKernel.Step] = (0..<40).map { number in .reply { Bytes.data($0, $1, UInt32(number)) }
    }
    steps.append(.reply { Bytes.error($0, $1, -5) })
    steps.append(.reply { Bytes.data($0, $1, 99) })
    let kernel = ScriptedKernel([steps])
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    let dump = socket.dump(Request(headed: RTM.getLink))
    let seen = Guarded<[UInt32]>([])
    onThreads(4) { _ in
      var cursor = dump.makeCursor()
      let own = values(&cursor)
      seen.withLock { $0 += own }
    }
    #expect(seen.withLock { $0.sorted() } == (0..<40).map { $0 })
    #expect(throws: NetlinkError(.kernel, .dump, errno: 5)) { try dump.finish() }
    #expect(kernel.read { $0.overlaps } == 0)
  }

  @Test("32, 36 The first verdict stays: of two errors the first, and every finish says the same")
  func firstVerdict() throws {
    let kernel = ScriptedKernel([[.reply { Bytes.error($0, $1, -5) }, .reply { Bytes.error($0, $1, -6) }]])
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    let dump = socket.dump(Request(headed: RTM.getLink))
    var cursor = dump.makeCursor()
    for _ in 0..<3 {
      #expect(value(&cursor) == nil)
      #expect(throws: NetlinkError(.kernel, .dump, errno: 5)) { try dump.finish() }
    }
    #expect(kernel.read { $0.receives } == 1)
  }

  @Test("32 An error stays, whatever follows; an end gives way to an error")
  func courses() {
    let (one, other) = (NetlinkError(.kernel, .dump, errno: 5), NetlinkError(.kernel, .dump, errno: 6))
    var course = DumpCourse()
    course.fail(one)
    course.end()
    course.fail(other)
    #expect(throws: one) { try course.result() }
    course = DumpCourse()
    course.end()
    #expect(throws: Never.self) { try #require(course.result().isComplete) }
    course.fail(one)
    course.fail(other)
    course.end()
    #expect(throws: one) { try course.result() }
    course = DumpCourse()
    course.abandon()
    #expect(throws: Never.self) { try #require(!course.result().isComplete) }
  }

  @Test(
    "29, 35 A reader that waits when another meets the end, a failure or a fresh start ends with it",
    .timeLimit(.minutes(10)), arguments: 0..<4)
  func waitingReader(ending: Int) throws {
    let data: ScriptedKernel.Step = .reply { Bytes.data($0, $1, 1) + Bytes.done($0, $1) }
    let scripts: [[ScriptedKernel.Step]] =
      switch ending {
      case 0: [[.wouldBlock, data]]
      case 1: [[.wouldBlock, .reply { Bytes.error($0, $1, -5) }]]
      case 2: [[.wouldBlock, .truncated(70_000)], [data]]
      default: [[.wouldBlock]]
      }
    let kernel = ScriptedKernel(scripts)
    kernel.state.withLock { $0.isSlow = true }
    var options = NetlinkSocket.Options()
    options.patience = nil
    let socket = try NetlinkSocket(options: options, pool: ChannelPool(host: kernel))
    let dump = socket.dump(Request(headed: RTM.getLink))
    let late = Guarded<[UInt32]?>(nil)
    let seen = Guarded<[UInt32]>([])
    onThreads(2) { index in
      var cursor = dump.makeCursor()
      if index == 0 {
        let own = values(&cursor)
        late.withLock { $0 = own }
        return
      }
      while kernel.read({ $0.waits }) == 0 { sched_yield() }
      if ending == 3 { return socket.cancel() }
      let own = values(&cursor)
      seen.withLock { $0 = own }
    }
    // On the fresh channel either of the two may be first.
    let all = (late.withLock { $0 } ?? [99]) + seen.withLock { $0 }
    #expect(all == (ending == 0 || ending == 2 ? [1] : []))
    let result = Result { () throws(NetlinkError) in try dump.finish() }
    let errno = if case .failure(let error) = result { error.errno } else { Int32(0) }
    #expect(errno == [0, 5, 0, 125][ending])
  }

  @Test("34 A cursor belongs to its dump for life")
  func cursorOfOneDump() throws {
    let socket = try NetlinkSocket(pool: ChannelPool(host: TableKernel(entries: 4, part: 2)))
    let (one, other) = (socket.dump(Request(headed: RTM.getLink)), socket.dump(Request(headed: RTM.getLink)))
    var first = one.makeCursor()
    var second = other.makeCursor()
    let belongs = first.dump === one && second.dump === other
    #expect(belongs)
    #expect(value(&first) == 0)
    #expect(values(&second) == [0, 1, 2, 3])
    #expect(values(&first) == [1, 2, 3])
  }

  @Test("35 One thread's finish is the others' end", .timeLimit(.minutes(10)))
  func finishedByAnother() throws {
    let kernel = TableKernel(entries: 1_000_000, part: 2)
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    let dump = socket.dump(Request(headed: RTM.getLink))
    let counts = Guarded<[Int]>([])
    onThreads(4) { index in
      var cursor = dump.makeCursor()
      var count = 0
      while value(&cursor) != nil {
        count += 1
        if index == 0, count == 20 { dump.cancel() }
      }
      counts.withLock { $0.append(count) }
    }
    #expect(counts.withLock { $0.count } == 4)
    #expect(try !dump.finish().isComplete)
    #expect(kernel.read { $0.live } == 1)
  }
}
