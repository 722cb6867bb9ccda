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

  /// Begins a recording.
  package init() {}

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
      sink.damage(base, "the file ends within a record")
    } else if case .unknown = format {
      sink.damage(0, window.isEmpty ? "there is nothing" : "no format that is known")
    }
    format = .over
  }

  private mutating func run<S: RecordingSink & ~Copyable>(isEnd: Bool, _ sink: inout S) {
    // A local variable, so that readers may look at the window while `self` changes.
    var window: [UInt8] = []
    swap(&window, &self.window)
    var start = 0
    loop: while true {
      let bytes = window.raw.slice(at: start, length: window.count - start)
      let step = next(bytes, isEnd, base + UInt64(start), &sink)
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
        sink.damage(base + UInt64(start), "a record is longer than a mebibyte")
        return
      case .stop(let why):
        format = .over
        sink.damage(base + UInt64(start), why)
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
    if Recording.isText(bytes) {
      format = .text(TextReader())
      return .skip(0)
    }
    guard bytes.byteCount >= 4 else { return .stop("no format that is known") }
    switch bytes.u32(at: 0) {
    case PcapngBlock.section: format = .pcapng(PcapngReader())
    case FileMagic.microseconds, FileMagic.microseconds.byteSwapped, FileMagic.nanoseconds,
      FileMagic.nanoseconds.byteSwapped:
      format = .pcap(PcapReader())
    case FileMagic.routes, FileMagic.addresses, FileMagic.rules:
      format = .stream(StreamReader())
      return .read(4)
    default:
      guard bytes.byteCount >= 16 else { return .stop("no format that is known") }
      let length = bytes.u32(at: 0)
      if length >= 16, length <= UInt32(Recording.limit) {
        format = .stream(StreamReader())
        return .skip(0)
      }
      let swapped = length.byteSwapped
      if swapped >= 16, swapped <= UInt32(Recording.limit) {
        return .stop(Cooked.foreign)
      }
      return .stop("no format that is known")
    }
    return .skip(0)
  }

  /// Whether the first bytes are all characters of text.
  private static func isText(_ bytes: RawSpan) -> Bool {
    for offset in 0..<min(512, bytes.byteCount) {
      let byte = bytes.u8(at: offset)
      if byte < 9 || (14..<32).contains(byte) && byte != 27 { return false }
    }
    // All bytes of pcapng's magic number are characters of text.
    return bytes.byteCount < 4 || bytes.u32(at: 0) != PcapngBlock.section
  }
}
