import LiveKernel
import NetlinkCore
import Testing
import NetlinkWire

#if canImport(Glibc)
  import Glibc
#endif

/// What is open, seen by the kernel.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)")) struct LiveDescriptors {
  @Test("3, 8 However sockets, dumps and transactions end, every descriptor is closed")
  func leaks() throws {
    try withOwnDescriptors {
      let before = try openDescriptors()
      let pool = ChannelPool()
      #expect(throws: NetlinkError(.system, .open, errno: 93)) {
        try NetlinkSocket(NetlinkProtocol(rawValue: 31), pool: pool)
      }
      #expect(try openDescriptors() == before)
      do {
        let socket = try NetlinkSocket(pool: pool)
        try socket.join(group: 1)
        _ = socket.transactAll((0..<1500).map { Change.route($0) })
        for end in 0..<4 {
          let dump = socket.dump(Change.routes())
          var cursor = dump.makeCursor()
          let isUnderWay = cursor.receive()
          #expect(isUnderWay)
          if end == 0 { while cursor.receive() {} }
          if end == 1 { dump.cancel() }
          if end == 2 { try dump.finish() }
        }
        #expect(throws: NetlinkError.self) { try socket.snapshot(Change.routes(table: 4711)) }
        #expect(throws: NetlinkError.self) { try socket.transact(Change.delete("nosuch0")) }
        #expect(throws: NetlinkError.self) { try socket.join(group: 4711) }
        #expect(try !socket.wait(milliseconds: 1))
        _ = try socket.clone()
        socket.cancel()
        #expect(try openDescriptors().count > before.count)
      }
      pool.removeAll()
      #expect(try openDescriptors() == before)
    }
  }

  @Test("11 A dump's end and its socket's close no descriptor twice", arguments: [true, false])
  func noDoubleClose(socketFirst: Bool) throws {
    try withOwnDescriptors {
      var files: [Int32] = []
      // Takes the number of whatever was closed last.
      func occupy() { files.append(unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)) }
      for _ in 0..<50 {
        let pool = ChannelPool()
        var socket: NetlinkSocket? = try NetlinkSocket(pool: pool)
        var dump = socket?.dump(Live.links())
        if socketFirst {
          socket = nil
          occupy()
        }
        dump?.cancel()
        occupy()
        dump = nil
        occupy()
        socket = nil
        occupy()
        pool.removeAll()
        occupy()
      }
      #expect(Set(files).count == files.count)
      for file in files { #expect(fcntl(file, F_GETFD) >= 0) }
    }
  }

  @Test("115 A program that is started has none of the sockets, channels and cancellations")
  func exec() throws {
    try withOwnDescriptors {
      let pool = ChannelPool()
      let cancellation = Cancellation()
      let socket = try NetlinkSocket(pool: pool, cancellation: cancellation)
      try socket.transact(Change.get(1))
      #expect(pool.idleCount == 1)
      let dump = socket.dump(Live.links())
      #expect(cancellation.descriptor > 2)
      // Two sockets, two channels or one, an eventfd.
      #expect(try openDescriptors().count >= 3 + 3)
      let child = try #require(Child.start(["ls", "/proc/self/fd"]))
      // The fourth is the directory that is listed.
      #expect(child.finish().output == "0\n1\n2\n3\n")
      dump.cancel()
    }
  }

  @Test("4 Without the right to force it the receive buffer is as large as an ordinary user may have")
  func unprivileged() throws {
    try inNamespace {
      // Effective rights alone, of this thread alone: struct __user_cap_header_struct, then data.
      typealias Capset = @convention(c) (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>) -> Int32
      let symbol = try unsafe #require(dlsym(nil, "capset"))
      let capset = unsafe unsafeBitCast(symbol, to: Capset.self)
      var header: [UInt32] = [0x2008_0522, 0]
      var rights = [UInt32](repeating: 0, count: 6)
      try #require(unsafe capset(&header, &rights) == 0)
      let socket = try NetlinkSocket(pool: ChannelPool())
      #expect(!socket.capabilities.hasForcedReceiveBuffer)
      let limit = try #require(number("/proc/sys/net/core/rmem_max"))
      // The kernel doubles it, for its own bookkeeping.
      #expect(socket.capabilities.receiveBufferSize == 2 * min(limit, 4 << 20))
      #expect(count(try socket.snapshot(Live.links()).messages) == 1)
    }
  }

  private func number(_ path: String) -> Int? {
    guard let file = unsafe fopen(path, "r") else { return nil }
    defer { unsafe fclose(file) }
    var value = 0
    while true {
      let byte = unsafe fgetc(file)
      guard byte >= 48, byte <= 57 else { return value }
      value = value * 10 + Int(byte - 48)
    }
  }
}
