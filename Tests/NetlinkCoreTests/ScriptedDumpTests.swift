import NetlinkCore
import Rtnetlink
import Testing
import NetlinkWire

@Suite struct ScriptedDumps {
  typealias Step = ScriptedKernel.Step

  func run(_ scripts: [[Step]], patience: Int = 10) throws -> (
    values: [UInt32], result: Result<DumpStatus, NetlinkError>, kernel: ScriptedKernel
  ) {
    let kernel = ScriptedKernel(scripts)
    var options = NetlinkSocket.Options()
    options.patience = patience < 0 ? nil : .milliseconds(patience)
    let socket = try NetlinkSocket(options: options, pool: ChannelPool(host: kernel))
    let dump = socket.dump(Request(headed: RTM.getLink))
    var cursor = dump.makeCursor()
    var values: [UInt32] = []
    while let message = cursor.next() { values.append(message.bytes.u32(at: 16)) }
    let receives = kernel.read { $0.receives }
    let again = cursor.next() == nil
    #expect(again)
    #expect(kernel.read { $0.receives } == receives)
    #expect(kernel.read { $0.overlaps } == 0)
    let result = Result { () throws(NetlinkError) in try dump.finish() }
    return (values, result, kernel)
  }

  func kind(_ result: Result<DumpStatus, NetlinkError>) -> NetlinkError.Kind? {
    if case .failure(let error) = result { return error.kind }
    return nil
  }
  func errno(_ result: Result<DumpStatus, NetlinkError>) -> Int32? {
    if case .failure(let error) = result { return error.errno }
    return nil
  }

  @Test("46 DONE alone and DONE behind data end the dump cleanly", arguments: [false, true])
  func done(together: Bool) throws {
    let steps: [Step] =
      together
      ? [.reply { Bytes.data($0, $1, 1) + Bytes.done($0, $1) }]
      : [.reply { Bytes.data($0, $1, 1) }, .reply { Bytes.done($0, $1) }]
    let (values, result, _) = try run([steps])
    #expect(values == [1])
    #expect(try result.get().isComplete)
  }

  @Test("47 DONE with an errno and text is that error")
  func doneErrno() throws {
    let tlv = Bytes.text("ipv4: FIB table does not exist")
    let (_, result, _) = try run([[.reply { Bytes.done($0, $1, -2, flags: 0x202, tlv: tlv) }]])
    guard case .failure(let error) = result else {
      Issue.record("no error")
      return
    }
    #expect(error.name == "ENOENT" && error.extendedAcknowledgement?.text == "ipv4: FIB table does not exist")
  }

  @Test("48 DONE without payload is success, with 1 to 3 bytes malformed", arguments: 0...3)
  func shortDone(length: Int) throws {
    let payload = [UInt8](repeating: 0, count: length)
    let (_, result, _) = try run([[.reply { Bytes.message(3, $0, $1, payload) }]])
    #expect(kind(result) == (length == 0 ? nil : .malformed))
  }

  @Test("33 Silence before the terminator is a stall, not an end")
  func stalled() throws {
    let (values, result, _) = try run([[.reply { Bytes.data($0, $1, 1) }]])
    #expect(values == [1] && kind(result) == .stalled)
  }

  @Test("53 Data before an error is delivered, in both layouts", arguments: [false, true])
  func errorAfterData(together: Bool) throws {
    let steps: [Step] =
      together
      ? [.reply { Bytes.data($0, $1, 1) + Bytes.data($0, $1, 2) + Bytes.error($0, $1, -5) }]
      : [.reply { Bytes.data($0, $1, 1) + Bytes.data($0, $1, 2) }, .reply { Bytes.error($0, $1, -5) }]
    let (values, result, kernel) = try run([steps])
    #expect(values == [1, 2] && errno(result) == 5 && kind(result) == .kernel)
    #expect(kernel.read { $0.opens } == 2)
  }

  @Test(
    "54, 55 An acknowledgement is told as one; a short, positive or absurd error is malformed",
    arguments: [0, 5, Int32.min])
  func badErrors(code: Int32) throws {
    let answered = kind(try run([[.reply { Bytes.error($0, $1, code) }]]).result)
    #expect(answered == (code == 0 ? .notADump : .malformed))
    #expect(kind(try run([[.reply { Bytes.message(2, $0, $1, [0, 0, 0, 0]) }]]).result) == .malformed)
  }

