import LiveKernel
import NetlinkCore
import Rtnetlink
import Testing
import NetlinkWire

#if canImport(Glibc)
  import Glibc
#endif

/// Runs `body` on a thread of its own in a new, empty network namespace, and waits for it.
func inNamespace(_ body: @escaping @Sendable () throws -> Void) throws {
  let failure = Guarded<(any Error)?>(nil)
  onThreads(1) { _ in
    do {
      try NetworkNamespace.enterNew()
      try body()
    } catch {
      failure.withLock { $0 = error }
    }
  }
  if let error = failure.withLock({ $0 }) { throw error }
}

/// The same without blocking the caller's thread, of which the tests have but a few: for long bodies.
func inNamespace(_ body: @escaping @Sendable () throws -> Void) async throws {
  try await onOwnThread {
    try NetworkNamespace.enterNew()
    try body()
  }
}

/// Runs `body` on a thread of its own; the caller's does something else meanwhile. A second thread, which stays where
/// it is, resumes the caller: threads of the cooperative pool begin in the namespace, and with the descriptors, of the
/// one that resumes a task.
func onOwnThread(_ body: @escaping @Sendable () throws -> Void) async throws {
  try await withCheckedThrowingContinuation { end in
    do throws(NetlinkError) {
      let waiting = try Worker {
        let result = Guarded<Result<Void, any Error>>(.success(()))
        do throws(NetlinkError) {
          try Worker { result.withLock { $0 = Result { try body() } } }.join()
        } catch {
          result.withLock { $0 = .failure(error) }
        }
        end.resume(with: result.withLock { $0 })
      }
      waiting.detach()
    } catch {
      end.resume(throwing: error)
    }
  }
}

/// Requests that change a namespace.
enum Change {
  static func link(_ type: UInt16, index: UInt32 = 0, flags: UInt32 = 0, change: UInt32 = 0) -> Request {
    var request = Request(type: type, flags: type == 16 && index == 0 ? 0x600 : 0)
    request.appendHeader([0, 0, 0, 0] + Bytes.le32(index) + Bytes.le32(flags) + Bytes.le32(change))
    return request
  }
  /// A new link of the kind ifb, which small kernels have too.
  static func add(_ name: String) -> Request {
    var request = link(16)
    request.appendAttribute(3, string: name)
    request.appendNest(18) { $0.appendAttribute(1, string: "ifb") }
    return request
  }
  static func delete(_ name: String) -> Request {
    var request = link(17)
    request.appendAttribute(3, string: name)
    return request
  }
  /// A link, by its index.
  static func get(_ index: UInt32) -> Request { link(18, index: index) }
  /// An IPv4 blackhole route to 10.x.y.0/24.
  static func route(_ number: Int, type: UInt16 = 24) -> Request {
    var request = Request(type: type, flags: type == 24 ? 0x600 : 0)
    request.appendHeader([2, 24, 0, 0, 254, 4, 0, 6, 0, 0, 0, 0])
    request.appendAttribute(1, bytes: [10, UInt8(number >> 8 & 255), UInt8(number & 255), 0])
    return request
  }
  /// So many routes as `route` makes, all at once.
  static func batch(_ routes: Int) throws {
    var text: [UInt8] = []
    for number in 0..<routes {
      text += Array("route add blackhole 10.\(number >> 8).\(number & 255).0/24\n".utf8)
    }
    try batch(text)
  }
  /// Lines of `ip -batch`, in the calling thread's namespace.
  static func batch(_ lines: [UInt8]) throws {
    var name = Array("/tmp/nlctl-batch-XXXXXX\0".utf8CString)
    let descriptor = unsafe mkstemp(&name)
    try #require(descriptor >= 0)
    defer { unsafe unlink(name) }
    var rest = lines[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      try #require(written > 0)
      rest = rest.dropFirst(written)
    }
    close(descriptor)
    let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let child = try #require(Child.start(["ip", "-batch", path]))
    let result = child.finish()
    try #require(result.status == 0, "\(result.errors)")
  }
  static func routes(table: UInt32 = 0) -> Request {
    var request = Request(type: RTM.getRoute)
    request.appendHeader([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    if table != 0 { request.appendAttribute(15, u32: table) }
    return request
  }
  /// An IPv4 address of that link.
  static func address(_ number: Int, _ index: UInt32, type: UInt16 = 20) -> Request {
    var request = Request(type: type, flags: type == 20 ? 0x600 : 0)
    request.appendHeader([2, 32, 0, 0] + Bytes.le32(index))
    request.appendAttribute(2, bytes: [10, 1, UInt8(number >> 8), UInt8(number & 255)])
    return request
  }
  static func addresses() -> Request {
    var request = Request(type: RTM.getAddress)
    request.appendHeader([2, 0, 0, 0, 0, 0, 0, 0])
    return request
  }
}

/// How many messages a snapshot or a reply has.
func count(_ messages: consuming Messages) -> Int {
  var messages = messages
  var count = 0
  while messages.next() != nil { count += 1 }
  return count
}

/// Every event that is there.
func pending(_ subscription: Subscription) throws -> [(event: Subscription.Event, type: UInt16)] {
  var buffer = ReceiveBuffer()
  var all: [(event: Subscription.Event, type: UInt16)] = []
  while true {
    let event = try subscription.next(into: &buffer, milliseconds: 0)
    if event == .timedOut { return all }
    if case .datagram = event {
      all.append((event, buffer.bytes.u16(at: 4)))
    } else {
      all.append((event, 0))
    }
  }
}

/// Sends a message to a port id or to a group from a socket of its own; returns an errno.
func forge(port: UInt32, groups: UInt32) -> Int32 {
  let descriptor = Glibc.socket(16, Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  guard descriptor >= 0 else { return errno }
  defer { close(descriptor) }
  let address = Bytes.le16(16) + Bytes.le16(0) + Bytes.le32(port) + Bytes.le32(groups)
  let message = Bytes.message(16, 0, 0, [UInt8](repeating: 0, count: 16))
  let sent = unsafe address.withUnsafeBytes { address in
    guard let start = address.baseAddress else { return -1 }
    return unsafe sendto(
      descriptor, message, message.count, 0, start.assumingMemoryBound(to: sockaddr.self), 12)
  }
  return sent < 0 ? errno : 0
}
