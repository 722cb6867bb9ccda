import LiveKernel
import Testing

/// What the shells are offered, from a live kernel.
@Suite(.enabled(if: LiveKernel.canUnshare, "no private network namespace can be made"))
struct CompleteTests {
  @Test("Words of a namespace, one a line")
  func words() throws {
    let topics = ["links", "masters", "labels", "nexthops", "netns", "tables", "mcgroups", "kinds", "groups"]
    let lines =
      topics.map { "nlctl complete \($0)" } + ["nlctl -n blue complete links", "nlctl -n no complete links"]
    let scene = try Scene("office", lines)
    func words(_ index: Int) -> [String] { scene.results[index].lines }
    #expect(Set(words(0)).isSuperset(of: ["lo", "eth0", "enp3s0", "br0", "vx7"]))
    #expect(words(1).contains("br0") && !words(1).contains("eth0"))
    #expect(words(2).contains("eth0:web") && Set(words(2)).count == words(2).count)
    #expect(words(3) == ["1", "2", "4", "5", "7", "10", "11", "20", "30", "31"])
    #expect(words(4) == ["blue"])
    #expect(Set(words(5)).isSuperset(of: ["main", "local", "100", "1000"]))
    #expect(Set(words(6)).isSuperset(of: ["link", "ipv4-route", "nexthop"]))
    #expect(Set(words(7)).isSuperset(of: ["vxlan", "bridge", "veth", "loopback"]))
    #expect(words(8).contains("default"))
    #expect(words(9) == ["lo", "eth0"])
    // Where nothing can be asked there is nothing to offer, and nothing is said into the command line.
    #expect(words(10).isEmpty)
    for result in scene.results { #expect(result.errors.isEmpty && result.status == 0) }
  }
}
