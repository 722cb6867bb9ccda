import NetlinkCore
import Synchronization
import Testing

@testable import Netlink

/// A kernel that does not answer, also one that lets nobody out of a system call.
@Suite(.timeLimit(.minutes(20)), .serialized) struct StuckKernelTests {
  /// Asks a kernel that has yet to be released, in `body`, which returns how long it took; returns the shortest of a few
  /// times, for a machine that does much else may take longer now and then. No socket is left in the end.
  private func fastest(
    _ place: SlowKernel.Place, _ limit: Duration, _ body: (ChannelPool, SlowKernel) async throws -> Duration
  ) async throws -> Duration {
    var fastest = Duration.seconds(60)
    for _ in 0..<20 where fastest > limit {
      let kernel = SlowKernel(messages: 1, waitsIn: place)
      // Whoever waits for the kernel would wait for ever. Other tests may hold the threads of the pool for minutes.
      let end = Cancellation()
      let isStuck = Guarded(false)
      let watch = try Worker {
        guard Poll.wait(for: end.descriptor, 600_000, nil, nil) == .timedOut else { return }
        isStuck.withLock { $0 = true }
        kernel.release()
      }
      do {
        defer {
          kernel.release()
          end.cancel()
          watch.join()
        }
        fastest = min(fastest, try await body(ChannelPool(host: kernel), kernel))
      }
      #expect(await eventually { kernel.open.load(ordering: .relaxed) == 0 })
      if isStuck.withLock({ $0 }) { return .seconds(60) }
    }
    return fastest
  }

  /// Everything that a task can wait for.
  enum Wait: CaseIterable {
    case messages, objects, changes, readiness

    func callAsFunction(_ pool: ChannelPool, until deadline: Deadline = .never) async throws {
      let client = NetlinkClient(options: .patient, pool: pool)
      switch self {
      case .messages: for try await _ in client.messages(of: .get(.link), until: deadline) {}
      case .objects: for try await _ in client.objects(matching: Link.Filter(), until: deadline) {}
      case .changes:
        for try await _ in Following([.links], options: .patient, until: deadline, pool: pool) {}
      case .readiness:
        try await Following([.links], options: .patient, until: deadline, pool: pool).waitUntilReady()
      }
    }
  }

  @Test(
    "A cancelled task is back within 100 ms, wherever the kernel keeps what it waits for",
    arguments: SlowKernel.Place.allCases, Wait.allCases)
  func cancelled(_ place: SlowKernel.Place, _ wait: Wait) async throws {
    let time = try await fastest(place, .milliseconds(100)) { pool, kernel in
      let task = Task { try await wait(pool) }
      #expect(await eventually { kernel.asked.load(ordering: .relaxed) >= 1 })
      // By now the task waits, and the thread is where it will stay.
      try await Task.sleep(for: .milliseconds(20))
      return await ContinuousClock().measure {
        task.cancel()
        let error = await #expect(throws: NetlinkError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
      }
    }
    #expect(time <= .milliseconds(100), "\(time)")
  }

  @Test(
    "A deadline is kept to 100 ms for tasks, wherever the kernel keeps what they wait for",
    arguments: SlowKernel.Place.allCases, Wait.allCases)
  func deadline(_ place: SlowKernel.Place, _ wait: Wait) async throws {
    let time = try await fastest(place, .milliseconds(120)) { pool, _ in
      await ContinuousClock().measure {
        let error = await #expect(throws: NetlinkError.self) {
          try await wait(pool, until: .after(.milliseconds(20)))
        }
        #expect(error?.kind == .timedOut)
      }
    }
    #expect(time <= .milliseconds(120), "\(time)")
  }

  @Test("A dump is given up without waiting for the thread that is inside the kernel")
  func givenUp() async throws {
    let time = try await fastest(.receive, .milliseconds(100)) { pool, kernel in
      let dump = NetlinkClient(options: .patient, pool: pool).dump(.get(.link))
      let ended = Guarded<DumpStatus?>(nil)
      let reader = try Worker {
        let status = try? dump.forEach { (_: borrowing Message) in }
        ended.withLock { $0 = status }
      }
      try await Task.sleep(for: .milliseconds(20))
      let time = ContinuousClock().measure { dump.cancel() }
      kernel.release()
      reader.join()
      #expect(ended.withLock { $0 }?.isComplete == false)
      return time
    }
    #expect(time <= .milliseconds(100), "\(time)")
  }
}
