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
    descriptor = unsafe open(file, O_RDONLY | O_CLOEXEC)
    isOpened = true
    if descriptor < 0 { throw Failure("\(file): \(Words.of(errno: errno))") }
  }

  deinit { if isOpened, descriptor >= 0 { close(descriptor) } }

  /// Whether it is a regular file, so that reading never waits.
  var isFile: Bool {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Reads the next bytes into `chunk`, and returns how many; 0 at the end.
  func read(into chunk: inout [UInt8]) throws(Failure) -> Int {
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { raw in
        unsafe Glibc.read(descriptor, raw.baseAddress, raw.count)
      }
      if count >= 0 { return count }
      if errno != EINTR { throw Failure("\(name): \(Words.of(errno: errno))") }
    }
  }
}
