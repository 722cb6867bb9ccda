/// Where a `PatientWriter` writes to: a descriptor, or a model of a pipe in its place.
package protocol WriteTarget {
  /// Waits until bytes can be written, the command has to end, or `milliseconds` have passed (-1: for ever). Where both
  /// hold, bytes can be written.
  func wait(_ milliseconds: Int) -> Wakeup
  /// write(2): how many bytes were taken, or an error number below 0.
  func write(_ bytes: Span<UInt8>) -> Int
  /// Milliseconds of a clock that only goes forward.
  func now() -> Int
}

/// How writing ended.
package enum WriteOutcome: Equatable {
  case written
  /// The command had to end, and the reader has not taken the last so many bytes.
  case unread(Int)
  /// An error number.
  case failed(Int32)
}

/// Writes to a reader that may stop reading, and notices a cancellation and a deadline while it waits for the reader.
///
/// It waits before each write and then writes at most 4,096 bytes, which a pipe that is writable takes without blocking.
/// O_NONBLOCK is not used, because other processes may share the descriptor.
package struct PatientWriter<Target: WriteTarget> {
  private let target: Target
  /// When time is up, on the target's clock; nil for never.
  private let end: Int?

  package init(_ target: Target, until end: Int?) {
    self.target = target
    self.end = end
  }

  private static var largestWrite: Int { 4096 }

  /// Writes all of `bytes`, in whole lines if these are short enough. If the command has to end, it writes only what can
  /// be written without waiting.
  package func write(_ bytes: Span<UInt8>) -> WriteOutcome {
    var offset = 0
    while offset < bytes.count {
      switch target.wait(patience) {
      case .ready: break
      case .failed(let number): return .failed(number)
      case .timedOut, .cancelled: return .unread(bytes.count - offset)
      }
      let rest = bytes.extracting(offset...)
      let written = target.write(rest.extracting(..<pieceLength(rest)))
      if written > 0 {
        offset += written
      } else if written != -Int(Errno.interrupted), written != -Int(Errno.again) {
        return .failed(written == 0 ? Errno.inputOutput : Int32(clamping: -written))
      }
    }
    return .written
  }

  /// How many milliseconds may be waited; -1 for ever.
  private var patience: Int { end.map { max(0, $0 - target.now()) } ?? -1 }

  /// How many of the first of `bytes` to write at once: whole lines, if one ends early enough.
  private func pieceLength(_ bytes: Span<UInt8>) -> Int {
    if bytes.count <= Self.largestWrite { return bytes.count }
    var length = Self.largestWrite
    while length > 0, bytes[length - 1] != UInt8(ascii: "\n") { length -= 1 }
    return length > 0 ? length : Self.largestWrite
  }
}

extension PatientWriter: Sendable where Target: Sendable {}
