private import CNetlink
import NetlinkWire

/// The queue between the thread that receives and the one that reads: chunks of records, in order.
final class Mailbox: Sendable {
  private struct State {
    /// The chunk that is being filled.
    var filling: [UInt8] = []
    /// The chunks that are full, the oldest first.
    var full: [[UInt8]] = []
    /// How many bytes wait in all these chunks.
    var bytes = 0
    /// Chunks that were read and may be filled again.
    var spare: [[UInt8]] = []
    /// Whether the reader waits for a record.
    var isReading = false
    /// Whether the writer waits for room.
    var isWriting = false
    /// Whether the writer has found the socket empty.
    var isParked = false
    var end: NetlinkError?
  }

  static var chunk: Int { 256 << 10 }

  private let state = Guarded(State())
  private let limit: Int
  /// An eventfd that wakes the reader when something came.
  private let arrival: Int32
  /// An eventfd that wakes the writer when there is room.
  private let room: Int32

  init(limit: Int) throws(NetlinkError) {
    self.limit = max(limit, 1)
    arrival = cnl_eventfd(0)
    room = cnl_eventfd(0)
    guard arrival >= 0, room >= 0 else {
      let errno = min(arrival, room)
      if arrival >= 0 { cnl_close(arrival) }
      if room >= 0 { cnl_close(room) }
      throw .system(.receive, -errno)
    }
  }

  deinit {
    cnl_close(arrival)
    cnl_close(room)
  }

  /// How many bytes wait.
  var waiting: Int { state.withLock { $0.bytes } }

  /// Appends an event; waits first while there is no room. False once it was cancelled.
  func put(
    _ event: Subscription.Event, _ bytes: RawSpan, _ cancellation: Cancellation
  ) -> Bool {
    while true {
      let isFull = state.withLock { state in
        state.isWriting = state.bytes > limit
        if state.isWriting { return true }
        let needed = Record.headerLength + bytes.byteCount + 8
        if state.filling.capacity - state.filling.count < needed {
          if !state.filling.isEmpty { state.full.append(state.filling) }
          state.filling = needed <= Mailbox.chunk ? state.spare.popLast() ?? [] : []
          state.filling.reserveCapacity(max(Mailbox.chunk, needed))
        }
        let before = state.filling.count
        Record.append(event, bytes, to: &state.filling)
        state.bytes += state.filling.count - before
        return false
      }
      if !isFull { return true }
      wake()
      if Poll.wait(for: room, -1, cancellation, nil) == .cancelled { return false }
      cnl_eventfd_clear(room)
    }
  }

  /// Wakes the reader if it waits for what was put.
  func wake() { set { _ in } }

  /// Notes that the socket was found empty, and wakes the reader.
  func park() { set { $0.isParked = true } }

  /// Notes that the socket is about to be read.
  func unpark() { state.withLock { $0.isParked = false } }

  /// Changes the state, and wakes the reader if it waits.
  private func set(_ change: (inout State) -> Void) {
    let isReading = state.withLock { state in
      change(&state)
      defer { state.isReading = false }
      return state.isReading
    }
    if isReading { cnl_eventfd_raise(arrival) }
  }

  /// Notes that nothing more will come, and why.
  func close(_ error: NetlinkError) {
    set { $0.end = error }
  }

  /// Exchanges a chunk that was read for the next; false when none came in time, and none is on its way
  /// from `socket`. Throws why there will be none: a cancellation at once, anything else once all chunks were read.
  func take(
    _ chunk: inout [UInt8], _ milliseconds: Int, _ socket: NetlinkSocket
  ) throws(NetlinkError) -> Bool {
    let deadline = milliseconds < 0 ? nil : Poll.now() + milliseconds
    chunk.removeAll(keepingCapacity: true)
    while true {
      // The socket is looked at before the writer's state: a datagram that has come by now is in the socket, in a
      // chunk, or held by the writer.
      let isComing = milliseconds >= 0 ? try socket.wait(milliseconds: 0) : false
      let (taken, wasFull, isParked) = try state.withLock { state throws(NetlinkError) in
        if let end = state.end, end.kind == .cancelled || state.bytes == 0 { throw end }
        guard state.bytes > 0 else {
          state.isReading = true
          return (false, false, state.isParked)
        }
        state.isReading = false
        // Two chunks are kept; the memory that a backlog took beyond them is given back.
        if chunk.capacity > 0, chunk.capacity < 2 * Mailbox.chunk, state.spare.count < 2 {
          state.spare.append(chunk)
        }
        if state.full.isEmpty {
          chunk = state.filling
          state.filling = state.spare.popLast() ?? []
        } else {
          chunk = state.full.removeFirst()
        }
        state.bytes -= chunk.count
        defer { state.isWriting = false }
        return (true, state.isWriting, false)
      }
      if wasFull { cnl_eventfd_raise(room) }
      if taken { return true }
      var left = deadline.map { max(0, $0 - Poll.now()) } ?? -1
      if left == 0 {
        if isParked, !isComing { return false }
        left = 1000
      }
      if case .failed(let errno) = Poll.wait(for: arrival, left, nil, nil) { throw .system(.receive, errno) }
      cnl_eventfd_clear(arrival)
    }
  }
}