  @Test(
    "41, 42 Messages of 18 and 20 bytes, and a last one with or without padding", arguments: [false, true])
  func padding(padded: Bool) throws {
    let (values, result, _) = try run([
      [
        .reply {
          Bytes.message(16, $0, $1, [1, 0, 0, 0, 9, 9]) + Bytes.data($0, $1, 2)
            + Bytes.message(16, $0, $1, [3, 0, 0, 0, 9, 9], padded: padded)
        }, .reply { Bytes.done($0, $1) },
      ]
    ])
    #expect(values == [1, 2, 3])
    #expect(try result.get().isComplete)
  }

  @Test(
    "43, 44 A message longer than the rest or shorter than its header ends the dump after those before it",
    arguments: [0, 15, 4000, Int(UInt32.max), 0x8000_0000])
  func fragment(length: Int) throws {
    let (values, result, _) = try run([
      [.reply { Bytes.data($0, $1, 1) + Bytes.message(16, $0, $1, [2, 0, 0, 0], length: length) }]
    ])
    #expect(values == [1] && kind(result) == .malformed)
  }

  @Test("45 A datagram of 0, 3 or 15 bytes is malformed", arguments: [0, 3, 15])
  func runt(length: Int) throws {
    #expect(kind(try run([[.datagram([UInt8](repeating: 1, count: length))]]).result) == .malformed)
  }

  @Test("57, 59, 60, 69 Control types, foreign numbers, foreign ports and foreign senders are skipped")
  func foreign() throws {
    let (values, result, _) = try run([
      [
        .reply {
          Bytes.data($0 + 9, $1, 7) + Bytes.data($0, $1, 1) + Bytes.data($0, $1 + 1, 8)
            + Bytes.message(1, $0, $1) + Bytes.data($0, $1, 2) + Bytes.message(9, $0, $1)
        },
        .datagram(Bytes.data(1, 77, 66), sender: 4711), .reply { Bytes.data(0, $1, 5) },
        .reply { Bytes.done($0 + 1, $1, -5) + Bytes.data($0, $1, 3) + Bytes.done($0, $1) },
      ]
    ])
    #expect(values == [1, 2, 3])
    #expect(try result.get().isComplete)
  }

  @Test("62 A small return with an untouched buffer is an errno")
  func oldKernel() throws {
    let (_, result, _) = try run([[.shortReturn(22)]])
    #expect(errno(result) == 22 && kind(result) == .system)
  }

  @Test("63, 64, 65 A datagram that does not fit starts the dump again with room for it")
  func truncation() throws {
    let big: Step = .reply {
      Bytes.message(16, $0, $1, [1, 0, 0, 0] + [UInt8](repeating: 0, count: 70_000)) + Bytes.done($0, $1)
    }
    let (values, result, kernel) = try run([[big], [big]])
    #expect(values == [1] && kernel.read { $0.sends.count } == 2)
    #expect(try result.get().isComplete)
    #expect(kind(try run([[.truncated(90_000)], [.truncated(90_001)]]).result) == .truncated(needed: 90_001))
  }

  @Test("96, 112 What goes wrong before anything was delivered is tried once more, on a fresh channel")
  func freshStart() throws {
    let whole: [Step] = [.reply { Bytes.data($0, $1, 1) + Bytes.done($0, $1) }]
    for first in [.errno(105), .reply { Bytes.error($0, $1, -16) }] as [Step] {
      let (values, result, kernel) = try run([[first], whole])
      #expect(values == [1] && kernel.read { $0.opens } == 3)
      #expect(try result.get().isComplete)
      #expect(errno(try run([[first], [first], whole]).result) != nil)
    }
  }

  @Test("114 A reader in another namespace does not start the dump again there")
  func freshStartElsewhere() throws {
    let kernel = ScriptedKernel([[.truncated(70_000)], [.reply { Bytes.done($0, $1) }]])
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    let dump = socket.dump(Request(headed: RTM.getLink))
    kernel.state.withLock { $0.namespace = 2 }
    var cursor = dump.makeCursor()
    #expect(value(&cursor) == nil)
    #expect(throws: NetlinkError.self) { try dump.finish() }
    #expect(kernel.read { $0.opens } == 2)
  }

  @Test("58, 96 An overflow ends the dump and its channel")
  func overflow() throws {
    let (values, result, kernel) = try run([[.reply { Bytes.data($0, $1, 1) }, .errno(105)]])
    #expect(values == [1] && kind(result) == .overflow && kernel.read { $0.opens } == 2)
    #expect(kind(try run([[.reply { Bytes.message(4, $0, $1) }]]).result) == .overflow)
  }

