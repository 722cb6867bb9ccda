import NetlinkCore
import NetlinkMirror
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
}
