import NetlinkCore
import NetlinkWire
import Rtnetlink
import Testing

@testable import NetlinkMirror

/// Recorded messages that answer questions again.
@Suite struct ReplayTests {
  /// The same message with a sequence number and a port id.
  private func numbered(_ message: [UInt8], _ sequence: UInt32, port: UInt32 = 5) -> [UInt8] {
    message[..<8] + Written.u32(sequence) + Written.u32(port) + message[16...]
  }

  /// Takes a dump of a type with its answer, each message by itself.
  private func dump(
    _ replay: inout Replay<Told>, _ type: UInt8, _ body: [UInt8], _ answers: [[UInt8]], sequence: UInt32,
    asks: UInt32 = 5, end: UInt16 = MessageFlag.multi
  ) {
    let question = Written.message(type, flags: MessageFlag.request | MessageFlag.dump, body)
    replay.take(
      numbered(question, sequence, port: asks).raw, isReceived: false, isSent: true, nanoseconds: nil)
    for var answer in answers {
      answer[6] |= UInt8(MessageFlag.multi)
      replay.take(numbered(answer, sequence).raw, isReceived: true, isSent: false, nanoseconds: nil)
    }
    let done = Written.message(UInt8(ControlType.done), flags: end, Written.u32(0))
    replay.take(numbered(done, sequence).raw, isReceived: true, isSent: false, nanoseconds: nil)
  }

  private func question(_ type: UInt8, _ body: [UInt8]) throws -> RecordedQuestion {
    let bytes = Written.message(type, flags: MessageFlag.request | MessageFlag.dump, body)
    let question = RecordedQuestion(Message(bytes.raw))
    return try #require(question)
  }

  /// A neighbour of device 3: NDA_DST.
  private func neighbour(_ last: UInt8, isProxy: Bool = false) -> [UInt8] {
    Written.message(
      UInt8(RTM.newNeighbour),
      [Family.inet, 0, 0, 0] + Written.u32(3) + [0x80, 0, isProxy ? NeighbourFlag.proxy : 0, 0]
        + Written.attribute(1, [192, 0, 2, last]))
  }

  private static let getNeighbour = UInt8(RTM.newNeighbour + Verb.get)
  private let all: [UInt8] = [Family.inet] + [UInt8](repeating: 0, count: 11)

  @Test("Who asks for neighbours gets none that are answered for, and the other way round")
  func proxies() throws {
    let proxies = Array(all[..<NeighbourHeader.flags]) + [NeighbourFlag.proxy, 0]
    var replay = Replay(Told(), tables: [.neighbours], repeats: false)
    replay.begin()
    dump(&replay, Self.getNeighbour, all, [neighbour(1), neighbour(2)], sequence: 1)
    dump(&replay, Self.getNeighbour, proxies, [neighbour(9, isProxy: true)], sequence: 2)
    replay.finish()
    for (body, expected) in [(all, [1, 2]), (proxies, [9])] as [([UInt8], [UInt8])] {
      let asked = try question(Self.getNeighbour, body)
      let isAnswered = replay.isAnswered(asked)
      #expect(isAnswered)
      let places = replay.places(answering: asked)
      let found = (0..<places.count).map { index in
        replay.withMessage(places, index) { $0.bytes.array.last }
      }
      #expect(found == expected, "\(found)")
    }
  }

  @Test("An answer belongs to the question of its number, also of a program that left its port id out")
  func ports() throws {
    // NDA_IFINDEX
    let device = all + Written.attribute(8, Written.u32(3))
    for asks in [5, 0] as [UInt32] {
      var replay = Replay(Told(), tables: [.neighbours], repeats: false)
      replay.begin()
      dump(&replay, Self.getNeighbour, device, [neighbour(1)], sequence: 1, asks: asks)
      replay.finish()
      // The answer to a question for less is none to that for all.
      let answered = try [device, all].map { replay.isAnswered(try question(Self.getNeighbour, $0)) }
      let count = replay.places(answering: try question(Self.getNeighbour, device)).count
      #expect(answered == [true, false] && count == 1, "\(asks)")
    }
  }

  @Test("A dump that the kernel flags, in a part or at its end, does not answer the question whole")
  func interrupted() throws {
    let asked = try question(Self.getNeighbour, all)
    for (part, end) in [(false, true), (true, false), (false, false)] {
      var replay = Replay(Told(), tables: [.neighbours], repeats: false)
      replay.begin()
      var one = neighbour(1)
      if part { one[6] |= UInt8(MessageFlag.dumpInterrupted) }
      dump(
        &replay, Self.getNeighbour, all, [one], sequence: 1,
        end: MessageFlag.multi | (end ? MessageFlag.dumpInterrupted : 0))
      replay.finish()
      let (isAnswered, count) = (replay.isAnswered(asked), replay.places(answering: asked).count)
      #expect(isAnswered == (!part && !end) && count == 1, "\(part) \(end)")
    }
  }
}
