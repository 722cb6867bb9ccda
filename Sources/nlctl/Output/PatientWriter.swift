import Glibc
import NetlinkCore

/// Writes to a reader that may stop reading, and notices signals and the time-out while it waits for the reader.
///
/// It waits by poll(2) and then writes at most 4,096 bytes, which a pipe that is writable takes without blocking.
/// O_NONBLOCK is not used, because other processes may share the descriptor.
struct PatientWriter {
  let interrupt: Interrupt

  enum Outcome: Equatable {
    case written
    /// The command had to end, and the reader has not taken the last so many bytes.
    case unread(Int)
    case failed(Int32)
  }

  private static let largestWrite = 4096

  /// Writes all of `bytes`, in whole lines if these are short enough. If the command has to end, it writes only what can
  /// be written without waiting.
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

  /// Waits until bytes can be written, or the command has to end.
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
