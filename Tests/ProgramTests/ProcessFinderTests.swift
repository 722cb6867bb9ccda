import Glibc
import NetlinkCore
import Testing

@testable import nlctl

/// Which process a port id belongs to.
@Suite struct ProcessFinderTests {
  /// An rtnetlink socket of this process, and its port id.
  private func open() throws -> (descriptor: Int32, port: UInt32) {
    let descriptor = socket(AF_NETLINK, Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    try #require(descriptor >= 0)
    // struct sockaddr_nl: the family, two bytes of padding, port id, groups.
    var address = [UInt16](repeating: 0, count: 6)
    address[0] = UInt16(AF_NETLINK)
    var length = socklen_t(12)
    let result = address.withUnsafeMutableBytes { bytes in
      let start = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
      guard let start, bind(descriptor, start, length) == 0 else { return Int32(-1) }
      return getsockname(descriptor, start, &length)
    }
    try #require(result == 0)
    return (descriptor, UInt32(address[2]) | UInt32(address[3]) << 16)
  }

  @Test("A port id belongs to the process that has its socket open, and to none once that is closed")
  func closed() throws {
    let (descriptor, port) = try open()
    var finder = ProcessFinder()
    for _ in 0..<2 { #expect(finder.process(of: port, at: .now)?.owner.process == Int(getpid())) }
    close(descriptor)
    #expect(finder.process(of: port, at: .now) == nil)
  }

  @Test("What was received while the socket was seen open is its process's, also once the socket is closed")
  func receivedBefore() throws {
    let (descriptor, port) = try open()
    var finder = ProcessFinder()
    #expect(finder.process(of: port, at: .now) != nil)
    let received = StreamTime.now
    usleep(2)
    #expect(finder.process(of: port, at: .now) != nil)
    close(descriptor)
    #expect(finder.process(of: port, at: received)?.owner.process == Int(getpid()))
    #expect(finder.process(of: port, at: .now) == nil)
  }
}
