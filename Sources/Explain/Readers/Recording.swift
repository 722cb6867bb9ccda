internal import NetlinkCore
internal import NetlinkWire

/// Who takes what a recording holds.
package protocol RecordingSink: ~Copyable {
  /// A datagram, and what the recording says of it.
  mutating func datagram(_ bytes: RawSpan, _ envelope: Envelope)
  /// The recording is damaged at `offset` of the file.
  mutating func damage(_ offset: UInt64, _ why: String)
}

/// Reads a recording of any known format as its bytes come.
///
/// The format is told by the first bytes. Total: any bytes end in datagrams or in damage, never in a trap
/// or a loop; and whatever a length says, at most `limit` bytes are held.
package struct Recording: ~Copyable {
  /// The longest record or line that is read, in bytes.
  package static let limit = 1 << 20

  /// What a reader made of the bytes at hand.
  enum Step {
    /// So many bytes are done with.
    case read(Int)
    /// So many bytes are done with, of which not all are there yet.
    case skip(UInt64)
    /// A whole record needs more bytes.
    case more
    /// Nothing behind can be read.
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
  /// How many of the bytes to come are passed over.
  private var skipped: UInt64 = 0

  /// At the beginning of a recording.
  package init() {}

  /// Whether nothing behind can be read any more.
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

  /// The file ends here.
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
    // Out of here for as long as readers look at it.
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
    // So that the reader is not copied when it changes.
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

  /// Tells the format by the first bytes.
  private mutating func detect(_ bytes: RawSpan, _ isEnd: Bool) -> Step {
    if bytes.byteCount == 0 { return .read(0) }
    if bytes.byteCount < 16, !isEnd { return .more }
    if Recording.isText(bytes) {
      format = .text(TextReader())
      return .skip(0)
    }
    guard bytes.byteCount >= 4 else { return .stop("no format that is known") }
    switch bytes.u32(at: 0) {
    case 0x0a0d_0d0a: format = .pcapng(PcapngReader())
    case 0xa1b2_c3d4, 0xa1b2_3c4d, 0xd4c3_b2a1, 0x4d3c_b2a1: format = .pcap(PcapReader())
    case 0x4531_1224, 0x4736_1222, 0x7170_6986:  // ip route save, ip addr save, ip rule save
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
        return .stop("messages of a machine of the other byte order are not read")
      }
      return .stop("no format that is known")
    }
    return .skip(0)
  }

  /// Whether there are only characters of text among the first bytes.
  private static func isText(_ bytes: RawSpan) -> Bool {
    for offset in 0..<min(512, bytes.byteCount) {
      let byte = bytes.u8(at: offset)
      if byte < 9 || (14..<32).contains(byte) && byte != 27 { return false }
    }
    // The magic of pcapng has neither.
    return bytes.byteCount < 4 || bytes.u32(at: 0) != 0x0a0d_0d0a
  }
}
