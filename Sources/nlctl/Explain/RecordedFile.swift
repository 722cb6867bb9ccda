import Explain
import Glibc
import NetlinkCore
import NetlinkMirror
import NetlinkWire

/// A recording of rtnetlink, read from its beginning to its end and applied to a mirror: `--from`.
struct RecordedFile<Sink: EventSink & ~Copyable>: ~Copyable {
  var replay: Replay<Sink>
  /// What is wrong with the recording.
  private(set) var damages: [String] = []
  private let name: String
  private let input: Input
  /// How many times as fast as it was; nil for as fast as can be.
  private let pace: Pace?
  private let owners: NotedOwners?
  /// The most damages that are reported.
  private static var most: Int { 16 }

  init(_ file: String, _ replay: consuming Replay<Sink>, pace: Pace? = nil, owners: NotedOwners? = nil)
    throws(Failure)
  {
    name = file == "-" ? "standard input" : file
    input = try Input(file)
    self.replay = replay
    self.pace = pace
    self.owners = owners
  }

  /// The mirror, after the recording was read.
  consuming func done() -> Replay<Sink> { replay }

  /// Reads and applies it. Events from a pipe are shown as they come.
  mutating func read() throws(Failure) {
    var recording = Recording()
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while !recording.isOver, !replay.sink.isDone {
      let count = try input.read(into: &chunk, name)
      if count == 0 { break }
      recording.feed(chunk.raw.slice(at: 0, length: count), &self)
      replay.rest()
    }
    if !replay.sink.isDone { recording.finish(&self) }
    replay.finish()
  }
}

extension RecordedFile: RecordingSink where Sink: ~Copyable {
  mutating func datagram(_ bytes: RawSpan, _ envelope: Envelope) {
    // If there are several namespaces, only the first one is followed.
    guard envelope.netlinkProtocol == 0, envelope.namespace == 0 else { return }
    if let pace, let time = envelope.time {
      replay.rest()
      pace.wait(until: time)
    }
    var owner: SocketOwner?
    for note in envelope.notes {
      switch note {
      case .overflow: replay.overflow()
      case .lost(let count): replay.lose(count)
      case .by(let process): owner = process
      }
    }
    if envelope.direction == .received { owners?.note(ofFirst: bytes, owner) }
    replay.take(
      bytes, isReceived: envelope.direction == .received, isSent: envelope.direction == .sent,
      nanoseconds: envelope.time)
  }

  mutating func damage(_ offset: UInt64, _ why: String) {
    if damages.count < Self.most { damages.append("\(name): byte \(offset): \(why)") }
  }
}

/// How fast a recording is followed.
final class Pace {
  private let speed: UInt64
  private var first: UInt64?
  private let start = Clock.now

  /// So many times as fast as it was.
  init(_ speed: Int) { self.speed = UInt64(max(1, speed)) }

  /// Waits until what was recorded at `time`, in nanoseconds, is due.
  func wait(until time: UInt64) {
    if first == nil { first = time }
    let passed = time - min(time, first ?? time)
    let due = start + Int(clamping: passed / 1_000_000 / speed)
    while Clock.now < due { _ = poll(nil, 0, Int32(clamping: due - Clock.now)) }
  }
}
