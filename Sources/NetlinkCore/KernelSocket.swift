private import CMnl
private import CNetlink
private import Glibc
import NetlinkWire

/// A netlink socket of the kernel. libmnl opens, binds and closes it. It is read and written by calls of our own,
/// which never block and hide nothing (`mnl_socket_recvfrom` hides the sender, the flags and the length).
///
/// Closed with the last reference. A thread that waits on it holds one, so no wait meets a closed descriptor.
@safe package final class KernelSocket: Transport, @unchecked Sendable {
  private let socket: OpaquePointer
  package let descriptor: Int32
  package let portID: UInt32

  /// Opens a socket that only the kernel may send to. Throws the errno.
  init(_ protocolNumber: Int32) throws(OpenFailure) {
    // Of the C library, because the numbers differ between architectures.
    let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    guard let socket = unsafe mnl_socket_open2(protocolNumber, flags) else {
      throw OpenFailure(errno: cnl_errno())
    }
    guard unsafe mnl_socket_bind(socket, 0, 0) == 0 else {
      let error = cnl_errno()
      unsafe mnl_socket_close(socket)
      throw OpenFailure(errno: error)
    }
    unsafe self.socket = socket
    unsafe descriptor = mnl_socket_get_fd(socket)
    unsafe portID = mnl_socket_get_portid(socket)
    let error = cnl_connect_kernel(descriptor)
    if error != 0 { throw OpenFailure(errno: error) }
  }

  deinit { unsafe mnl_socket_close(socket) }

  package func prime() { cnl_prime(descriptor) }

  /// The sequence number of the message that `prime` sends.
  package static var primer: UInt32 { UInt32(CNL_PRIMER) }

  package func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32 {
    cnl_set_option(descriptor, level, name, value)
  }

  package func option(_ level: Int32, _ name: Int32) -> Int32? {
    var value: Int32 = 0
    return unsafe cnl_get_option(descriptor, level, name, &value) == 0 ? value : nil
  }

  package func drops() -> UInt32? {
    var drops: UInt32 = 0
    return unsafe cnl_drops(descriptor, &drops) == 0 ? drops : nil
  }

  package func send(_ bytes: RawSpan) -> Int32 {
    unsafe bytes.withUnsafeBytes { unsafe cnl_send(descriptor, $0.baseAddress, $0.count) }
  }

  package func receive(into memory: inout MutableRawSpan) -> Received {
    let told = unsafe memory.withUnsafeMutableBytes {
      unsafe cnl_receive(descriptor, $0.baseAddress, $0.count)
    }
    var received = Received()
    received.length = Int(max(told.length, 0))
    received.error = told.error
    received.sender = told.sender
    received.group = told.group
    received.namespaceID = told.nsid < 0 ? nil : told.nsid
    received.isTruncated = told.flags & ReceiveFlag.truncated != 0
    return received
  }

  package func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
    Poll.wait(for: descriptor, milliseconds, first, second)
  }
}

/// Why a socket could not be opened: an errno.
package struct OpenFailure: Error {
  package var errno: Int32
  /// Wraps an errno.
  package init(errno: Int32) { self.errno = errno }
}

/// A transport: the kernel's, which is called directly, or one that stands in for it.
package enum Endpoint: Sendable {
  case kernel(KernelSocket)
  case substitute(any Transport)

  package var transport: any Transport {
    switch self {
    case .kernel(let socket): socket
    case .substitute(let transport): transport
    }
  }

  /// Receives one datagram from the kernel. Datagrams of other senders are dropped and counted in `foreign`.
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

  /// Sends one datagram, once more where a signal came between; returns an errno.
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

/// The outcome of a receive whose result was checked.
enum Arrival: Equatable {
  case datagram, wouldBlock, overflow, malformed
  /// A datagram too long for the buffer, and the sequence number of its first message.
  case truncated(needed: Int, sequence: UInt32)
  case failed(Int32)
}
