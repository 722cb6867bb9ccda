import Glibc
import LiveKernel
import Netlink
import NetlinkCore
import Testing

/// An empty network namespace, kept by a descriptor as long as the object lives.
final class LibraryNamespace: Sendable {
  let descriptor: Int32
  let client: NetlinkClient
  var namespace: NetworkNamespace { .descriptor(descriptor) }

  /// Makes one with `lo` up, and runs lines of `ip -batch` in it.
  init(_ lines: String...) throws {
    descriptor = try onThread {
      try NetworkNamespace.enterNew()
      return unsafe open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)
    }
    try #require(descriptor >= 0)
    client = try NetlinkClient(.route, in: .descriptor(descriptor))
    try ip(["link set lo up"] + lines)
  }

  deinit { close(descriptor) }

  /// Runs `body` on a thread of its own in the namespace, and waits for it.
  func inside<Answer: Sendable>(_ body: @escaping @Sendable () throws -> Answer) throws -> Answer {
    let namespace = namespace
    return try onThread {
      try namespace.enter()
      return try body()
    }
  }

  /// Runs lines of `ip`, each a command.
  func ip(_ lines: [String]) throws {
    if lines.isEmpty { return }
    try inside {
      let script = lines.map { "echo '\($0)'" }.joined(separator: "; ")
      let child = try #require(Child.start(["sh", "-c", "{ \(script); } | ip -batch -"]))
      let result = child.finish()
      try #require(result.status == 0, "\(result.errors)")
    }
  }

  /// How many netlink sockets of programs are open there.
  func socketCount() throws -> Int {
    try inside {
      let text = String(decoding: Files.contents(of: "/proc/thread-self/net/netlink") ?? [], as: UTF8.self)
      // The kernel's own have the port id 0.
      return text.split(separator: "\n").dropFirst().count { $0.split(separator: " ")[2] != "0" }
    }
  }

  /// Waits until so many are open there, once `pool` has closed its idle channels; false if that never was so.
  func hasSockets(_ count: Int, without pool: ChannelPool) async throws -> Bool {
    try await eventually {
      pool.removeAll()
      return try socketCount() == count
    }
  }

  func ip(_ lines: String...) throws { try ip(lines) }

  /// What a command says in the namespace.
  func output(_ words: String...) throws -> String {
    try inside { try #require(Child.start(words)).finish().output }
  }
}

/// Runs `body` on a thread of its own, and waits for it.
func onThread<Answer: Sendable>(_ body: @escaping @Sendable () throws -> Answer) throws -> Answer {
  let answer = Guarded<Result<Answer, any Error>?>(nil)
  let worker = try Worker {
    let result = Result { try body() }
    answer.withLock { $0 = result }
  }
  worker.join()
  return try #require(answer.withLock { $0 }).get()
}

/// Waits until `isTrue`, which something else makes so; false when it never was.
func eventually(_ isTrue: () async throws -> Bool) async rethrows -> Bool {
  // Only a watchdog gives up: other tests may hold the threads of the pool for minutes.
  let end = ContinuousClock.now + .seconds(600)
  while true {
    let isLast = ContinuousClock.now >= end
    if try await isTrue() { return true }
    if isLast { return false }
    try? await Task.sleep(for: .milliseconds(2))
  }
}
