import Rtnetlink
import Testing
import NetlinkWire

@testable import NetlinkCore

@Suite struct SnapshotTests {
  /// Changes the table while it is dumped, as often as it was told to.
  private struct Meddler: WitnessJudge {
    let kernel: TableKernel
    let entry: UInt32?
    var loses = false
    var isDisturbed = false
    /// After so many datagrams it says that the dump has no end.
    var patience = Int.max
    var isEndless: Bool { patience <= 0 }

    mutating func dumped(_ datagram: RawSpan) {
      if let entry { kernel.change(entry, isPresent: true) }
      if loses { kernel.overflow(1) }
      patience -= 1
    }
    mutating func heard(_ message: borrowing Message) { isDisturbed = true }
  }

  /// A request whose witness has a judge for each try, made by `judge` from the number of the try.
  private func watched(_ judge: @escaping @Sendable (Int) -> Meddler) -> Request {
    let tries = Guarded(0)
    var request = Request(headed: RTM.getLink)
    request.witness = Witness(groups: [1]) {
      judge(
        tries.withLock { number in
          number += 1
          return number
        })
    }
    return request
  }

  private static func entries(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
    var entries: [UInt32] = []
    var messages = Messages(Array(bytes).raw)
    while let message = messages.next() { entries.append(message.payload.u32(at: 0)) }
    return entries
  }

  @Test("A table that is larger than the limit is not held, and its dump is given up")
  func limit() throws {
    let kernel = TableKernel(entries: 1000, part: 10)
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    let request = Request(headed: RTM.getLink)
    #expect(try client.snapshot(request, limit: 1000) { _, _ in } == nil)
    // Twenty bytes an entry.
    let whole = try #require(try client.snapshot(request, limit: 20_000) { _, _ in })
    #expect(whole.status.isComplete && whole.contents.byteCount == 20_000)
    #expect(try client.snapshot(request, limit: 19_999) { _, _ in } == nil)
  }

  @Test(
    "Whoever merges the tries of a dump gets every notification once, also those between two tries",
    arguments: [nil, "seq:1"])
  func notifications(faults: String?) throws {
    let kernel = TableKernel(entries: 3, part: 10)
    // Faults that are put into the dumps are none of their witness's.
    var options = NetlinkSocket.Options()
    options.faults = faults.flatMap { FaultPlan($0) }.map { FaultInjector($0) }
    let client = NetlinkClient(options: options, pool: ChannelPool(host: kernel))
    let request = watched { number in
      Meddler(kernel: kernel, entry: number <= 2 ? 100 + UInt32(number) : nil)
    }
    var heard: [[UInt32]] = []
    let snapshot = try client.snapshot(request, limit: .max) { _, notifications in
      let (bytes, settled) = (notifications?.bytes ?? [], notifications?.settledByteCount ?? 0)
      // Those from before the barrier, and the others.
      heard += [bytes[..<settled], bytes[settled...]].map { SnapshotTests.entries($0) }
      if heard.count == 2 { kernel.change(2, isPresent: false) }
    }
    #expect(heard == [[], [101], [2], [102]])
    #expect(snapshot?.tries == 3 && snapshot?.status.isCertain == true)
  }

  @Test("A dump that has no end is given up, and what it had is not complete")
  func endless() throws {
    let kernel = TableKernel(entries: 9, part: 1)
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    let request = watched { _ in Meddler(kernel: kernel, entry: nil, patience: 3) }
    let held = try client.snapshot(request, tries: 2)
    #expect(SnapshotTests.entries(held.contents.array[...]).count == 3)
    #expect(!held.status.isComplete && !held.status.isCertain && held.tries == 2)
    let judged = try client.judgedSnapshot(request).snapshot
    #expect(SnapshotTests.entries(judged.contents.array[...]).count == 3)
    #expect(!judged.status.isComplete && judged.tries == 1)
    // The next question is answered: the dump that was given up is not in its way.
    let whole = try client.snapshot(Request(headed: RTM.getLink))
    #expect(SnapshotTests.entries(whole.contents.array[...]).count == 9 && whole.status.isCertain)
  }

  @Test("What was lost while a dump ran may have been anything; the next dump begins anew")
  func losses() throws {
    let kernel = TableKernel(entries: 3, part: 10)
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    let request = watched { Meddler(kernel: kernel, entry: nil, loses: $0 == 1) }
    var kept: [Bool] = []
    let snapshot = try client.snapshot(request, limit: .max) { _, notifications in
      kept.append(notifications != nil)
    }
    #expect(kept == [false] && snapshot?.tries == 2 && snapshot?.status.isCertain == true)
  }

