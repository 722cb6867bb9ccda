import LiveKernel
import NetlinkCore
import Rtnetlink
import Testing
import NetlinkWire

#if canImport(Glibc)
  import Glibc
#endif

/// The kernel, with an eye on how its sockets are read.
final class WatchedHost: Host {
  struct Seen {
    var inside: [Int32: Int] = [:]
    var receives = 0
    var overlaps = 0
    var opened = 0
    var primed = 0
  }
  let seen = Guarded(Seen())
  private let kernel = KernelHost()

  func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint {
    seen.withLock { $0.opened += 1 }
    return .substitute(WatchedTransport(try kernel.open(protocolNumber).transport, self))
  }
  func namespace() -> UInt64? { kernel.namespace() }
  func process() -> Int32 { kernel.process() }
}

final class WatchedTransport: Transport {
  private let inner: any Transport
  private let host: WatchedHost
  init(_ inner: any Transport, _ host: WatchedHost) {
    self.inner = inner
    self.host = host
  }
  var descriptor: Int32 { inner.descriptor }
  var portID: UInt32 { inner.portID }
  func prime() {
    host.seen.withLock { $0.primed += 1 }
    inner.prime()
  }
  func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32 {
    inner.setOption(level, name, value)
  }
  func option(_ level: Int32, _ name: Int32) -> Int32? { inner.option(level, name) }
  func drops() -> UInt32? { inner.drops() }
  func send(_ bytes: RawSpan) -> Int32 { inner.send(bytes) }
  func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
    inner.wait(milliseconds, first, second)
  }
  func receive(into memory: inout MutableRawSpan) -> Received {
    host.seen.withLock { seen in
      seen.receives += 1
      seen.inside[descriptor, default: 0] += 1
      if seen.inside[descriptor, default: 0] > 1 { seen.overlaps += 1 }
    }
    defer { host.seen.withLock { $0.inside[descriptor, default: 0] -= 1 } }
    return inner.receive(into: &memory)
  }
}

