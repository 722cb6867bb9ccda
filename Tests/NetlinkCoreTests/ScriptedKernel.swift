import NetlinkCore
import Testing
import NetlinkWire

/// A kernel that does what a script says, and finds fault with two receives at once.
final class ScriptedKernel: Host, Transport {
  enum Step: Sendable {
    case datagram([UInt8], sender: UInt32 = 0)
    /// Built when sent, as it must carry the request's sequence number.
    case reply(@Sendable (UInt32, UInt32) -> [UInt8])
    case truncated(Int)
    case errno(Int32)
    case shortReturn(Int)
    case wouldBlock
  }
  struct State {
    var scripts: [[Step]]
    var steps: [Step] = []
    var sequence: UInt32 = 0
    var sends: [[UInt8]] = []
    var receives = 0
    var inside = 0
    var overlaps = 0
    var opens = 0
    var refused: [Int32: Int32] = [:]
    var openError: Int32 = 0
    var sendError: Int32 = 0
    /// Errors of the next sends.
    var sendErrors: [Int32] = []
    var options: [Int32] = []
    var interruptions = 0
    var smallest = Int.max
    var dropped: UInt32? = 0
    /// Whether a wait goes on until it is cancelled or its time is up.
    var isSlow = false
    var namespace: UInt64? = 1
    /// Whether waits end though there is nothing.
    var isRestless = false
    var waits = 0
    /// What happens during the next waits, after which each is over without anything.
    var interludes: [@Sendable () -> Void] = []
  }
  let state: Guarded<State>
  let portID: UInt32 = 77
  var descriptor: Int32 { -1 }

  /// One script for each send, in order.
  init(_ scripts: [[Step]]) { state = Guarded(State(scripts: scripts)) }

  func read<Value>(_ path: (State) -> Value) -> Value { state.withLock { path($0) } }

  func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint {
    let error = state.withLock { state in
      state.opens += 1
      return state.openError
    }
    if error != 0 { throw OpenFailure(errno: error) }
    return .substitute(self)
  }
  func namespace() -> UInt64? { read { $0.namespace } }
  func process() -> Int32 { 1 }
  func prime() {}
  func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32 {
    state.withLock { state in
      state.options.append(level * 1000 + name)
      return state.refused[name] ?? 0
    }
  }
  func option(_ level: Int32, _ name: Int32) -> Int32? { 1 << 20 }
  func drops() -> UInt32? { state.withLock { $0.dropped } }

  func send(_ bytes: RawSpan) -> Int32 {
    var copy: [UInt8] = []
    for offset in 0..<bytes.byteCount { copy.append(bytes.u8(at: offset)) }
    let sequence = bytes.u32(at: 8)
    return state.withLock { state in
      state.sends.append(copy)
      if state.interruptions > 0 {
        state.interruptions -= 1
        return 4
      }
      if !state.sendErrors.isEmpty { return state.sendErrors.removeFirst() }
      guard state.sendError == 0 else { return state.sendError }
      state.sequence = sequence
      state.steps = state.scripts.isEmpty ? [] : state.scripts.removeFirst()
      return 0
    }
  }

  func receive(into memory: inout MutableRawSpan) -> Received {
    let room = memory.byteCount
    let (step, sequence) = state.withLock { state -> (Step, UInt32) in
      state.receives += 1
      state.smallest = min(state.smallest, room)
      state.inside += 1
      if state.inside > 1 {
        state.overlaps += 1
        Issue.record("two receives in flight on one channel")
      }
      return (state.steps.isEmpty ? .wouldBlock : state.steps.removeFirst(), state.sequence)
    }
    defer { state.withLock { $0.inside -= 1 } }
    var received = Received()
    switch step {
    case .datagram(let bytes, let sender):
      received.sender = sender
      received.length = bytes.count
      fill(&memory, bytes)
    case .reply(let make):
      let bytes = make(sequence, portID)
      received.length = bytes.count
      if bytes.count > memory.byteCount { received.isTruncated = true }
      fill(&memory, bytes)
    case .truncated(let length):
      fill(&memory, Bytes.data(sequence, portID, 0))
      received.length = length
      received.isTruncated = true
    case .errno(let errno): received.error = errno
    case .shortReturn(let length): received.length = length
    case .wouldBlock: received.error = Errno.again
    }
    return received
  }

  private func fill(_ memory: inout MutableRawSpan, _ bytes: [UInt8]) {
    for offset in 0..<min(bytes.count, memory.byteCount) {
      memory.storeBytes(of: bytes[offset], toByteOffset: offset, as: UInt8.self)
    }
  }

  func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
    if first?.isCancelled == true || second?.isCancelled == true { return .cancelled }
    let (isSlow, isRestless, interlude) = state.withLock { state in
      state.waits += 1
      return (state.isSlow, state.isRestless, state.interludes.isEmpty ? nil : state.interludes.removeFirst())
    }
    if let interlude {
      interlude()
      return .timedOut
    }
    if isRestless { return Poll.wait(for: -1, 1, first, second) == .timedOut ? .ready : .cancelled }
    if isSlow { return Poll.wait(for: -1, milliseconds, first, second) }
    return state.withLock { $0.steps.isEmpty } ? .timedOut : .ready
  }
}

/// Messages as a kernel would send them.
enum Bytes {
  static func message(
    _ type: UInt16, _ sequence: UInt32, _ port: UInt32, flags: UInt16 = 2, _ payload: [UInt8] = [],
    length: Int? = nil, padded: Bool = true
  ) -> [UInt8] {
    var bytes =
      le32(UInt32(length ?? 16 + payload.count)) + le16(type) + le16(flags) + le32(sequence) + le32(port)
    bytes += payload
    while padded, bytes.count % 4 != 0 { bytes.append(0) }
    return bytes
  }
  static func data(_ sequence: UInt32, _ port: UInt32, _ value: UInt32, flags: UInt16 = 2) -> [UInt8] {
    message(16, sequence, port, flags: flags, le32(value))
  }
  static func done(
    _ sequence: UInt32, _ port: UInt32, _ errno: Int32 = 0, flags: UInt16 = 2, tlv: [UInt8] = []
  ) -> [UInt8] {
    message(3, sequence, port, flags: flags, le32(UInt32(bitPattern: errno)) + tlv)
  }
  static func error(_ sequence: UInt32, _ port: UInt32, _ errno: Int32) -> [UInt8] {
    message(
      2, sequence, port, flags: 0x100, le32(UInt32(bitPattern: errno)) + [UInt8](repeating: 0, count: 16))
  }
  static func text(_ text: String) -> [UInt8] {
    let value = Array(text.utf8) + [0]
    var bytes = le16(UInt16(4 + value.count)) + le16(1) + value
    while bytes.count % 4 != 0 { bytes.append(0) }
    return bytes
  }
  static func le32(_ v: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: v >> (8 * UInt32($0))) }
  }
  static func le16(_ v: UInt16) -> [UInt8] { [UInt8(v & 255), UInt8(v >> 8)] }
}

extension Request {
  /// A request of that type with the shortest header of a family, for a kernel that does not read it.
  init(headed type: UInt16, flags: UInt16 = 0) {
    self.init(type: type, flags: flags)
    appendHeader([0])
  }
}
