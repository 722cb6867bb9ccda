import NetlinkCore
import Rtnetlink
import Testing
import NetlinkWire

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct ScriptedTransactions {
  typealias Step = ScriptedKernel.Step

  func socket(_ scripts: [[Step]], patience: Int = 10) throws -> (NetlinkSocket, ScriptedKernel, ChannelPool)
  {
    let kernel = ScriptedKernel(scripts)
    let pool = ChannelPool(host: kernel)
    var options = NetlinkSocket.Options()
    options.patience = patience < 0 ? nil : .milliseconds(patience)
    return (try NetlinkSocket(options: options, pool: pool), kernel, pool)
  }

  func failure(_ scripts: [[Step]], dump: Bool = false) throws -> NetlinkError? {
    let (socket, kernel, _) = try socket(scripts)
    do throws(NetlinkError) {
      if dump {
        _ = try socket.snapshot(Request(headed: RTM.getLink))
      } else {
        try socket.transact(Request(headed: RTM.getLink))
      }
      return nil
    } catch {
      #expect(kernel.read { $0.sends.count } == 1)
      return error
    }
  }

  static func refusal(
    _ sequence: UInt32, _ port: UInt32, _ errno: Int32, flags: UInt16, echoed: [UInt8], tlv: [UInt8]
  ) -> [UInt8] {
    Bytes.message(2, sequence, port, flags: flags, Bytes.le32(UInt32(bitPattern: errno)) + echoed + tlv)
  }
  static let header = Bytes.message(18, 1, 77)

  @Test("A request without its family's header is refused in words: the kernel would acknowledge it undone")
  func headless() throws {
    let kernel = ScriptedKernel([])
    for netlinkProtocol in [NetlinkProtocol.route, .netfilter] {
      let socket = try NetlinkSocket(netlinkProtocol, pool: ChannelPool(host: kernel))
      let request = Request(type: RTM.getLink)
      let errors = [
        #expect(throws: NetlinkError.self) { try socket.dump(request).finish() },
        #expect(throws: NetlinkError.self) { try socket.transact(request) },
        #expect(throws: NetlinkError.self) { try socket.send(request) },
      ]
      for (error, word) in zip(errors, ["dump", "transact", "send"]) {
        #expect(error?.kind == .headless && error?.errno == Errno.invalid)
        #expect(
          error?.description == "\(word): the request has no header of its family; nothing was sent (EINVAL)")
      }
      try socket.send(Request(type: ControlType.noop))
    }
    #expect(kernel.state.withLock { $0.sends.count } == 2)
  }

  @Test("50 The flag for attributes without any attributes is no error of its own")
  func flagAlone() throws {
    let error = try failure([
      [.reply { Self.refusal($0, $1, -19, flags: 0x300, echoed: Self.header, tlv: []) }]
    ])
    #expect(error == NetlinkError(.kernel, .transact, errno: Errno.noDevice))
  }

  @Test("51 Words on a success are a warning, in a dump's end and in an acknowledgement")
  func warnings() throws {
    let (socket, _, _) = try socket([
      [.reply { Bytes.done($0, $1, flags: 0x202, tlv: Bytes.text("old")) }],
      [.reply { Self.refusal($0, $1, 0, flags: 0x300, echoed: Self.header, tlv: Bytes.text("odd")) }],
    ])
    #expect(try socket.snapshot(Request(headed: RTM.getLink)).status.warning?.text == "old")
    #expect(try socket.transact(Request(headed: RTM.getLink)).warning?.text == "odd")
  }

  @Test(
    "52, 56 The kernel's own EOPNOTSUPP and EAGAIN reach the caller as such, untried again",
    arguments: [95, 11])
  func plainRefusals(errno: Int32) throws {
    for dump in [true, false] {
      let error = try failure([[.reply { Bytes.error($0, $1, -errno) }]], dump: dump)
      #expect(error == NetlinkError(.kernel, dump ? .dump : .transact, errno: errno))
    }
  }

  @Test("61 Sequence numbers are never 0, stay below 2^31, and a batch is never split by their wrap")
  func sequences() {
    var next: UInt32 = 0x7fff_fff8
    for _ in 0..<100 {
      let first = Channel.sequences(3, &next)
      #expect(first > 0 && UInt64(first) + 3 <= 0x8000_0000)
    }
    #expect(next < 1000)
  }

  @Test("67 No receive is given less than 32 KiB")
  func room() throws {
    #expect(ReceiveBuffer(capacity: 1).capacity == 32_768)
    let (socket, kernel, _) = try socket([
      [.reply { Bytes.data($0, $1, 1) + Bytes.done($0, $1) }], [.reply { Bytes.error($0, $1, 0) }],
    ])
    _ = try socket.snapshot(Request(headed: RTM.getLink))
    try socket.transact(Request(headed: RTM.newLink))
    socket.discardPending()
    #expect(kernel.read { $0.smallest } >= 32_768)
  }

  @Test("70 Signals during sends and receives change nothing")
  func signals() throws {
    let (socket, kernel, _) = try socket([
      [.errno(4), .reply { Bytes.data($0, $1, 1) }, .errno(4), .errno(4), .reply { Bytes.done($0, $1) }],
      [.errno(4), .reply { Bytes.error($0, $1, 0) }],
    ])
    kernel.state.withLock { $0.interruptions = 3 }
    #expect(try socket.snapshot(Request(headed: RTM.getLink)).contents.byteCount == 20)
    kernel.state.withLock { $0.interruptions = 2 }
    #expect(try socket.transact(Request(headed: RTM.newLink)).count == 0)
    #expect(kernel.read { $0.interruptions } == 0)
  }

  @Test("80 A request without reply data succeeds with an empty reply")
  func empty() throws {
    let (socket, _, pool) = try socket([[.reply { Bytes.error($0, $1, 0) }]])
    #expect(try socket.transact(Request(headed: RTM.newLink)).count == 0)
    #expect(pool.idleCount == 1)
  }

  @Test("82 Of 60 requests over an overflowing channel each has its reply")
  func overflowing() throws {
    let kernel = TableKernel(entries: 1, part: 1)
    var options = NetlinkSocket.Options()
    let injector = FaultInjector(.overflow(every: 5))
    options.faults = injector
    let socket = try NetlinkSocket(options: options, pool: ChannelPool(host: kernel))
    var request = Request(headed: RTM.getLink)
    request.isIdempotent = true
    let results = socket.transactAll(Array(repeating: request, count: 60))
    #expect(try results.map { try $0.get().count } == Array(repeating: 1, count: 60))
    #expect(injector.hits > 0)
  }

  @Test("82 A reply that is whole counts although its acknowledgement was lost")
  func lostAcknowledgement() throws {
    let (socket, kernel, _) = try socket([
      [.reply { Bytes.message(16, $0, $1, flags: 0, [1, 0, 0, 0]) }, .errno(105)]
    ])
    #expect(try socket.transact(Request(headed: RTM.getLink)).count == 1)
    #expect(kernel.read { $0.sends.count } == 1)
  }

  @Test("64, 83 A reply that did not fit is asked for again with room for it, where that does no harm")
  func truncatedReply() throws {
    let long: Step = .reply {
      Bytes.message(16, $0, $1, flags: 0, [UInt8](repeating: 1, count: 40_000))
    }
    let acknowledgement: Step = .reply { Bytes.error($0, $1, 0) }
    var request = Request(headed: RTM.getLink)
    request.isIdempotent = true
    let script = [long, acknowledgement]
    let (socket, kernel, pool) = try socket([script, script])
    let reply = try socket.transact(request)
    #expect(reply.count == 1 && reply.messages.remainingByteCount == 40_016)
    #expect(kernel.read { $0.sends.count } == 2)
    #expect(pool.idleCount == 0)
    let (other, once, _) = try self.socket([script, script])
    #expect(throws: NetlinkError(.truncated(needed: 40_016), .transact, errno: Errno.messageSize)) {
      try other.transact(Request(headed: RTM.getLink))
    }
    #expect(once.read { $0.sends.count } == 1)
    // A part of a reply that did not fit is missing from the whole.
    let part: Step = .reply { Bytes.data($0, $1, 5) }
    let (third, twice, _) = try self.socket([[part] + script, [part] + script])
    #expect(try third.transact(request).count == 2)
    #expect(twice.read { $0.sends.count } == 2)
  }

  @Test("64, 83 A reply that did not fit is nothing to the other requests of its batch")
  func truncatedNeighbour() throws {
    let (socket, kernel, _) = try socket([
      [
        .reply { Bytes.error($0, $1, 0) },
        .reply { Bytes.message(16, $0 + 1, $1, flags: 0, [UInt8](repeating: 1, count: 40_000)) },
        .reply { Bytes.error($0 + 1, $1, 0) + Bytes.error($0 + 2, $1, 0) },
      ],
      [.reply { Bytes.message(16, $0, $1, flags: 0, [1, 0, 0, 0]) + Bytes.error($0, $1, 0) }],
    ])
    var question = Request(headed: RTM.getLink)
    question.isIdempotent = true
    let results = socket.transactAll([Request(headed: RTM.newLink), question, Request(headed: RTM.newLink)])
    #expect(try results.map { try $0.get().count } == [0, 1, 0])
    #expect(kernel.read { $0.sends.count } == 2)
  }

  @Test("64, 84 A reply that never fits is an error in the end")
  func alwaysTruncated() throws {
    let steps: [[Step]] = (1..<20).map { round in
      [.truncated(40_000 * round), .reply { Bytes.error($0, $1, 0) }]
    }
    let (socket, kernel, _) = try socket(steps)
    var request = Request(headed: RTM.getLink)
    request.isIdempotent = true
    #expect(throws: NetlinkError.self) { try socket.transact(request) }
    #expect(kernel.read { $0.sends.count } <= 10)
  }

  @Test("83 After a loss in one batch the next is waited for as ever, and not taken for lost")
  func lossyOnce() throws {
    let kernel = ScriptedKernel([
      [.errno(105)], [.wouldBlock, .reply { Bytes.error($0, $1, 0) }],
    ])
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    var long = Request(headed: RTM.newLink)
    long.appendAttribute(1, bytes: [UInt8](repeating: 0, count: 3000))
    let results = socket.transactAll([long, long])
    let errnos = results.map { result -> Int32 in
      if case .failure(let error) = result { error.errno } else { 0 }
    }
    #expect(errnos == [105, 0])
  }

  @Test("81 A request that cannot be sent does not stop those after it")
  func unsendable() throws {
    let (socket, kernel, _) = try socket([[.reply { Bytes.error($0, $1, 0) }]])
    kernel.state.withLock { $0.sendErrors = [90] }
    var long = Request(headed: RTM.newLink)
    long.appendAttribute(1, bytes: [UInt8](repeating: 0, count: 60_000))
    let results = socket.transactAll([long, Request(headed: RTM.newLink)])
    #expect(throws: NetlinkError(.system, .transact, errno: Errno.messageSize)) { try results[0].get() }
    #expect(try results[1].get().count == 0)
  }

  @Test("85 An error of the receive is that of all unanswered requests, and nothing is sent again")
  func receiveError() throws {
    let (socket, kernel, pool) = try socket([[.reply { Bytes.error($0, $1, 0) }, .errno(22)]])
    var request = Request(headed: RTM.getLink)
    request.isIdempotent = true
    let results = socket.transactAll(Array(repeating: request, count: 3))
    let errnos = results.map { result -> Int32 in
      if case .failure(let error) = result { error.errno } else { 0 }
    }
    #expect(errnos == [0, 22, 22])
    #expect(kernel.read { $0.sends.count } == 1)
    #expect(pool.idleCount == 0)
  }

  @Test("87, 88 Words are found behind the padded request, and where the request is left out")
  func words() throws {
    let echoed = Bytes.message(18, 1, 77, [UInt8](repeating: 1, count: 23))
    #expect(echoed.count == 40)
    let whole = try failure([
      [.reply { Self.refusal($0, $1, -22, flags: 0x200, echoed: echoed, tlv: Bytes.text("no")) }]
    ])
    let capped = try failure([
      [
        .reply {
          Self.refusal($0, $1, -22, flags: 0x300, echoed: Array(echoed[0..<16]), tlv: Bytes.text("no"))
        }
      ]
    ])
    #expect(whole?.extendedAcknowledgement?.text == "no" && whole?.errno == Errno.invalid)
    #expect(whole == capped)
  }

  @Test("89 What does not fit its length field is refused before it is sent")
  func oversized() throws {
    let (socket, kernel, _) = try socket([])
    var request = Request(headed: RTM.newLink)
    request.appendAttribute(1, bytes: [UInt8](repeating: 0, count: 400_000))
    #expect(throws: NetlinkError(.system, .transact, errno: Errno.messageSize)) {
      try socket.transact(request)
    }
    #expect(throws: NetlinkError(.system, .send, errno: Errno.messageSize)) { try socket.send(request) }
    #expect(kernel.read { $0.sends.isEmpty })
  }

  @Test("91 A message made elsewhere is sent as a request")
  func requestFlag() throws {
    let (socket, kernel, _) = try socket([[.reply { Bytes.error($0, $1, 0) }]])
    try socket.transact(Request(bytes: Bytes.message(16, 0, 0, flags: 0, [0, 0, 0, 0])))
    #expect(kernel.read { $0.sends[0][6] } == 5)
  }

  @Test(
    "92 A cancelled wait for a reply ends within 100 ms, and its channel is closed", .timeLimit(.minutes(10)))
  func cancelled() throws {
    // A busy machine may be late now and then, though not every time.
    let delays = try (0..<5).map { _ in try cancelOnce(isIdempotent: true) }
    #expect(try #require(delays.min()) < 100_000_000)
  }

  @Test("Of a request that was sent and must not be sent twice a cancellation leaves the outcome unknown")
  func cancelledChange() throws { _ = try cancelOnce(isIdempotent: false) }

  @Test("Of a request that was sent and must not be sent twice a deadline leaves the outcome unknown")
  func overdueChange() throws {
    for isIdempotent in [true, false] {
      let kernel = TableKernel(entries: 1, part: 1)
      let client = NetlinkClient(pool: ChannelPool(host: kernel))
      var request = Request(headed: 99)
      request.isIdempotent = isIdempotent
      let expected: NetlinkError.Kind = isIdempotent ? .timedOut : .outcomeUnknown
      #expect(throws: NetlinkError(expected, .transact, errno: Errno.timedOut)) {
        try client.transact(request, until: .after(.milliseconds(20)))
      }
    }
  }

  @Test("A request that is cancelled or overdue before it is sent is not sent")
  func unsent() throws {
    let kernel = TableKernel(entries: 1, part: 1)
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    #expect(throws: NetlinkError(.timedOut, .transact, errno: Errno.timedOut)) {
      try client.transact(Request(headed: 99), until: .after(.zero))
    }
    client.cancel()
    #expect(throws: NetlinkError(.cancelled, .transact, errno: Errno.cancelled)) {
      try client.transact(Request(headed: 99))
    }
    #expect(throws: NetlinkError(.cancelled, .dump, errno: Errno.cancelled)) {
      try client.snapshot(Request(headed: RTM.getLink))
    }
    #expect(kernel.read { $0.waits } == 0)
  }

  /// How long the end of a wait took after it was cancelled, in nanoseconds.
  func cancelOnce(isIdempotent: Bool) throws -> Int64 {
    let kernel = TableKernel(entries: 1, part: 1)
    let pool = ChannelPool(host: kernel)
    var options = NetlinkSocket.Options()
    options.patience = nil
    let socket = try NetlinkSocket(options: options, pool: pool)
    let errors = Guarded<[NetlinkError?]>([])
    let times = Guarded<[Int64]>([0, 0])
    onThreads(2) { index in
      guard index == 0 else {
        while kernel.read({ $0.waits }) == 0 { sched_yield() }
        times.withLock { $0[0] = nanoseconds() }
        socket.cancel()
        return
      }
      do throws(NetlinkError) {
        var request = Request(headed: 99)
        request.isIdempotent = isIdempotent
        try socket.transact(request)
      } catch {
        times.withLock { $0[1] = nanoseconds() }
        errors.withLock { $0.append(error) }
      }
    }
    #expect(
      errors.withLock { $0 } == [
        NetlinkError(isIdempotent ? .cancelled : .outcomeUnknown, .transact, errno: Errno.cancelled)
      ])
    #expect(pool.idleCount == 0)
    #expect(kernel.read { $0.live } == 1)
    return times.withLock { $0[1] - $0[0] }
  }

  @Test("117 A channel that owes an answer, or has more than was asked for, is closed")
  func unread() throws {
    let (socket, _, pool) = try socket([[], [.reply { Bytes.done($0, $1) + Bytes.data($0, $1, 1) }]])
    #expect(throws: NetlinkError(.stalled, .transact, errno: Errno.timedOut)) {
      try socket.transact(Request(headed: RTM.newLink))
    }
    #expect(pool.idleCount == 0)
    #expect(try socket.snapshot(Request(headed: RTM.getLink)).status.isComplete)
    #expect(pool.idleCount == 0)
  }
}
