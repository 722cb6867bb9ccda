internal import NetlinkCore

/// A queue between one thread that puts elements and tasks that take them, in order and with a limit.
///
/// The thread waits while there is no room. Tasks are suspended while there is no element, so that they block no
/// thread of the cooperative pool. Thread-safe.
///
/// A second thread resumes the tasks. The cooperative pool starts its threads from whichever thread resumes a task, and a
/// new thread begins in the network namespace of the one that starts it. The thread that puts elements may be in another
/// namespace, and tasks that have nothing to do with it would then run there. So the second thread is started by the
/// first task that waits, where that is.
///
/// It also keeps the deadline where the first thread cannot: a system call that waits for a lock of the kernel's ends
/// neither by a deadline nor by a signal.
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
    /// The tasks to resume, and with what.
    var resumed: [(CheckedContinuation<Answer, Never>, Answer)] = []
    /// Whether the thread that resumes tasks was started.
    var hasResumer = false
    /// How it ended; nil while more may come.
    var end: Result<Void, NetlinkError>?
    var isCancelled = false
    /// Ends what the thread waits for; called by `cancel`.
    var stop: (@Sendable () -> Void)?

    var isEmpty: Bool { first == elements.count }

    /// Lets all tasks that wait be resumed with that answer.
    mutating func resumeAll(_ answer: Answer) {
      for waiter in waiting { resumed.append((waiter, answer)) }
      waiting = []
    }

    /// Ends it because the deadline has passed. What waits can still be taken. Returns what ends the thread's waits.
    mutating func end(late: NetlinkError) -> (@Sendable () -> Void)? {
      guard end == nil else { return nil }
      end = .failure(late)
      isCancelled = true
      resumeAll(.failure(late))
      return stop
    }

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
  private let deadline: Deadline
  /// What tasks get once the deadline has passed.
  let lateness: NetlinkError

  /// How many milliseconds after the deadline the thread that puts elements has to say so itself.
  static var grace: Int { 50 }

  /// Holds elements up to a cost of `limit` in all, or a single one that costs more.
  init(limit: Int, until deadline: Deadline = .never, lateness: NetlinkError = .late) {
    self.limit = limit
    self.deadline = deadline
    self.lateness = lateness
  }

  /// Appends an element that costs `cost`; waits first while there is no room. False once it is cancelled.
  func put(_ element: Element, cost: Int) -> Bool {
    let (isWanted, isAwaited) = state.wait { state -> (Bool, Bool)? in
      if state.isCancelled { return (false, false) }
      if !state.waiting.isEmpty {
        state.resumed.append((state.waiting.removeFirst(), .success(element)))
        return (true, true)
      }
      if !state.isEmpty, state.cost + cost > self.limit { return nil }
      state.elements.append((element, cost))
      state.cost += cost
      return (true, false)
    }
    if isAwaited { state.wake() }
    return isWanted
  }

  /// Notes that nothing more will come, and why; returns the reason that counts, which is the first.
  @discardableResult
  func finish(_ end: Result<Void, NetlinkError>) -> Result<Void, NetlinkError> {
    defer { state.wake() }
    return state.withLock { state in
      let first = state.end ?? end
      state.end = first
      state.resumeAll(Handoff.answer(first))
      return first
    }
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
  /// blocks. `losesTaken`: the caller drops something that it has taken.
  func cancel(losesTaken: Bool = false) {
    let stop = state.withLock { [cancelled] state in
      state.isCancelled = true
      // An end that came before stays, but for who would not get all.
      let isWhole = !losesTaken && state.isEmpty
      if case .success? = state.end, !isWhole { state.end = nil }
      state.end = state.end ?? .failure(cancelled)
      state.elements = []
      state.first = 0
      state.cost = 0
      state.resumeAll(.failure(cancelled))
      return state.stop
    }
    state.wake()
    stop?()
  }

  /// The next element; nil at the end. Suspends while there is none. Cancelling the task cancels the whole handoff.
  func next(isolation: isolated (any Actor)? = #isolation) async throws(NetlinkError) -> Element? {
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation(isolation: isolation) { continuation in
        let answer = state.withLock { state -> Answer? in
          if let element = state.take() { return .success(element) }
          if state.end != nil { return Handoff.answer(state.end) }
          do throws(NetlinkError) { try startResumer(&state) } catch { return .failure(error) }
          state.waiting.append(continuation)
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
        self.state.wake()
      }
    } onCancel: {
      self.cancel()
    }
    return try answer.get()
  }

  /// Starts the thread that resumes tasks, unless there is one. It ends with the handoff. Throws when no thread can be
  /// started.
  private func startResumer(_ state: inout State) throws(NetlinkError) {
    if state.hasResumer { return }
    let (all, lateness) = (self.state, self.lateness)
    let end = deadline.left < 0 ? nil : Poll.end(in: deadline.left + Handoff.grace)
    let worker = try Worker {
      while true {
        let due = all.wait(until: end) { state -> ([(CheckedContinuation<Answer, Never>, Answer)], Bool)? in
          if state.resumed.isEmpty, state.end == nil { return nil }
          defer { state.resumed = [] }
          return (state.resumed, state.end != nil)
        }
        guard let (resumed, isEnd) = due else {
          all.withLock { $0.end(late: lateness) }?()
          all.wake()
          continue
        }
        for (waiter, answer) in resumed { waiter.resume(returning: answer) }
        // No task waits after the end.
        if isEnd { return }
      }
    }
    worker.detach()
    state.hasResumer = true
  }
}
