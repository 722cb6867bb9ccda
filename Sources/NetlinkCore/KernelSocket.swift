private import CMnl
private import CNetlink

/// A real netlink socket: opened, bound and closed by libmnl, read and written by calls of our own that
/// never block and hide nothing (`mnl_socket_recvfrom` hides the sender, the flags and the length).
///
/// Closed when the last reference goes; whoever waits on it holds one, so no wait meets a closed fd.
@safe package final class KernelSocket: Transport, @unchecked Sendable {
  private let socket: OpaquePointer
  package let descriptor: Int32
  package let portID: UInt32

  /// Opens a socket that only the kernel may send to. Throws the errno.
  init(_ protocolNumber: Int32) throws(OpenFailure) {
    // SOCK_CLOEXEC | SOCK_NONBLOCK
    guard let socket = unsafe mnl_socket_open2(protocolNumber, 0o2000000 | 0o4000) else {
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
