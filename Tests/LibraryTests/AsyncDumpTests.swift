import LiveKernel
import Netlink
import NetlinkCore
import Synchronization
import Testing

/// Dumps that tasks read.
@Suite(.timeLimit(.minutes(20))) struct AsyncDumpTests {
  @Test("More tasks read one dump than the pool has threads, and none of them blocks it")
  func pool() async throws {
    let kernel = SlowKernel(messages: 500)
    let client = NetlinkClient(options: .patient, pool: ChannelPool(host: kernel))
    let dump = client.messages(of: .get(.link))
    // If readers blocked the pool, nothing else of this test would ever run: a thread ends their wait then.
    let end = Cancellation()
    let isStuck = Atomic(false)
    let watch = try Worker {
      guard Poll.wait(for: end.descriptor, 600_000, nil, nil) == .timedOut else { return }
      isStuck.store(true, ordering: .relaxed)
      kernel.release()
    }
    let seen = await withTaskGroup(of: [UInt32].self) { group in
      for _ in 0..<64 {
        group.addTask {
          var seen: [UInt32] = []
          var iterator = dump.makeAsyncIterator()
          while let message = try? await iterator.next() { seen.append(Link(NetlinkObject(message)!)!.index) }
          return seen
        }
      }
      // The kernel answers once all of them wait.
      group.addTask {
        _ = await eventually { kernel.asked.load(ordering: .relaxed) == 1 }
        kernel.release()
        return []
      }
      var all: [UInt32] = []
      for await some in group { all += some }
      return all
    }
    end.cancel()
    watch.join()
    let hasBlocked = isStuck.load(ordering: .relaxed)
    #expect(!hasBlocked)
    #expect(seen.sorted() == Array(1...500))
    #expect(dump.status?.isComplete == true)
  }

  @Test("A cancelled task ends its dump within 100 ms")
  func cancellation() async throws {
    // A machine that does much else may take longer now and then.
    var fastest = Duration.seconds(60)
    for _ in 0..<5 where fastest > .milliseconds(100) {
      let kernel = SlowKernel(messages: 1)
      let client = NetlinkClient(options: .patient, pool: ChannelPool(host: kernel))
      let ended = Mutex<ContinuousClock.Instant?>(nil)
      let task = Task {
        defer { ended.withLock { $0 = ContinuousClock.now } }
        for try await _ in client.messages(of: .get(.link)) {}
      }
      #expect(await eventually { kernel.asked.load(ordering: .relaxed) == 1 })
      #expect(kernel.open.load(ordering: .relaxed) == 1)
      let start = ContinuousClock.now
      task.cancel()
      let error = await #expect(throws: NetlinkError.self) { try await task.value }
      #expect(error?.kind == .cancelled)
      // The channel is closed: nothing of the dump is left.
      #expect(await eventually { kernel.open.load(ordering: .relaxed) == 0 })
      fastest = min(fastest, ContinuousClock.now - start)
      kernel.release()
    }
    #expect(fastest <= .milliseconds(100), "\(fastest)")
  }

  @Test(
    "A task that is cancelled gets no more messages, though they were received together with one that it has",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
  func cancelledBetween() async throws {
    let scene = try LibraryNamespace("link add name br0 type bridge", "link add name br1 type bridge")
    let dump = scene.client.messages(of: .get(.link))
    let task = Task {
      var iterator = dump.makeAsyncIterator()
      _ = try await iterator.next()
      unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() }
      _ = try await iterator.next()
    }
    let error = await #expect(throws: NetlinkError.self) { try await task.value }
    #expect(error?.kind == .cancelled)
  }

  @Test("A dump that nobody has any more ends, read or not")
  func dropped() async throws {
    let kernel = SlowKernel(messages: 1)
    let client = NetlinkClient(options: .patient, pool: ChannelPool(host: kernel))
    do {
      let dump = client.messages(of: .get(.link))
      #expect(await eventually { kernel.asked.load(ordering: .relaxed) == 1 })
      _ = dump.status
    }
    #expect(await eventually { kernel.open.load(ordering: .relaxed) == 0 })
  }

  @Test("A deadline ends a dump that tasks read")
  func deadline() async throws {
    let client = NetlinkClient(options: .patient, pool: ChannelPool(host: SlowKernel(messages: 1)))
    let error = await #expect(throws: NetlinkError.self) {
      for try await _ in client.messages(of: .get(.link), until: .after(.milliseconds(10))) {}
    }
    #expect(error?.kind == .timedOut)
  }

  @Test(
    "Objects come as they are read, each once, to several tasks",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
  func objects() async throws {
    let lines = (0..<3000).map { "route add blackhole 10.\($0 / 250).\($0 % 250).0/24" }
    let scene = try LibraryNamespace()
    try scene.ip(lines)
    let routes = scene.client.objects(matching: Route.Filter(family: .ipv4, table: .main))
    let seen = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 {
        group.addTask {
          var seen: [String] = []
          for try await route in routes { seen.append("\(route.destination)") }
          return seen
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(seen.count == 3000 && Set(seen).count == 3000)
    #expect(routes.status?.isComplete == true)
  }

  @Test(
    "A cancelled task ends its dump of another namespace within 100 ms, and leaves no socket there",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
  func cancelledElsewhere() async throws {
    let scene = try LibraryNamespace()
    try scene.ip((0..<3000).map { "route add blackhole 10.\($0 / 250).\($0 % 250).0/24" })
    let file = try scene.inside { Files.target(of: "/proc/thread-self/ns/net") }
    func openFiles() -> Int {
      Files.numbers(in: "/proc/self/fd").count { Files.target(of: "/proc/self/fd/\($0)") == file }
    }
    let (sockets, files) = (try scene.socketCount(), openFiles())
    // A machine that does much else may take longer now and then.
    var fastest = Duration.seconds(60)
    for _ in 0..<5 where fastest > .milliseconds(100) {
      let pool = try ChannelPool(in: scene.namespace)
      let client = NetlinkClient(pool: pool)
      let count = Atomic(0)
      let task = Task {
        // One dump after another, until it is cancelled within one.
        while true {
          for try await _ in client.objects(matching: Route.Filter(family: .ipv4)) {
            count.wrappingAdd(1, ordering: .relaxed)
          }
        }
      }
      #expect(await eventually { count.load(ordering: .relaxed) > 4000 })
      let start = ContinuousClock.now
      task.cancel()
      let error = await #expect(throws: NetlinkError.self) { try await task.value }
      fastest = min(fastest, ContinuousClock.now - start)
      #expect(error?.kind == .cancelled)
      #expect(try await scene.hasSockets(sockets, without: pool))
    }
    // The pool, which holds the namespace, is gone.
    #expect(await eventually { openFiles() == files })
    #expect(fastest <= .milliseconds(100), "\(fastest)")
  }

  @Test(
    "What the kernel refuses is thrown to the task that reads",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
  func refusal() async throws {
    let scene = try LibraryNamespace()
    let error = await #expect(throws: NetlinkError.self) {
      for try await _ in scene.client.objects(matching: Route.Filter(family: .ipv4, table: 4711)) {}
    }
    #expect(error?.kind == .kernel && error?.name == "ENOENT")
  }

  @Test("A list whose table changed under every try says that it may not be whole")
  func interrupted() throws {
    for interrupts in [false, true] {
      let kernel = SlowKernel(messages: 3, interrupts: interrupts)
      kernel.release()
      let client = NetlinkClient(options: .patient, pool: ChannelPool(host: kernel))
      let links = try Link.all(from: client)
      #expect(links.map(\.index) == [1, 2, 3] && links.isComplete == !interrupts)
    }
  }

  @Test(
    "A table that one family has and the other lacks is listed; one that none has is refused",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
  func oneFamily() async throws {
    let scene = try LibraryNamespace("route add blackhole 2001:db8::/32 table 4711")
    let here = Route.Filter(table: 4711)
    #expect(try Route.all(here, from: scene.client).map { "\($0.destination)" } == ["2001:db8::/32"])
    var seen: [String] = []
    for try await route in scene.client.objects(matching: here) { seen.append("\(route.destination)") }
    #expect(seen == ["2001:db8::/32"])
    let error = #expect(throws: NetlinkError.self) {
      try Route.all(.init(family: .ipv4, table: 4712), from: scene.client)
    }
    #expect(error?.kind == .kernel && error?.name == "ENOENT")
    let nowhere = await #expect(throws: NetlinkError.self) {
      for try await _ in scene.client.objects(matching: Route.Filter(table: 4712)) {}
    }
    #expect(nowhere?.kind == .kernel && nowhere?.name == "ENOENT")
  }
}

extension NetlinkSocket.Options {
  /// Other tests may keep every thread of the pool busy for seconds; the kernel may be silent as long as it likes.
  static var patient: NetlinkSocket.Options {
    var options = NetlinkSocket.Options()
    options.patience = nil
    return options
  }
}
