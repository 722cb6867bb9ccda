import NetlinkCore
internal import Rtnetlink
import NetlinkWire

/// A recorded question and its answer so far.
struct RecordedAnswer {
  let question: RecordedQuestion
  /// The messages that answer it, each padded to four bytes, in pieces: one array would be copied while it grows.
  private(set) var pieces: [[UInt8]] = [[]]
  /// How many messages these are.
  private(set) var count = 0
  /// Whether the kernel said that the table changed while it was dumped.
  var isInterrupted = false
  /// Whether the kernel refused: there is no such thing.
  var isRefused = false
  /// What notifications said of each of its tables since it was asked.
  private(set) var loads: [Load]

  init(_ question: RecordedQuestion, _ mirror: borrowing NamespaceMirror) {
    self.question = question
    loads = question.tables.map { table in
      Load(
        table, judges: [question.makeJudge(table)].compactMap { $0 },
        settled: mirror.doubtfulPlaces[table] ?? [])
    }
  }

  /// Notes that notifications were lost since it was asked.
  mutating func lose() {
    for load in loads.indices { loads[load].hasLost = true }
  }

  /// The size up to which a piece is filled.
  private static var pieceSize: Int { 1 << 20 }

  /// Takes `count` messages that answer it, with their flags. The judges of a dump see whole datagrams: `datagram` is the one
  /// that begins with these messages.
  mutating func add(_ messages: RawSpan, _ flags: UInt16, count: Int = 1, firstOf datagram: RawSpan? = nil) {
    if flags & MessageFlag.dumpInterrupted != 0 { isInterrupted = true }
    var last = pieces.count - 1
    if pieces[last].count > 0, pieces[last].count + messages.byteCount > Self.pieceSize {
      pieces.append([])
      last += 1
      pieces[last].reserveCapacity(Self.pieceSize)
    }
    pieces[last].append(messages)
    pieces[last].pad()
    self.count += count
    guard let datagram else { return }
    for load in loads.indices {
      for judge in loads[load].judges.indices { loads[load].judges[judge].dumped(datagram) }
    }
  }

  /// Notes a notification about an object of `table` whose place in the mirror is `place`.
  mutating func heard(_ message: borrowing Message, _ table: Tracked?, place: [UInt8]) {
    for index in loads.indices {
      loads[index].heard(message)
      if message.type & ~1 == RTM.newLink, message.payload.byteCount >= ObjectType.linkHeaderLength {
        loads[index].devices.insert(message.payload.u32(at: LinkHeader.index))
      }
      guard let table, loads[index].table == table else { continue }
      loads[index].places.insert(place)
    }
  }

  /// What notifications said about one of its tables.
  func load(_ table: Tracked) -> Load? { loads.first { $0.table == table } }

  /// The places that notifications since the question were about, by table.
  var heardPlaces: [Tracked: Set<[UInt8]>] {
    var heard: [Tracked: Set<[UInt8]>] = [:]
    for load in loads where !load.places.isEmpty { heard[load.table] = load.places }
    return heard
  }

  /// Its messages as dumps, one for each piece.
  var snapshots: [Snapshot] { pieces.map { Snapshot(contents: $0, interrupted: isInterrupted) } }

  /// Its messages as one dump.
  var snapshot: Snapshot { Snapshot(contents: Array(pieces.joined()), interrupted: isInterrupted) }
}
