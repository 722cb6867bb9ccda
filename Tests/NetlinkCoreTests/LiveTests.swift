import LiveKernel
import NetlinkCore
import Rtnetlink
import Testing
import NetlinkWire

#if canImport(Glibc)
  import Glibc
#endif

@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"), .serialized) struct LiveKernelTests {
  @Test("6 1,100 sockets may be open at once")
  func many() throws {
    var limit = rlimit()
    unsafe getrlimit(__rlimit_resource_t(7), &limit)
    let wanted = limit.rlim_max >= 4096 ? 1100 : Int(limit.rlim_cur) - 200
    if limit.rlim_cur < 4096, limit.rlim_max >= 4096 {
      limit.rlim_cur = 4096
      unsafe setrlimit(__rlimit_resource_t(7), &limit)
    }
    var ports: Set<UInt32> = []
    var sockets: [NetlinkSocket] = []
    for _ in 0..<wanted {
      let socket = try NetlinkSocket()
      ports.insert(socket.portID)
      sockets.append(socket)
    }
    #expect(ports.count == wanted)
  }

  @Test(
    "A client opens nothing before it asks, one channel for what follows another, and readies it for dumps once"
  )
  func client() throws {
    let host = WatchedHost()
    let client = NetlinkClient(pool: ChannelPool(host: host))
    func seen() -> [Int] { host.seen.withLock { [$0.opened, $0.primed] } }
    #expect(seen() == [0, 0])
    #expect(try client.transact(Change.get(1)).count == 1)
    #expect(seen() == [1, 0])
    for _ in 0..<3 { #expect(try count(client.snapshot(Live.links()).messages) >= 1) }
    #expect(try client.transact(Change.get(1)).count == 1)
    #expect(seen() == [1, 1])
  }

  @Test("13, 14 A notification reaches the socket and not its dump")
  func notification() throws {
    try inNamespace {
      let socket = try NetlinkSocket()
      for number in 0..<60 { try socket.transact(Change.add("i\(number)")) }
      let dump = socket.dump(Live.links())
      var cursor = dump.makeCursor()
      var seen = cursor.next() != nil ? 1 : 0
      try socket.join(group: 1)
      try socket.transact(Change.add("late"))
      while let message = cursor.next() { seen += message.bytes.u32(at: 8) != 0 ? 1 : 0 }
      #expect(try dump.finish().isComplete)
      #expect(seen >= 61)
      #expect(socket.discardPending().datagrams == 1)
      let again = try socket.snapshot(Live.links())
      #expect(count(again.messages) == 62)
      #expect(socket.discardPending().datagrams == 0)
    }
  }

  @Test("20 Under a flood of notifications 1,000 transactions have their replies, and none is lost")
  func flood() throws {
    try inNamespace {
      let subscription = try Subscription(groups: [7])
      let socket = subscription.socket
      let sent = Guarded(0)
      onThreads(2) { index in
        for number in 0..<1000 {
          if index == 0 {
            let reply = try? socket.transact(Change.get(1))
            #expect(reply?.count == 1)
          } else if (try? NetlinkSocket().transact(Change.route(number))) != nil {
            sent.withLock { $0 += 1 }
          }
        }
      }
      #expect(sent.withLock { $0 } == 1000)
      #expect(try pending(subscription).count { $0.type == 24 } == 1000)
    }
  }

  @Test("7, 18, 102 A clone has no group and no queue; a reply is not lost to a dump; the last leave counts")
  func cloneAndReply() throws {
    try inNamespace {
      let socket = try NetlinkSocket()
      try socket.join(group: 7)
      try socket.join(group: 7)
      try socket.transact(Change.route(1))
      let clone = try socket.clone()
      try clone.transact(Change.route(2))
      #expect(clone.netlinkProtocol == .route && clone.portID != socket.portID)
      #expect(clone.discardPending() == (0, false))
      #expect(socket.discardPending() == (2, false))
      try socket.leave(group: 7)
      try clone.transact(Change.route(3))
      #expect(socket.discardPending().datagrams == 1)
      try socket.leave(group: 7)
      try clone.transact(Change.route(4))
      #expect(socket.discardPending().datagrams == 0)
      let sequence = try socket.send(Change.get(1))
      #expect(count(try socket.snapshot(Change.routes()).messages) == 4)
      var buffer = ReceiveBuffer()
      #expect(socket.receive(into: &buffer) == .datagram(Datagram(group: 0)))
      #expect(buffer.bytes.u16(at: 4) == 16 && buffer.bytes.u32(at: 8) == sequence)
    }
  }

  @Test("102 The first to leave a group takes nothing from the other; with the last the membership goes")
  func leaving() throws {
    try inNamespace {
      let first = try Subscription(groups: [7])
      var second: Subscription? = try Subscription(groups: [7])
      let port = try #require(second?.socket.portID)
      #expect(memberships(first.socket.portID) == 1 << 6 && memberships(port) == 1 << 6)
      try first.add(7)
      try first.remove(7)
      try first.socket.transact(Change.route(1))
      #expect(try pending(first).count == 1)
      try first.remove(7)
      #expect(memberships(first.socket.portID) == 0)
      try first.socket.transact(Change.route(2))
      #expect(try pending(first).isEmpty)
      // The second has had both, and the kernel has nothing of it when it has gone.
      if let second { #expect(try pending(second).map(\.type) == [24, 24]) }
      second = nil
      #expect(memberships(port) == nil)
    }
  }

  /// The groups of a socket of this thread's namespace, a bit each; nil when there is no such socket.
  func memberships(_ port: UInt32) -> UInt32? {
    guard let file = unsafe fopen("/proc/thread-self/net/netlink", "r") else { return nil }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    while unsafe fgets(&line, 512, file) != nil {
      let words = line.prefix { $0 != 0 }.map { Character(UnicodeScalar(UInt8(bitPattern: $0))) }
        .split(separator: " ").map { String($0) }
      if words.count > 3, words[1] == "0", words[2] == "\(port)" { return UInt32(words[3], radix: 16) }
    }
    return nil
  }

  @Test("39 The dump of an empty table is at its end at once, with success")
  func emptyTable() throws {
    try inNamespace {
      var nextHops = Request(type: RTM.getNextHop)
      nextHops.appendHeader([UInt8](repeating: 0, count: 8))
      let dump = try NetlinkSocket().dump(nextHops)
      var cursor = dump.makeCursor()
      let isOver = cursor.next() == nil
      #expect(isOver)
      #expect(
        try dump.finish()
          == {
            var status = DumpStatus(); status.isComplete = true; return status
          }())
    }
  }

  @Test("79, 81, 82 Replies and acknowledgements leave nothing behind, in order, with a small buffer too")
  func batches() throws {
    try inNamespace {
      let host = WatchedHost()
      let pool = ChannelPool(host: host)
      let socket = try NetlinkSocket(pool: pool)
      #expect(try socket.transact(Change.get(1)).count == 1)
      // The data and the acknowledgement, and nothing is looked for behind them.
      #expect(host.seen.withLock { $0.receives } == 2)
      #expect(pool.idleCount == 1)
      let results = socket.transactAll([
        Change.route(1), Change.route(2), Change.route(1), Change.route(3),
      ])
      let errnos = results.map { result -> Int32 in
        if case .failure(let error) = result { error.errno } else { 0 }
      }
      #expect(errnos == [0, 0, EEXIST, 0])
      var options = NetlinkSocket.Options()
      options.receiveBufferSize = 0
      let small = try NetlinkSocket(options: options, pool: pool)
      var request = Change.get(1)
      request.isIdempotent = true
      let replies = small.transactAll(Array(repeating: request, count: 60))
      #expect(try replies.map { try $0.get().count } == Array(repeating: 1, count: 60))
    }
  }

  @Test("86, 87, 88 A refusal of 39 bytes has its words and its place, with and without the request in it")
  func unaligned() throws {
    // IFLA_EXT_MASK of three bytes instead of four; no padding behind it.
    let bytes = Bytes.message(
      18, 0, 0, Change.get(1).bytes[16...] + Bytes.le16(7) + Bytes.le16(29) + [1, 0, 0], padded: false)
    #expect(bytes.count == 39)
    var errors: [NetlinkError] = []
    for capped in [true, false] {
      var options = NetlinkSocket.Options()
      options.wantsCappedAcknowledgements = capped
      do throws(NetlinkError) {
        try NetlinkSocket(options: options, pool: ChannelPool()).transact(Request(bytes: bytes))
      } catch { errors.append(error) }
    }
    #expect(errors.count == 2 && errors.first == errors.last)
    #expect(errors.first?.errno == ERANGE || errors.first?.errno == EINVAL)
    #expect(errors.first?.extendedAcknowledgement?.text?.isEmpty == false)
    #expect(errors.first?.extendedAcknowledgement?.offset == 32)
  }

  @Test(
    "40, 66 With the smallest receive buffer 3,000 routes come whole; with a large one in large datagrams")
  func routes() throws {
    try inNamespace {
      let socket = try NetlinkSocket()
      let results = socket.transactAll((0..<3000).map { Change.route($0) })
      #expect(results.allSatisfy { (try? $0.get()) != nil })
      var options = NetlinkSocket.Options()
      options.receiveBufferSize = 0
      let small = try NetlinkSocket(options: options)
      #expect(small.capabilities.receiveBufferSize == 2304)
      #expect(count(try small.snapshot(Change.routes()).messages) == 3000)
      let dump = socket.dump(Change.routes())
      var cursor = dump.makeCursor()
      var longest = 0
      while let datagram = cursor.nextDatagram() { longest = max(longest, datagram.byteCount) }
      #expect(longest > 16_384 && longest <= 32_768)
    }
  }

  @Test("68, 69 What another process sends is refused or dropped, and the stream goes on")
  func foreign() throws {
    try inNamespace {
      let subscription = try Subscription(groups: [1])
      #expect(forge(port: subscription.socket.portID, groups: 0) == ECONNREFUSED)
      _ = forge(port: 0, groups: 1)
      try subscription.socket.transact(Change.add("i0"))
      #expect(try pending(subscription).map(\.type) == [16])
      #expect(subscription.socket.foreignDatagramCount == 1)
    }
  }

  @Test("75 A dump that addresses vanish from says so, and a snapshot is what the kernel has")
  func interrupted() throws {
    try inNamespace {
      let socket = try NetlinkSocket()
      _ = socket.transactAll((0..<1500).map { Change.address($0, 1) })
      let dump = socket.dump(Change.addresses())
      var cursor = dump.makeCursor()
      var seen = 0
      for part in 0... {
        guard cursor.receive() else { break }
        seen += count(Messages(cursor.datagram))
        if part == 1 { _ = socket.transactAll((0..<3).map { Change.address($0, 1, type: 21) }) }
      }
      #expect(try dump.finish().isInterrupted)
      #expect(seen <= 1500)
      #expect(count(try socket.snapshot(Change.addresses()).messages) == 1497)
    }
  }

  @Test("77, 78 A change behind the last datagram sets no flag, and route changes never do")
  func unflagged() throws {
    try inNamespace {
      let socket = try NetlinkSocket()
      let dump = socket.dump(Live.links())
      try socket.transact(Change.add("i0"))
      var cursor = dump.makeCursor()
      var seen = 0
      while cursor.next() != nil { seen += 1 }
      #expect(seen == 1)
      #expect(try !dump.finish().isInterrupted)
      _ = socket.transactAll((0..<2000).map { Change.route($0) })
      let routes = socket.dump(Change.routes())
      var reader = routes.makeCursor()
      let isUnderWay = reader.receive()
      #expect(isUnderWay)
      _ = socket.transactAll((0..<100).map { Change.route($0, type: 25) })
      while reader.receive() {}
      #expect(try !routes.finish().isInterrupted)
    }
  }

  @Test("89, 122, 123 400 KB are EMSGSIZE; a missing table and a wrong header are refused with words")
  func refusals() throws {
    try inNamespace {
      let socket = try NetlinkSocket()
      let long = Request(bytes: Bytes.message(18, 0, 0, [UInt8](repeating: 0, count: 400_000 - 16)))
      #expect(throws: NetlinkError(.system, .transact, errno: Errno.messageSize)) {
        try socket.transact(long)
      }
      do throws(NetlinkError) {
        _ = try socket.snapshot(Change.routes(table: 4711))
        Issue.record("a table that is not there")
      } catch { #expect(error.name == "ENOENT" && error.extendedAcknowledgement?.text?.isEmpty == false) }
      var short = Request(type: RTM.getRoute)
      short.appendHeader([2])
      do throws(NetlinkError) {
        _ = try socket.snapshot(short)
        Issue.record("a header of one byte")
      } catch { #expect(error.name == "EINVAL" && error.extendedAcknowledgement?.text?.isEmpty == false) }
      do throws(NetlinkError) {
        _ = try socket.snapshot(Change.get(1))
        Issue.record("an index in a dump")
      } catch { #expect(error.name == "EINVAL" && error.extendedAcknowledgement?.text?.isEmpty == false) }
    }
  }

  @Test("93, 94, 107 The kernel's overflow is told once and first, with the number lost")
  func overflow() throws {
    try inNamespace {
      var options = NetlinkSocket.Options()
      options.receiveBufferSize = 0
      let subscription = try Subscription(groups: [7], options: options)
      let other = try NetlinkSocket()
      _ = other.transactAll((0..<400).map { Change.route($0) })
      let events = try pending(subscription)
      let arrived = events.count { $0.type == 24 }
      let lost = UInt32(400 - arrived)
      #expect(lost > 0 && arrived > 0)
      #expect(events.first?.event == .overflow(lost: lost))
      #expect(events.last?.event == .drained(lost: lost))
      #expect(events.count == arrived + 2)
      #expect(count(try other.snapshot(Change.routes()).messages) == 400)
    }
  }

  @Test("21, 22 An overflowed socket transacts, and draining it takes nothing from its dump")
  func overflowedSocket() throws {
    try inNamespace {
      var options = NetlinkSocket.Options()
      options.receiveBufferSize = 0
      let socket = try NetlinkSocket(options: options)
      try socket.join(group: 7)
      _ = try NetlinkSocket().transactAll((0..<400).map { Change.route($0) })
      #expect(try socket.transact(Change.get(1)).count == 1)
      let dump = socket.dump(Change.routes())
      var cursor = dump.makeCursor()
      var seen = cursor.receive() ? count(Messages(cursor.datagram)) : 0
      #expect(socket.discardPending().hasOverflowed)
      while cursor.receive() { seen += count(Messages(cursor.datagram)) }
      #expect(seen == 400)
      #expect(try dump.finish().isComplete)
    }
  }

  @Test("100 Links and routes come in the kernel's order on one socket")
  func order() throws {
    try inNamespace {
      let subscription = try Subscription(groups: [1, 7])
      let other = try NetlinkSocket()
      for number in 0..<5 {
        try other.transact(Change.add("i\(number)"))
        try other.transact(Change.route(number))
      }
      let events = try pending(subscription)
      #expect(events.map(\.type) == (0..<10).map { $0 % 2 == 0 ? 16 : 24 })
      let groups = events.map { event -> UInt32 in
        if case .datagram(let datagram) = event.event { datagram.groupNumber } else { 0 }
      }
      #expect(groups == (0..<10).map { $0 % 2 == 0 ? 1 : 7 })
    }
  }

  @Test(
    "24, 111 Another namespace's event carries its id, one's own carries none, a dump or a queue or not",
    arguments: [UInt32(5), 0], [false, true])
  func namespaces(id: UInt32, isQueued: Bool) throws {
    try inNamespace {
      let subscription = try Subscription(groups: [1])
      try subscription.socket.listenToAllNamespaces(true)
      let descriptors = Guarded<[Int32]>([])
      try inNamespace {
        descriptors.withLock { $0 = [unsafe open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)] }
      }
      let other = descriptors.withLock { $0[0] }
      defer { close(other) }
      var name = Request(type: RTM.newNamespaceID)
      name.appendHeader([0, 0, 0, 0])
      name.appendAttribute(1, u32: id)  // NETNSA_NSID
      name.appendAttribute(3, u32: UInt32(other))  // NETNSA_FD
      try subscription.socket.transact(name)
      let failure = Guarded<NetlinkError?>(nil)
      onThreads(1) { _ in
        do throws(NetlinkError) {
          try NetworkNamespace.path("/proc/self/fd/\(other)").enter()
          try NetlinkSocket().transact(Change.add("far"))
        } catch { failure.withLock { $0 = error } }
      }
      #expect(failure.withLock { $0 } == nil)
      let dump = subscription.socket.dump(Live.links())
      try subscription.socket.transact(Change.add("near"))
      try dump.finish()
      var events: [Subscription.Event] = []
      if isQueued {
        var queue = try SubscriptionQueue(subscription)
        while events.last != .timedOut { events.append(try queue.next(milliseconds: 0)) }
        events.removeLast()
      } else {
        events = try pending(subscription).map(\.event)
      }
      let identities = events.map { event -> Int32? in
        if case .datagram(let datagram) = event { datagram.namespaceID } else { -2 }
      }
      #expect(identities == [Int32(id), nil])
    }
  }

  @Test("114 A thread that has moved dumps the links of where it is")
  func moved() throws {
    try inNamespace {
      let socket = try NetlinkSocket()
      try socket.transact(Change.add("i0"))
      #expect(count(try socket.snapshot(Live.links()).messages) == 2)
      try NetworkNamespace.enterNew()
      #expect(count(try socket.snapshot(Live.links()).messages) == 1)
    }
  }

  @Test("1, 115 Every descriptor of a socket is closed by an exec")
  func closeOnExec() throws {
    let socket = try NetlinkSocket()
    #expect(fcntl(socket.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    let cancellation = Cancellation()
    #expect(fcntl(cancellation.descriptor, F_GETFD) & FD_CLOEXEC != 0)
  }
}
