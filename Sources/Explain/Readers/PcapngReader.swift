internal import NetlinkWire

/// Reads files of pcapng: sections of either byte order, interfaces with their own units of time.
struct PcapngReader {
  /// What an interface block tells.
  private struct Interface {
    var linkType: UInt16
    /// `if_tsresol`: a negative power of 10, or of 2 if the top bit is set.
    var resolution: UInt8 = 6
    /// `if_tsoffset`, in seconds.
    var offset: UInt64 = 0
  }

  private var isSwapped = false
  private var interfaces: [Interface] = []
  /// The most interfaces that are accepted in a section.
  static let most: UInt32 = 4096

  mutating func step<S: RecordingSink & ~Copyable>(
    _ bytes: RawSpan, _ isEnd: Bool, _ offset: UInt64, _ sink: inout S
  ) -> Recording.Step {
    if bytes.byteCount == 0 { return .read(0) }
    guard bytes.byteCount >= 12 else { return isEnd ? .stop("the file ends within a block") : .more }
    if bytes.u32(at: 0) == PcapngBlock.section {
      switch bytes.u32(at: 8) {
      case PcapngBlock.byteOrder: isSwapped = false
      case PcapngBlock.byteOrder.byteSwapped: isSwapped = true
      default: return .stop("a section without its byte-order magic")
      }
      interfaces.removeAll()
    }
    let type = word(bytes, 0)
    let length = word(bytes, 4)
    guard length >= 12, length % 4 == 0 else { return .stop("a block of \(length) bytes cannot be") }
    let read = [
      PcapngBlock.interface, PcapngBlock.packet, PcapngBlock.simplePacket, PcapngBlock.enhancedPacket,
      PcapngBlock.statistics,
    ]
    if !read.contains(type) { return .skip(UInt64(length)) }
    guard length <= UInt32(Recording.limit) else { return .stop("a block is longer than a mebibyte") }
    let present = min(Int(length), bytes.byteCount)
    if present < Int(length), !isEnd { return .more }
    // The body ends before the second copy of the length.
    let body = bytes.slice(at: 8, length: max(0, min(present, Int(length) - 4) - 8))
    var step = Recording.Step.read(present)
    if type == PcapngBlock.interface {
      step = interface(body) ?? step
    } else if type == PcapngBlock.statistics {
      let notes = notes(body, PcapngReader.statisticsLength)
      if !notes.isEmpty { sink.notes(notes) }
    } else if !packet(body, type, offset, &sink) {
      step = .stop(Cooked.foreign)
    }
    if case .read = step {
      if present < Int(length) { return .stop("the file ends within a block") }
      if word(bytes, present - 4) != length { return .stop("the two lengths of a block differ") }
    }
    return step
  }

  /// Adds the interface of a block; returns `stop` if the block is wrong, else nil.
  private mutating func interface(_ body: RawSpan) -> Recording.Step? {
    guard body.byteCount >= 8 else { return .stop("an interface block is too short") }
    guard interfaces.count < Int(PcapngReader.most) else { return .stop("there are too many interfaces") }
    var interface = Interface(linkType: half(body, 0))
    options(body, 8) { code, value in
      if code == PcapngOption.resolution, value.byteCount >= 1 { interface.resolution = value.u8(at: 0) }
      if code == PcapngOption.offset, value.byteCount == 8 { interface.offset = long(value) }
    }
    interfaces.append(interface)
    return nil
  }

  /// Passes the options of a block, which begin at `place`, to `take`.
  private func options(_ body: RawSpan, _ place: Int, _ take: (UInt16, RawSpan) -> Void) {
    var place = place
    while body.byteCount - place >= 4 {
      let (code, length) = (half(body, place), Int(half(body, place + 2)))
      guard code != PcapngOption.end, length <= body.byteCount - place - 4 else { break }
      take(code, body.slice(at: place + 4, length: length))
      place = min(body.byteCount, place + 4 + (length + 3) & ~3)
    }
  }

  /// Passes the packet in a block to `sink`; false if its messages are of the other byte order.
  private func packet<S: RecordingSink & ~Copyable>(
    _ body: RawSpan, _ type: UInt32, _ offset: UInt64, _ sink: inout S
  ) -> Bool {
    var envelope = Envelope()
    var (index, start, length) = (0, 4, 0)
    if type == PcapngBlock.simplePacket {
      guard body.byteCount >= 4 else { return short(offset, &sink) }
      length = Int(word(body, 0))
    } else {
      guard body.byteCount >= 20 else { return short(offset, &sink) }
      index = type == PcapngBlock.enhancedPacket ? Int(word(body, 0)) : Int(half(body, 0))
      start = 20
      length = Int(word(body, 12))
    }
    guard index < interfaces.count else {
      sink.damage(offset, "a packet of an interface that was not described")
      return true
    }
    let interface = interfaces[index]
    if type != PcapngBlock.simplePacket {
      envelope.time = PcapngReader.time(UInt64(word(body, 4)) << 32 | UInt64(word(body, 8)), interface)
    }
    envelope.namespace = UInt32(index)
    let present = min(length, body.byteCount - start)
    let record = body.slice(at: start, length: present)
    if type == PcapngBlock.enhancedPacket, present == length {
      envelope.notes = notes(body, min(body.byteCount, start + (length + 3) & ~3))
    }
    if present < length, type != PcapngBlock.simplePacket {
      sink.damage(offset, "a packet is longer than its block")
    }
    return Cooked.emit(record, linkType: interface.linkType, envelope, offset, &sink)
  }

  /// The bytes before the options of a block of statistics: the number of an interface, and a time.
  private static let statisticsLength = 12

  /// The notes in the options of a block, which begin at `place`.
  private func notes(_ body: RawSpan, _ place: Int) -> [RecordedNote] {
    var notes: [RecordedNote] = []
    options(body, place) { code, value in
      if code == PcapngOption.comment, value.byteCount <= RecordedNote.longest,
        let note = RecordedNote(comment: value.array)
      {
        notes.append(note)
      }
    }
    return notes
  }

  private func short<S: RecordingSink & ~Copyable>(_ offset: UInt64, _ sink: inout S) -> Bool {
    sink.damage(offset, "a block is too short for a packet")
    return true
  }

  /// The time of a packet in nanoseconds since 1970; nil if it does not fit into 64 bits.
  private static func time(_ stamp: UInt64, _ interface: Interface) -> UInt64? {
    let power = interface.resolution & 0x7f
    var time = UInt128(stamp) * 1_000_000_000
    if interface.resolution & 0x80 != 0 {
      time >>= UInt128(power)
    } else {
      for _ in 0..<min(power, 40) { time /= 10 }
    }
    time += UInt128(interface.offset) * 1_000_000_000
    return UInt64(exactly: time)
  }

  private func word(_ bytes: RawSpan, _ offset: Int) -> UInt32 {
    let word = bytes.u32(at: offset)
    return isSwapped ? word.byteSwapped : word
  }

  private func long(_ bytes: RawSpan) -> UInt64 {
    let long = bytes.u64(at: 0)
    return isSwapped ? long.byteSwapped : long
  }

  private func half(_ bytes: RawSpan, _ offset: Int) -> UInt16 {
    let half = bytes.u16(at: offset)
    return isSwapped ? half.byteSwapped : half
  }
}
