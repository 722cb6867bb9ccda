import NetlinkCore
import Testing

@testable import Netlink

/// What lies between a thread and the tasks that it fills a sequence for.
@Suite struct HandoffTests {
  @Test("A sequence that was cancelled stays so, whatever the thread says at its end")
  func cancelledFirst() async {
    let handoff = Handoff<Int>(limit: 8)
    handoff.cancel()
    handoff.finish(.success(()))
    let error = await #expect(throws: NetlinkError.self) { try await handoff.next() }
    #expect(error?.kind == .cancelled)
  }

  @Test("A sequence that has ended stays so, though it is cancelled later")
  func endedFirst() async throws {
    let handoff = Handoff<Int>(limit: 8)
    #expect(handoff.put(7, cost: 1))
    handoff.finish(.success(()))
    #expect(try await handoff.next() == 7)
    handoff.cancel()
    #expect(try await handoff.next() == nil)
  }

  @Test("Who reads on after a cancellation that dropped elements does not get the end for a whole sequence")
  func endedButNotTaken() async throws {
    for isTaken in [false, true] {
      let handoff = Handoff<Int>(limit: 8)
      #expect(handoff.put(7, cost: 1))
      handoff.finish(.success(()))
      if isTaken { #expect(try await handoff.next() == 7) }
      handoff.cancel(losesTaken: isTaken)
      let error = await #expect(throws: NetlinkError.self) { try await handoff.next() }
      #expect(error?.kind == .cancelled)
    }
  }

  @Test("A sequence whose deadline has passed takes no more, as one that was cancelled")
  func late() async {
    let handoff = Handoff<Int>(limit: 8, until: .after(.zero))
    let error = await #expect(throws: NetlinkError.self) { try await handoff.next() }
    #expect(error?.kind == .timedOut)
    #expect(handoff.isCancelled && !handoff.put(1, cost: 1))
  }

  @Test("What a cancellation is to end is ended too where the cancellation came first")
  func cancelledLate() {
    let stopped = Guarded(0)
    let handoff = Handoff<Int>(limit: 8)
    handoff.onCancel { stopped.withLock { $0 += 1 } }
    #expect(stopped.withLock { $0 } == 0)
    handoff.cancel()
    #expect(stopped.withLock { $0 } == 1)
    handoff.onCancel { stopped.withLock { $0 += 10 } }
    #expect(stopped.withLock { $0 } == 11)
  }

  @Test("Elements wait up to the limit and no further; the first is let in, however much it counts")
  func limit() async throws {
    let handoff = Handoff<Int>(limit: 8)
    #expect(handoff.put(1, cost: 20))
    let waiting = Guarded<[Int]>([])
    let worker = try Worker {
      for (element, cost) in [(2, 5), (3, 3)] {
        _ = handoff.put(element, cost: cost)
        // Seen only once there was room.
        waiting.withLock { $0.append(handoff.waiting) }
      }
    }
    defer { worker.join() }
    #expect(try await handoff.next() == 1)
    #expect(await eventually { waiting.withLock { $0.count } == 2 })
    #expect(waiting.withLock { $0 } == [5, 8])
    #expect(try await handoff.next() == 2)
    #expect(try await handoff.next() == 3)
  }

  @Test("The status of several dumps says what went wrong in any of them, the last as well as the first")
  func statusOfSeveral() {
    var good = DumpStatus()
    good.isComplete = true
    good.isFiltered = true
    let changes: [(inout DumpStatus) -> Void] = [
      { $0.isComplete = false }, { $0.isInterrupted = true }, { $0.isDisturbed = true },
      { $0.witnessError = NetlinkError.cancelled(.receive) },
      { $0.isFiltered = false },
    ]
    for change in changes {
      var bad = good
      change(&bad)
      for order in [[bad, good], [good, bad], [good, bad, good]] {
        let status = AsyncStatus()
        for one in order { status.add(one) }
        #expect(status.value == bad)
      }
    }
    let status = AsyncStatus()
    status.add(good)
    status.add(good)
    #expect(status.value == good)
  }
}
