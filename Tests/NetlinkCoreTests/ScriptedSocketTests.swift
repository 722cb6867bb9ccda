import NetlinkCore
import Rtnetlink
import Testing
import NetlinkWire

@Suite struct ScriptedSockets {
  let kernel = TableKernel(entries: 9, part: 2)

  @Test("4 Without the right to force it the receive buffer is asked for in the ordinary way")
  func ordinaryBuffer() throws {
    let kernel = ScriptedKernel([])
    kernel.state.withLock { $0.refused = [33: 1] }
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    #expect(!socket.capabilities.hasForcedReceiveBuffer)
    #expect(kernel.read { $0.options.contains(1008) })
    #expect(socket.capabilities.receiveBufferSize == 1 << 20)
  }

  @Test("10, 11 A socket and its dump may end in any order, and each closes once", arguments: [true, false])
  func anyOrder(socketFirst: Bool) throws {
    let pool = ChannelPool(host: kernel)
    var socket: NetlinkSocket? = try NetlinkSocket(pool: pool)
    let dump = try #require(socket?.dump(Request(headed: RTM.getLink)))
    var cursor = dump.makeCursor()
    #expect(value(&cursor) == 0)
    if socketFirst {
      socket = nil
      #expect(kernel.read { $0.live } == 1)
      #expect(values(&cursor) == [1, 2, 3, 4, 5, 6, 7, 8])
      #expect(try dump.finish().isComplete)
    } else {
      #expect(try !dump.finish().isComplete)
      #expect(kernel.read { $0.live } == 1)
      socket = nil
    }
    pool.removeAll()
    #expect(kernel.read { $0.live } == 0)
  }

  @Test("7, 24 A clone has the settings and not the groups")
  func clone() throws {
    let kernel = ScriptedKernel([])
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    try socket.join(group: 1)
    _ = try socket.clone()
    #expect(!kernel.read { $0.options.contains(270_008) })
    try socket.listenToAllNamespaces(true)
    _ = try socket.clone()
    #expect(kernel.read { $0.options.filter { $0 == 270_008 }.count } == 2)
    #expect(kernel.read { $0.options.filter { $0 == 270_001 }.count } == 1)
  }

  @Test("13, 14, 19, 22, 24 Joining, leaving and draining touch no dump, and no dump touches the groups")
  func groupsAndDumps() throws {
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    try socket.join(group: 1)
    let dump = socket.dump(Request(headed: RTM.getLink))
    var cursor = dump.makeCursor()
    #expect(value(&cursor) == 0)
    try socket.join(group: 7)
    kernel.notify(7)
    kernel.notify(1)
    #expect(socket.discardPending().datagrams == 2)
    try socket.leave(group: 7)
    kernel.notify(7)
    kernel.notify(1)
    #expect(values(&cursor) == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(try dump.finish().isComplete)
    #expect(socket.discardPending().datagrams == 1)
  }

  @Test("18 A reply that nobody has read yet is still there after a dump")
  func unreadReply() throws {
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    let sequence = try socket.send(Request(headed: RTM.getLink))
    let dump = socket.dump(Request(headed: RTM.getLink))
    var cursor = dump.makeCursor()
    #expect(values(&cursor).count == 9)
    var buffer = ReceiveBuffer()
    #expect(socket.receive(into: &buffer) == .datagram(Datagram(group: 0, namespaceID: nil)))
    #expect(buffer.bytes.u32(at: 8) == sequence)
  }

  @Test("21 On a socket that has overflowed a transaction has its reply")
  func overflowed() throws {
    var options = NetlinkSocket.Options()
    options.faults = FaultInjector(.overflow(every: 1, times: 1))
    let socket = try NetlinkSocket(options: options, pool: ChannelPool(host: kernel))
    try socket.join(group: 1)
    kernel.notify(1)
    var buffer = ReceiveBuffer()
    #expect(socket.receive(into: &buffer) == .overflow)
    #expect(try socket.transact(Request(headed: RTM.getLink)).count == 1)
  }

