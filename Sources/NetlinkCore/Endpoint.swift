private import CNetlink
import NetlinkWire

/// What one receive brought, as the system call told it.
package struct Received: Sendable {
  /// The datagram's own length, also when it did not fit.
  package var length = 0
  /// An errno, or 0.
  package var error: Int32 = 0
  /// The sender's port id, 0 for the kernel.
  package var sender: UInt32 = 0
  /// The multicast group, 0 for unicast.
  package var group: UInt32 = 0
  /// The namespace of the sender, where it is not the receiver's own.
  package var namespaceID: Int32?
  /// Whether the datagram was longer than the buffer.
  package var isTruncated = false

  /// Nothing yet.
  package init() {}
}

/// How a wait ended.
package enum Wakeup: Sendable, Equatable {
  case ready, timedOut, cancelled
  case failed(Int32)
}

/// The seam: bytes out, bytes in, a wait. Everything that can be got wrong lies above it.
package protocol Transport: AnyObject, Sendable {
  /// A descriptor to poll.
  var descriptor: Int32 { get }
  /// The address that the kernel answers to.
  var portID: UInt32 { get }
  /// Makes the kernel's first dump part large.
  func prime()
  /// Sets an integer socket option; returns an errno.
  func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32
  /// Reads an integer socket option.
  func option(_ level: Int32, _ name: Int32) -> Int32?
  /// How many datagrams have been dropped in all, if known.
  func drops() -> UInt32?
  /// Sends one datagram; returns an errno.
  func send(_ bytes: RawSpan) -> Int32
  /// Receives one datagram into `memory`, without blocking.
  func receive(into memory: inout MutableRawSpan) -> Received
  /// Waits until something can be received, `milliseconds` at most (-1: for ever).
  func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup
}

/// A transport: the kernel's, called directly, or one that stands in for it.
package enum Endpoint: Sendable {
  case kernel(KernelSocket)
  case substitute(any Transport)

  package var transport: any Transport {
    switch self {
    case .kernel(let socket): socket
    case .substitute(let transport): transport
    }
  }

  /// Receives one datagram from the kernel, and from it alone; others' are dropped and counted.
  func receive(into buffer: inout ReceiveBuffer, foreign: inout UInt64) -> (Arrival, Received) {
    while true {
      var memory = buffer.memory
      // An old kernel returned an errno as if it were a length, and left the buffer untouched.
      memory.storeBytes(of: UInt32.max, as: UInt32.self)
      let received =
        switch self {
        case .kernel(let socket): socket.receive(into: &memory)
        case .substitute(let transport): transport.receive(into: &memory)
        }
      buffer.keep(0)
      switch received.error {
      case 0: break
      case Errno.interrupted: continue
      case Errno.again: return (.wouldBlock, received)
      case Errno.noBuffers: return (.overflow, received)
      default:
        // A descriptor that is not ours to use is a mistake in this library, not an answer.
        precondition(received.error != Errno.badDescriptor && received.error != Errno.fault)
        return (.failed(received.error), received)
      }
      if received.sender != 0 {
        foreign += 1
        continue
      }
      if received.isTruncated || received.length > buffer.capacity {
        buffer.keep(Message.headerLength)
        let sequence = buffer.bytes.u32(at: 8)
        buffer.keep(0)
        return (.truncated(needed: received.length, sequence: sequence), received)
      }
      buffer.keep(received.length)
      guard !buffer.isUntouched || received.length == 0 || received.length >= 4096 else {
        buffer.keep(0)
        return (.failed(Int32(received.length)), received)
      }
      guard received.length >= 16, !buffer.isUntouched else {
        buffer.keep(0)
        return (.malformed, received)
      }
      return (.datagram, received)
    }
  }

  /// Sends, again if a signal came between.
  func send(_ bytes: [UInt8]) -> Int32 {
    while true {
      let error =
        switch self {
        case .kernel(let socket): socket.send(bytes.raw)
        case .substitute(let transport): transport.send(bytes.raw)
        }
      if error != Errno.interrupted { return error }
    }
  }
}

/// What a checked receive came to.
enum Arrival: Equatable {
  case datagram, wouldBlock, overflow, malformed
  /// A datagram too long for the buffer, and what its first message answers.
  case truncated(needed: Int, sequence: UInt32)
  case failed(Int32)
}
