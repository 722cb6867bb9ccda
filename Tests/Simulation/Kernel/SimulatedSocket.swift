import NetlinkCore
import NetlinkWire

/// A socket of a simulated kernel: a queue that overflows as a real one does, and a dump at most.
final class SimulatedSocket: Transport, @unchecked Sendable {
  private struct Datagram {
    let bytes: [UInt8]
    let group: UInt32
    let id: Int32?
  }

  private let kernel: SimulatedKernel
  let namespace: Namespace
  let portID: UInt32
  var descriptor: Int32 { -1 }
  /// The groups joined, a bit each.
  private(set) var groups: UInt64 = 0
  /// Whether it hears of other namespaces.
  private(set) var hearsAll = false
  private var waiting: [Datagram] = []
  private var next = 0
  private var used = 0
  private var room = 212_992
  private var isCongested = false
  private var hasError = false
  private var dropped: UInt32 = 0
  private var dump: DumpCourse?

  init(_ kernel: SimulatedKernel, _ namespace: Namespace, portID: UInt32) {
    self.kernel = kernel
    self.namespace = namespace
    self.portID = portID
  }

  deinit { kernel.close() }

  func prime() {}
  func drops() -> UInt32? { dropped }

  func option(_ level: Int32, _ name: Int32) -> Int32? {
    name == OptionName.receiveBuffer ? Int32(clamping: room) : nil
  }

  func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32 {
    switch (level, name) {
    case (OptionName.socketLevel, OptionName.receiveBuffer),
      (OptionName.socketLevel, OptionName.receiveBufferForce):
      room = kernel.knobs.queueRoom ?? 2 * Int(value)
    case (OptionName.netlinkLevel, OptionName.addMembership):
      guard value > 0, value < 64 else { return ErrorCode.invalid }
      groups |= 1 << UInt64(value)
    case (OptionName.netlinkLevel, OptionName.dropMembership):
      guard value > 0, value < 64 else { return ErrorCode.invalid }
      groups &= ~(1 << UInt64(value))
    case (OptionName.netlinkLevel, OptionName.listenAllNamespaces): hearsAll = value != 0
    default: break
    }
    return 0
  }

  // MARK: The queue

  /// What a datagram takes of the queue's room: the kernel counts its own header, too.
  private static func charge(_ bytes: [UInt8]) -> Int { 256 + bytes.count }

  /// Queues a datagram, or drops it: with an error where it is the first of an episode.
  func queue(_ bytes: [UInt8], group: UInt32, from id: Int32?) {
    guard used <= room, !isCongested else {
      if !isCongested { hasError = true }
      isCongested = true
      dropped += 1
      return
    }
    used += SimulatedSocket.charge(bytes)
    waiting.append(Datagram(bytes: bytes, group: group, id: id))
  }

  /// Queues an answer, which a dump is never in want of room for.
  private func answer(_ bytes: [UInt8], isPart: Bool = false) {
    if isPart {
      used += SimulatedSocket.charge(bytes)
      waiting.append(Datagram(bytes: bytes, group: 0, id: nil))
    } else {
      queue(bytes, group: 0, from: nil)
    }
  }

  func receive(into memory: inout MutableRawSpan) -> Received {
    kernel.pause()
    var received = Received()
    if hasError {
      hasError = false
      received.error = ErrorCode.noBuffers
      return received
    }
    guard next < waiting.count else {
      received.error = ErrorCode.again
      return received
    }
    let datagram = waiting[next]
    next += 1
    used -= SimulatedSocket.charge(datagram.bytes)
    if next == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      next = 0
      isCongested = false
    }
    received.length = datagram.bytes.count
    received.group = datagram.group
    received.namespaceID = datagram.id
    if datagram.group == Group.link, kernel.knobs.truncates, kernel.chance(20) {
      kernel.say("  a notification does not fit")
      received.length = memory.byteCount + 1_000
    }
    received.isTruncated = received.length > memory.byteCount
    let count = min(datagram.bytes.count, memory.byteCount)
    unsafe memory.withUnsafeMutableBytes { target in
      unsafe datagram.bytes.withUnsafeBytes { source in
        unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<count]))
      }
    }
    if datagram.group == 0 { fill() }
    return received
  }

  func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
    if first?.isCancelled == true || second?.isCancelled == true { return .cancelled }
    if hasError || next < waiting.count { return .ready }
    if milliseconds > 0 { kernel.advance(1000 * milliseconds) }
    return hasError || next < waiting.count ? .ready : .timedOut
  }

  // MARK: Requests

  func send(_ bytes: RawSpan) -> Int32 {
    kernel.pause()
    var messages = Messages(bytes)
    while let message = messages.next() { take(message) }
    return 0
  }

  private func take(_ message: borrowing Message) {
    let header = Header(sequence: message.sequence, portID: portID)
    if message.type == MessageType.noop || message.type < MessageType.firstFree {
      if message.flags & HeaderFlag.acknowledge != 0 { acknowledge(header, 0) }
      return
    }
    if message.flags & HeaderFlag.dump == HeaderFlag.dump {
      guard dump == nil else { return acknowledge(header, ErrorCode.busy) }
      guard let walk = Walks.walk(for: message, namespace) else {
        return acknowledge(header, ErrorCode.notSupported)
      }
      dump = DumpCourse(walk, header)
      kernel.say("  asked: dump \(Walks.text(of: message))")
      return fill()
    }
    var writer = MessageWriter()
    let error = namespace.answer(message, header, to: &writer)
    kernel.say("  asked: \(Walks.text(of: message))\(error == 0 ? "" : ", error \(error)")")
    if error == 0 { answer(writer.bytes) }
    if error != 0 || message.flags & HeaderFlag.acknowledge != 0 { acknowledge(header, error) }
  }

  private func acknowledge(_ header: Header, _ error: Int32) {
    var writer = MessageWriter()
    writer.begin(
      MessageType.error, flags: HeaderFlag.capped, sequence: header.sequence, portID: header.portID)
    writer.u32(UInt32(bitPattern: -error))
    writer.zeros(16)
    writer.end()
    answer(writer.bytes)
  }

  /// Makes the next part of a dump.
  private func fill() {
    guard let dump else { return }
    let (bytes, isOver) = dump.part(namespace, kernel.knobs)
    if isOver { self.dump = nil }
    kernel.dumped?.append(bytes)
    kernel.say("  dumped: \(Walks.text(of: bytes))\(isOver ? ", the end" : "")")
    answer(bytes, isPart: true)
  }
}
