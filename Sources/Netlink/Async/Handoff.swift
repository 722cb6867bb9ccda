internal import NetlinkCore

/// A queue between one thread that puts elements and tasks that take them, in order and with a limit.
///
/// The thread waits while there is no room. Tasks are suspended while there is no element, so that they block no
/// thread of the cooperative pool. Thread-safe.
final class Handoff<Element: Sendable>: Sendable {
  typealias Answer = Result<Element?, NetlinkError>

  private struct State {
    var elements: [(element: Element, cost: Int)] = []
    /// The index of the first element that was not taken.
    var first = 0
    /// The cost of the elements that were not taken.
    var cost = 0
    /// The tasks that wait, in the order in which they came.
    var waiting: [CheckedContinuation<Answer, Never>] = []
    /// How it ended; nil while more may come.
    var end: Result<Void, NetlinkError>?
    var isCancelled = false
    /// Ends what the thread waits for; called by `cancel`.
    var stop: (@Sendable () -> Void)?

    var isEmpty: Bool { first == elements.count }

    /// Removes and returns the first element; nil when there is none.
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

  /// Holds elements up to a cost of `limit` in all, or a single one that costs more.
  init(limit: Int) { self.limit = limit }

  /// Appends an element that costs `cost`; waits first while there is no room. False once it is cancelled.
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

  /// Notes that nothing more will come, and why. The first call counts.
  func finish(_ end: Result<Void, NetlinkError>) {
    let (waiting, answer) = state.withLock { state in
      if state.end == nil { state.end = end }
      defer { state.waiting = [] }
      return (state.waiting, Handoff.answer(state.end))
    }
    for waiter in waiting { waiter.resume(returning: answer) }
  }

  /// What a task gets once no element is left.
  private static func answer(_ end: Result<Void, NetlinkError>?) -> Answer {
    switch end {
    case .failure(let error): .failure(error)
    case .success, nil: .success(nil)
    }
  }

  /// The cost of the elements that wait.
  var waiting: Int { state.withLock { $0.cost } }

  /// Whether `cancel` was called.
  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Sets what `cancel` calls besides; it is called now where that has happened already.
  func onCancel(_ stop: @escaping @Sendable () -> Void) {
    let isCancelled = state.withLock { state in
      state.stop = stop
      return state.isCancelled
    }
    if isCancelled { stop() }
  }

  /// Ends it: drops the elements that wait, throws `.cancelled` to the tasks that wait, and wakes the thread. Never
  /// blocks.
  func cancel() {
    let (waiting, stop) = state.withLock { state in
      state.isCancelled = true
      // An end that came before stays.
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

  /// The next element; nil at the end. Suspends while there is none. Cancelling the task cancels the whole handoff.
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
  /// The error of a task that was cancelled.
  static var cancelled: NetlinkError { .cancelled(.receive) }
}

/// Cancels a handoff when the last sequence or iterator of it is gone.
final class Owner<Element: Sendable>: Sendable {
  let handoff: Handoff<Element>
  init(_ handoff: Handoff<Element>) { self.handoff = handoff }
  deinit { handoff.cancel() }

  /// Runs `body`, which fills the handoff, on a thread of its own in the network namespace of the calling thread.
  /// `ended` is called with its outcome, also where no thread can be started.
  func start(
    ended: @escaping @Sendable (Result<Void, NetlinkError>) -> Void = { _ in },
    _ body: @escaping @Sendable () throws(NetlinkError) -> Void
  ) {
    let handoff = handoff
    let finish: @Sendable (Result<Void, NetlinkError>) -> Void = { result in
      handoff.finish(result)
      ended(result)
    }
    do throws(NetlinkError) {
      let worker = try Worker {
        do throws(NetlinkError) {
          try body()
          finish(.success(()))
        } catch {
          finish(.failure(error))
        }
      }
      worker.detach()
    } catch {
      finish(.failure(error))
    }
  }
}
