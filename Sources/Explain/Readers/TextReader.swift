internal import NetlinkCore
internal import NetlinkWire

/// Reads text in which bytes are written: our own, hexadecimal dumps, arrays, strings, calls and dumps of strace.
///
/// A block is the bytes of one datagram, or those of a file. An empty line, or one without bytes, ends it.
struct TextReader {
  /// The bytes of the current block.
  private var block: [UInt8] = []
  /// Where its first line begins in the file.
  private var start: UInt64 = 0
  private var envelope = Envelope()
  /// Whether the block is in our own text, whose first line tells its envelope.
  private var isOwn = false
  /// Whether the lines are of strace. Many of them are about other files than netlink sockets.
  private var isTrace = false
  private var sockets = TracedSockets()
  /// How many bytes the block had when the offsets began anew at 0, as they do for each buffer in a dump of strace.
  private var dumpBase = 0
  /// The block before, where the current one may be the same again: tcpdump dumps a packet that it cannot print, and
  /// dumps it once more for `-x`, without a line between.
  private var twin: [UInt8]?
  /// Whether the line before is one of a dump of tcpdump.
  private var isPacket = false
  /// What the text looks like, if no datagram is found.
  private var clues = TextClues()
  /// Whether the block became too long, which is reported once.
  private var isTooLong = false
  /// Whether the line before is a `*`, which stands for lines like the one before it.
  private var isRepeating = false
  /// Whether the line before is of a list of decimal numbers that goes on.
  private var isListing = false
  /// Whether the line before has bytes with colons between them.
  private var hasColons = false
  /// The radix of the block's offsets; nil until one of them shows it.
  private var radix: UInt64?

  mutating func step<S: RecordingSink & ~Copyable>(
    _ bytes: RawSpan, _ isEnd: Bool, _ offset: UInt64, _ sink: inout S
  ) -> Recording.Step {
    // All whole lines at hand are read, so that the window is seldom moved.
    var place = 0
    while place < bytes.byteCount {
      var end = place
      while end < bytes.byteCount, bytes.u8(at: end) != UInt8(ascii: "\n") { end += 1 }
      if end == bytes.byteCount, !isEnd { return place > 0 ? .read(place) : .more }
      var length = end - place
      if length > 0, bytes.u8(at: end - 1) == 13 { length -= 1 }
      line(Line(bytes.slice(at: place, length: length)), offset + UInt64(place), &sink)
      place = min(bytes.byteCount, end + 1)
    }
    if isEnd {
      flush(&sink)
      if let why = clues.complaint { return .stop(why) }
      if place == 0 { return .read(0) }
    }
    return .read(place)
  }

  private mutating func line<S: RecordingSink & ~Copyable>(
    _ line: borrowing Line, _ offset: UInt64, _ sink: inout S
  ) {
    let isBase64 = clues.note(line) && !isOwn
    if line.isBlank || isBase64 {
      flush(&sink)
      isOwn = false
      return
    }
    if let envelope = line.head {
      flush(&sink)
      (self.envelope, isOwn, isTrace, start) = (envelope, true, false, offset)
      return
    }
    if isOwn {
      own(line, offset, &sink)
    } else if let direction = line.call {
      flush(&sink)
      isTrace = true
      sockets.note(line)
      envelope = Envelope()
      envelope.direction = direction
      envelope.netlinkProtocol = sockets.netlinkProtocol(of: line)
      (start, dumpBase) = (offset, 0)
      if direction != .unknown, !line.isPeek, !line.isDecoded {
        line.strings(ofCall: true) { append($0, offset, &sink) }
        if !block.isEmpty { flush(&sink, keepsEnvelope: true) }
      }
    } else if line.begins(with: "#") {
      return
    } else {
      plain(line.withoutRemark, offset, &sink)
    }
  }

  /// Reads a line of our own text: an offset, two blanks, bytes. Lines without bytes tell nothing new.
  private mutating func own<S: RecordingSink & ~Copyable>(
    _ line: borrowing Line, _ offset: UInt64, _ sink: inout S
  ) {
    guard let (place, next) = line.ownOffset else { return }
    guard place == UInt64(block.count) else {
      return sink.damage(offset, "the offset does not follow on the bytes before")
    }
    line.groups(from: next, isSpaced: false) { append($0, offset, &sink) }
  }

