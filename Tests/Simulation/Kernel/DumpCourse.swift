/// The place in a table up to which a dump has come, kept as the kernel keeps it for that table.
protocol TableWalk {
  /// Writes entries until the part is full; an error number where the dump ends with one, else 0. Called
  /// again for the next part, and once more after the last entry.
  mutating func fill(_ part: inout DumpPart, _ namespace: Namespace) -> Int32
}

/// A datagram of a dump while it is made.
struct DumpPart {
  private(set) var writer = MessageWriter()
  private(set) var count = 0
  private(set) var isFull = false
  private let entries: Int
  private let room: Int
  private let header: Header
  /// The sequence of the table when the last message was written, 0 before the first.
  private(set) var previous: UInt32

  init(_ header: Header, entries: Int, room: Int, previous: UInt32) {
    self.header = header
    self.entries = entries
    self.room = room
    self.previous = previous
  }

  /// Writes an entry; false where it does not fit any more. `sequence`, not 0, is that of a table whose
  /// changes are told.
  mutating func add(_ sequence: UInt32 = 0, _ write: (Header, inout MessageWriter) -> Void) -> Bool {
    if count >= entries {
      isFull = true
      return false
    }
    var header = header
    header.flags |= HeaderFlag.multi
    let start = writer.bytes.count
    let before = writer
    if sequence != 0, previous != 0, previous != sequence { header.flags |= HeaderFlag.interrupted }
    write(header, &writer)
    if writer.bytes.count - start + start > room {
      writer = before
      isFull = true
      return false
    }
    if sequence != 0 { previous = sequence }
    count += 1
    return true
  }

  /// Begins another table, whose sequence has nothing to do with the last one's.
  mutating func forgetSequence() { previous = 0 }

  /// Writes the end.
  mutating func done(_ error: Int32, sequence: UInt32) {
    var flags = header.flags | HeaderFlag.multi
    if sequence != 0, previous != 0, previous != sequence { flags |= HeaderFlag.interrupted }
    writer.begin(MessageType.done, flags: flags, sequence: header.sequence, portID: header.portID)
    writer.u32(UInt32(bitPattern: -error))
    writer.end()
  }
}

/// A dump in progress on one socket.
final class DumpCourse {
  private var walk: any TableWalk
  private let header: Header
  private var previous: UInt32 = 0

  init(_ walk: any TableWalk, _ header: Header) {
    self.walk = walk
    self.header = header
  }

  /// The next datagram, and whether it is the last.
  func part(_ namespace: Namespace, _ knobs: Knobs) -> (bytes: [UInt8], isOver: Bool) {
    var part = DumpPart(
      header, entries: knobs.entriesPerPart, room: Knobs.bytesPerPart, previous: previous)
    let error = walk.fill(&part, namespace)
    // An entry that is too large for an empty part ends the dump, and the kernel says nothing of it.
    let isOver = error != 0 || part.count == 0 || (!part.isFull && knobs.joinsDone)
    if isOver { part.done(error, sequence: namespace.sequence(of: walk)) }
    previous = part.previous
    return (part.writer.bytes, isOver)
  }
}
