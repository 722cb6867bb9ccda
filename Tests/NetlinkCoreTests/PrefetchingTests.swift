import LiveKernel
import NetlinkCore
import Rtnetlink
import Testing
import NetlinkWire

#if canImport(Glibc)
  import Glibc
#endif

/// The cursor for which a thread receives ahead.
@Suite struct PrefetchingTests {
  typealias Step = ScriptedKernel.Step

  /// So many datagrams of one message each, which counts them.
  static func parts(_ count: Int) -> [Step] {
    (0..<count).map { number in .reply { Bytes.data($0, $1, UInt32(number)) } }
  }
  static let end: Step = .reply { Bytes.done($0, $1) }

  func dump(_ steps: [Step], patience: Int = 10_000) throws -> (NetlinkDump, ScriptedKernel) {
    let kernel = ScriptedKernel([steps])
    var options = NetlinkSocket.Options()
    options.patience = patience < 0 ? nil : .milliseconds(patience)
    let socket = try NetlinkSocket(options: options, pool: ChannelPool(host: kernel))
    return (socket.dump(Request(headed: RTM.getLink)), kernel)
  }

  func value(_ cursor: inout PrefetchingCursor) -> UInt32? {
    guard let datagram = cursor.nextDatagram() else { return nil }
    return datagram.byteCount == 20 ? datagram.u32(at: 16) : UInt32.max
  }

  func values(_ cursor: inout PrefetchingCursor) -> [UInt32] {
    var values: [UInt32] = []
    while let value = value(&cursor) { values.append(value) }
    return values
  }

  /// Expects that datagram next.
  func read(_ number: Int, from cursor: inout PrefetchingCursor) {
    let found = value(&cursor)
    #expect(found == UInt32(number))
  }

  /// Whether something comes to be so before long.
  func comes(_ isSo: () -> Bool) -> Bool {
    let end = Poll.now() + 60_000
    while !isSo() {
      if Poll.now() > end { return false }
      sched_yield()
    }
    return true
  }

  @Test("1,000 datagrams come in order to a reader that waits till the ring is full, which is bounded")
  func order() throws {
    let (dump, kernel) = try dump(Self.parts(1000) + [Self.end])
    let before = kernel.read { $0.receives }
    var cursor = PrefetchingCursor(dump, direct: 32, processors: 2)
    var values: [UInt32] = []
    while let value = value(&cursor) {
      values.append(value)
      let taken = values.count
      // Those in the ring and one in the thread's hands.
      #expect(kernel.read { $0.receives } - before <= taken + PrefetchingCursor.ahead)
      if taken == 32 || taken == 500 {
        // The thread goes on when half of the ring is free.
        #expect(comes { kernel.read { $0.receives } - before >= taken + PrefetchingCursor.ahead / 2 })
      }
      if taken == 32 {
        #expect(comes { kernel.read { $0.receives } - before == taken + PrefetchingCursor.ahead })
      }
    }
    #expect(values == Array(0..<1000))
    check(cursor, prefetches: true)
    #expect(try dump.finish().isComplete)
    #expect(kernel.read { $0.overlaps } == 0)
  }

  @Test("A reader that is quicker than the kernel gets the same, whatever the number of datagrams")
  func everyLength() throws {
    for count in 0...80 {
      let (dump, _) = try dump(Self.parts(count) + [Self.end])
      var cursor = PrefetchingCursor(dump, direct: 4, processors: 2)
      let found = values(&cursor)
      #expect(found == Array(0..<UInt32(count)))
      check(cursor, prefetches: count >= 4)
      let isOver = cursor.nextDatagram() == nil
      #expect(isOver)
      #expect(try dump.finish().isComplete)
    }
  }

  @Test("A small dump, and any on one processor, starts no thread")
  func noThread() throws {
    for (count, processors) in [(31, 2), (31, 64), (500, 1)] {
      let (dump, _) = try dump(Self.parts(count) + [Self.end])
      var cursor = PrefetchingCursor(dump, direct: 32, processors: processors)
      let found = values(&cursor)
      #expect(found == Array(0..<UInt32(count)))
      check(cursor, prefetches: false)
      #expect(try dump.finish().isComplete)
    }
  }

