internal import NetlinkWire

/// The formats of files that begin with a magic number.
enum FileFormat {
  case pcap, pcapng
  /// Messages that follow each other behind the magic number, as `ip … save` writes them.
  case saved

  /// The format whose magic number these bytes begin with; nil if they begin with none.
  init?(_ bytes: RawSpan) {
    guard bytes.byteCount >= 4 else { return nil }
    switch bytes.u32(at: 0) {
    case PcapngBlock.section: self = .pcapng
    case FileMagic.microseconds, FileMagic.microseconds.byteSwapped, FileMagic.nanoseconds,
      FileMagic.nanoseconds.byteSwapped:
      self = .pcap
    case FileMagic.routes, FileMagic.addresses, FileMagic.rules: self = .saved
    default: return nil
    }
  }

  /// Whether the first bytes are all characters of text.
  static func isText(_ bytes: RawSpan) -> Bool {
    for offset in 0..<min(512, bytes.byteCount) {
      let byte = bytes.u8(at: offset)
      if byte < 9 || (14..<32).contains(byte) && byte != 27 { return false }
    }
    // All bytes of pcapng's magic number are characters of text.
    return FileFormat(bytes) != .pcapng
  }
}
