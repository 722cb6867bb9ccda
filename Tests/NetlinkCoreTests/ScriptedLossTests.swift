import NetlinkCore
import NetlinkWire
import Rtnetlink
import Testing

/// What a transaction or a dump makes of losses, of answers to others, and of what does not fit.
@Suite struct ScriptedLossTests {
  typealias Step = ScriptedKernel.Step

  private func client(
    _ scripts: [[Step]], _ change: (inout NetlinkSocket.Options) -> Void = { _ in }
  ) -> (NetlinkClient, ScriptedKernel) {
    let kernel = ScriptedKernel(scripts)
    var options = NetlinkSocket.Options()
    options.patience = .milliseconds(10)
    change(&options)
    return (NetlinkClient(options: options, pool: ChannelPool(host: kernel)), kernel)
  }

  private static let part: Step = .reply { Bytes.data($0, $1, 5) }
  private static let acknowledgement: Step = .reply { Bytes.error($0, $1, 0) }

  @Test("A reply of several parts that is cut by a loss is not taken for whole")
  func cutReply() throws {
    let (client, kernel) = client([[Self.part, .errno(105)]])
    #expect(throws: NetlinkError(.outcomeUnknown, .transact, errno: Errno.noBuffers)) {
      try client.transact(Request(headed: RTM.getLink))
    }
    #expect(kernel.read { $0.sends.count } == 1)
    var question = Request(headed: RTM.getLink)
    question.isIdempotent = true
    let script = [Self.part, Self.part, Self.acknowledgement]
    let (second, again) = self.client([[Self.part, .errno(105)], script])
    #expect(try second.transact(question).count == 2)
    #expect(again.read { $0.sends.count } == 2)
  }

  @Test("A reply to another port id is no part of a transaction's reply")
  func otherPort() throws {
    let (client, _) = client([
      [
        .reply { Bytes.error($0, $1 + 1, -17) + Bytes.message(16, $0, $1 + 1, flags: 0, [9, 0, 0, 0]) },
        .reply { Bytes.message(16, $0, $1, flags: 0, [1, 0, 0, 0]) + Bytes.error($0, $1, 0) },
      ]
    ])
    let reply = try client.transact(Request(headed: RTM.getLink))
    #expect(reply.ownedMessages.map(\.payload) == [[1, 0, 0, 0]])
  }

  @Test("What is said of a request that has been answered changes nothing")
  func answeredAgain() throws {
    let (client, _) = client([
      [
        .reply {
          Bytes.error($0, $1, 0) + Bytes.error($0, $1, -17)
            + Bytes.message(16, $0, $1, flags: 0, [9, 0, 0, 0])
            + Bytes.error($0 + 1, $1, 0)
        }
      ]
    ])
    let results = client.transactAll([Request(headed: RTM.newLink), Request(headed: RTM.newLink)])
    #expect(try results.map { try $0.get().count } == [0, 0])
  }

  @Test("A channel is leased again only with the options that it was opened with")
  func otherOptions() throws {
    let kernel = ScriptedKernel(Array(repeating: [Self.acknowledgement], count: 8))
    let pool = ChannelPool(host: kernel)
    var options = NetlinkSocket.Options()
    let plain = NetlinkClient(options: options, pool: pool)
    options.wantsStrictChecking = false
    let lenient = NetlinkClient(options: options, pool: pool)
    for (client, opens) in [(plain, 1), (lenient, 2), (plain, 2), (lenient, 2)] {
      try client.transact(Request(headed: RTM.newLink))
      #expect(kernel.read { $0.opens } == opens)
    }
    try NetlinkClient(.generic, options: options, pool: pool).transact(Request(headed: 20))
    #expect(kernel.read { $0.opens } == 3 && pool.idleCount == 3)
  }

  @Test("A pool keeps 16 channels of one kind and 64 in all")
  func bounds() throws {
    let kernel = ScriptedKernel([])
    let pool = ChannelPool(host: kernel)
    func park(_ count: Int, patience: Int) throws {
      var options = NetlinkSocket.Options()
      options.patience = patience < 0 ? nil : .milliseconds(patience)
      kernel.state.withLock { $0.scripts = Array(repeating: [.reply { Bytes.done($0, $1) }], count: count) }
      // Each dump has the channel until its end is read.
      let client = NetlinkClient(options: options, pool: pool)
      let dumps = (0..<count).map { _ in client.dump(Request(headed: RTM.getLink)) }
      for dump in dumps {
        kernel.state.withLock { $0.steps = [.reply { Bytes.done(1, $1) }] }
        var cursor = dump.makeCursor()
        while cursor.next() != nil {}
        try dump.finish()
      }
    }
    try park(20, patience: 1)
    #expect(pool.idleCount == 16)
    for patience in 2...4 { try park(16, patience: patience) }
    #expect(pool.idleCount == 64)
    try park(1, patience: 5)
    #expect(pool.idleCount == 1)
  }

  @Test("A nest that grows beyond 65,535 bytes makes the request too large; one of 65,532 does not")
  func nestLength() throws {
    for (length, isFine) in [(65_519, true), (65_520, true), (65_521, false), (65_528, false)] {
      var request = Request(headed: RTM.newLink)
      request.appendNest(18) { request in
        request.appendAttribute(1, bytes: [UInt8](repeating: 1, count: length - 65_000))
        request.appendAttribute(2, bytes: [UInt8](repeating: 2, count: 65_000))
      }
      #expect(request.isOversized == !isFine, "\(length)")
      let (client, kernel) = client([[Self.acknowledgement]])
      if isFine {
        try client.transact(request)
      } else {
        #expect(throws: NetlinkError(.system, .transact, errno: Errno.messageSize)) {
          try client.transact(request)
        }
        #expect(kernel.read { $0.sends.isEmpty })
      }
    }
  }

  @Test("An attribute of more than 65,531 bytes makes the request too large", arguments: [65_531, 65_532])
  func attributeLength(length: Int) {
    var request = Request(headed: RTM.newLink)
    request.appendAttribute(1, bytes: [UInt8](repeating: 1, count: length))
    #expect(request.isOversized == (length > 65_531))
  }

  @Test("The nest that lacks an attribute is told by its path")
  func missingInNest() throws {
    var request = Request(type: RTM.newLink)
    request.appendHeader([UInt8](repeating: 0, count: 16))
    request.appendAttribute(3, string: "eth0")
    request.appendNest(18) { $0.appendAttribute(1, string: "veth") }
    let nest = UInt32(request.bytes.count - 16)
    #expect(request.path(at: Int(nest)) == [18])
    let words =
      Bytes.le16(8) + Bytes.le16(5) + Bytes.le32(2) + Bytes.le16(8) + Bytes.le16(6) + Bytes.le32(nest)
    let (client, _) = client([
      [
        .reply {
          ScriptedTransactions.refusal(
            $0, $1, -22, flags: 0x300, echoed: ScriptedTransactions.header, tlv: words)
        }
      ]
    ])
    do throws(NetlinkError) {
      try client.transact(request)
      Issue.record("no error")
    } catch {
      #expect(
        error.extendedAcknowledgement?.missingAttribute == 2
          && error.extendedAcknowledgement?.missingAttributeNest == [18])
      #expect(error.description.contains("missing #18.#2"), "\(error.description)")
    }
  }

  @Test("A reader whose wait is over without anything goes on if another reader has moved the dump on")
  func movedOn() throws {
    for isMoved in [true, false] {
      let (client, kernel) = client([
        [
          .wouldBlock, .reply { Bytes.data($0, $1, 1) }, .reply { Bytes.data($0, $1, 2) },
          .reply { Bytes.done($0, $1) },
        ]
      ])
      let dump = client.dump(Request(headed: RTM.getLink))
      let others = Guarded<[UInt32]>([])
      kernel.state.withLock { state in
        state.interludes = [
          {
            guard isMoved else { return }
            var cursor = dump.makeCursor()
            if let value = value(&cursor) { others.withLock { $0.append(value) } }
          }
        ]
      }
      var cursor = dump.makeCursor()
      let first = value(&cursor)
      if isMoved {
        #expect(first == 2 && others.withLock { $0 } == [1])
        let isOver = value(&cursor) == nil
        #expect(isOver)
        #expect(try dump.finish().isComplete)
      } else {
        #expect(first == nil)
        #expect(throws: NetlinkError(.stalled, .dump, errno: Errno.timedOut)) { try dump.finish() }
      }
    }
  }

  @Test("After a fork a pool's channels are not leased")
  func fork() throws {
    let kernel = TableKernel(entries: 1, part: 1)
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    try client.transact(Request(headed: RTM.getLink))
    try client.transact(Request(headed: RTM.getLink))
    #expect(kernel.read { $0.opens } == 1)
    kernel.state.withLock { $0.process = 2 }
    try client.transact(Request(headed: RTM.getLink))
    #expect(kernel.read { $0.opens } == 2)
  }
}
