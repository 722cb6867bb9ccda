internal import NetlinkWire

/// Reads messages that follow each other: raw streams, logs of `rtmon`, files of `ip route save`, `ip addr save` and
/// `ip rule save`.
struct StreamReader {
  /// When the next message came, if a log of `rtmon` says so.
  private var time: UInt64?

  mutating func step<S: RecordingSink & ~Copyable>(
    _ bytes: RawSpan, _ isEnd: Bool, _ offset: UInt64, _ sink: inout S
  ) -> Recording.Step {
    if bytes.byteCount == 0 { return .read(0) }
    guard bytes.byteCount >= 16 else {
      if !isEnd { return .more }
      return bytes.isZero ? .read(bytes.byteCount) : .stop("the file ends within a message")
    }
    let length = Int(bytes.u32(at: 0))
    guard length >= 16 else { return .stop("a message of \(length) bytes cannot be") }
    guard length <= Recording.limit else { return .stop("a message is longer than a mebibyte") }
    let aligned = (length + 3) & ~3
    if bytes.byteCount < aligned, !isEnd { return .more }
    let present = min(aligned, bytes.byteCount)
    // The time stamp of rtmon: a header, seconds, microseconds.
    if bytes.u16(at: 4) == TimeStamp.type, length == TimeStamp.length, present >= length {
      time = UInt64(bytes.u32(at: 16)) * 1_000_000_000 + UInt64(bytes.u32(at: 20)) * 1000
      return .read(present)
    }
    var envelope = Envelope()
    envelope.time = time
    sink.datagram(bytes.slice(at: 0, length: present), envelope)
    if present < length { return .stop("the file ends within a message") }
    return .read(present)
  }
}
