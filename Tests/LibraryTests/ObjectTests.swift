import LiveKernel
import Netlink
import Testing

/// One import, typed objects, fields by path.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)")) struct ObjectTests {
  @Test("A link tells its name, number, MTU, kind, flags and any field by its path")
  func links() throws {
    let scene = try LibraryNamespace(
      "link add br0 type bridge", "link set br0 mtu 1400", "link add ve0 type veth peer name ve1",
      "link set ve0 master br0 up",
      "link add vx42 type vxlan id 42 dstport 4789", "link property add dev ve1 altname second",
      "link set ve1 alias words")
    let links = try Link.all(from: scene.client)
    #expect(links.map(\.name).sorted() == ["br0", "lo", "ve0", "ve1", "vx42"])
    #expect(links.isComplete)
    let bridge = try Link.named("br0", from: scene.client)
    #expect(bridge.mtu == 1400 && bridge.kind == "bridge" && !bridge.isUp)
    let port = try #require(links.first { $0.name == "ve0" })
    #expect(port.isUp && port.kind == "veth" && port.masterKind == "bridge")
    #expect(port.master == bridge.index && port.masterName == "br0")
    #expect(port["master"] == "br0" && port["linkinfo.info_kind"] == "veth")
    #expect(port.address?.bytes.count == 6 && port["address"]?.string == port.address?.description)
    let vni = try Link.named("vx42", from: scene.client)["linkinfo.info_data.id"]
    #expect(vni == 42)
    let second = try Link.named("second", from: scene.client)
    #expect(second.name == "ve1" && second.alternativeNames == ["second"] && second.alias == "words")
    #expect(second.lower == port.index && second.lowerNamespaceID == nil)
    #expect(second.statistics?.sentPackets != nil && second.transmitQueueLength == 1000)
    let unnamed = #expect(throws: NetlinkError.self) { try Link.named("", from: scene.client) }
    #expect(unnamed?.description == "link \"\": no such device (ENODEV)")
    #expect(try Link.numbered(1, from: scene.client).flags.contains(.loopback))
    #expect(try Link.all(.init(kind: "veth"), from: scene.client).map(\.name).sorted() == ["ve0", "ve1"])
    #expect(try Link.all(.init(master: bridge.index), from: scene.client).map(\.name) == ["ve0"])
    #expect(second["no.such.path"] == nil && second.hardwareType == "ether")
  }

  @Test("The JSON of an object is that of ip")
  func json() throws {
    let scene = try LibraryNamespace(
      "link add ve0 type veth peer name ve1", "address add 10.0.0.1/24 dev ve0")
    let said = try scene.output("ip", "-j", "-d", "link", "show", "ve0")
    let link = try Link.named("ve0", from: scene.client)
    for key in ["\"ifname\":\"ve0\"", "\"link\":\"ve1\"", "\"mtu\":1500", "\"txqlen\":1000"] {
      #expect(link.json().contains(key) && said.contains(key), "\(key)")
    }
    #expect(link.value.json() == link.json())
    #expect(link.description == link.json() && link.key == "link/\(link.index)")
  }

  @Test("Addresses, routes, neighbours, rules and next hops have their usual properties")
  func others() throws {
    let scene = try LibraryNamespace(
      "link add ve0 type veth peer name ve1", "link set ve0 up", "link set ve1 up",
      "address add 10.0.0.1/24 broadcast 10.0.0.255 dev ve0", "address add fd00::1/64 dev ve0 nodad",
      "route add 10.1.0.0/16 via 10.0.0.2 metric 7 proto bgp", "route add blackhole 10.9.0.0/24 table 100",
      "neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev ve0",
      "rule add from 10.0.0.0/8 fwmark 5 lookup 100 pref 50",
      "nexthop add id 9 via 10.0.0.3 dev ve0", "nexthop add id 10 group 9,3")
    let client = scene.client
    let device = try Link.named("ve0", from: client).index
    let address = try #require(try Address.all(.init(family: .ipv4, device: device), from: client).first)
    #expect(
      address.local == IPAddress("10.0.0.1") && address.prefixLength == 24 && address.deviceName == "ve0")
    #expect(address.prefix == IPPrefix("10.0.0.1/24") && address.broadcast == IPAddress("10.0.0.255"))
    #expect(address.flags.contains(.permanent) && address.validLifetime == nil && address.peer == nil)
    #expect(address.label == "ve0" && address.scope == .everywhere)
    let six = try Address.all(.init(family: .ipv6, device: device), from: client)
    #expect(six.contains { $0.local == IPAddress("fd00::1") && $0.flags.contains(.noDuplicateDetection) })

    let routes = try Route.all(.init(table: .main, device: device), from: client)
    let route = try #require(routes.first { $0.gateway != nil })
    #expect("\(route.destination)" == "10.1.0.0/16" && route.gateway == IPAddress("10.0.0.2"))
    #expect(route.metric == 7 && route.origin == .bgp && route.table == .main && route.action == .unicast)
    #expect(route.deviceName == "ve0" && route["dev"] == "ve0" && route["protocol"] == "bgp")
    #expect(routes.allSatisfy { $0.table == .main && $0.device == device })
    let hole = try Route.all(.init(table: 100), from: client)
    #expect(
      hole.count == 1 && hole.first?.action == .blackhole && hole.first?.destination.network?.length == 24)
    let taken = try Route.lookUp(try #require(IPAddress("10.1.2.3")), from: client)
    #expect(taken.gateway == IPAddress("10.0.0.2") && taken.preferredSource == IPAddress("10.0.0.1"))

    let own = try Route.lookUp(try #require(IPAddress("10.0.0.1")), from: client)
    #expect(own.table == .local && own.action == .local && taken.table == .main)
    let far = try Route.lookUp(try #require(IPAddress("fd00::1:2")), from: client)
    #expect(far.deviceName == "ve0" && far.family == .ipv6 && far.table == .main)

    let neighbour = try #require(try Neighbour.all(.init(family: .ipv4), from: client).first)
    #expect(neighbour.address == IPAddress("10.0.0.2") && neighbour.state == .permanent)
    #expect(neighbour.linkAddress == LinkAddress("02:00:00:00:00:02") && neighbour.deviceName == "ve0")
    let rule = try #require(try Rule.all(.init(family: .ipv4), from: client).first { $0.priority == 50 })
    #expect(
      rule.source == IPPrefix("10.0.0.0/8") && rule.mark == 5 && rule.table == 100 && rule.destination == nil)
    let nextHop = try NextHop.numbered(9, from: client)
    #expect(
      nextHop.gateway == IPAddress("10.0.0.3") && nextHop.deviceName == "ve0" && nextHop.members.isEmpty)
    let groups = try NextHop.all(.init(isGroup: true), from: client)
    #expect(groups.count == 1 && groups.first?.members.map(\.id) == [9])
    #expect(groups.first?.members.map(\.weight) == [3])
  }

  @Test("The names of attributes are those of the rows")
  func names() {
    #expect(AttributeName.linkMTU.number == 4 && AttributeName("IFLA_MTU") == .linkMTU)
    #expect(AttributeName("IFLA_VXLAN_ID")?.number == 1)
    #expect(AttributeName("IFLA_NO_SUCH") == nil)
    // Links show it from a nest.
    #expect(AttributeName("IFLA_INET6_ADDR_GEN_MODE")?.number == 8)
    for name in AttributeName.named {
      #expect(AttributeName(name.description)?.number == name.number, "\(name)")
    }
    #expect(AttributeName.named.count > 50)
  }

  @Test("Every field that a kind lists has a path, a type and a sentence")
  func fields() {
    for kind in ObjectKind.allCases {
      #expect(!kind.fields.isEmpty && kind.fields.allSatisfy { !$0.path.isEmpty && !$0.summary.isEmpty })
    }
    #expect(ObjectKind.link.fields.contains { $0.path == "linkinfo.info_data.id" && $0.type == "integer" })
  }

  @Test("Addresses and networks read and print")
  func addresses() throws {
    #expect(IPAddress("fe80::1")?.description == "fe80::1" && IPAddress("10.0.0")?.description == nil)
    #expect(IPAddress("") == nil && IPAddress([1, 2]) == nil && IPAddress("1.2.3.4")?.bytes == [1, 2, 3, 4])
    let network = try #require(IPPrefix("10.1.0.0/15"))
    #expect(network.contains(try #require(IPAddress("10.0.255.1"))))
    #expect(!network.contains(try #require(IPAddress("10.2.0.0"))))
    #expect(
      IPPrefix("10.0.0.0/33") == nil && IPPrefix("::1")?.length == 128 && IPPrefix("10.0.0.0/-1") == nil)
    #expect(LinkAddress("02:0:ff")?.description == "02:00:ff" && LinkAddress("zz") == nil)
  }

  @Test("A value tree keeps what a counter may be, text with quotes, and arrays by path")
  func values() {
    let value = Value.object([
      .init(key: "a", value: .unsigned(.max)), .init(key: "b", value: "x\"\\\n\u{1}"),
      .init(
        key: "c", value: .array([.object([.init(key: "d", value: 1)]), .object([.init(key: "d", value: 2)])])),
    ])
    #expect(value["a"]?.uint64 == .max && value["a"]?.int == nil)
    #expect(value["c.d"] == .array([1, 2]) && value["c.e"] == nil && value["a.b"] == nil)
    #expect(value.json() == #"{"a":18446744073709551615,"b":"x\"\\\n\u0001","c":[{"d":1},{"d":2}]}"#)
    #expect("\(Value.text("plain"))" == "plain" && "\(Value.integer(-3))" == "-3")
  }
}
