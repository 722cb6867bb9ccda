import NetlinkCore
internal import Rtnetlink
import NetlinkWire

/// A recorded question and its answer so far.
struct RecordedAnswer {
  let question: RecordedQuestion
  /// The messages that answer it, each padded to four bytes.
  var bytes: [UInt8] = []
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

  /// Takes a message that answers it.
  mutating func add(_ message: borrowing Message) {
    if message.flags & MessageFlag.dumpInterrupted != 0 { isInterrupted = true }
    bytes.append(message.bytes)
    bytes.pad()
  }

  /// Shows a datagram of it to the judges of the dump.
  mutating func dumped(_ datagram: RawSpan) {
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

  /// Its messages as a dump.
  var snapshot: Snapshot { Snapshot(contents: bytes, interrupted: isInterrupted) }
}
