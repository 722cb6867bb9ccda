import NetlinkWire
import Synchronization

@testable import NetlinkCore

/// A kernel that answers every dump only once it is released: with `messages` datagrams of one link message each.
final class SlowKernel: Host {
  /// Where it lets its callers wait: in a poll, or inside a system call, which nothing ends, as the real one does while
  /// somebody holds RTNL.
  enum Place: CaseIterable { case poll, send, receive }

  private let gate = Cancellation()
  private let messages: Int
  /// Whether each dump is said to have been interrupted.
  private let interrupts: Bool
  /// Groups that nobody may join, each with the error.
  private let refusals: [UInt32: Int32]
  private let place: Place
  /// How many sockets are open, and how many dumps have been asked for.
  let open = Atomic(0)
  let asked = Atomic(0)

  init(messages: Int, interrupts: Bool = false, refusals: [UInt32: Int32] = [:], waitsIn place: Place = .poll)
  {
    self.messages = messages
    self.interrupts = interrupts
    self.refusals = refusals
    self.place = place
  }

  /// Waits until it is released, whatever is cancelled meanwhile.
  private func hold(_ here: Place) {
    if here == place { _ = Poll.wait(for: gate.descriptor, -1, nil, nil) }
  }

  /// Lets all dumps go on.
  func release() { gate.cancel() }

  func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint {
    .substitute(Socket(self))
  }
  func namespace() -> UInt64? { 1 }
  func process() -> Int32 { 1 }

  private final class Socket: Transport {
    let kernel: SlowKernel
    let state = Guarded((sequence: UInt32(0), sent: 0))
    var descriptor: Int32 { -1 }
    let portID: UInt32 = 7

    init(_ kernel: SlowKernel) {
      self.kernel = kernel
      kernel.open.wrappingAdd(1, ordering: .relaxed)
    }

    deinit { kernel.open.wrappingSubtract(1, ordering: .relaxed) }

    func prime() {}
    func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32 {
      guard level == SocketOption.netlinkLevel, name == SocketOption.addMembership else { return 0 }
      return kernel.refusals[UInt32(bitPattern: value)] ?? 0
    }
    func option(_ level: Int32, _ name: Int32) -> Int32? { 0 }
    func drops() -> UInt32? { 0 }

    func send(_ bytes: RawSpan) -> Int32 {
      let sequence = bytes.u32(at: 8)
      state.withLock { $0 = (sequence, 0) }
      kernel.asked.wrappingAdd(1, ordering: .relaxed)
      kernel.hold(.send)
      return 0
    }

    func receive(into memory: inout MutableRawSpan) -> Received {
      var received = Received()
      kernel.hold(.receive)
      guard kernel.gate.isCancelled else {
        received.error = Errno.again
        return received
      }
      let (sequence, number) = state.withLock { state in
        state.sent += 1
        return (state.sequence, state.sent)
      }
      let isEnd = number > kernel.messages
      let payload =
        isEnd
        ? [UInt8](repeating: 0, count: 4)
        : [0, 0, 1, 0] + octets(UInt32(number)) + [UInt8](repeating: 0, count: 8)
      // NLM_F_MULTI, and NLM_F_DUMP_INTR
      let flags: UInt8 = kernel.interrupts ? 0x12 : 0x2
      let bytes =
        octets(UInt32(16 + payload.count)) + [isEnd ? 3 : 16, 0, flags, 0] + octets(sequence)
        + octets(portID)
        + payload
      for (offset, byte) in bytes.enumerated() {
        memory.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
      }
      received.length = bytes.count
      return received
    }

    func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
      Poll.wait(for: kernel.gate.descriptor, milliseconds, first, second)
    }

    private func octets(_ value: UInt32) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }
  }
}
