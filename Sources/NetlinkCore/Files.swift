private import CNetlink
import Glibc

/// Reads files and folders of the system. A path is bytes where a name in it comes from a folder: the kernel takes any.
package enum Files {
  /// Whether two paths lead to the same file.
  package static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    var (first, second) = (stat(), stat())
    guard unsafe stat(withNUL(one), &first) == 0 else { return false }
    guard unsafe stat(withNUL(other), &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// A path as C has it. Of bytes behind a NUL, C knows nothing, and neither does a folder.
  static func withNUL(_ path: [UInt8]) -> [CChar] { path.map { CChar(bitPattern: $0) } + [0] }

  /// Whether something has that path.
  package static func exist(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// What `body` makes of a descriptor of the file at `path`; nil when it cannot be opened.
  package static func withDescriptor<Result>(of path: [UInt8], _ body: (Int32) -> Result?) -> Result? {
    let descriptor = open(path)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return body(descriptor)
  }

  /// A descriptor of the file at `path`, which the caller closes; the negative of an error number when it cannot be
  /// opened. It never blocks: a path may name a pipe that nobody writes to, or a terminal.
  package static func open(_ path: [UInt8]) -> Int32 {
    unsafe cnl_open(withNUL(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0)
  }

  /// The same, for a path that is text.
  package static func open(_ path: String) -> Int32 { open(Array(path.utf8)) }

  /// Where a symbolic link points to, the first 256 bytes of it; nil for anything else.
  package static func target(of path: String) -> String? {
    var text = [UInt8](repeating: 0, count: 256)
    let length = unsafe text.withUnsafeMutableBytes { raw in
      guard let start = raw.baseAddress else { return -1 }
      return unsafe readlink(path, start, raw.count)
    }
    return length >= 0 ? String(decoding: text[..<length], as: UTF8.self) : nil
  }

  /// The names in a folder, sorted by their bytes, which may be no UTF-8; none when it cannot be read.
  package static func names(in folder: String) -> [[UInt8]] { listing(of: folder).names }

  /// The same, and the number of the error if the folder cannot be opened; else 0.
  static func listing(of folder: String) -> (names: [[UInt8]], error: Int32) {
    guard let directory = unsafe opendir(folder) else { return ([], cnl_errno()) }
    defer { unsafe closedir(directory) }
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { raw in
        unsafe Array(raw.prefix { $0 != 0 })
      }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    return (names.sorted { $0.lexicographicallyPrecedes($1) }, 0)
  }

  /// The names in a folder that are numbers: processes, descriptors.
  package static func numbers(in folder: String) -> [Int] {
    names(in: folder).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
  }

  /// The bytes of a file, of which no more than about `limit` are read; nil when it cannot be read.
  package static func contents(of path: String, limit: Int = 1 << 20) -> [UInt8]? {
    contents(of: Array(path.utf8), limit: limit)
  }

  /// The same, for a path that need not be text.
  package static func contents(of path: [UInt8], limit: Int = 1 << 20) -> [UInt8]? {
    withDescriptor(of: path) { descriptor in
      var bytes: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 4096)
      while bytes.count < limit {
        let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        if count < 0 {
          if cnl_errno() == EINTR { continue }
          return nil
        }
        if count == 0 { break }
        bytes += chunk[0..<count]
      }
      return bytes
    }
  }
}
