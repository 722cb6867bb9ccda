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

  /// What answers a dump from the recording.
  private func objects(_ replay: borrowing Replay<Told>, _ question: RecordedQuestion) -> [[UInt8]] {
    var objects: [[UInt8]] = []
    var answers = replay.answers(to: question)
    while replay.next(
      &answers,
      { message in
        objects.append(message.bytes.array)
        return true
      })
    {}
    return objects
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
    // No news of those that it was not about.
    dump(&replay, Self.getNeighbour, all, [neighbour(1), neighbour(2)], sequence: 3)
    replay.finish()
    for (body, expected) in [(all, [1, 2]), (proxies, [9])] as [([UInt8], [UInt8])] {
      let asked = try question(Self.getNeighbour, body)
      let isAnswered = replay.isAnswered(asked)
      #expect(isAnswered)
      let found = objects(replay, asked).map(\.last)
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
      let count = objects(replay, try question(Self.getNeighbour, device)).count
      #expect(answered == [true, false] && count == 1, "\(asks)")
    }
  }

  @Test(
    "Questions of two sockets may have one number and no port id, as those of ip(8), which looks up names on the way"
  )
  func twoSockets() throws {
    var replay = Replay(Told(), tables: [.neighbours], repeats: false)
    replay.begin()
    func take(_ message: [UInt8], port: UInt32, isSent: Bool = false) {
      replay.take(
        numbered(message, 7, port: port).raw, isReceived: !isSent, isSent: isSent, nanoseconds: nil)
    }
    let dump = MessageFlag.request | MessageFlag.dump
    take(Written.message(Self.getNeighbour, flags: dump, all), port: 0, isSent: true)
    var answers = [neighbour(1), neighbour(2)]
    for index in answers.indices { answers[index][6] |= UInt8(MessageFlag.multi) }
    take(answers[0], port: 5)
    let header = [UInt8](repeating: 0, count: 4) + Written.u32(3) + Written.u32(0) + Written.u32(0)
    let getLink = UInt8(RTM.newLink + Verb.get)
    take(Written.message(getLink, flags: MessageFlag.request, header), port: 0, isSent: true)
    take(Written.message(UInt8(RTM.newLink), header + Written.attribute(3, Array("v0".utf8) + [0])), port: 6)
    take(answers[1], port: 5)
    take(
      Written.message(UInt8(ControlType.done), flags: MessageFlag.multi, Written.u32(0)), port: 5)
    replay.finish()
    let asked = try question(Self.getNeighbour, all)
    let (isAnswered, found) = (replay.isAnswered(asked), objects(replay, asked).map(\.last))
    #expect(isAnswered && found == [1, 2], "\(isAnswered) \(found)")
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
      let (isAnswered, count) = (replay.isAnswered(asked), objects(replay, asked).count)
      #expect(isAnswered == (!part && !end) && count == 1, "\(part) \(end)")
    }
  }

  @Test("Answers are the same whether the messages of dumps come in one datagram, mixed, or each in its own")
  func datagrams() throws {
    let devices = [3, 4].map { all + Written.attribute(8, Written.u32($0)) }
    // Of two dumps, a notification between them, and one of a dump that nobody asked for.
    func answers(to order: [Int], flagged: Int?) -> [[UInt8]] {
      order.map { number in
        var message = numbered(neighbour(UInt8(number)), UInt32(number % 3 + 1))
        if number == flagged { message[6] |= UInt8(MessageFlag.dumpInterrupted) }
        if number < 90 { message[6] |= UInt8(MessageFlag.multi) }
        return message
      }
    }
    for order in [[3, 6, 9, 4, 7], [3, 4, 6, 7, 9], [3, 6, 91, 9, 5, 4, 7], [4, 94, 3, 6, 8]] {
      for flagged in [nil, order[1], order[order.count - 1]] {
        let messages = answers(to: order, flagged: flagged)
        // The padding of the last message in a datagram may be missing: NDA_LLADDR of two bytes.
        var short = numbered(
          Written.message(UInt8(RTM.newNeighbour), neighbour(77)[16...] + [6, 0, 2, 0, 1, 2]), 1)
        short[6] |= UInt8(MessageFlag.multi)
        var found: [[[UInt8]]] = []
        var answered: [[Bool]] = []
        for datagrams in [messages + [short], [messages.flatMap { $0 } + short]] {
          var replay = Replay(Told(), tables: [.neighbours], repeats: false)
          replay.begin()
          for (sequence, body) in zip([1, 2] as [UInt32], devices) {
            let question = Written.message(
              Self.getNeighbour, flags: MessageFlag.request | MessageFlag.dump, body)
            replay.take(numbered(question, sequence).raw, isReceived: false, isSent: true, nanoseconds: nil)
          }
          for datagram in datagrams {
            replay.take(datagram.raw, isReceived: true, isSent: false, nanoseconds: nil)
          }
          for sequence in [1, 2] as [UInt32] {
            let done = Written.message(
              UInt8(ControlType.done), flags: MessageFlag.multi, Written.u32(0))
            replay.take(numbered(done, sequence).raw, isReceived: true, isSent: false, nanoseconds: nil)
          }
          replay.finish()
          found.append(objects(replay, try question(Self.getNeighbour, all)))
          answered.append(try devices.map { replay.isAnswered(try question(Self.getNeighbour, $0)) })
        }
        #expect(found[0] == found[1] && found[0].count == order.count + 1, "\(order) \(flagged ?? 0)")
        #expect(answered[0] == answered[1], "\(order) \(flagged ?? 0)")
      }
    }
  }

  @Test("An answer of several mebibytes is applied whole, each object once and in its order")
  func large() throws {
    let body = neighbour(0)[16...]
    // NDA_LLADDR of 40,000 bytes, which no kernel sends.
    let large = (1...60 as ClosedRange<UInt8>).map { number in
      Written.message(
        UInt8(RTM.newNeighbour),
        body.dropLast(4) + [192, 0, 2, number]
          + Written.longAttribute(2, [UInt8](repeating: number, count: 40_000)))
    }
    for asked in [all, all + Written.attribute(8, Written.u32(3))] {
      var replay = Replay(Told(), tables: [.neighbours], repeats: false)
      replay.begin()
      dump(&replay, Self.getNeighbour, asked, large, sequence: 1)
      replay.finish()
      let found = objects(replay, try question(Self.getNeighbour, all)).map(\.last)
      #expect(found == (1...60).map { $0 })
    }
  }

  @Test("What other programs asked for the first time was there before, and is no news")
  func firstAnswers() {
    let link = [0, 0, 1, 0] + Written.u32(2) + Written.u32(1) + Written.u32(0)
    let address = [Family.inet, 8, 0, 0] + Written.u32(2) + Written.attribute(2, [10, 0, 0, 1])
    func rule(_ family: UInt8, _ priority: UInt32) -> [UInt8] {
      let header = [family, 0, 0, 0, 254, 0, 0, 1] + Written.u32(0)
      return Written.message(UInt8(RTM.newRule), header + Written.attribute(6, Written.u32(priority)))
    }
    let getRule = UInt8(RTM.newRule + Verb.get)
    let noRule = [UInt8](repeating: 0, count: 11)
    var replay = Replay(Told(), tables: [.links, .addresses, .rules], repeats: false)
    replay.begin()
    // Addresses before the names of their devices, and rules of one family alone.
    dump(
      &replay, UInt8(RTM.newAddress + Verb.get), [UInt8](repeating: 0, count: 8),
      [Written.message(UInt8(RTM.newAddress), address)], sequence: 1)
    dump(&replay, getRule, [Family.inet] + noRule, [rule(Family.inet, 5)], sequence: 2)
    dump(
      &replay, UInt8(RTM.newLink + Verb.get), [UInt8](repeating: 0, count: 16),
      [Written.message(UInt8(RTM.newLink), link + Written.attribute(3, Array("sim0\0".utf8)))], sequence: 3)
    let hasBegun = replay.hasBegun
    #expect(hasBegun)
    dump(&replay, getRule, [Family.inet6] + noRule, [rule(Family.inet6, 6)], sequence: 4)
    let early = replay.sink.news
    #expect(early == [])
    dump(
      &replay, getRule, [Family.inet6] + noRule, [rule(Family.inet6, 6), rule(Family.inet6, 7)], sequence: 5)
    dump(&replay, getRule, [Family.inet] + noRule, [], sequence: 6)
    dump(&replay, getRule, [Family.unspecified] + noRule, [rule(Family.inet6, 7)], sequence: 7)
    let late = replay.sink.news
    #expect(late.map { $0.prefix { $0 != " " } } == ["new", "delete", "delete"], "\(late)")
  }

  @Test("A dump of one routing table tells which of its routes are gone, and nothing of the others")
  func oneTable() throws {
    func route(_ last: UInt8, _ table: UInt8) -> [UInt8] {
      let header = [Family.inet, 24, 0, 0, table, 4, 0, 6] + Written.u32(0)
      return Written.message(UInt8(RTM.newRoute), header + Written.attribute(1, [10, 0, last, 0]))
    }
    let getRoute = UInt8(RTM.newRoute + Verb.get)
    let all = [Family.inet] + [UInt8](repeating: 0, count: 11)
    let main = [Family.inet, 0, 0, 0, 254] + [UInt8](repeating: 0, count: 7)
    var replay = Replay(Told(), tables: [.routes4], repeats: false)
    replay.begin()
    // What this program sends before its first dump is no fence of a follower.
    let primer = Written.message(
      UInt8(ControlType.noop), flags: MessageFlag.request | MessageFlag.acknowledge, [])
    replay.take(
      numbered(primer, KernelSocket.primer, port: 0).raw, isReceived: false, isSent: true, nanoseconds: nil)
    dump(&replay, getRoute, all, [route(1, 254), route(2, 254), route(3, 100)], sequence: 1)
    dump(&replay, getRoute, main, [route(2, 254)], sequence: 2)
    // Of other selectors it is not known what they leave out.
    dump(&replay, getRoute, main + Written.attribute(4, Written.u32(9)), [], sequence: 3)
    replay.finish()
    let found = objects(replay, try question(getRoute, all)).map { $0[$0.count - 2] }
    #expect(found == [2, 3])
  }
}
