/// Datagrams between the thread that receives and the one that reads, in order. Buffers are exchanged and
/// nothing is copied.
///
/// A thread that sleeps is woken only when it has enough to do: the reader when `batch` datagrams wait or at the end,
/// the receiver when half of the ring is free. For one thread on each side.
final class DatagramRing: Sendable {
  /// A place in the ring: a datagram that waits, or a buffer that is free.
  final class Slot: @unchecked Sendable {
    var buffer = ReceiveBuffer()
  }

  private struct State {
    let slots: [Slot]
    var first = 0
    var count = 0
    var isOver = false
    var isAbandoned = false
    var isReaderAsleep = false
    var isReceiverAsleep = false
  }

  /// How many datagrams may wait.
  static var capacity: Int { 16 }
  /// How many datagrams the reader is woken for.
  static var batch: Int { 8 }

  private let state: Guarded<State>

  init() {
    state = Guarded(State(slots: (0..<DatagramRing.capacity).map { _ in Slot() }))
  }

  /// Puts a datagram at the end in exchange for a free buffer, and waits first while there is none.
  /// False once nobody reads any more.
  func put(_ buffer: inout ReceiveBuffer) -> Bool {
    let (isTaken, isAwaited) = state.wait { state -> (Bool, Bool)? in
      if state.isAbandoned { return (false, false) }
      state.isReceiverAsleep = state.count == state.slots.count
      if state.isReceiverAsleep { return nil }
      swap(&state.slots[(state.first + state.count) % state.slots.count].buffer, &buffer)
      state.count += 1
      guard state.isReaderAsleep, state.count >= DatagramRing.batch else { return (true, false) }
      state.isReaderAsleep = false
      return (true, true)
    }
    if isAwaited { state.wake() }
    return isTaken
  }

  /// Takes the first datagram in exchange for a buffer that is done with; false at the end.
  func take(_ buffer: inout ReceiveBuffer) -> Bool {
    let (isThere, isAwaited) = state.wait { state -> (Bool, Bool)? in
      if state.count == 0, !state.isOver { state.isReaderAsleep = true }
      if state.isReaderAsleep { return nil }
      guard state.count > 0 else { return (false, false) }
      swap(&state.slots[state.first].buffer, &buffer)
      state.first = (state.first + 1) % state.slots.count
      state.count -= 1
      guard state.isReceiverAsleep, state.count <= state.slots.count / 2 else { return (true, false) }
      state.isReceiverAsleep = false
      return (true, true)
    }
    if isAwaited { state.wake() }
    return isThere
  }

  /// Says that nothing more will come.
  func close() {
    state.withLock { state in
      state.isOver = true
      state.isReaderAsleep = false
    }
    state.wake()
  }

  /// Says that nobody will read any more.
  func abandon() {
    state.withLock { $0.isAbandoned = true }
    state.wake()
  }
}