  @Test(
    "72, 73, 74 The interruption flag on one message, data or DONE, is remembered and nothing is lost",
    arguments: [false, true])
  func interrupted(onDone: Bool) throws {
    let (values, result, _) = try run([
      [
        .reply {
          Bytes.data($0, $1, 1) + Bytes.data($0, $1, 2, flags: onDone ? 2 : 0x12) + Bytes.data($0, $1, 3)
        },
        .reply { Bytes.done($0, $1, flags: onDone ? 0x12 : 2) },
      ]
    ])
    #expect(values == [1, 2, 3])
    #expect(try result.get().isInterrupted)
  }

  @Test("76 A snapshot interrupted on every try is the fifth, and says so")
  func snapshot() throws {
    let step: Step = .reply { Bytes.data($0, $1, 1, flags: 0x12) + Bytes.done($0, $1) }
    let kernel = ScriptedKernel(Array(repeating: [step], count: 9))
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    let snapshot = try socket.snapshot(Request(headed: RTM.getLink), tries: 5)
    #expect(snapshot.tries == 5 && snapshot.status.isInterrupted && kernel.read { $0.sends.count } == 5)
    #expect(snapshot.contents.byteCount == 20)
  }

  @Test("37, 38 A dump that cannot start has no messages and tells why at the end")
  func cannotStart() throws {
    let kernel = ScriptedKernel([])
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    kernel.state.withLock { $0.openError = 24 }
    let unopened = socket.dump(Request(headed: RTM.getLink))
    kernel.state.withLock { state in
      state.openError = 0
      state.sendError = 90
    }
    let unsent = socket.dump(Request(headed: RTM.getLink))
    for (dump, errno) in [(unopened, Int32(24)), (unsent, 90)] {
      var cursor = dump.makeCursor()
      let isOver = cursor.next() == nil
      #expect(isOver)
      #expect(throws: NetlinkError(.system, errno == 24 ? .open : .dump, errno: errno)) { try dump.finish() }
    }
  }

  @Test("5 A kernel without strict checking is a recorded capability")
  func capability() throws {
    let kernel = ScriptedKernel([])
    kernel.state.withLock { $0.refused = [12: 92] }
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    #expect(!socket.capabilities.hasStrictChecking && socket.capabilities.hasExtendedAcknowledgements)
  }

  @Test(
    "81, 83, 84, 90 Batches answer in order; losses are resent if idempotent, unknown if not, and bounded")
  func transactions() throws {
    let answers: Step = .reply { first, port in
      (0..<4).flatMap { Bytes.error(first + UInt32($0), port, $0 == 2 ? -17 : 0) }
    }
    let kernel = ScriptedKernel([[answers], [.errno(105)]] + Array(repeating: [.errno(105)], count: 50))
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    let results = socket.transactAll(Array(repeating: Request(headed: RTM.newLink), count: 4))
    let errnos = results.map { result -> Int32 in
      if case .failure(let error) = result { error.errno } else { 0 }
    }
    #expect(errnos == [0, 0, 17, 0])
    #expect(throws: NetlinkError(.outcomeUnknown, .transact, errno: Errno.noBuffers)) {
      try socket.transact(Request(headed: RTM.newLink))
    }
    #expect(kernel.read { $0.sends.count } == 2)
    var safe = Request(headed: RTM.getLink)
    safe.isIdempotent = true
    #expect(throws: NetlinkError(.overflow, .transact, errno: Errno.noBuffers)) { try socket.transact(safe) }
    #expect(kernel.read { $0.sends.count } <= 10)
    #expect(throws: NetlinkError(.system, .transact, errno: Errno.invalid)) {
      try socket.transact(Request(bytes: [9, 0, 0, 0] + [UInt8](repeating: 0, count: 12)))
    }
  }

  @Test("86 An offset becomes the path of attributes that the request put there")
  func path() {
    var request = Request(type: RTM.newLink)
    request.appendHeader([UInt8](repeating: 0, count: 16))
    request.appendAttribute(3, string: "eth0")
    request.appendNest(18) { request in
      request.appendAttribute(1, string: "veth")
      request.appendNest(2) { $0.appendAttribute(7, u32: 5) }
    }
    #expect(request.path(at: 20) == [])
    #expect(request.path(at: 32) == [3])
    #expect(request.path(at: request.bytes.count - 4) == [18, 2, 7])
  }
}
