import Explain
import Glibc
import NetlinkCore
import NetlinkMirror
import NetlinkWire
import Rtnetlink

/// `--from`: a recording of rtnetlink, which is read from its beginning to its end and applied to a mirror.
struct RecordedFile<Sink: EventSink & ~Copyable>: ~Copyable {
  var replay: Replay<Sink>
  /// Messages about the damage in the recording.
  private(set) var damages: [String] = []
  /// Whether the damage in messages was told.
  private var hasCut = false
  /// The number of the namespace that is followed: the first that has a message. Captures of several devices have one
  /// on nlmon anywhere among them.
  private var followed: UInt32?
  /// Whether messages of another were passed over.
  private var hasOthers = false
  private let input: Input
  /// How fast the recording is followed; nil for as fast as possible.
  private let pace: Pace?
  private let owners: NotedOwners?
  let names: NotedNames?
  /// Whether events are told with the names that are noted behind them.
  let holds: Bool
  /// What waits for the names that it is told with; `RecordedFile+Names.swift`.
  var held: [HeldDatagram] = []
  /// Whether the recording has notes. Only those that this program wrote have, and only these have names.
  private(set) var hasNotes = false
  /// The most messages about damage.
  private static var most: Int { 16 }

  /// A recording, whose events are told at `pace`, if it `isTelling` them. Processes and names are noted in `owners` and
  /// `names`.
  init(
    _ file: String, _ replay: consuming Replay<Sink>, pace: Pace? = nil, owners: NotedOwners? = nil,
    names: NotedNames? = nil, isTelling: Bool = false
  ) throws(Failure) {
    input = try Input(file)
    self.replay = replay
    self.pace = pace
    self.owners = owners
    self.names = names
    holds = isTelling
  }

  /// A message about what the recording has and nobody is shown; nil if there is nothing.
  var omission: String? {
    hasOthers ? "the recording has messages of other network namespaces, too, which are not shown" : nil
  }

  /// The mirror after the recording was read.
  consuming func done() -> Replay<Sink> { replay }

  /// Reads and applies the recording. If it comes from a pipe, events are shown as they come.
  mutating func read() throws(Failure) {
    var recording = Recording()
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while !recording.isOver, !replay.sink.isDone {
      let count = try input.read(into: &chunk)
      if count == 0 { break }
      recording.feed(chunk.raw.slice(at: 0, length: count), &self)
      if !input.hasMore { release() }
      replay.rest()
    }
    if !replay.sink.isDone { recording.finish(&self) }
    release()
    replay.finish()
  }
}

extension RecordedFile: RecordingSink where Sink: ~Copyable {
  mutating func datagram(_ bytes: RawSpan, _ envelope: Envelope) {
    guard envelope.netlinkProtocol == NetlinkProtocol.route.rawValue else { return }
    if followed == nil { followed = envelope.namespace }
    if !envelope.notes.isEmpty { hasNotes = true }
    if !isHeld(bytes, envelope) { take(bytes, envelope) }
  }

  /// Applies a datagram and its notes to the mirror.
  mutating func take(_ bytes: RawSpan, _ envelope: Envelope) {
    take(envelope.notes)
    guard !bytes.isEmpty else { return }
    guard envelope.namespace == followed else {
      hasOthers = true
      return
    }
    if let pace, let time = envelope.time {
      replay.rest()
      pace.wait(until: time)
    }
    if !hasCut, isCut(bytes) {
      hasCut = true
      damages.append("\(input.name): some messages are damaged; 'nlctl explain' shows them")
    }
    var owner: SocketOwner?
    for note in envelope.notes {
      if case .by(let process) = note { owner = process }
    }
    if envelope.direction == .received { owners?.note(ofFirst: bytes, owner) }
    replay.take(
      bytes, isReceived: envelope.direction == .received, isSent: envelope.direction == .sent,
      nanoseconds: envelope.time)
  }

  /// Whether something of a datagram cannot be shown: a message of an object that lacks some of its header, or bytes
  /// behind the last message that are none.
  private func isCut(_ datagram: RawSpan) -> Bool {
    var messages = Messages(datagram)
    while let message = messages.next() {
      if let type = ObjectType.of(message), !type.isWhole(message) { return true }
    }
    let rest = messages.remainingByteCount
    return !datagram.slice(at: datagram.byteCount - rest, length: rest).isZero
  }

  mutating func notes(_ notes: [RecordedNote]) {
    hasNotes = true
    let nothing: [UInt8] = []
    var envelope = Envelope()
    envelope.notes = notes
    if !isHeld(nothing.raw, envelope) { take(notes) }
  }

  /// Does what notes say. They are of the namespace that is followed, whichever the datagram is of that has them.
  private mutating func take(_ notes: [RecordedNote]) {
    for note in notes where !replay.sink.isDone {
      switch note {
      case .overflow: replay.overflow()
      case .lost(let count): replay.lose(count)
      case .step(let time, let text): replay.note(text, at: StreamTime(microsecondsSince1970: time))
      case .name(let name, of: let id): names?.names.note(name, of: id)
      case .by: break
      }
    }
  }

  mutating func damage(_ offset: UInt64, _ why: String) {
    if damages.count < Self.most { damages.append("\(input.name): byte \(offset): \(why)") }
  }
}

/// How fast a recording is followed.
final class Pace {
  private let speed: UInt64
  private var first: UInt64?
  private let start = Clock.now

  /// `speed` times as fast as it was recorded.
  init(_ speed: Int) { self.speed = UInt64(max(1, speed)) }

  /// Waits until it is time for what was recorded at `time`, in nanoseconds.
  func wait(until time: UInt64) {
    if first == nil { first = time }
    let passed = time - min(time, first ?? time)
    let due = start + Int(clamping: passed / 1_000_000 / speed)
    while Clock.now < due { _ = poll(nil, 0, Int32(clamping: due - Clock.now)) }
  }
}
