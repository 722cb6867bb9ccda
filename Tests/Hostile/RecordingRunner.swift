import Explain
import NetlinkCore
import NetlinkMirror
import NetlinkWire
import Render
import Rtnetlink

/// Feeds recordings to all that reads them: explain as text and as JSON, and `--from`.
package struct RecordingRunner {
  /// How many datagrams were read in all.
  package private(set) var datagrams = 0
  private let names = SystemNames(load: { _ in [] })

  package init() {}

  /// Runs one recording, fed in chunks of so many bytes; what is wrong with what came of it.
  package mutating func run(_ file: [UInt8], chunk: Int) -> String? {
    let first = Readings(file, chunk, names)
    datagrams += first.datagrams
    if first.datagrams == 0 { return nil }
    let text = first.text
    // The text holds all bytes, so it is a recording of the same.
    let again = Readings(text, 4096, names)
    if again.text != text { return "explain's own text does not read back to itself" }
    return nil
  }
}

/// What was made of one recording.
private final class Readings {
  private(set) var datagrams = 0
  private(set) var text: [UInt8] = []

  init(_ file: [UInt8], _ chunk: Int, _ names: SystemNames) {
    var taker = Taker(names)
    var recording = Recording()
    var start = 0
    while start < file.count, !recording.isOver {
      let end = min(file.count, start + max(1, chunk))
      let part = Array(file[start..<end])
      unsafe recording.feed(part.span.bytes, &taker)
      start = end
    }
    recording.finish(&taker)
    taker.replay.finish()
    taker.ask()
    datagrams = taker.datagrams
    var text: [UInt8] = []
    taker.text.take { text = $0.bytes.array }
    self.text = text
  }
}

private struct Taker: RecordingSink, ~Copyable {
  var datagrams = 0
  var text: Explanation
  var json: Explanation
  var replay = Replay(Counter(), tables: Tracked.allCases, repeats: true)

  init(_ names: SystemNames) {
    text = Explanation(.text, system: names)
    json = Explanation(.json, system: names)
    replay.begin()
  }

  mutating func datagram(_ bytes: RawSpan, _ envelope: Envelope) {
    datagrams += 1
    text.add(bytes, envelope)
    json.add(bytes, envelope)
    json.take { $0.truncate(to: 0) }
    guard envelope.netlinkProtocol == 0, envelope.namespace == 0 else { return }
    for note in envelope.notes {
      switch note {
      case .overflow: replay.overflow()
      case .lost(let count): replay.lose(count)
      case .by: break
      }
    }
    replay.take(
      bytes, isReceived: envelope.direction == .received, isSent: envelope.direction == .sent,
      nanoseconds: envelope.time)
  }

  mutating func damage(_ offset: UInt64, _ why: String) {}

  /// Asks for every table, as dumps do.
  func ask() {
    let requests =
      [LinkRequest.all(), LinkRequest.names(), LinkRequest.bridgePorts, NextHopRequest.all()]
      + [2, 7, 10, 28].flatMap { family in
        [
          AddressRequest.all(family: family), RuleRequest.all(family: family),
          RouteRequest.all(family: family),
          NeighbourRequest.all(family: family),
        ]
      }
    for request in requests {
      var bytes = request.bytes
      bytes[7] |= 3
      guard let question = RecordedQuestion(Message(bytes.raw)) else { continue }
      _ = replay.isAnswered(question)
      _ = replay.answer(to: question)
      let places = replay.places(answering: question)
      for index in 0..<places.count { _ = replay.withMessage(places, index) { $0.bytes.byteCount } }
    }
  }
}

private struct Counter: EventSink, ~Copyable {
  var count = 0
  var isDone: Bool { false }
  var deadline: Int? { nil }
  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message
  ) { count += 1 }
  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) { count += 1 }
  mutating func remark(_ remark: Remark, at time: StreamTime) {}
  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {}
}
