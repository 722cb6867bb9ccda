import Netlink
import Testing
import Wire

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

@Suite struct Interleavings {
  final class Reading {
    let dump: NetlinkDump
    var first: DumpCursor
    var second: DumpCursor
    var seen: [UInt32] = []
    init(_ dump: NetlinkDump) {
      self.dump = dump
      first = dump.makeCursor()
      second = dump.makeCursor()
    }
    func step(_ useSecond: Bool) -> Bool {
      guard let one = useSecond ? value(&second) : value(&first) else { return false }
      seen.append(one)
      return true
    }
    func isWhole(_ entries: Int) throws -> Bool {
      while step(false) {}
      while step(true) {}
      return try dump.finish().isComplete && seen.sorted() == (0..<UInt32(entries)).map { $0 }
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
  func run(_ seed: UInt64) throws -> String? {
    var random = Seeded(state: seed)
    let kernel = TableKernel(entries: 7, part: 3)
    let pool = ChannelPool(host: kernel)
    var socket: NetlinkSocket? = try NetlinkSocket(pool: pool)
    var readings: [Reading] = []
    var isMember = false
    var expected = 0
    for _ in 0..<14 {
      switch Int.random(in: 0..<20, using: &random) {
      case 0...3: if let socket { readings.append(Reading(socket.dump(Request(type: 18)))) }
      case 4...9:
        if let reading = readings.randomElement(using: &random) {
          _ = reading.step(Bool.random(using: &random))
        }
      case 10:
        if let reading = readings.randomElement(using: &random) {
          guard try reading.isWhole(7) else { return "incomplete dump" }
        }
      case 11, 12:
        guard let index = readings.indices.randomElement(using: &random) else { continue }
        let reading = readings.remove(at: index)
        if Bool.random(using: &random) { reading.dump.cancel() }
      case 13:
        if !isMember { try socket?.join(group: 1) }
        isMember = true
      case 14:
        if isMember { try socket?.leave(group: 1) }
        isMember = false
      case 15, 16:
        kernel.notify(1)
        if isMember { expected += 1 }
      case 17, 18:
        if let socket, try socket.transact(Request(type: 18)).count != 1 { return "wrong reply" }
      default:
        guard let held = socket, Bool.random(using: &random) else { continue }
        guard held.discardPending().datagrams == expected else { return "notifications lost or added" }
        socket = nil
        (isMember, expected) = (false, 0)
      }
    }
    if let socket, socket.discardPending().datagrams != expected { return "notifications lost or added" }
    for reading in readings {
      guard try reading.isWhole(7) else { return "incomplete dump" }
    }
    readings = []
    socket = nil
    if kernel.read({ $0.live }) != pool.idleCount { return "a channel is neither idle nor closed" }
    pool.removeAll()
    if kernel.read({ $0.live }) != 0 { return "a socket stays open" }
    return kernel.read { $0.refusals + $0.overlaps } == 0 ? nil : "EBUSY or two receives at once"
  }

  @Test(
    "8, 10, 12, 16, 17, 20, 25 Of 10,000 random interleavings none loses, mixes, refuses or leaks anything",
    .timeLimit(.minutes(2)))
  func random() throws {
    let start = UInt64.random(in: 0...UInt64(UInt32.max))
    for seed in start..<start + 10_000 {
      guard let fault = try run(seed) else { continue }
      Issue.record("\(fault); seed \(seed)")
      return
    }
  }

  @Test(
    "26, 30 The union of 1 to 16 readers is the table, with never two receives in flight",
    arguments: [1, 2, 3, 16])
  func union(readers: Int) throws {
    let kernel = TableKernel(entries: 600, part: 7)
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    for _ in 0..<5 {
      let dump = socket.dump(Request(type: 18))
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
    let dump = socket.dump(Request(type: 18))
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
    let dump = socket.dump(Request(type: 18))
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
    let dump = socket.dump(Request(type: 18))
    var cursor = dump.makeCursor()
    for _ in 0..<3 {
      #expect(value(&cursor) == nil)
      #expect(throws: NetlinkError(.kernel, .dump, errno: 5)) { try dump.finish() }
    }
    #expect(kernel.read { $0.receives } == 1)
  }

  @Test("34 A cursor belongs to its dump for life")
  func cursorOfOneDump() throws {
    let socket = try NetlinkSocket(pool: ChannelPool(host: TableKernel(entries: 4, part: 2)))
    let (one, other) = (socket.dump(Request(type: 18)), socket.dump(Request(type: 18)))
    var first = one.makeCursor()
    var second = other.makeCursor()
    let belongs = first.dump === one && second.dump === other
    #expect(belongs)
    #expect(value(&first) == 0)
    #expect(values(&second) == [0, 1, 2, 3])
    #expect(values(&first) == [1, 2, 3])
  }

  @Test("35 One thread's finish is the others' end", .timeLimit(.minutes(1)))
  func finishedByAnother() throws {
    let kernel = TableKernel(entries: 1_000_000, part: 2)
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    let dump = socket.dump(Request(type: 18))
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
