import CNetlink
import Glibc
import NetlinkCore

/// A file, or standard input, that is read from its beginning to its end.
final class Input {
  /// Its name in messages.
  let name: String
  private let descriptor: Int32
  private let isOpened: Bool

  /// Opens a file; nil and `-` are standard input.
  init(_ file: String?) throws(Failure) {
    guard let file, file != "-" else {
      (name, descriptor, isOpened) = ("standard input", 0, false)
      return
    }
    name = file
    descriptor = unsafe cnl_open(file, O_RDONLY | O_CLOEXEC, 0)
    isOpened = true
    if descriptor < 0 { throw Failure("\(file): \(Words.of(errno: -descriptor))") }
  }

  deinit { if isOpened, descriptor >= 0 { close(descriptor) } }

  /// Whether it is a regular file, so that reading never waits.
  var isFile: Bool { cnl_is_regular(descriptor) != 0 }

  /// Whether the next bytes, or the end, can be read without waiting.
  var hasMore: Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&state, 1, 0) > 0
  }

  /// Reads the next bytes into `chunk`, and returns how many; 0 at the end.
  func read(into chunk: inout [UInt8]) throws(Failure) -> Int {
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { raw in
        unsafe Glibc.read(descriptor, raw.baseAddress, raw.count)
      }
      if count >= 0 { return count }
      let error = cnl_errno()
      if error != EINTR { throw Failure("\(name): \(Words.of(errno: error))") }
    }
  }
}
