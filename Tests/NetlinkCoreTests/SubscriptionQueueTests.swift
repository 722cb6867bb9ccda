import NetlinkCore
import Testing
import NetlinkWire

/// The thread that receives, and what it leaves for the one that reads.
@Suite struct SubscriptionQueues {
  /// Reads to the first time-out: the numbers in the notifications.
  func numbers(_ queue: inout SubscriptionQueue) throws -> [UInt32] {
    var numbers: [UInt32] = []
    while true {
      guard case .datagram = try queue.next(milliseconds: 0) else { return numbers }
      numbers.append(queue.bytes.u32(at: 16))
    }
  }

  @Test(
    "100 Notifications come in the kernel's order, all of them, also through a queue too small for them",
    .timeLimit(.minutes(10)), arguments: [SubscriptionQueue.defaultLimit, 1000, 1])
  func order(limit: Int) throws {
    let kernel = TableKernel(entries: 1, part: 1)
    let subscription = try Subscription(groups: [1], pool: ChannelPool(host: kernel))
    for number in 0..<5000 { kernel.notify(1, Bytes.data(0, 0, UInt32(number))) }
    var queue = try SubscriptionQueue(subscription, limit: limit)
    #expect(try numbers(&queue) == Array(0..<5000))
    #expect(queue.waitingByteCount == 0)
  }

  @Test("101, 111 A datagram keeps its group, and when it came", .timeLimit(.minutes(10)))
  func groups() throws {
    let kernel = TableKernel(entries: 1, part: 1)
    let subscription = try Subscription(groups: [1, 7], pool: ChannelPool(host: kernel))
    kernel.notify(1)
    kernel.notify(7)
    var queue = try SubscriptionQueue(subscription)
    #expect(try queue.next() == .datagram(Datagram(group: 1)))
    #expect(queue.receivedAt.seconds > 1_600_000_000)
    #expect(try queue.next() == .datagram(Datagram(group: 7)))
  }

  @Test("93, 94 A loss stands where it was: ahead of what survived it, and at the end of it")
  func losses() throws {
    let kernel = ScriptedKernel([])
    let subscription = try Subscription(groups: [1], pool: ChannelPool(host: kernel))
    kernel.state.withLock { state in
      state.steps = [.errno(105), .datagram(Bytes.data(0, 0, 5)), .datagram(Bytes.data(0, 0, 6))]
      state.dropped = 9
    }
    var queue = try SubscriptionQueue(subscription)
    let datagram = Subscription.Event.datagram(Datagram(group: 0))
    var events: [Subscription.Event] = []
    while events.last != .timedOut { events.append(try queue.next(milliseconds: 0)) }
    #expect(events == [.overflow(lost: 9), datagram, datagram, .drained(lost: 9), .timedOut])
  }

  @Test("65 A notification of 70,000 bytes is a loss once, and fits from then on", .timeLimit(.minutes(10)))
  func large() throws {
    let kernel = ScriptedKernel([])
    let subscription = try Subscription(groups: [1], pool: ChannelPool(host: kernel))
    let bytes = Bytes.message(16, 0, 0, [UInt8](repeating: 7, count: 70_000))
    kernel.state.withLock { $0.steps = [.truncated(bytes.count), .datagram(bytes)] }
    var queue = try SubscriptionQueue(subscription)
    #expect(try queue.next() == .overflow(lost: 0))
    #expect(try queue.next() == .datagram(Datagram(group: 0)))
    #expect(queue.bytes.byteCount == bytes.count)
  }

  @Test("109 A cancellation ends the wait at once, whatever still waits", .timeLimit(.minutes(10)))
  func cancelled() throws {
    let kernel = TableKernel(entries: 1, part: 1)
    let subscription = try Subscription(groups: [1], pool: ChannelPool(host: kernel))
    for _ in 0..<100 { kernel.notify(1) }
    var queue = try SubscriptionQueue(subscription, limit: 1)
    _ = try queue.next()
    subscription.cancel()
    #expect(throws: NetlinkError(.cancelled, .receive, errno: Errno.cancelled)) {
      while true { _ = try queue.next() }
    }
  }
}
