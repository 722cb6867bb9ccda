internal import NetlinkCore

/// What lies between one thread that fills and tasks that take: elements in order, up to a limit.
///
/// The thread waits while there is no room, tasks are suspended while there is nothing: none of them blocks a thread
/// of the cooperative pool. Thread-safe.
final class Handoff<Element: Sendable>: Sendable {
  typealias Answer = Result<Element?, NetlinkError>

  private struct State {
    var elements: [(element: Element, cost: Int)] = []
    /// Where the first one stands that was not taken.
    var first = 0
    var cost = 0
    /// Who waits, the longest first.
    var waiting: [CheckedContinuation<Answer, Never>] = []
    var end: Result<Void, NetlinkError>?
    var isCancelled = false
    /// Ends what the thread waits for.
    var stop: (@Sendable () -> Void)?

    var isEmpty: Bool { first == elements.count }

    mutating func take() -> Element? {
      guard !isEmpty else { return nil }
      let (element, cost) = elements[first]
      first += 1
      self.cost -= cost
      if isEmpty || first >= 64 {
        elements.removeFirst(first)
        first = 0
      }
      return element
    }
  }

  private let state = Guarded(State())
  private let limit: Int

  /// Holds elements of `limit` in all, as `put` counts them, and one more.
  init(limit: Int) { self.limit = limit }

  /// Appends an element that counts as `cost`; waits first while there is no room. False when nobody wants more.
  func put(_ element: Element, cost: Int) -> Bool {
    let (isWanted, waiter) = state.wait { state -> (Bool, CheckedContinuation<Answer, Never>?)? in
      if state.isCancelled { return (false, nil) }
      if !state.waiting.isEmpty { return (true, state.waiting.removeFirst()) }
      if !state.isEmpty, state.cost + cost > self.limit { return nil }
      state.elements.append((element, cost))
      state.cost += cost
      return (true, nil)
    }
    waiter?.resume(returning: .success(element))
    return isWanted
  }

  /// Says that nothing more will come, and why.
  func finish(_ end: Result<Void, NetlinkError>) {
    let (waiting, answer) = state.withLock { state in
      if state.end == nil { state.end = end }
      defer { state.waiting = [] }
      return (state.waiting, Handoff.answer(state.end))
    }
    for waiter in waiting { waiter.resume(returning: answer) }
  }

  private static func answer(_ end: Result<Void, NetlinkError>?) -> Answer {
    switch end {
    case .failure(let error): .failure(error)
    case .success, nil: .success(nil)
    }
  }

  /// How much waits, as `put` counted it.
  var waiting: Int { state.withLock { $0.cost } }

  /// Whether nobody wants more.
  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// What `cancel` is to do besides; done now if it was called already.
  func onCancel(_ stop: @escaping @Sendable () -> Void) {
    let isCancelled = state.withLock { state in
      state.stop = stop
      return state.isCancelled
    }
    if isCancelled { stop() }
  }

  /// Ends it: what waits is dropped, who waits gets `.cancelled`, the thread is told. Never blocks.
  func cancel() {
    let (waiting, stop) = state.withLock { state in
      state.isCancelled = true
      // What had ended by itself stays so.
      if state.end == nil { state.end = .failure(.cancelled) }
      state.elements = []
      state.first = 0
      state.cost = 0
      defer { state.waiting = [] }
      return (state.waiting, state.stop)
    }
    state.wake()
    stop?()
    for waiter in waiting { waiter.resume(returning: .failure(.cancelled)) }
  }

  /// The next element, or nil at the end. Suspends while there is none. Cancelling the task cancels all.
  func next(isolation: isolated (any Actor)? = #isolation) async throws(NetlinkError) -> Element? {
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation(isolation: isolation) { continuation in
        let answer = state.withLock { state -> Answer? in
          if let element = state.take() { return .success(element) }
          if state.end != nil { return Handoff.answer(state.end) }
          state.waiting.append(continuation)
          return nil
        }
        if let answer {
          continuation.resume(returning: answer)
        }
        self.state.wake()
      }
    } onCancel: {
      self.cancel()
    }
    return try answer.get()
  }
}

extension NetlinkError {
  /// That a task was cancelled.
  static var cancelled: NetlinkError { .cancelled(.receive) }
}

/// Ends a feed when the last sequence or iterator of it is gone.
final class Owner<Element: Sendable>: Sendable {
  let handoff: Handoff<Element>
  init(_ handoff: Handoff<Element>) { self.handoff = handoff }
  deinit { handoff.cancel() }

  /// Starts a thread that fills; it is in the network namespace of the calling thread.
  func start(_ body: @escaping @Sendable () throws(NetlinkError) -> Void) {
    let handoff = handoff
    do throws(NetlinkError) {
      let worker = try Worker {
        do throws(NetlinkError) {
          try body()
          handoff.finish(.success(()))
        } catch {
          handoff.finish(.failure(error))
        }
      }
      worker.detach()
    } catch {
      handoff.finish(.failure(error))
    }
  }
}
