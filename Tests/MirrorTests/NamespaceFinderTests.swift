import Glibc
import NetlinkCore
import NetlinkMirror
import NetlinkWire
import Rtnetlink
import Testing

/// Finding the namespaces behind ids.
@Suite struct NamespaceFinderTests {
  @Test("Where the kernel's answer is lost, the ids of namespaces are an error and not none")
  func lostIDs() throws {
    var options = NetlinkSocket.Options()
    #expect(throws: Never.self) {
      try NamespaceFinder(NetlinkClient(options: options, pool: ChannelPool())).ids()
    }
    options.faults = FaultInjector(.overflow(every: 1))
    let error = #expect(throws: NetlinkError.self) {
      try NamespaceFinder(NetlinkClient(options: options, pool: ChannelPool())).ids()
    }
    #expect(error?.kind == .overflow)
  }

  /// A kernel that says which id the namespace of a process has, and which one that of any descriptor.
  private final class Ids: Host {
    let state = Guarded((ofProcess: [UInt32: Int32](), ofDescriptor: Int32(-1)))

    func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint { .substitute(Socket(self)) }
    func namespace() -> UInt64? { 1 }
    func process() -> Int32 { 1 }
  }

  private final class Socket: Transport {
    let kernel: Ids
    let answers = Guarded<[[UInt8]]>([])
    var descriptor: Int32 { -1 }
    let portID: UInt32 = 7

    init(_ kernel: Ids) { self.kernel = kernel }

    func prime() {}
    func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32 { 0 }
    func option(_ level: Int32, _ name: Int32) -> Int32? { 0 }
    func drops() -> UInt32? { 0 }

    func send(_ bytes: RawSpan) -> Int32 {
      let request = Message(bytes)
      var asked = Attributes(request.payload, from: 4)
      var id: Int32 = -1
      while asked.next() {
        let value = asked.value.u32(at: 0)
        id = kernel.state.withLock {
          asked.type != NamespaceAttribute.descriptor ? $0.ofProcess[value] ?? -1 : $0.ofDescriptor
        }
      }
      let answer = Written.message(
        UInt8(RTM.newNamespaceID),
        [0, 0, 0, 0]
          + Written.attribute(UInt8(NamespaceAttribute.id), Written.u32(UInt32(bitPattern: id))))
      let acknowledgement = Written.message(
        UInt8(ControlType.error), flags: MessageFlag.capped, Written.u32(0) + request.bytes.array[..<16])
      let head = Written.u32(request.sequence) + Written.u32(portID)
      answers.withLock { $0 += [answer, acknowledgement].map { $0[..<8] + head + $0[16...] } }
      return 0
    }

    func receive(into memory: inout MutableRawSpan) -> Received {
      var received = Received()
      guard let next = answers.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
        received.error = Errno.again
        return received
      }
      for (offset, byte) in next.enumerated() {
        memory.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
      }
      received.length = next.count
      return received
    }

    func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
      answers.withLock { $0.isEmpty } ? .timedOut : .ready
    }
  }

  @Test("A namespace is where it was only while its place still has its id")
  func moved() {
    let kernel = Ids()
    let finder = NamespaceFinder(NetlinkClient(pool: ChannelPool(host: kernel)))
    let (own, other) = (UInt32(getpid()), UInt32(1))
    // Namespaces that have names here have no id.
    kernel.state.withLock { $0 = ([own: 5], -1) }
    #expect(finder.place(of: 5)?.path == Array("/proc/\(own)/ns/net".utf8))
    kernel.state.withLock { $0 = ([own: 5], 5) }
    #expect(finder.place(of: 5)?.path == Array("/proc/\(own)/ns/net".utf8))
    kernel.state.withLock { $0 = ([own: 6, other: 5], 6) }
    #expect(finder.place(of: 5)?.path == Array("/proc/\(other)/ns/net".utf8))
    kernel.state.withLock { $0 = ([own: 6], 6) }
    #expect(finder.place(of: 5) == nil)
  }
}
