import NetlinkCore
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Runs `body` on a thread of its own in a new network namespace, with a table of descriptors in which
/// only the standard streams are open: what is counted there is the body's alone, whatever other tests
/// do meanwhile. The shared pool must not be used.
func withOwnDescriptors(_ body: @escaping @Sendable () throws -> Void) throws {
  try inNamespace {
    try unshareDescriptors()
    try body()
  }
}

/// Gives the calling thread that table of its own.
func unshareDescriptors() throws {
  // unshare(CLONE_FILES)
  typealias Unshare = @convention(c) (Int32) -> Int32
  let symbol = try unsafe #require(dlsym(nil, "unshare"))
  let unshare = unsafe unsafeBitCast(symbol, to: Unshare.self)
  try #require(unshare(0x400) == 0)
  for descriptor in try openDescriptors() where descriptor > 2 { close(descriptor) }
}

/// The descriptors that are open in the calling thread's table.
func openDescriptors() throws -> [Int32] {
  let directory = try unsafe #require(opendir("/proc/thread-self/fd"))
  defer { unsafe closedir(directory) }
  var all: [Int32] = []
  while let entry = unsafe readdir(directory) {
    let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { raw in
      unsafe String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
    }
    if let number = Int32(name), unsafe number != dirfd(directory) { all.append(number) }
  }
  return all.sorted()
}