  @Test("A dump whose witness cannot listen is not certain, says why, and is not tried again")
  func deaf() throws {
    let kernel = ScriptedKernel([
      [.reply { Bytes.data($0, $1, 1) }, .reply { Bytes.done($0, $1) }],
      [.reply { Bytes.data($0, $1, 1) }, .reply { Bytes.done($0, $1) }],
    ])
    kernel.state.withLock { $0.refused = [SocketOption.addMembership: Errno.noMemory] }
    var request = Request(headed: RTM.getLink)
    request.witness = Witness(groups: [1]) { Meddler(kernel: TableKernel(entries: 0, part: 1), entry: nil) }
    let snapshot = try NetlinkClient(pool: ChannelPool(host: kernel)).snapshot(request)
    #expect(snapshot.tries == 1 && snapshot.status.isComplete && !snapshot.status.isCertain)
    #expect(snapshot.status.witnessError?.errno == Errno.noMemory)
    // A group that an older kernel lacks is done without.
    kernel.state.withLock { $0.refused = [SocketOption.addMembership: Errno.invalid] }
    #expect(try NetlinkClient(pool: ChannelPool(host: kernel)).snapshot(request).status.isCertain)
  }

  @Test("The kernel's errors end at 4095; beyond it and above zero there are none")
  func verdicts() {
    for (code, expected) in [
      (0, .success(nil)), (-1, .refusal(1, nil)), (-4095, .refusal(4095, nil)), (-4096, .malformed),
      (1, .malformed), (.min, .malformed),
    ] as [(Int32, Verdict)] {
      let (error, done) = (Bytes.error(1, 2, code), Bytes.done(1, 2, code))
      let verdicts = (Verdict.error(Message(error.raw)), Verdict.done(Message(done.raw)))
      #expect(verdicts.0 == expected && verdicts.1 == expected, "\(code)")
    }
  }

  @Test("Each request of a batch begins at a multiple of four bytes, whatever the one before it is")
  func padding() throws {
    for count in 16...20 {
      let odd = Bytes.le32(UInt32(count)) + [99, 0, 1, 0] + [UInt8](repeating: 0, count: count - 8)
      let kernel = ScriptedKernel([
        [.reply { Bytes.error($0, $1, 0) }, .reply { Bytes.error($0 + 1, $1, 0) }]
      ])
      // Of a protocol whose requests need no header.
      let client = NetlinkClient(.socketDiagnostics, pool: ChannelPool(host: kernel))
      _ = client.transactAll([Request(bytes: odd), Request(type: RTM.newLink)])
      let sent = try #require(kernel.read { $0.sends.first })
      let start = (count + 3) & ~3
      #expect(sent.count == start + 16 && sent.raw.u16(at: start + 4) == RTM.newLink, "\(count)")
    }
  }

  @Test("An offset is in the attribute whose bytes it is among, and behind the last in none")
  func paths() {
    var request = Request(type: RTM.newLink)
    request.appendHeader([UInt8](repeating: 0, count: 16))
    request.appendNest(18) {
      $0.appendAttribute(1, u32: 7)
      $0.appendAttribute(2, u32: 8)
    }
    request.appendAttribute(3, u32: 9)
    let paths = (0...request.bytes.count + 4).map { request.path(at: $0) }
    let expected: [[UInt16]] =
      Array(repeating: [], count: 32) + Array(repeating: [18], count: 4)
      + Array(repeating: [18, 1], count: 8)
      + Array(repeating: [18, 2], count: 8) + Array(repeating: [3], count: 8) + Array(repeating: [], count: 5)
    #expect(paths == expected)
  }

  @Test("A datagram that is longer than its buffer did not fit, also where the kernel does not say so")
  func unsaid() throws {
    let kernel = ScriptedKernel([[.shortReturn(1 << 20)]])
    let socket = try NetlinkSocket(pool: ChannelPool(host: kernel))
    try socket.send(Request(headed: RTM.getLink))
    var buffer = ReceiveBuffer()
    guard case .truncated(let needed) = socket.receive(into: &buffer) else {
      Issue.record("it was taken for whole")
      return
    }
    #expect(needed == 1 << 20)
  }
}
