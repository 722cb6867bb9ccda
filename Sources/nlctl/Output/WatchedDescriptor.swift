import CNetlink
import Glibc
import NetlinkCore

/// A descriptor to write to, of a command that a signal ends.
struct WatchedDescriptor: WriteTarget {
  let descriptor: Int32
  let cancellation: Cancellation

  func wait(_ milliseconds: Int) -> Wakeup {
    let end = Poll.end(in: milliseconds)
    while true {
      let left = end.map { max(0, $0 - Poll.now()) } ?? -1
      // A closed or invalid descriptor shows as an error of write(2).
      var polled = [
        pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: cancellation.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let count = unsafe polled.withUnsafeMutableBufferPointer {
        unsafe poll($0.baseAddress, 2, Int32(clamping: left))
      }
      if count < 0 {
        let error = cnl_errno()
        if error == EINTR { continue }
        return .failed(error)
      }
      if polled[0].revents != 0 { return .ready }
      if count > 0 { return .cancelled }
      if let end, Poll.now() >= end { return .timedOut }
    }
  }

  /// Waits until it is a pipe or socket that nobody reads any more; files and terminals have no such end. False where
  /// that cannot be known.
  func waitForEndOfReader() -> Bool {
    // Errors are told of without being asked for.
    var output = pollfd(fd: descriptor, events: 0, revents: 0)
    while unsafe poll(&output, 1, -1) < 0 {
      if cnl_errno() != EINTR { return false }
    }
    return output.revents & Int16(POLLERR) != 0
  }

  func write(_ bytes: Span<UInt8>) -> Int {
    let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    return written < 0 ? -Int(cnl_errno()) : written
  }

  func now() -> Int { Poll.now() }
}

extension PatientWriter<WatchedDescriptor> {
  /// Writes to `descriptor`, until `interrupt` ends the command.
  init(_ descriptor: Int32, until interrupt: Interrupt) {
    let target = WatchedDescriptor(descriptor: descriptor, cancellation: interrupt.cancellation)
    self.init(target, until: interrupt.end)
  }
}
