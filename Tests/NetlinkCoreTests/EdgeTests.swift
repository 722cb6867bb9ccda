import NetlinkWire
import Rtnetlink
import Testing

@testable import NetlinkCore

/// Small things at the edges of what they may be: times, words, names, and what is left of a dump.
@Suite struct EdgeTests {
  @Test("A part of a millisecond counts as a whole one, so that no wait ends early")
  func durations() {
    for (duration, expected) in [
      (.zero, 0), (.nanoseconds(1), 1), (.microseconds(1), 1), (.milliseconds(3), 3),
      (.microseconds(3001), 4),
      (.milliseconds(-3), 0), (.seconds(2), 2000), (.seconds(Int64.max), nil), (.seconds(Int64.min), 0),
    ] as [(Duration, Int?)] {
      #expect(duration.wholeMilliseconds == expected, "\(duration)")
    }
  }

  @Test("A wait is as long as its patience, but no longer than until the deadline")
  func deadlines() {
    let (far, past) = (Deadline.after(.seconds(600)), Deadline.after(.zero))
    #expect(far.left(atMost: 5) == 5 && far.left(atMost: 0) == 0 && far.left(atMost: -1) > 1000)
    #expect(past.left(atMost: 5000) == 0 && past.left(atMost: -1) == 0 && past.isPast && !far.isPast)
    #expect(Deadline.never.left(atMost: 7) == 7 && Deadline.never.left(atMost: -1) == -1)
    #expect(far.left(atMost: 1 << 40) <= 600_000)
  }

  @Test("What the kernel says is one line, whatever characters it has")
  func words() throws {
    let text = Array("a\u{7f}b\nc\u{1b}d\u{1f}e f\u{80}é".utf8) + [0]
    let bytes =
      Bytes.le16(UInt16(4 + text.count)) + Bytes.le16(AckAttribute.text) + text
      + [UInt8](repeating: 0, count: -text.count & 3)
    var error = NetlinkError(.kernel, .transact, errno: Errno.invalid)
    error.extendedAcknowledgement = ExtendedAcknowledgement(bytes.raw)
    #expect(error.words { _ in nil } == "\"a b c d e f\u{80}é\" (EINVAL)")
  }

  @Test("The name of a namespace is one in its folder and no path")
  func namespaces() throws {
    for name in ["", ".", "..", "a/b", "/", "../x", "a\0b"] {
      let error = #expect(throws: NetlinkError.self, "\(name)") {
        _ = try NetworkNamespace.name(name).checkedPath()
      }
      #expect(error?.errno == Errno.invalid)
    }
    for name in ["blue", "...", ".blue", "a b"] {
      #expect(try NetworkNamespace.name(name).checkedPath() == "/run/netns/" + name)
    }
  }

  private struct Enough: Error {}

  @Test("Who wants no more messages of a dump ends it, and its socket is closed")
  func enough() throws {
    let kernel = TableKernel(entries: 1000, part: 10)
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    let dump = client.dump(Request(headed: RTM.getLink))
    #expect(throws: Enough.self) { try dump.forEach { _ in throw Enough() } }
    var cursor = dump.makeCursor()
    let hasMore = cursor.receive()
    #expect(!hasMore && kernel.read { $0.live } == 0)
  }

  @Test("A message that is cut on purpose takes nothing away from those behind it")
  func cut() throws {
    var options = NetlinkSocket.Options()
    options.faults = FaultPlan("cut:1x1").map { FaultInjector($0) }
    let kernel = ScriptedKernel([
      [
        .reply { sequence, port in
          (1...3).flatMap { Bytes.message(RTM.newLink, sequence, port, Bytes.le32($0) + Bytes.le32($0)) }
        },
        .reply { Bytes.done($0, $1) },
      ]
    ])
    let client = NetlinkClient(options: options, pool: ChannelPool(host: kernel))
    let held = try client.snapshot(Request(headed: RTM.getLink)).ownedMessages
    #expect(held.map { $0.payload.count } == [4, 8, 8])
    #expect(held.map { $0.payload.first } == [1, 2, 3])
  }
}
