import Glibc

/// A child process, with what it prints.
public struct Child {
  private let process: pid_t
  private let output: Int32
  private let errors: Int32

  /// Starts the words as a command of the PATH; nil when there is none. `output` replaces its standard
  /// output by the file of that name.
  public static func start(_ words: [String], output path: String? = nil)
    -> Child?
  {
    var out: [Int32] = [-1, -1]
    var err: [Int32] = [-1, -1]
    // A pair of sockets, for unlike a pipe's its close-on-exec is set as it is made.
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &out) == 0, socketpair(AF_UNIX, kind, 0, &err) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    if let path {
      posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY, 0)
    } else {
      posix_spawn_file_actions_adddup2(&actions, out[1], 1)
    }
    posix_spawn_file_actions_adddup2(&actions, err[1], 2)
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for text in arguments { free(text) } }
    // The threads that run tests block most signals, and a child that inherits that cannot be ended by SIGTERM.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    let failed = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, environ)
    close(out[1])
    close(err[1])
    guard failed == 0 else {
      close(out[0])
      close(err[0])
      return nil
    }
    return Child(process: process, output: out[0], errors: err[0])
  }

  /// What it printed on standard output and standard error, and its status: 128 and the signal's number
  /// when a signal ended it. Waits for its end.
  public func finish() -> (output: String, errors: String, status: Int32) {
    var texts = (output: [UInt8](), errors: [UInt8]())
    var open = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    while open.contains(where: { $0.fd >= 0 }) {
      guard poll(&open, 2, -1) > 0 else { continue }
      for index in 0..<2 where open[index].fd >= 0 && open[index].revents != 0 {
        var chunk = [UInt8](repeating: 0, count: 65536)
        let count = read(open[index].fd, &chunk, chunk.count)
        if count <= 0 {
          close(open[index].fd)
          open[index].fd = -1
        } else if index == 0 {
          texts.output += chunk[0..<count]
        } else {
          texts.errors += chunk[0..<count]
        }
      }
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return (
      String(decoding: texts.output, as: UTF8.self), String(decoding: texts.errors, as: UTF8.self),
      status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    )
  }

  /// Its status if it ends within so many milliseconds; nil, and it is left behind, if it does not.
  func status(within milliseconds: Int) -> Int32? {
    defer {
      close(output)
      close(errors)
    }
    var status: Int32 = 0
    for _ in 0..<(milliseconds / 10) {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f }
      usleep(10_000)
    }
    return nil
  }
}
