internal import NetlinkWire

/// Reads files of pcap, of both byte orders, with microseconds or nanoseconds.
struct PcapReader {
  private var isSwapped = false
  private var isNano = false
  private var linkType: UInt16 = 0
  private var hasHeader = false

  mutating func step<S: RecordingSink & ~Copyable>(
    _ bytes: RawSpan, _ isEnd: Bool, _ offset: UInt64, _ sink: inout S
  ) -> Recording.Step {
    if !hasHeader { return header(bytes, isEnd) }
    if bytes.byteCount == 0 { return .read(0) }
    guard bytes.byteCount >= 16 else { return isEnd ? .stop("the file ends within a record") : .more }
    let length = word(bytes, 8)
    guard length <= UInt32(Recording.limit) else { return .stop("a record is longer than a mebibyte") }
    let present = min(Int(length), bytes.byteCount - 16)
    if present < Int(length), !isEnd { return .more }
    var envelope = Envelope()
    envelope.time = UInt64(word(bytes, 0)) * 1_000_000_000 + UInt64(word(bytes, 4)) * (isNano ? 1 : 1000)
    let record = bytes.slice(at: 16, length: present)
    guard Cooked.emit(record, linkType: linkType, envelope, offset, &sink) else {
      return .stop(Cooked.foreign)
    }
    if present < Int(length) { return .stop("the file ends within a record") }
    return .read(16 + present)
  }

  private mutating func header(_ bytes: RawSpan, _ isEnd: Bool) -> Recording.Step {
    guard bytes.byteCount >= 24 else { return isEnd ? .stop("the file ends within its header") : .more }
    let magic = bytes.u32(at: 0)
    isSwapped = magic != FileMagic.microseconds && magic != FileMagic.nanoseconds
    isNano = (isSwapped ? magic.byteSwapped : magic) == FileMagic.nanoseconds
    linkType = UInt16(truncatingIfNeeded: word(bytes, 20))
    guard linkType == LinkType.netlink || linkType == LinkType.cooked else {
      return .stop("link type \(linkType) is not netlink's (\(LinkType.netlink))")
    }
    hasHeader = true
    return .read(24)
  }

  private func word(_ bytes: RawSpan, _ offset: Int) -> UInt32 {
    let word = bytes.u32(at: offset)
    return isSwapped ? word.byteSwapped : word
  }
}
