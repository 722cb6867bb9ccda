import Glibc
import NetlinkCore

/// Writes to a reader that may stop reading. Signals and the time-out are noticed while it waits.
///
/// Each write has at most 4,096 bytes and follows a poll: a pipe that polls as writable takes that many
/// without blocking. O_NONBLOCK would change a descriptor that other processes share.
struct PatientWriter {
  let interrupt: Interrupt

  enum Outcome: Equatable {
    case written
    /// The command had to end, and the last so many bytes were not taken by the reader.
    case unread(Int)
    case failed(Int32)
  }

  private static let largestWrite = 4096

  /// Writes all of `bytes`, in whole lines if they are short enough. Once the command has to end, writes only
  /// what fits.
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Outcome {
    guard let start = bytes.baseAddress else { return .written }
    var offset = 0
    while offset < bytes.count {
      switch wait(for: descriptor) {
      case .ready: break
      case .failed(let errno): return .failed(errno)
      case .timedOut, .cancelled: return .unread(bytes.count - offset)
      }
      let length = unsafe PatientWriter.length(start + offset, bytes.count - offset)
      let written = unsafe Glibc.write(descriptor, start + offset, length)
      if written > 0 {
        offset += written
      } else if written == 0 || (errno != EINTR && errno != EAGAIN) {
        return .failed(written == 0 ? EIO : errno)
      }
    }
    return .written
  }

  /// How many of `count` bytes to write at once: whole lines, if one ends early enough.
  private static func length(_ start: UnsafeRawPointer, _ count: Int) -> Int {
    if count <= largestWrite { return count }
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: largestWrite)
    let lineEnd = unsafe bytes.lastIndex(of: UInt8(ascii: "\n"))
    return lineEnd.map { $0 + 1 } ?? largestWrite
  }

  /// Waits until there is room, or until the command has to end and there is none.
  private func wait(for descriptor: Int32) -> Wakeup {
    while true {
      let patience = interrupt.end.map { Int32(clamping: max(0, $0 - Clock.now)) } ?? -1
      // A closed or invalid descriptor shows as an error of write(2).
      var polled = [
        pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: interrupt.cancellation.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let count = unsafe polled.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, 2, patience) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { return .failed(errno) }
      if polled[0].revents != 0 { return .ready }
      return count > 0 ? .cancelled : .timedOut
    }
  }
}
