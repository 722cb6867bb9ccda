import LiveKernel
import NetlinkCore
import Rtnetlink
import Testing
import NetlinkWire

#if canImport(Glibc)
  import Glibc
#endif

/// Runs `body` on a thread of its own and waits for it.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  final class Job: Sendable {
    let index: Int
    let body: @Sendable (Int) -> Void
    init(_ index: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.index = index
      self.body = body
    }
  }
  var threads: [pthread_t] = []
  for index in 0..<count {
    var thread = pthread_t()
    let job = unsafe Unmanaged.passRetained(Job(index, body)).toOpaque()
    let error = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        let job = unsafe Unmanaged<Job>.fromOpaque(argument).takeRetainedValue()
        job.body(job.index)
        return nil
      }, job)
    #expect(error == 0)
    threads.append(thread)
  }
  for thread in threads { pthread_join(thread, nil) }
}

@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)")) struct Live {
  static func links() -> Request {
    var request = Request(type: RTM.getLink)
    request.appendHeader([UInt8](repeating: 0, count: 16))
    return request
  }

  @Test("26 The union of 1 to 16 readers is exactly the table", arguments: [1, 2, 4, 16])
  func union(readers: Int) throws {
    let socket = try NetlinkSocket()
    let whole = try socket.snapshot(Live.links())
    var expected: [UInt32] = []
    var messages = whole.messages
    while let message = messages.next() { expected.append(message.bytes.u32(at: 20)) }
    let dump = socket.dump(Live.links())
    let seen = Guarded<[UInt32]>([])
    onThreads(readers) { _ in
      var cursor = dump.makeCursor()
      while let message = cursor.next() {
        let index = message.bytes.u32(at: 20)
        seen.withLock { $0.append(index) }
      }
    }
    #expect(try dump.finish().isComplete)
    #expect(seen.withLock { $0.sorted() } == expected.sorted())
    #expect(expected.count >= 1)
  }

  @Test("1, 2, 3, 7, 9, 19, 23 A socket keeps its identity; a clone has its own")
  func identity() throws {
    let socket = try NetlinkSocket()
    let (fd, port) = (socket.descriptor, socket.portID)
    #expect(fd >= 0 && port != 0)
    try socket.join(group: 1)
    let clone = try socket.clone()
    #expect(clone.portID != port)
    let dump = socket.dump(Live.links())
    #expect(try !socket.wait(milliseconds: 20))
    try socket.leave(group: 1)
    try dump.finish()
    #expect(socket.descriptor == fd && socket.portID == port)
    #expect(throws: NetlinkError(.system, .open, errno: 93)) {
      try NetlinkSocket(NetlinkProtocol(rawValue: 31))
    }
  }

  @Test("10, 12, 15, 112 Dumps outlive their socket, and two alternate without EBUSY or old data")
  func independence() throws {
    var socket: NetlinkSocket? = try NetlinkSocket()
    let one = socket?.dump(Live.links())
    let other = socket?.dump(Live.links())
    socket?.dump(Live.links()).cancel()
    socket = nil
    var counts = [0, 0]
    guard var first = one?.makeCursor(), var second = other?.makeCursor() else { return }
    var isOver = false
    while !isOver {
      let a = first.next() != nil
      let b = second.next() != nil
      counts[0] += a ? 1 : 0
      counts[1] += b ? 1 : 0
      isOver = !a && !b
    }
    #expect(counts[0] == counts[1] && counts[0] > 0)
    #expect(try one?.finish().isComplete == true)
    #expect(try other?.finish().isComplete == true)
  }

  @Test("79, 86 A request for one link has its reply; a bad attribute has errno, text and path")
  func transact() throws {
    let socket = try NetlinkSocket()
    var request = Request(type: RTM.getLink)
    request.appendHeader([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(try socket.transact(request).count == 1)
    var missing = Request(type: RTM.getLink)
    missing.appendHeader([UInt8](repeating: 0, count: 16))
    missing.appendAttribute(3, string: "nosuch0")
    #expect(throws: NetlinkError.self) { try socket.transact(missing) }
    do throws(NetlinkError) { try socket.transact(missing) } catch { #expect(error.name == "ENODEV") }
    var bad = request
    bad.appendAttribute(3, string: "a name that is far too long for a device")
    do throws(NetlinkError) {
      try socket.transact(bad)
      Issue.record("accepted")
    } catch {
      #expect(
        error.name == "ERANGE" && error.extendedAcknowledgement?.path == [3]
          && error.extendedAcknowledgement?.text != nil)
    }
  }

  @Test("118, 119 Families and groups by name; ENOENT for unknown ones")
  func families() throws {
    let socket = try NetlinkSocket(.generic)
    #expect(try socket.family(named: "nlctrl").id == 16)
    #expect(try socket.group(named: "notify", in: "nlctrl").rawValue > 0)
    do throws(NetlinkError) { _ = try socket.group(named: "nosuch", in: "nlctrl") } catch {
      #expect(error.name == "ENOENT")
    }
    do throws(NetlinkError) {
      _ = try socket.family(named: "nosuch")
      Issue.record("found")
    } catch { #expect(error.name == "ENOENT") }
  }
}
