import CNetlink
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct StrayDescriptors {
  @Test("71 A descriptor that comes with a datagram is closed")
  func rights() throws {
    var pair: [Int32] = [-1, -1]
    let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #expect(unsafe socketpair(AF_UNIX, kind, 0, &pair) == 0)
    defer { close(pair[0]) }
    var ends: [Int32] = [-1, -1]
    #expect(unsafe pipe(&ends) == 0)
    defer { close(ends[0]) }
    // struct cmsghdr: length 20, SOL_SOCKET, SCM_RIGHTS, the descriptor, padding.
    var control = Bytes.le32(20) + Bytes.le32(0) + Bytes.le32(1) + Bytes.le32(1)
    control += Bytes.le32(UInt32(ends[1])) + Bytes.le32(0)
    var payload = [UInt8](repeating: 7, count: 16)
    let sent = unsafe control.withUnsafeMutableBytes { control in
      unsafe payload.withUnsafeMutableBytes { payload in
        var vector = unsafe iovec(iov_base: payload.baseAddress, iov_len: payload.count)
        return unsafe withUnsafeMutablePointer(to: &vector) { vector in
          var message = unsafe msghdr()
          unsafe message.msg_iov = vector
          unsafe message.msg_iovlen = 1
          unsafe message.msg_control = control.baseAddress
          unsafe message.msg_controllen = control.count
          return unsafe sendmsg(pair[1], &message, 0)
        }
      }
    }
    #expect(sent == 16)
    close(pair[1])
    close(ends[1])
    var buffer = [UInt8](repeating: 0, count: 64)
    let received = unsafe cnl_receive(pair[0], &buffer, 64)
    #expect(received.length == 16 && received.error == 0)
    // With the last writer gone the pipe is at its end; it would else have nothing to read yet.
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    #expect(unsafe read(ends[0], &buffer, 1) == 0)
  }
}
