package import Explain
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
    var taker = Taker(names)
    RecordingRunner.read(file, chunk, &taker)
    taker.ask()
    return check(&taker)
  }

  /// Explains datagrams that are in no file; what is wrong with what came of them.
  package mutating func explain(_ datagrams: [(bytes: [UInt8], envelope: Envelope)]) -> String? {
    var taker = Taker(names)
    for datagram in datagrams { taker.explain(datagram.bytes.raw, datagram.envelope) }
    return check(&taker)
  }

  private mutating func check(_ taker: inout Taker) -> String? {
    datagrams += taker.datagrams
    if let complaint = taker.complaint { return complaint }
    if taker.datagrams == 0 { return nil }
    var text: [UInt8] = []
    taker.text.take { text = $0.raw.array }
    // The text holds all bytes, so it is a recording of the same.
    var reader = Reader(names)
    RecordingRunner.read(text, 4096, &reader)
    var isSame = false
    reader.text.take { isSame = $0.raw.equals(text.raw) }
    if !isSame { return "explain's own text does not read back to itself" }
    return reader.bytes == taker.bytes ? nil : "explain's own text has other bytes"
  }

  private static func read(_ file: [UInt8], _ chunk: Int, _ sink: inout some RecordingSink & ~Copyable) {
    var recording = Recording()
    var start = 0
    while start < file.count, !recording.isOver {
      let end = min(file.count, start + max(1, chunk))
      let part = Array(file[start..<end])
      recording.feed(part.raw, &sink)
      start = end
    }
    recording.finish(&sink)
  }
}

/// Reads explain's own text.
private struct Reader: RecordingSink, ~Copyable {
  var bytes: [UInt8] = []
  var text: Explanation

  init(_ names: SystemNames) { text = Explanation(.text, system: names) }

  mutating func datagram(_ bytes: RawSpan, _ envelope: Envelope) {
    self.bytes += bytes.array
    text.add(bytes, envelope)
  }

  mutating func damage(_ offset: UInt64, _ why: String) {}
}

private struct Taker: RecordingSink, ~Copyable {
  var datagrams = 0
  var complaint: String?
  var bytes: [UInt8] = []
  var text: Explanation
  var json: Explanation
  var replay = Replay(Counter(), tables: Tracked.allCases, repeats: true)

  init(_ names: SystemNames) {
    text = Explanation(.text, system: names)
    json = Explanation(.json, system: names)
    replay.begin()
  }

  mutating func datagram(_ bytes: RawSpan, _ envelope: Envelope) {
    explain(bytes, envelope)
    guard envelope.netlinkProtocol == 0, envelope.namespace == 0 else { return }
    take(envelope.notes)
    replay.take(
      bytes, isReceived: envelope.direction == .received, isSent: envelope.direction == .sent,
      nanoseconds: envelope.time)
  }

  mutating func notes(_ notes: [RecordedNote]) { take(notes) }

  private mutating func take(_ notes: [RecordedNote]) {
    for note in notes {
      switch note {
      case .step(let time, let text): replay.note(text, at: StreamTime(microsecondsSince1970: time))
      case .overflow: replay.overflow()
      case .lost(let count): replay.lose(count)
      case .by, .name: break
      }
    }
  }

  mutating func damage(_ offset: UInt64, _ why: String) {}

  mutating func explain(_ bytes: RawSpan, _ envelope: Envelope) {
    datagrams += 1
    self.bytes += bytes.array
    text.add(bytes, envelope)
    json.add(bytes, envelope)
    check()
  }

  /// Every line of JSON is an object.
  private mutating func check() {
    var complaint: String?
    json.take { buffer in
      complaint = Taker.complaint(buffer.raw)
      buffer.truncate(to: 0)
    }
    self.complaint = self.complaint ?? complaint
  }

  private static func complaint(_ lines: RawSpan) -> String? {
    var start = 0
    for offset in 0..<lines.byteCount where lines.u8(at: offset) == 10 {
      if let complaint = JSONCheck.complaint(lines.slice(at: start, length: offset - start)) {
        return "JSON: \(complaint)"
      }
      start = offset + 1
    }
    return start < lines.byteCount ? "JSON: a line without end" : nil
  }

  /// Asks for every table, as dumps do.
  mutating func ask() {
    replay.finish()
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
      var answers = replay.answers(to: question)
      while replay.next(&answers, { $0.bytes.byteCount > 0 }) {}
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
