import NetlinkCore
import Rtnetlink
import Testing
import NetlinkWire

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct Subscriptions {
  /// A subscription to which the kernel has already sent these steps.
  func subscription(_ steps: [ScriptedKernel.Step], dropped: UInt32? = 0) throws -> (
    Subscription, ScriptedKernel
  ) {
    let kernel = ScriptedKernel([])
    let subscription = try Subscription(groups: [1, 7], pool: ChannelPool(host: kernel))
    kernel.state.withLock { state in
      state.steps = steps
      state.dropped = dropped
    }
    return (subscription, kernel)
  }

  /// All events up to the first that is no news.
  func events(_ subscription: Subscription) throws -> [Subscription.Event] {
    var buffer = ReceiveBuffer()
    var all: [Subscription.Event] = []
    while true {
      let event = try subscription.next(into: &buffer, milliseconds: 0)
      if event == .timedOut { return all }
      all.append(event)
    }
  }
  let datagram = Subscription.Event.datagram(Datagram(group: 0, namespaceID: nil))
  static let notification: ScriptedKernel.Step = .datagram(Bytes.data(0, 0, 5))

  @Test("93, 97 An overflow is told once, with the number lost, ahead of what was queued, for all groups")
  func overflow() throws {
    let (subscription, _) = try subscription(
      [.errno(105), Self.notification, Self.notification, .errno(105), Self.notification], dropped: 7)
    #expect(
      try events(subscription) == [.overflow(lost: 7), datagram, datagram, datagram, .drained(lost: 7)])
    #expect(try events(subscription).isEmpty)
  }

  @Test(
    "94 What is dropped before the queue is empty is counted when it is, and only then is the time to dump")
  func drained() throws {
    let (subscription, kernel) = try subscription([.errno(105), Self.notification], dropped: 2)
    var buffer = ReceiveBuffer()
    #expect(try subscription.next(into: &buffer) == .overflow(lost: 2))
    kernel.state.withLock { $0.dropped = 3 }
    #expect(try subscription.next(into: &buffer) == datagram)
    #expect(try subscription.next(into: &buffer) == .drained(lost: 3))
    kernel.state.withLock { state in
      state.steps = [.errno(105)]
      state.dropped = 4
    }
    #expect(try events(subscription) == [.overflow(lost: 1), .drained(lost: 1)])
  }

  @Test(
    "95 With an overflow at every fifth receive a mirror that dumps when drained ends up equal to the table")
  func mirror() throws {
    var random = Interleavings.Seeded(state: UInt64.random(in: 0...UInt64(UInt32.max)))
    let seed = random.state
    let kernel = TableKernel(entries: 20, part: 1000)
    var options = NetlinkSocket.Options()
    let injector = FaultInjector(.overflow(every: 5))
    options.faults = injector
    let subscription = try Subscription(groups: [1], options: options, pool: ChannelPool(host: kernel))
    var mirror = try contents(subscription.socket)
    var buffer = ReceiveBuffer()
    for round in 0..<1000 {
      kernel.change(UInt32.random(in: 0..<60, using: &random), isPresent: Bool.random(using: &random))
      guard round == 999 || Int.random(in: 0..<4, using: &random) == 0 else { continue }
      reading: while true {
        switch try subscription.next(into: &buffer, milliseconds: 0) {
        case .datagram: apply(buffer.bytes, to: &mirror)
        case .overflow: continue
        case .drained: mirror = try contents(subscription.socket)
        case .timedOut: break reading
        }
      }
    }
    #expect(mirror == kernel.read { $0.table }, "seed \(seed)")
    #expect(injector.hits > 50)
  }

  func contents(_ socket: NetlinkSocket) throws -> Set<UInt32> {
    let snapshot = try socket.snapshot(Request(headed: RTM.getLink))
    var mirror: Set<UInt32> = []
    apply(snapshot.contents, to: &mirror)
    return mirror
  }

  func apply(_ bytes: RawSpan, to mirror: inout Set<UInt32>) {
    var messages = Messages(bytes)
    while let message = messages.next() {
      if message.type == 16 {
        mirror.insert(message.bytes.u32(at: 16))
      } else {
        mirror.remove(message.bytes.u32(at: 16))
      }
    }
  }

  @Test("96 A dump that overflows fails, its channel is not used again, and a snapshot tries anew")
  func dumpOverflow() throws {
    let kernel = TableKernel(entries: 4, part: 2)
    var options = NetlinkSocket.Options()
    options.faults = FaultInjector(.overflow(every: 2, times: 2))
    let pool = ChannelPool(host: kernel)
    let socket = try NetlinkSocket(options: options, pool: pool)
    let dump = socket.dump(Request(headed: RTM.getLink))
    var cursor = dump.makeCursor()
    #expect(values(&cursor) == [0, 1])
    #expect(throws: NetlinkError(.overflow, .dump, errno: Errno.noBuffers)) { try dump.finish() }
    #expect(pool.idleCount == 0)
    let snapshot = try socket.snapshot(Request(headed: RTM.getLink))
    #expect(snapshot.tries == 2 && snapshot.contents.byteCount == 80)
  }

  @Test("98, 99 Runts, fragments and datagrams that do not fit are losses, and the stream goes on")
  func unreadable() throws {
    let fragment = Bytes.message(16, 0, 0, [1, 0, 0, 0], length: 4000)
    for step in [.datagram([1, 2, 3]), .datagram(fragment), .truncated(70_000)] as [ScriptedKernel.Step] {
      let (subscription, _) = try subscription([step, Self.notification], dropped: nil)
      #expect(try events(subscription) == [.overflow(lost: nil), datagram, .drained(lost: nil)])
    }
    let (subscription, _) = try subscription([.datagram(Bytes.data(0, 0, 5) + fragment)])
    var buffer = ReceiveBuffer()
    #expect(try subscription.next(into: &buffer) == datagram)
    var messages = Messages(buffer.bytes)
    let first = messages.next() != nil
    let second = messages.next() != nil
    #expect(first && !second)
    #expect(messages.remainingByteCount == fragment.count)
    #expect(try events(subscription) == [.overflow(lost: 0), .drained(lost: 0)])
  }

  @Test("49 A message of type 3 among notifications is data")
  func typeThree() throws {
    let (subscription, _) = try subscription([.datagram(Bytes.message(3, 0, 0, flags: 0, [9, 9, 9, 9]))])
    var buffer = ReceiveBuffer()
    #expect(try subscription.next(into: &buffer) == datagram)
    #expect(buffer.bytes.byteCount == 20)
  }

  @Test("103 A new subscriber sees nothing that was queued before it came")
  func newcomer() throws {
    let kernel = TableKernel(entries: 1, part: 1)
    let pool = ChannelPool(host: kernel)
    let old = try Subscription(groups: [1], pool: pool)
    kernel.notify(1)
    let new = try Subscription(groups: [1], pool: pool)
    #expect(try events(new).isEmpty)
    kernel.notify(1)
    #expect(try events(new).count == 1)
    #expect(try events(old).count == 2)
  }

  @Test("104 A reader may leave its groups and end itself or another between two events")
  func leaving() throws {
    let kernel = TableKernel(entries: 1, part: 1)
    let pool = ChannelPool(host: kernel)
    let one = try Subscription(groups: [1], pool: pool)
    let other = try Subscription(groups: [1], pool: pool)
    let third = try Subscription(groups: [1], pool: pool)
    kernel.notify(1)
    var buffer = ReceiveBuffer()
    guard case .datagram = try one.next(into: &buffer) else {
      Issue.record("no event")
      return
    }
    try one.remove(1)
    one.cancel()
    other.cancel()
    #expect(throws: NetlinkError(.cancelled, .receive, errno: Errno.cancelled)) {
      try one.next(into: &buffer)
    }
    #expect(try events(third).count == 1)
  }

  @Test("107, 108 The groups are joined before anything is dumped, and losses are never kept silent")
  func order() throws {
    let (subscription, kernel) = try subscription([])
    #expect(kernel.read { $0.options.filter { $0 == 270_001 }.count } == 2)
    #expect(kernel.read { $0.sends.isEmpty })
    // NETLINK_NO_ENOBUFS
    #expect(!kernel.read { $0.options.contains(270_005) })
    #expect(subscription.socket.dropCount == 0)
  }

  @Test("109 A blocked reader that is cancelled ends within 100 ms", .timeLimit(.minutes(10)))
  func cancelled() throws {
    // A busy machine may be late now and then, though not every time.
    let delays = try (0..<5).map { _ in try cancelOnce() }
    #expect(try #require(delays.min()) < 100_000_000)
  }

  /// How long the end of a wait took after it was cancelled, in nanoseconds.
  func cancelOnce() throws -> Int64 {
    let kernel = TableKernel(entries: 1, part: 1)
    let subscription = try Subscription(groups: [1], pool: ChannelPool(host: kernel))
    let errors = Guarded<[NetlinkError]>([])
    let times = Guarded<[Int64]>([0, 0])
    onThreads(2) { index in
      guard index == 0 else {
        while kernel.read({ $0.waits }) == 0 { sched_yield() }
        times.withLock { $0[0] = nanoseconds() }
        subscription.cancel()
        return
      }
      var buffer = ReceiveBuffer()
      do throws(NetlinkError) {
        _ = try subscription.next(into: &buffer)
      } catch {
        times.withLock { $0[1] = nanoseconds() }
        errors.withLock { $0.append(error) }
      }
    }
    #expect(errors.withLock { $0 } == [NetlinkError(.cancelled, .receive, errno: Errno.cancelled)])
    return times.withLock { $0[1] - $0[0] }
  }

  @Test("A wait that something wakes that is no event still ends in time", .timeLimit(.minutes(10)))
  func strangers() throws {
    let (subscription, kernel) = try subscription([.datagram(Bytes.data(0, 0, 5), sender: 4711)])
    kernel.state.withLock { $0.isRestless = true }
    var buffer = ReceiveBuffer()
    #expect(try subscription.next(into: &buffer, milliseconds: 20) == .timedOut)
    #expect(kernel.read { $0.waits } >= 1)
  }

  @Test("110 Of a datagram with two notifications both are there")
  func two() throws {
    let (subscription, _) = try subscription([.datagram(Bytes.data(0, 0, 5) + Bytes.data(0, 0, 6))])
    var buffer = ReceiveBuffer()
    #expect(try subscription.next(into: &buffer) == datagram)
    var mirror: Set<UInt32> = []
    apply(buffer.bytes, to: &mirror)
    #expect(mirror == [5, 6])
  }
}
