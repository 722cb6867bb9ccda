import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import Select
import NetlinkWire

/// Draws the current objects on the screen of a terminal.
struct Picture: ~Copyable {
  /// The pause after a drawing: at least this many milliseconds, and this many times as long as the drawing took.
  private static let pause = (least: 50, factor: 10)

  private let type: ObjectType
  private let shown: [Tracked]
  private var session: Session
  private var match: Match
  private let check: HeaderCheck
  private var walker = Walker()
  private var frame = GrowingBytes(capacity: 16 << 10)
  /// The earliest time of the next drawing, in milliseconds of `Clock`.
  private var next = 0
  /// Whether something has changed since the last drawing.
  var isStale = true

  /// A picture that is not drawn yet. Throws a failure if the command line names something that does not exist.
  static func make(
    _ object: ObjectName, _ type: ObjectType, _ shown: [Tracked], _ devices: Devices, _ invocation: Invocation
  ) throws(Failure) -> Picture {
    var session = try Session(sharing: devices, invocation)
    let match = try Selectors(session.invocation, object).match(type, &session)
    let check = HeaderCheck.ofFollowed(object, session.invocation)
    // Errors in `--fields` and `--sort` must come before the screen is taken over.
    _ = try TextList.writer(type, session, isAligned: false)
    _ = try SortedMessages(type, session)
    return Picture(type, shown, session, match, check)
  }

  private init(
    _ type: ObjectType, _ shown: [Tracked], _ session: consuming Session, _ match: consuming Match,
    _ check: HeaderCheck
  ) {
    self.type = type
    self.shown = shown
    self.session = session
    self.match = match
    self.check = check
  }

  /// When to draw again, in milliseconds of `Clock`; nil if nothing has changed.
  var due: Int? { isStale ? next : nil }

  /// Draws the current state, if something has changed and the pause is over.
  mutating func drawIfDue(
    _ follower: inout Follower<WatchMarks, DirectSource>, on terminal: Terminal
  ) throws(Failure) {
    let start = Clock.now
    guard isStale, start >= next else { return }
    var objects = WatchedObjects()
    for table in shown {
      follower.forEachKey(table) { key, message in
        guard check.passes(message, type), match.matches(message, by: type.table, &walker) else { return }
        objects.add(key, message)
      }
    }
    try objects.arrange(type, session)
    follower.sink.seen = try draw(objects, follower.sink, terminal.size, terminal.hasKeys, follower.isCertain)
    try terminal.show(&frame)
    isStale = false
    let end = Clock.now
    next = end + max(Picture.pause.least, Picture.pause.factor * (end - start))
  }

  /// Writes a frame; returns the keys of the objects in it.
  private mutating func draw(
    _ objects: borrowing WatchedObjects, _ marks: WatchMarks, _ size: (columns: Int, rows: Int),
    _ hasKeys: Bool, _ isCertain: Bool
  ) throws(Failure) -> Set<[UInt8]> {
    let hasStatus = size.rows > 2
    let room = size.rows - (hasStatus ? 1 : 0)
    let isAligned = TextList.isAligned(type, session.invocation)
    var text = try TextList.writer(type, session, isAligned: isAligned)
    // Where the first line of each object begins.
    var starts: [Int] = []
    for number in 0..<min(room, objects.count) {
      starts.append(text.buffer.count)
      let message = Message(objects.bytes(number))
      text.object(message, by: type.table, type.layout(of: message), &walker)
    }
    text.finish()
    if isAligned { starts = Array(text.lineStarts.suffix(starts.count)) }
    var keys: Set<[UInt8]> = []
    frame.truncate(to: 0)
    frame.append("\u{1b}[H" as StaticString)
    var offset = 0
    var rows = 0
    while offset < text.buffer.count, rows < room {
      var end = offset
      while text.buffer.raw.u8(at: end) != UInt8(ascii: "\n") { end += 1 }
      let isFirst = keys.count < starts.count && starts[keys.count] == offset
      let isMarked = isFirst && marks.has(objects.key(keys.count))
      if isFirst { keys.insert(objects.key(keys.count)) }
      frame.append((rows > 0 ? "\r\n\u{1b}[K" : "\u{1b}[K") as StaticString)
      frame.append(line: text.buffer, offset..<end, columns: size.columns, isMarked: isMarked)
      rows += 1
      offset = end + 1
    }
    if rows < room { frame.append("\r\n\u{1b}[J" as StaticString) }
    if hasStatus {
      var status = GrowingBytes(capacity: 128)
      status.append(
        Picture.status(objects.count, objects.count - keys.count, marks.goneCount, isCertain, hasKeys))
      frame.append("\u{1b}[\(size.rows);1H\u{1b}[K")
      frame.append(line: status, 0..<status.count, columns: size.columns, isMarked: false)
    }
    return keys
  }

  /// The text of the last line.
  private static func status(
    _ count: Int, _ unseen: Int, _ gone: Int, _ isCertain: Bool, _ hasKeys: Bool
  ) -> String {
    var words: [String] = []
    if count == 0 { words.append("nothing there") }
    if unseen > 0 { words.append(unseen == 1 ? "1 more does not fit" : "\(unseen) more do not fit") }
    if gone > 0 { words.append("\(gone) gone") }
    if !isCertain { words.append("being read again") }
    return (words + [hasKeys ? "q ends" : "Ctrl-C ends"]).joined(separator: "; ")
  }
}

extension GrowingBytes {
  /// Appends a line, cut at the width of the screen; if it is marked, in reverse video.
  fileprivate mutating func append(
    line: borrowing GrowingBytes, _ range: Range<Int>, columns: Int, isMarked: Bool
  ) {
    var range = range
    let isCut = line.end(ofColumns: columns, in: range) < range.upperBound
    if isCut { range = range.lowerBound..<line.end(ofColumns: columns - 1, in: range) }
    if isMarked { append("\u{1b}[7m" as StaticString) }
    for offset in range {
      append(line[offset])
      // The end of a colour also ends reverse video.
      if isMarked, offset - range.lowerBound >= 3, line[offset] == UInt8(ascii: "m"),
        line[offset - 1] == UInt8(ascii: "0"),
        line[offset - 2] == UInt8(ascii: "["),
        line[offset - 3] == 0x1b
      {
        append("\u{1b}[7m" as StaticString)
      }
    }
    if isCut { append("…" as StaticString) }
    append("\u{1b}[0m" as StaticString)
  }
}
