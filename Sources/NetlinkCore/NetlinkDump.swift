/// A table being read from the kernel, by any number of threads.
///
/// Each thread makes a cursor of its own; together they get every message exactly once. The dump has a
/// channel to itself, so the socket it came from may do anything meanwhile and go at any time. Failures
/// wait for `finish`. Dropping an unfinished dump closes its channel, at once. Thread-safe.
/// OVS: `struct nl_dump`.
public final class NetlinkDump: Sendable {
  struct State: ~Copyable {
    var channel: Channel?
    var course = DumpCourse()
    var sequence: UInt32 = 0
    var receipts = 0
    var hasDelivered = false
    var hasRestarted = false
    var capacity = ReceiveBuffer.minimumCapacity
    /// Wakes readers that wait on the channel, when it is given up or replaced.
    var alarm = Cancellation()
  }

  private let request: Request
  private let number: NetlinkProtocol
  private let options: NetlinkSocket.Options
  private let pool: ChannelPool
  private let key: ChannelPool.Key?
  private let socketCancellation: Cancellation
  private let deadline: Deadline
  let state: Guarded<State>
  /// Whether `cancel` was called. Its lock is never held in a system call.
  let isGivenUp = Guarded(false)

  init(
    _ request: Request, _ number: NetlinkProtocol, _ options: NetlinkSocket.Options, _ pool: ChannelPool,
    _ cancellation: Cancellation, capacity: Int, until deadline: Deadline
  ) {
    self.request = request
    self.number = number
    self.options = options
    self.pool = pool
    key = pool.key(number, options)
    socketCancellation = cancellation
    self.deadline = deadline
    state = Guarded(State(capacity: capacity))
    state.withLock { state in start(&state, isFresh: false) }
  }

  /// Receives the next datagram that holds messages of this dump; false at the end.
  func receive(into buffer: inout ReceiveBuffer) -> Bool {
    while true {
      var waiting: DumpWait?
      let isOver = state.withLock { state in
        buffer.keep(0)
        guard !state.course.isOver else { return true }
        if deadline.isPast {
          fail(&state, .timedOut(.dump))
          return true
        }
        buffer.grow(to: state.capacity)
        waiting = receive(&state, into: &buffer)
        return false
      }
      if let waiting { wait(waiting) }
      if isOver || endIfGivenUp() { return false }
      if waiting == nil, buffer.count > 0 { return true }
    }
  }

  /// One receive, under the lock; what to wait for if there was nothing yet.
  private func receive(_ state: inout State, into buffer: inout ReceiveBuffer) -> DumpWait? {
    guard let arrival = state.channel?.receive(into: &buffer) else { return nil }
    switch arrival {
    case .datagram:
      state.receipts += 1
      take(&state, &buffer)
    case .wouldBlock:
      if let endpoint = state.channel?.endpoint {
        return DumpWait(endpoint: endpoint, receipts: state.receipts, alarm: state.alarm)
      }
    case .overflow: if !restart(&state) { fail(&state, .overflow(.dump)) }
    case .malformed: fail(&state, .malformed(.dump))
    case .failed(let errno): fail(&state, .system(.dump, errno))
    case .truncated(let needed, _):
      state.capacity = max(state.capacity, needed)
      if !restart(&state) { fail(&state, .truncated(.dump, needed: needed)) }
    }
    return nil
  }

  /// Keeps the dump's own messages in the buffer, and notes its end where the datagram has it.
  private func take(_ state: inout State, _ buffer: inout ReceiveBuffer) {
    guard let portID = state.channel?.portID else { return }
    let inspection = Inspection(&buffer, sequence: state.sequence, portID: portID)
    if inspection.interrupted { state.course.status.isInterrupted = true }
    if buffer.count > 0 { state.hasDelivered = true }
    switch inspection.end {
    case nil: return
    case .done(.success(let warning), let filtered):
      state.course.status.warning = warning
      state.course.status.isFiltered = filtered
      state.course.end()
      if inspection.isLast, let channel = state.channel.take() { pool.park(channel, key) }
      close(&state)
    case .error(.refusal(Errno.busy, _)) where restart(&state): return
    case .done(.refusal(let errno, var ack), _), .error(.refusal(let errno, var ack)):
      ack?.locate(in: request)
      fail(&state, NetlinkError(.kernel, .dump, errno: errno, extendedAcknowledgement: ack))
    case .error(.success): fail(&state, NetlinkError(.notADump, .dump, errno: Errno.protocolViolation))
    case .done(.malformed, _), .error(.malformed), .fragment: fail(&state, .malformed(.dump))
    case .overrun: fail(&state, .overflow(.dump))
    }
  }

  private func fail(_ state: inout State, _ error: NetlinkError) {
    state.course.fail(request.explain(error))
    close(&state)
  }

  /// Gives up the channel, and wakes readers that wait on it.
  func close(_ state: inout State) {
    state.channel = nil
    state.alarm.cancel()
  }

  /// Starts again on a fresh channel, once, and only while no reader has got a message. The reader's thread must be in
  /// the namespace that the dump was started in, because a new socket is opened in the thread's.
  private func restart(_ state: inout State) -> Bool {
    guard !state.hasRestarted, !state.hasDelivered, let key, pool.key(number, options) == key else {
      return false
    }
    state.hasRestarted = true
    close(&state)
    state.alarm = Cancellation()
    state.course.status = DumpStatus()
    start(&state, isFresh: true)
    return true
  }

  /// Opens or leases a channel and sends the request.
  private func start(_ state: inout State, isFresh: Bool) {
    if socketCancellation.isCancelled { return fail(&state, .cancelled(.dump)) }
    do throws(NetlinkError) {
      var channel = isFresh ? try pool.open(number, options) : try pool.lease(number, options)
      channel.prime()
      state.sequence = channel.sequences(1)
      let message = try request.sealed(
        adding: MessageFlag.dump | MessageFlag.acknowledge, sequence: state.sequence, portID: channel.portID,
        to: number, for: .dump)
      let error = channel.endpoint.send(message)
      if error != 0 { throw .system(.dump, error) }
      state.channel = consume channel
    } catch {
      fail(&state, error)
    }
  }

  /// Waits, outside the lock, until the kernel sends more.
  private func wait(_ wait: DumpWait) {
    let patience = deadline.left(atMost: options.patienceMilliseconds)
    let wakeup = wait.endpoint.transport.wait(patience, socketCancellation, wait.alarm)
    guard wakeup != .ready else { return }
    state.withLock { state in
      guard !state.course.isOver else { return }
      switch wakeup {
      case .ready: return
      // Another reader may have received in the meantime.
      case .timedOut:
        if deadline.isPast {
          fail(&state, .timedOut(.dump))
        } else if state.receipts == wait.receipts {
          fail(&state, .stalled(.dump))
        }
      // Else the dump has started again.
      case .cancelled: if socketCancellation.isCancelled { fail(&state, .cancelled(.dump)) }
      case .failed(let errno): fail(&state, .system(.dump, errno))
      }
    }
  }
}