  /// Reads a line of a dump of another form.
  private mutating func plain<S: RecordingSink & ~Copyable>(
    _ line: borrowing Line, _ offset: UInt64, _ sink: inout S
  ) {
    let isPacketBefore = isPacket
    isPacket = line.begins(with: "\t0x")
    if line.isStar {
      isRepeating = true
      return
    }
    if isTrace, line.begins(with: " * ") {
      dumpBase = line.isFirstBuffer ? 0 : block.count
      return
    }
    if block.isEmpty { start = offset }
    if line.hasEscapedBytes {
      line.strings(ofCall: false) { append($0, offset, &sink) }
      return
    }
    if let list = line.list(isOpen: isListing) {
      for byte in list.bytes { append(byte, offset, &sink) }
      // Each list is a block of its own.
      if !list.isOpen || list.bytes.isEmpty { flush(&sink) }
      isListing = list.isOpen
      return
    }
    isListing = false
    hasColons = line.colons(isOpen: hasColons) { append($0, offset, &sink) }
    if hasColons { return }
    if line.holds("0x"), line.offset(nil).map({ $0.next == 0 }) ?? true {
      if line.literals({ append($0, offset, &sink) }) { return }
      if !isPacket { return flush(&sink) }
    }
    guard let found = line.offset(UInt64(block.count - min(dumpBase, block.count)), isRepeating) else {
      return flush(&sink)
    }
    if let place = found.place {
      let expected = UInt64(block.count - min(dumpBase, block.count))
      if place == 0, expected > 0, line.hasBytes(from: found.next) {
        let before = isPacket && isPacketBefore ? block : nil
        flush(&sink, keepsEnvelope: true)
        (start, twin) = (offset, before)
      } else if isRepeating {
        block.repeatRow(
          to: radix.flatMap { line.place(found, in: $0) } ?? line.place(found, in: 16, or: 8))
      } else if expected > 0 {
        radix = [16, 8].first { line.place(found, in: $0) == expected } ?? radix
      }
    }
    isRepeating = false
    line.bytes(behind: found) { append($0, offset, &sink) }
  }

  private mutating func append<S: RecordingSink & ~Copyable>(_ byte: UInt8, _ offset: UInt64, _ sink: inout S)
  {
    guard block.count < Recording.limit else {
      if !isTooLong { sink.damage(offset, "a block is longer than a mebibyte") }
      isTooLong = true
      return
    }
    block.append(byte)
  }

  /// Passes the block to `sink`, and begins another; with the same direction and protocol if `keepsEnvelope`.
  private mutating func flush<S: RecordingSink & ~Copyable>(_ sink: inout S, keepsEnvelope: Bool = false) {
    // A local variable, so that the sink may look at the block while `self` changes.
    var block: [UInt8] = []
    swap(&block, &self.block)
    var envelope = self.envelope
    if !keepsEnvelope { self.envelope = Envelope() }
    (isTooLong, isRepeating, isListing, hasColons) = (false, false, false, false)
    (dumpBase, radix) = (0, nil)
    let twin = self.twin.take()
    defer {
      block.removeAll(keepingCapacity: true)
      swap(&block, &self.block)
    }
    guard !block.isEmpty, block != twin else { return }
    let bytes = block.raw
    if !isOwn, FileFormat(bytes) != nil {
      clues.hasAny = true
      return Recording.read(bytes, dumpedAt: start, &sink)
    }
    var datagram = bytes
    if !isOwn, Cooked.begins(bytes) {
      Cooked.read(bytes, &envelope)
      datagram = bytes.slice(at: Cooked.length, length: bytes.byteCount - Cooked.length)
    } else if isTrace, !TracedSockets.isMessage(bytes) {
      return
    }
    clues.hasAny = true
    sink.datagram(datagram, envelope)
  }
}