  @Test("An error in the middle comes after what came before it")
  func error() throws {
    let (refused, _) = try dump(Self.parts(50) + [.reply { Bytes.error($0, $1, -5) }])
    let (lost, _) = try dump(Self.parts(50) + [.errno(105)])
    let (silent, _) = try dump(Self.parts(50), patience: 10)
    for (dump, kind) in [(refused, NetlinkError.Kind.kernel), (lost, .overflow), (silent, .stalled)] {
      var cursor = PrefetchingCursor(dump, direct: 8, processors: 2)
      let found = values(&cursor)
      #expect(found == Array(0..<50))
      check(cursor, prefetches: true)
      #expect { try dump.finish() } throws: { ($0 as? NetlinkError)?.kind == kind }
    }
  }

  @Test("That the table changed is told at the end, as ever")
  func interrupted() throws {
    let (dump, _) = try dump(
      Self.parts(50) + [.reply { Bytes.data($0, $1, 50, flags: 0x12) }, Self.end])
    var cursor = PrefetchingCursor(dump, direct: 8, processors: 2)
    let found = values(&cursor)
    #expect(found == Array(0...50))
    let status = try dump.finish()
    #expect(status.isInterrupted && status.isComplete)
  }

  @Test("A reader that stops early ends the thread, be it at work, at a full ring or waiting for the kernel")
  func earlyDrop() throws {
    for isEndless in [true, false] {
      for taken in [8, 40] {
        let count = isEndless ? 10_000 : taken + PrefetchingCursor.ahead / 2
        let (dump, kernel) = try dump(Self.parts(count), patience: -1)
        kernel.state.withLock { $0.isSlow = true }
        let begin = Poll.now()
        do {
          var cursor = PrefetchingCursor(dump, direct: 8, processors: 2)
          for number in 0..<taken { read(number, from: &cursor) }
          check(cursor, prefetches: true)
          if !isEndless { #expect(comes { kernel.read { $0.waits } > 0 }) }
        }
        // Guards against a hang; the thread has been waited for.
        #expect(Poll.now() - begin < 120_000)
        #expect(try !dump.finish().isComplete)
        #expect(kernel.read { $0.inside } == 0)
      }
    }
  }

  @Test("When another thread ends the dump, what was received is handed out, and then the end")
  func finished() throws {
    let (dump, kernel) = try dump(Self.parts(1000))
    let before = kernel.read { $0.receives }
    var cursor = PrefetchingCursor(dump, direct: 8, processors: 2)
    for number in 0..<8 { read(number, from: &cursor) }
    #expect(comes { kernel.read { $0.receives } - before == 8 + PrefetchingCursor.ahead })
    #expect(try !dump.finish().isComplete)
    let found = values(&cursor)
    #expect(found == Array(8..<UInt32(8 + PrefetchingCursor.ahead)))
  }
}

@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"), .serialized)
struct LivePrefetchingTests {
  @Test("60,000 routes are those of a dump in one thread, byte for byte; no descriptor stays")
  func routes() async throws {
    try await onOwnThread {
      try NetworkNamespace.enterNew()
      try unshareDescriptors()
      try Change.batch(60_000)
      let before = try openDescriptors()
      do {
        let pool = ChannelPool()
        let socket = try NetlinkSocket(pool: pool)
        let alone = socket.dump(Change.routes())
        var plain = alone.makeCursor()
        var expected: [UInt32] = []
        while let datagram = plain.nextDatagram() { append(datagram, to: &expected) }
        #expect(try alone.finish().isComplete)
        #expect(expected.count == 60_000 * 9)

        let dump = socket.dump(Change.routes())
        var cursor = PrefetchingCursor(dump, processors: 2)
        var words: [UInt32] = []
        while let datagram = cursor.nextDatagram() { append(datagram, to: &words) }
        #expect(try dump.finish().isComplete)
        check(cursor, prefetches: true)
        #expect(words == expected)

        let dropped = socket.dump(Change.routes())
        do {
          var cursor = PrefetchingCursor(dropped, processors: 2)
          for _ in 0..<40 where cursor.nextDatagram() == nil { Issue.record("too short") }
          check(cursor, prefetches: true)
        }
        #expect(try !dropped.finish().isComplete)
        pool.removeAll()
      }
      #expect(try openDescriptors() == before)
    }
  }
}

/// Appends the messages as words, without the number of the dump and its port.
private func append(_ datagram: RawSpan, to words: inout [UInt32]) {
  var messages = Messages(datagram)
  while let message = messages.next() {
    for offset in stride(from: 0, to: message.bytes.byteCount - 3, by: 4) where offset != 8 && offset != 12 {
      words.append(message.bytes.u32(at: offset))
    }
  }
}

/// Expects a thread, or none.
private func check(_ cursor: borrowing PrefetchingCursor, prefetches expected: Bool) {
  let found = cursor.isPrefetching
  #expect(found == expected)
}