@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)")) struct LiveReaders {
  /// The numbers of the routes that `Change.route` and `Change.batch` make, as a cursor hands them out.
  static func numbers(_ cursor: inout DumpCursor) -> [UInt32] {
    var all: [UInt32] = []
    while let message = cursor.next() { all.append(number(message)) }
    return all
  }

  static func number(_ message: borrowing Message) -> UInt32 {
    // The first attribute that is RTA_DST.
    var offset = 28
    let bytes = message.bytes
    while offset + 8 <= bytes.byteCount {
      if bytes.u16(at: offset + 2) == 1 { return bytes.u32(at: offset + 4).byteSwapped >> 8 & 0xffff }
      offset += (Int(bytes.u16(at: offset)) + 3) & ~3
    }
    return .max
  }

  @Test("26, 30, 35 Of 20,000 routes 1 to 16 readers together get each once, and never two receive at once")
  func union() async throws {
    try await inNamespace {
      try Change.batch(20_000)
      let host = WatchedHost()
      let socket = try NetlinkSocket(pool: ChannelPool(host: host))
      for readers in 1...16 {
        let dump = socket.dump(Change.routes())
        let seen = Guarded<[UInt32]>([])
        onThreads(readers) { _ in
          var cursor = dump.makeCursor()
          let own = LiveReaders.numbers(&cursor)
          seen.withLock { $0 += own }
        }
        #expect(try dump.finish().isComplete)
        #expect(seen.withLock { $0.sorted() } == (0..<20_000).map { $0 }, "\(readers) readers")
      }
      let dump = socket.dump(Change.routes())
      let ended = Guarded(0)
      // Each cancels in its first datagram, so at most four have been received by then.
      onThreads(4) { _ in
        var cursor = dump.makeCursor()
        var seen = 0
        while cursor.next() != nil {
          seen += 1
          if seen == 100 { dump.cancel() }
        }
        ended.withLock { $0 += 1 }
      }
      #expect(ended.withLock { $0 } == 4)
      #expect(try !dump.finish().isComplete)
      #expect(host.seen.withLock { $0.overlaps } == 0)
      #expect(host.seen.withLock { $0.receives } > 16 * 20)
    }
  }

  @Test(
    "40, 116 Of 60,000 routes none is missing with the smallest receive buffer, and giving up takes no time")
  func sixtyThousand() async throws {
    try await inNamespace {
      try Change.batch(60_000)
      var options = NetlinkSocket.Options()
      options.receiveBufferSize = 0
      let small = try NetlinkSocket(options: options, pool: ChannelPool())
      let dump = small.dump(Change.routes())
      var cursor = dump.makeCursor()
      #expect(LiveReaders.numbers(&cursor).sorted() == (0..<60_000).map { $0 })
      #expect(try dump.finish().isComplete)
      // On a busy machine any one try may be interrupted.
      let socket = try NetlinkSocket(pool: ChannelPool())
      let fastest = try (0..<20).map { _ -> Int64 in
        let dump = socket.dump(Change.routes())
        var cursor = dump.makeCursor()
        let isUnderWay = cursor.receive()
        try #require(isUnderWay)
        let start = nanoseconds()
        dump.cancel()
        return nanoseconds() - start
      }.min()
      #expect(try #require(fastest) < 1_000_000)
    }
  }

  @Test("16 Twenty dumps of five kinds from one socket, read in random turns, are each their own whole")
  func mixed() async throws {
    try await inNamespace {
      let socket = try NetlinkSocket(pool: ChannelPool())
      for number in 0..<40 { try socket.transact(Change.add("i\(number)")) }
      _ = socket.transactAll((0..<700).map { Change.route($0) })
      _ = socket.transactAll((0..<700).map { Change.address($0, 1) })
      var rules = Request(type: RTM.getRule)
      rules.appendHeader([UInt8](repeating: 0, count: 12))
      var neighbours = Request(type: RTM.getNeighbour)
      neighbours.appendHeader([UInt8](repeating: 0, count: 12))
      let requests = [Live.links(), Change.routes(), Change.addresses(), rules, neighbours]
      let expected = try requests.map { count(try socket.snapshot($0).messages) }
      #expect(
        expected[0] == 41 && expected[1] >= 700 && expected[2] == 700 && expected[3] >= 3, "\(expected)")
      final class Reading {
        let kind: Int
        let dump: NetlinkDump
        var cursor: DumpCursor
        var seen = 0
        init(_ kind: Int, _ dump: NetlinkDump) {
          self.kind = kind
          self.dump = dump
          cursor = dump.makeCursor()
        }
        func step() -> Bool {
          guard cursor.next() != nil else { return false }
          seen += 1
          return true
        }
      }
      var readings = (0..<20).map { Reading($0 % 5, socket.dump(requests[$0 % 5])) }
      while let index = readings.indices.randomElement() {
        let reading = readings[index]
        if (0..<Int.random(in: 1...40)).allSatisfy({ _ in reading.step() }) { continue }
        #expect(try reading.dump.finish().isComplete)
        #expect(reading.seen == expected[reading.kind])
        readings.remove(at: index)
      }
    }
  }

  @Test("78 A dump amid changes, and what was queued meanwhile after it, is what the kernel has at the end")
  func replay() async throws {
    try await inNamespace {
      try Change.batch(3_000)
      for round in 0..<5 {
        let subscription = try Subscription(groups: [7], pool: ChannelPool())
        let isUnderWay = Guarded(false)
        let snapshots = Guarded<[Snapshot]>([])
        onThreads(2) { index in
          if index == 0 {
            let other = try? NetlinkSocket(pool: ChannelPool())
            for number in 0..<600 {
              let type: UInt16 = (number + round) % 2 == 0 ? 25 : 24
              _ = try? other?.transact(Change.route(number * 5, type: type))
              isUnderWay.withLock { $0 = true }
            }
          } else {
            while !isUnderWay.withLock({ $0 }) { sched_yield() }
            if let snapshot = try? subscription.socket.snapshot(Change.routes()) {
              snapshots.withLock { $0.append(snapshot) }
            }
          }
        }
        let snapshot = try #require(snapshots.withLock { $0.first })
        #expect(!snapshot.status.isInterrupted)
        var mirror: Set<UInt32> = []
        Self.apply(snapshot.messages, to: &mirror)
        var buffer = ReceiveBuffer()
        while case .datagram = try subscription.next(into: &buffer, milliseconds: 0) {
          Self.apply(Messages(buffer.bytes), to: &mirror)
        }
        var truth: Set<UInt32> = []
        Self.apply(try subscription.socket.snapshot(Change.routes()).messages, to: &truth)
        #expect(mirror == truth)
      }
    }
  }

  static func apply(_ messages: consuming Messages, to mirror: inout Set<UInt32>) {
    var messages = messages
    while let message = messages.next() {
      if message.type == 24 { mirror.insert(number(message)) } else { mirror.remove(number(message)) }
    }
  }

  @Test("70 A storm of signals changes no dump and no transaction")
  func signals() async throws {
    try await inNamespace {
      try Change.batch(3_000)
      // Without SA_RESTART, and sent to this one thread.
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { _ in }
      unsafe sigaction(SIGUSR2, &action, nil)
      let isOver = Guarded(false)
      let failure = Guarded<(any Error)?>(nil)
      let reader = Guarded<pthread_t?>(nil)
      onThreads(2) { index in
        if index == 0 {
          while !isOver.withLock({ $0 }) {
            if let thread = reader.withLock({ $0 }) { pthread_kill(thread, SIGUSR2) }
            sched_yield()
          }
          return
        }
        reader.withLock { $0 = pthread_self() }
        defer {
          reader.withLock { $0 = nil }
          isOver.withLock { $0 = true }
        }
        do {
          let socket = try NetlinkSocket(pool: ChannelPool())
          for _ in 0..<10 {
            #expect(count(try socket.snapshot(Change.routes()).messages) == 3_000)
            for _ in 0..<50 { #expect(try socket.transact(Change.get(1)).count == 1) }
            #expect(try !socket.wait(milliseconds: 2))
          }
        } catch { failure.withLock { $0 = error } }
      }
      if let error = failure.withLock({ $0 }) { throw error }
    }
  }
}

/// A clock that only goes forward.
func nanoseconds() -> Int64 {
  var now = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &now)
  return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}
