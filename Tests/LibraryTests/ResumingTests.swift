import LiveKernel
import Netlink
import NetlinkCore
import Testing

/// Where tasks are resumed from: a thread of the cooperative pool begins in the network namespace of the thread that
/// resumes a task.
@Suite(.timeLimit(.minutes(20)), .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct ResumingTests {
  @Test("A stream that follows another namespace resumes its reader from the reader's own")
  func following() async throws {
    let scene = try LibraryNamespace("link add v0 type veth peer name v1")
    let executor = NotingExecutor()
    let stream = Following([.links], in: scene.namespace)
    let count = Guarded(0)
    let reading = Task(executorPreference: executor) {
      var iterator = stream.makeAsyncIterator()
      while count.withLock({ $0 }) < 3, try await iterator.next() != nil { count.withLock { $0 += 1 } }
    }
    var mtu = 1400
    #expect(
      try await eventually {
        mtu -= 1
        try scene.ip("link set v0 mtu \(mtu)")
        return count.withLock { $0 } == 3
      })
    try await reading.value
    #expect(executor.namespaces.withLock { $0 } == [NetworkNamespace.currentIdentity])
  }

  @Test("A dump that was begun in another namespace resumes its reader from the reader's own")
  func dump() async throws {
    let kernel = SlowKernel(messages: 1)
    defer { kernel.release() }
    let scene = try LibraryNamespace()
    let executor = NotingExecutor()
    let client = NetlinkClient(options: .patient, pool: ChannelPool(host: kernel))
    let messages = try scene.inside { client.messages(of: .get(.link)) }
    let isReading = Guarded(false)
    let reading = Task(executorPreference: executor) {
      var iterator = messages.makeAsyncIterator()
      isReading.withLock { $0 = true }
      _ = try await iterator.next()
    }
    // The reader waits before the kernel says a word.
    #expect(await eventually { isReading.withLock { $0 } })
    kernel.release()
    try await reading.value
    #expect(executor.namespaces.withLock { $0 } == [NetworkNamespace.currentIdentity])
  }
}

/// Runs jobs of tasks, each on a thread of its own, and notes the namespaces of the threads that ask for it.
private final class NotingExecutor: TaskExecutor {
  let namespaces = Guarded<Set<UInt64?>>([])

  func enqueue(_ job: consuming ExecutorJob) {
    namespaces.withLock { _ = $0.insert(NetworkNamespace.currentIdentity) }
    let job = UnownedJob(job)
    let executor = unsafe asUnownedTaskExecutor()
    let worker = try? Worker { unsafe job.runSynchronously(on: executor) }
    worker?.detach()
  }
}