  @Test("23 An idle socket is not ready because its dump is")
  func idle() throws {
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    let dump = socket.dump(Request(headed: RTM.getLink))
    #expect(try !socket.wait(milliseconds: 0))
    var buffer = ReceiveBuffer()
    #expect(socket.receive(into: &buffer) == .wouldBlock)
    dump.cancel()
  }

  @Test("101, 102 A group is joined once, left with its last user, and reaches its members alone")
  func members() throws {
    let pool = ChannelPool(host: kernel)
    let subscription = try Subscription(groups: [1], pool: pool)
    let other = try Subscription(groups: [7], pool: pool)
    try subscription.add(1)
    try subscription.remove(1)
    kernel.notify(1)
    #expect(subscription.socket.discardPending().datagrams == 1)
    #expect(other.socket.discardPending().datagrams == 0)
    try subscription.remove(1)
    kernel.notify(1)
    #expect(subscription.socket.discardPending().datagrams == 0)
    try subscription.remove(1)
  }

  @Test("112 The channel of a dump that was given up or failed is never used again")
  func poisoned() throws {
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    for _ in 0..<3 {
      let dropped = socket.dump(Request(headed: RTM.getLink))
      var first = dropped.makeCursor()
      #expect(value(&first) == 0)
      dropped.cancel()
      let next = socket.dump(Request(headed: RTM.getLink))
      var cursor = next.makeCursor()
      #expect(values(&cursor).count == 9)
      #expect(try next.finish().isComplete)
    }
    #expect(kernel.read { $0.refusals } == 0)
  }

  @Test("113 Of 100 dumps that end together at most 16 channels stay idle")
  func limit() throws {
    let pool = ChannelPool(host: kernel)
    let socket = try NetlinkSocket(pool: pool)
    let dumps = (0..<100).map { _ in socket.dump(Request(headed: RTM.getLink)) }
    for dump in dumps {
      var cursor = dump.makeCursor()
      #expect(values(&cursor).count == 9)
    }
    #expect(pool.idleCount == 16)
    #expect(kernel.read { $0.live } == 17)
  }

  @Test("113 However many namespaces were visited, at most 64 channels stay idle")
  func totalLimit() throws {
    let pool = ChannelPool(host: kernel)
    let socket = try NetlinkSocket(pool: pool)
    var most = 0
    for namespace in 1...200 as ClosedRange<UInt64> {
      kernel.state.withLock { $0.namespace = namespace }
      try socket.transact(Request(headed: RTM.getLink))
      most = max(most, pool.idleCount)
    }
    #expect(most == 64)
    #expect(kernel.read { $0.live } == pool.idleCount + 1)
  }

  @Test("114, 115 A channel of another namespace, or of the process before a fork, is not used")
  func keys() throws {
    let pool = ChannelPool(host: kernel)
    let socket = try NetlinkSocket(pool: pool)
    try socket.transact(Request(headed: RTM.getLink))
    #expect(pool.idleCount == 1)
    kernel.state.withLock { $0.namespace = 2 }
    try socket.transact(Request(headed: RTM.getLink))
    #expect(kernel.read { $0.opens } == 3)
    kernel.state.withLock { $0.process = 2 }
    try socket.transact(Request(headed: RTM.getLink))
    #expect(kernel.read { $0.opens } == 4)
    #expect(pool.idleCount == 1)
    kernel.state.withLock { $0.namespace = nil }
    try socket.transact(Request(headed: RTM.getLink))
    #expect(pool.idleCount == 1)
  }

  @Test("116 Giving up a dump reads nothing more")
  func abandon() throws {
    let kernel = TableKernel(entries: 60_000, part: 2)
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    let dump = socket.dump(Request(headed: RTM.getLink))
    var cursor = dump.makeCursor()
    #expect(value(&cursor) == 0)
    let receives = kernel.read { $0.receives }
    dump.cancel()
    #expect(kernel.read { $0.receives } == receives && receives == 1)
    #expect(kernel.read { $0.live } == 1)
  }
}
