internal import NetlinkCore
internal import NetlinkWire

/// Receives what a recording holds.
package protocol RecordingSink: ~Copyable {
  /// A datagram, and what the recording says of it.
  mutating func datagram(_ bytes: RawSpan, _ envelope: Envelope)
  /// The recording is damaged at `offset` of the file.
  mutating func damage(_ offset: UInt64, _ why: String)
  /// What the recording notes at this place, beside no datagram.
  mutating func notes(_ notes: [RecordedNote])
}

extension RecordingSink where Self: ~Copyable {
  /// Most do without.
  package mutating func notes(_ notes: [RecordedNote]) {}
}

/// Reads a recording of any known format, piece by piece.
///
/// The first bytes tell the format. Total: any bytes are passed on as datagrams or reported as damage; none lead to a
/// trap or an endless loop. Whatever a length says, little more than `limit` bytes are held.
package struct Recording: ~Copyable {
  /// The longest record or line that is read, in bytes.
  package static let limit = 1 << 20

  /// What a reader did with the bytes given to it.
  enum Step {
    /// So many bytes were read.
    case read(Int)
    /// So many bytes are to be skipped; not all of them may be there yet.
    case skip(UInt64)
    /// A whole record needs more bytes.
    case more
    /// The rest of the file cannot be read.
    case stop(String)
  }

  private enum Format {
    case unknown
    case pcap(PcapReader)
    case pcapng(PcapngReader)
    case stream(StreamReader)
    case text(TextReader)
    case over
  }

  private var format = Format.unknown
  private var window: [UInt8] = []
  /// Where the window begins in the file.
  private var base: UInt64 = 0
  /// How many of the bytes to come are to be skipped.
  private var skipped: UInt64 = 0

  /// Where in a text the dump of this recording begins, which is where all its damage is reported; nil if the recording
  /// is the file itself.
  private let dumpStart: UInt64?

  /// Begins a recording.
  package init() { dumpStart = nil }

  private init(dumpedAt start: UInt64) { dumpStart = start }

  /// Reads a whole recording that a text dumps from `start` on.
  static func read<S: RecordingSink & ~Copyable>(
    _ bytes: RawSpan, dumpedAt start: UInt64, _ sink: inout S
  ) {
    var recording = Recording(dumpedAt: start)
    recording.feed(bytes, &sink)
    recording.finish(&sink)
  }

  /// Whether the rest of the file cannot be read.
  package var isOver: Bool {
    if case .over = format { return true }
    return false
  }

  /// Takes the next bytes of the file.
  package mutating func feed<S: RecordingSink & ~Copyable>(_ bytes: RawSpan, _ sink: inout S) {
    var bytes = bytes
    if isOver { return }
    if skipped > 0 {
      let count = Int(min(skipped, UInt64(bytes.byteCount)))
      skipped -= UInt64(count)
      base += UInt64(count)
      bytes = bytes.slice(at: count, length: bytes.byteCount - count)
    }
    window.append(bytes)
    run(isEnd: false, &sink)
  }

  /// Ends the recording: the file has no more bytes.
  package mutating func finish<S: RecordingSink & ~Copyable>(_ sink: inout S) {
    if isOver { return }
    run(isEnd: true, &sink)
    if isOver { return }
    if skipped > 0 {
      sink.damage(offset(0), "the file ends within a record")
    } else if case .unknown = format {
      sink.damage(offset(0), window.isEmpty ? "there is nothing" : "no format that is known")
    }
    format = .over
  }

  /// The offset that is reported for `place` in the window.
  private func offset(_ place: Int) -> UInt64 { dumpStart ?? base + UInt64(place) }

  private mutating func run<S: RecordingSink & ~Copyable>(isEnd: Bool, _ sink: inout S) {
    // A local variable, so that readers may look at the window while `self` changes.
    var window: [UInt8] = []
    swap(&window, &self.window)
    var start = 0
    loop: while true {
      let bytes = window.raw.slice(at: start, length: window.count - start)
      let step = next(bytes, isEnd, offset(start), &sink)
      switch step {
      case .read(let count):
        start += count
        if count == 0 { break loop }
      case .skip(let count):
        let here = UInt64(window.count - start)
        start += Int(min(count, here))
        if count > here {
          skipped = count - here
          break loop
        }
      case .more:
        if window.count - start <= Recording.limit + 64 { break loop }
        format = .over
        sink.damage(offset(start), "a record is longer than a mebibyte")
        return
      case .stop(let why):
        format = .over
        sink.damage(offset(start), why)
        return
      }
    }
    if start > 0 { window.removeSubrange(0..<start) }
    base += UInt64(start)
    swap(&window, &self.window)
  }

  private mutating func next<S: RecordingSink & ~Copyable>(
    _ bytes: RawSpan, _ isEnd: Bool, _ offset: UInt64, _ sink: inout S
  ) -> Step {
    let format = self.format
    // The only copy of the reader is the local one, so that it changes in place.
    self.format = .over
    switch format {
    case .unknown:
      self.format = .unknown
      return detect(bytes, isEnd)
    case .over: return .read(0)
    case .pcap(var reader):
      defer { self.format = .pcap(reader) }
      return reader.step(bytes, isEnd, offset, &sink)
    case .pcapng(var reader):
      defer { self.format = .pcapng(reader) }
      return reader.step(bytes, isEnd, offset, &sink)
    case .stream(var reader):
      defer { self.format = .stream(reader) }
      return reader.step(bytes, isEnd, offset, &sink)
    case .text(var reader):
      defer { self.format = .text(reader) }
      return reader.step(bytes, isEnd, offset, &sink)
    }
  }

  /// Detects the format by the first bytes.
  private mutating func detect(_ bytes: RawSpan, _ isEnd: Bool) -> Step {
    if bytes.byteCount == 0 { return .read(0) }
    if bytes.byteCount < 16, !isEnd { return .more }
    if FileFormat.isText(bytes) {
      format = .text(TextReader())
      return .skip(0)
    }
    switch FileFormat(bytes) {
    case .pcapng: format = .pcapng(PcapngReader())
    case .pcap: format = .pcap(PcapReader())
    case .saved:
      format = .stream(StreamReader())
      return .read(4)
    case nil:
      let unknown = Step.stop("no format that is known")
      guard bytes.byteCount >= 16 else { return unknown }
      let lengths = 16...UInt32(Recording.limit)
      let length = bytes.u32(at: 0)
      guard lengths.contains(length) else {
        return lengths.contains(length.byteSwapped) ? .stop(Cooked.foreign) : unknown
      }
      format = .stream(StreamReader())
    }
    return .skip(0)
  }
}
