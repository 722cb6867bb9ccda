import NetlinkCore
import Testing
import NetlinkWire

#if canImport(Glibc)
  import Glibc
#endif

/// A kernel with one table, in which every socket has a queue of its own, as in the real one: a dump is
/// continued by each receive, a second one on the same socket is refused, notifications go to members.
final class TableKernel: Host {
  struct State {
    var opens = 0
    var live = 0
    var overlaps = 0
    var refusals = 0
    var receives = 0
    var waits = 0
    var namespace: UInt64? = 1
    var process: Int32 = 1
    var sockets: [Weakly] = []
    var table: Set<UInt32> = []
  }
  struct Weakly { weak var socket: TableSocket? }

  let state = Guarded(State())
  let part: Int

  /// A table of so many entries, of which a datagram holds `part`.
  init(entries: Int, part: Int) {
    self.part = part
    state.withLock { $0.table = Set(0..<UInt32(entries)) }
  }

  func read<Value>(_ path: (State) -> Value) -> Value { state.withLock { path($0) } }

  func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint {
    let number = state.withLock { state in
      state.opens += 1
      state.live += 1
      return UInt32(state.opens)
    }
    let socket = TableSocket(self, portID: 1000 + number)
    state.withLock { $0.sockets.append(Weakly(socket: socket)) }
    return .substitute(socket)
  }
  func namespace() -> UInt64? { read { $0.namespace } }
  func process() -> Int32 { read { $0.process } }

  /// Adds or removes an entry and tells the members of group 1.
  func change(_ value: UInt32, isPresent: Bool) {
    state.withLock { state in
      if isPresent {
        state.table.insert(value)
      } else {
        state.table.remove(value)
      }
    }
    notify(1, Bytes.message(isPresent ? 16 : 17, 0, 0, Bytes.le32(value)))
  }

  /// Loses what the members of a group have in their queues, as for want of room.
  func overflow(_ group: UInt32) {
    for socket in state.withLock({ $0.sockets.compactMap(\.socket) }) { socket.overflow(group) }
  }

  /// Sends a notification to the members of a group.
  func notify(_ group: UInt32, _ bytes: [UInt8] = Bytes.data(0, 0, 999), sender: UInt32 = 0) {
    let sockets = state.withLock { state in
      state.sockets.removeAll { $0.socket == nil }
      return state.sockets.compactMap(\.socket)
    }
    for socket in sockets { socket.deliver(group, bytes, sender) }
  }
}

/// One socket of a `TableKernel`.
final class TableSocket: Transport {
  private struct State {
    var queue: [(group: UInt32, bytes: [UInt8], sender: UInt32)] = []
    var dump: (values: [UInt32], next: Int, sequence: UInt32)?
    var groups: Set<UInt32> = []
    var hasOverflow = false
    var inside = 0
  }
  private let kernel: TableKernel
  private let state = Guarded(State())
  let portID: UInt32
  var descriptor: Int32 { -1 }

  init(_ kernel: TableKernel, portID: UInt32) {
    self.kernel = kernel
    self.portID = portID
  }
  deinit { kernel.state.withLock { $0.live -= 1 } }

  func prime() {}
  func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32 {
    guard level == 270, name == 1 || name == 2 else { return 0 }
    guard value > 0 else { return 22 }
    state.withLock { state in
      if name == 1 {
        state.groups.insert(UInt32(value))
      } else {
        state.groups.remove(UInt32(value))
      }
    }
    return 0
  }
  func option(_ level: Int32, _ name: Int32) -> Int32? { 1 << 20 }
  func drops() -> UInt32? { 0 }

  func deliver(_ group: UInt32, _ bytes: [UInt8], _ sender: UInt32) {
    state.withLock { if $0.groups.contains(group) { $0.queue.append((group, bytes, sender)) } }
  }

  func overflow(_ group: UInt32) {
    state.withLock { if $0.groups.contains(group) { ($0.queue, $0.hasOverflow) = ([], true) } }
  }

  func send(_ bytes: RawSpan) -> Int32 {
    var messages = Messages(bytes)
    while let message = messages.next() { answer(message) }
    return 0
  }

  private func answer(_ message: borrowing Message) {
    let (type, flags, sequence) = (message.type, message.flags, message.bytes.u32(at: 8))
    let isBusy = state.withLock { state in
      if flags & 0x300 == 0x300 {
        guard state.dump == nil else {
          state.queue.append((0, Bytes.error(sequence, portID, -16), 0))
          return true
        }
        state.dump = (kernel.read { $0.table.sorted() }, 0, sequence)
        fill(&state)
        return false
      }
      // A request that is never answered.
      if type == 99 { return false }
      if type == 18 {
        state.queue.append((0, Bytes.message(16, sequence, portID, flags: 0, [7, 0, 0, 0]), 0))
      }
      state.queue.append((0, Bytes.error(sequence, portID, type == 17 ? -17 : 0), 0))
      return false
    }
    if isBusy { kernel.state.withLock { $0.refusals += 1 } }
  }

  private func fill(_ state: inout State) {
    guard let dump = state.dump else { return }
    let end = min(dump.next + kernel.part, dump.values.count)
    var bytes: [UInt8] = []
    for value in dump.values[dump.next..<end] { bytes += Bytes.data(dump.sequence, portID, value) }
    if bytes.isEmpty {
      bytes = Bytes.done(dump.sequence, portID)
      state.dump = nil
    } else {
      state.dump = (dump.values, end, dump.sequence)
    }
    state.queue.append((0, bytes, 0))
  }

  func receive(into memory: inout MutableRawSpan) -> Received {
    let (item, overlaps, hasOverflow) = state.withLock {
      state -> ((group: UInt32, bytes: [UInt8], sender: UInt32)?, Bool, Bool) in
      state.inside += 1
      defer { state.hasOverflow = false }
      if state.hasOverflow { return (nil, state.inside > 1, true) }
      return (state.queue.isEmpty ? nil : state.queue.removeFirst(), state.inside > 1, false)
    }
    if overlaps { Issue.record("two receives in flight on one channel") }
    sched_yield()
    var received = Received()
    if let item {
      received.group = item.group
      received.sender = item.sender
      received.length = item.bytes.count
      for (offset, byte) in item.bytes.enumerated() where offset < memory.byteCount {
        memory.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
      }
    } else {
      received.error = hasOverflow ? Errno.noBuffers : Errno.again
    }
    state.withLock { state in
      // The next part is made after the last was taken: a second reader would find nothing.
      if item?.group == 0 { fill(&state) }
      state.inside -= 1
    }
    kernel.state.withLock { state in
      state.receives += 1
      if overlaps { state.overlaps += 1 }
    }
    return received
  }

  func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
    kernel.state.withLock { $0.waits += 1 }
    if first?.isCancelled != true, second?.isCancelled != true, state.withLock({ !$0.queue.isEmpty }) {
      return .ready
    }
    return Poll.wait(for: -1, milliseconds, first, second)
  }
}
