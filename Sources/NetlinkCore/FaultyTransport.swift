import NetlinkWire

/// A transport with faults, modelled on what the kernel does, or may do one day.
final class FaultyTransport: Transport {
  private struct Held {
    var bytes: [UInt8]
    var received: Received
  }
  private struct State {
    var held: [Held] = []
    var drops: UInt32 = 0
    /// Whether it has joined a group: then faults strike notifications, and not the acknowledgements between them.
    var isMember = false
  }
  private let inner: any Transport
  private let injector: FaultInjector
  private let state = Guarded(State())

  init(_ inner: any Transport, _ injector: FaultInjector) {
    self.inner = inner
    self.injector = injector
  }

  var descriptor: Int32 { inner.descriptor }
  var portID: UInt32 { inner.portID }
  func prime() { inner.prime() }
  func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32 {
    if level == SocketOption.netlinkLevel, name == SocketOption.addMembership {
      state.withLock { $0.isMember = true }
    }
    return inner.setOption(level, name, value)
  }
  func option(_ level: Int32, _ name: Int32) -> Int32? { inner.option(level, name) }
  func drops() -> UInt32? {
    let own = state.withLock { $0.drops }
    return inner.drops().map { $0 &+ own }
  }
  func send(_ bytes: RawSpan) -> Int32 { inner.send(bytes) }

  func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
    if state.withLock({ !$0.held.isEmpty }) { return .ready }
    return inner.wait(milliseconds, first, second)
  }

  func receive(into memory: inout MutableRawSpan) -> Received {
    if let held = state.withLock({ $0.held.isEmpty ? nil : $0.held.removeFirst() }) {
      memory.write(held.bytes.raw)
      return held.received
    }
    var received = inner.receive(into: &memory)
    guard received.error == 0, received.length >= Message.headerLength, !received.isTruncated else {
      return received
    }
    let isAcknowledgement = received.group == 0 && memory.bytes.u16(at: 4) == ControlType.error
    if isAcknowledgement, state.withLock({ $0.isMember }) { return received }
    switch injector.strike() {
    case nil: return received
    case .truncation:
      received.isTruncated = true
      received.length = max(received.length, memory.byteCount + 1)
    case .interruption:
      let flags = memory.bytes.u16(at: 6) | MessageFlag.dumpInterrupted
      memory.storeBytes(of: flags, toByteOffset: 6, as: UInt16.self)
    case .sequence:
      let copy = FaultyTransport.copy(memory.bytes, received.length)
      state.withLock { $0.held.append(Held(bytes: copy, received: received)) }
      FaultyTransport.falsify(&memory, received.length)
    case .cut: received.length = FaultyTransport.cut(&memory, received.length)
    case .overflow: return overflow(received, &memory)
    }
    return received
  }

  /// Drops the newest of the queued datagrams and holds the older ones back, so that the error is read first.
  private func overflow(_ first: Received, _ memory: inout MutableRawSpan) -> Received {
    var queue = [Held(bytes: FaultyTransport.copy(memory.bytes, first.length), received: first)]
    while queue.count < 16 {
      let received = inner.receive(into: &memory)
      guard received.error == 0, !received.isTruncated else { break }
      queue.append(Held(bytes: FaultyTransport.copy(memory.bytes, received.length), received: received))
    }
    queue.removeLast()
    state.withLock { state in
      state.held = queue
      state.drops &+= 1
    }
    var received = Received()
    received.error = Errno.noBuffers
    return received
  }

  /// Cuts the first message off behind four bytes of payload; returns the length of the datagram then.
  private static func cut(_ memory: inout MutableRawSpan, _ length: Int) -> Int {
    let left = Message.headerLength + 4
    var following = 0
    guard next(in: memory.bytes.slice(at: 0, length: length), at: &following) != nil, following > left else {
      return length
    }
    memory.storeBytes(of: UInt32(left), toByteOffset: 0, as: UInt32.self)
    for offset in following..<length {
      let byte = memory.bytes.u8(at: offset)
      memory.storeBytes(of: byte, toByteOffset: left + offset - following, as: UInt8.self)
    }
    return left + length - following
  }

  /// Gives every message another's sequence number.
  private static func falsify(_ memory: inout MutableRawSpan, _ length: Int) {
    var offset = 0
    while offset < length {
      let start = offset
      guard let number = next(in: memory.bytes.slice(at: 0, length: length), at: &offset) else { return }
      memory.storeBytes(of: number, toByteOffset: start + 8, as: UInt32.self)
    }
  }

  /// Moves on to the next message and returns a sequence number that is not its own; nil at the end.
  private static func next(in bytes: RawSpan, at offset: inout Int) -> UInt32? {
    let start = offset
    guard Framing.next(in: bytes, at: &offset) > 0 else { return nil }
    return bytes.u32(at: start + 8) ^ 0x4000_0000
  }

  private static func copy(_ bytes: RawSpan, _ length: Int) -> [UInt8] {
    bytes.slice(at: 0, length: min(length, bytes.byteCount)).array
  }
}
