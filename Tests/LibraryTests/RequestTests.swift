import Glibc
import LiveKernel
import Netlink
import Testing

/// Requests by names, namespaces, errors in words, deadlines.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)")) struct RequestTests {
  @Test("A link, an address and a route are made and taken away without a number")
  func changes() throws {
    let scene = try LibraryNamespace()
    let client = scene.client
    var request = Request.newLink(flags: .up, changing: .up, mode: [.create, .exclusive])
    request.appendAttribute(.linkName, string: "br7")
    request.appendAttribute(.linkMTU, u32: 1300)
    request.appendNest(.linkInfo) { $0.appendAttribute(.linkInfoKind, string: "bridge") }
    try client.transact(request)
    let link = try Link.named("br7", from: client)
    #expect(link.mtu == 1300 && link.isUp)
    try client.transact(.newAddress(try #require(IPPrefix("10.3.0.1/24")), device: link.index))
    try client.transact(.newAddress(try #require(IPPrefix("fd03::1/64")), device: link.index))
    let there = try Address.all(.init(device: link.index), from: client).compactMap(\.prefix)
    #expect(there.contains { "\($0)" == "10.3.0.1/24" } && there.contains { "\($0)" == "fd03::1/64" })
    let far = try #require(IPPrefix("10.4.0.0/16"))
    try client.transact(.newRoute(to: far, via: IPAddress("10.3.0.2"), metric: 5))
    try client.transact(.newRoute(to: far, device: link.index, table: 1000))
    #expect(try Route.all(.init(table: 1000), from: client).count == 1)
    try client.transact(.deleteRoute(to: far, metric: 5))
    #expect(!(try Route.all(.init(table: .main), from: client)).contains { $0.metric == 5 })
    // The same address with another length is another address.
    let wider = try #require(IPPrefix("10.3.0.1/16"))
    #expect(throws: NetlinkError.self) { try client.transact(.deleteAddress(wider, device: link.index)) }
    try client.transact(.deleteAddress(try #require(IPPrefix("10.3.0.1/24")), device: link.index))
    try client.transact(.deleteLink(index: link.index))
    #expect(try Link.all(from: client).map(\.name) == ["lo"])
  }

  @Test("A neighbour, a forwarding entry, a rule and next hops are made and taken away without a number")
  func others() throws {
    let scene = try LibraryNamespace(
      "link add name br0 type bridge", "link set br0 up", "address add 10.0.0.1/24 dev br0",
      "link add name p0 type veth peer name p1", "link set p0 master br0", "link set p0 up",
      "link set p1 up")
    let client = scene.client
    let device = try Link.named("br0", from: client).index
    let there = try #require(IPAddress("10.0.0.9"))
    let hardware = try #require(LinkAddress("02:00:00:00:00:09"))
    try client.transact(.newNeighbour(there, at: hardware, device: device))
    // Beside it the kernel may have neighbours of multicast.
    let neighbours = try Neighbour.all(.init(family: .ipv4, device: device), from: client)
      .filter { $0.address == there }
    #expect(neighbours.map(\.linkAddress) == [hardware])
    #expect(neighbours.map(\.state) == [.permanent])
    let twice = #expect(throws: NetlinkError.self) {
      try client.transact(.newNeighbour(there, at: hardware, device: device))
    }
    #expect(twice.map { "\($0)" } == "neighbour 10.0.0.9: file exists (EEXIST)")
    try client.transact(.deleteNeighbour(there, device: device))
    let left = try Neighbour.all(.init(family: .ipv4, device: device), from: client)
    #expect(!left.contains { $0.state == .permanent })

    func entries() throws -> Int {
      try Neighbour.all(.init(family: .bridge), from: client).count { $0.linkAddress == hardware }
    }
    let port = try Link.named("p0", from: client).index
    for isOfBridge in [false, true] {
      try client.transact(.newForwardingEntry(hardware, device: port, ofBridge: isOfBridge))
      #expect(try entries() == 1, "\(isOfBridge)")
      try client.transact(.deleteForwardingEntry(hardware, device: port, ofBridge: isOfBridge))
      #expect(try entries() == 0, "\(isOfBridge)")
    }

    let source = try #require(IPPrefix("10.7.0.0/16"))
    try client.transact(.newRule(.ipv4, priority: 77, from: source, table: 1000))
    try client.transact(.newRule(.ipv4, priority: 78, to: source, action: .prohibit))
    let rules = try Rule.all(.init(family: .ipv4), from: client).filter { [77, 78].contains($0.priority) }
    #expect(rules.map(\.action) == [.lookUp, .prohibit] && rules.map(\.table) == [1000, nil])
    #expect(rules.map(\.source) == [source, nil] && rules.map(\.destination) == [nil, source])
    try client.transact(.deleteRule(.ipv4, priority: 77, from: source, table: 1000))
    try client.transact(.deleteRule(.ipv4, priority: 78))
    let missing = #expect(throws: NetlinkError.self) { try client.transact(.deleteRule(.ipv4, priority: 78)) }
    #expect(missing.map { "\($0)" } == "rule 78: no such file or directory (ENOENT)")

    try client.transact(.newNextHop(id: 1, via: there, device: device))
    try client.transact(.newNextHop(id: 2, device: device))
    let members = [NextHop.Member(id: 1, weight: 256), NextHop.Member(id: 2)]
    try client.transact(.newNextHop(id: 9, members: members))
    #expect(try NextHop.numbered(1, from: client).gateway == there)
    #expect(try NextHop.numbered(9, from: client).members == members)
    try client.transact(.deleteNextHop(id: 9))
    #expect(try NextHop.all(from: client).map(\.id) == [1, 2])
  }

  @Test("A question about every kind is built by its name, and a dump hands out closures and copies")
  func questions() throws {
    let scene = try LibraryNamespace(
      "address add 10.0.0.1/24 dev lo", "link add name br0 type bridge", "link set br0 up")
    var kinds: Set<ObjectKind> = []
    for kind in ObjectKind.allCases where kind != .bucket {
      let families: [ObjectKind: AddressFamily] = [
        .link: .unspecified, .nextHop: .unspecified, .netconf: .unspecified, .multicastAddress: .ipv6,
      ]
      let request = Request.get(kind, family: families[kind] ?? .ipv4)
      // Not every kernel's bridges know VLANs.
      guard let snapshot = try? scene.client.snapshot(request) else {
        #expect(kind == .bridgeVLAN)
        continue
      }
      let messages = snapshot.ownedMessages
      #expect(messages.allSatisfy { ObjectKind(of: $0) == kind }, "\(kind)")
      for message in messages {
        let object = try #require(NetlinkObject(message), "\(kind)")
        #expect(!object.value.members.isEmpty && object["_unparsed"] == nil, "\(object)")
        #expect(!object.key.isEmpty)
        kinds.insert(kind)
      }
    }
    #expect(kinds.isSuperset(of: [.link, .address, .route, .rule, .netconf, .multicastAddress]))
    var names: [String] = []
    try scene.client.dump(.get(.link)).forEach { message in
      // The attribute is reached by a call that knows the header before it.
      message.withAttribute(AttributeName.linkName.number, headerLength: 16) { names.append($0.string) }
    }
    #expect(names == ["lo", "br0"])
    let message = try #require(try scene.client.snapshot(.get(.link)).ownedMessages.first)
    #expect(message.attribute(3, headerLength: 16) == Array("lo\0".utf8))
    #expect(OwnedMessage(bytes: Array(message.bytes.dropLast())) == nil)
    #expect(NetlinkObject(message)?.kind == .link)
  }

  @Test("A namespace is reached by name, path, process and descriptor, and the thread stays where it is")
  func namespaces() throws {
    let scene = try LibraryNamespace("link add name blue0 type bridge")
    let here = try #require(NetworkNamespace.currentIdentity)
    let path = "/proc/self/fd/\(scene.descriptor)"
    for namespace in [NetworkNamespace.path(path), .descriptor(scene.descriptor)] {
      let blue = try NetlinkClient(.route, in: namespace)
      #expect(try Link.all(from: blue).contains { $0.name == "blue0" })
      let socket = try NetlinkSocket(.route, in: namespace)
      #expect(try Link.named("blue0", from: socket).name == "blue0")
    }
    let name = "nlctl-test-\(getpid())"
    try #require(try #require(Child.start(["ip", "netns", "add", name])).finish().status == 0)
    defer { _ = Child.start(["ip", "netns", "delete", name])?.finish() }
    let blue = try NetlinkClient(.route, in: .name(name))
    #expect(try Link.all(from: blue).map(\.name) == ["lo"])
    let own = try NetlinkClient(.route, in: .process(getpid()))
    #expect(try Link.all(from: own).contains { $0.name == "lo" })
    #expect(NetworkNamespace.currentIdentity == here)
    #expect(throws: NetlinkError.self) { try NetlinkClient(.route, in: .name("no/such")) }
    let error = #expect(throws: NetlinkError.self) { try NetlinkClient(.route, in: .name("no-such-name")) }
    #expect(error.map { "\($0)" } == "network namespace no-such-name: no such file or directory (ENOENT)")
  }

  @Test("An error is one readable line, with what was asked for and the attribute by its name")
  func errors() throws {
    let scene = try LibraryNamespace()
    let missing = #expect(throws: NetlinkError.self) { try Link.named("vx42", from: scene.client) }
    #expect(missing.map { "\($0)" } == "link vx42: no such device (ENODEV)")
    let far = try #require(IPPrefix("10.4.0.0/16"))
    let unreachable = #expect(throws: NetlinkError.self) {
      try scene.client.transact(.newRoute(to: far, via: IPAddress("10.3.0.2")))
    }
    #expect(unreachable.map { "\($0)" } == "route 10.4.0.0/16: \"Nexthop has invalid gateway\" (ENETUNREACH)")
    var request = Request.newLink(mode: .create)
    request.appendAttribute(.linkName, string: "x")
    request.appendNest(.linkInfo) {
      $0.appendAttribute(.linkInfoKind, string: "vxlan")
      $0.appendNest(.linkInfoData) { $0.appendAttribute(1, u8: 1) }
    }
    let refused = #expect(throws: NetlinkError.self) { try scene.client.transact(request) }
    #expect("\(refused.map { "\($0)" } ?? "")".contains("IFLA_LINKINFO"), "\(String(describing: refused))")
    let gone = #expect(throws: NetlinkError.self) { try scene.client.transact(.deleteLink(index: 4711)) }
    #expect(gone.map { "\($0)" } == "link 4711: no such device (ENODEV)")
    let odd = #expect(throws: NetlinkError.self) {
      try scene.client.dump(.newAddress(far, device: 1)).forEach { _ in }
    }
    #expect(
      odd.map { "\($0)" }
        == "address 10.4.0.0/16: the request is no dump; the kernel has carried it out (EPROTO)")
    let group = #expect(throws: NetlinkError.self) {
      try NetlinkSocket(in: scene.namespace).join(NetlinkGroup(rawValue: 9999))
    }
    #expect(group.map { "\($0)" } == "multicast group 9999: invalid argument (EINVAL)")
    let number = #expect(throws: NetlinkError.self) {
      try NetlinkSocket(NetlinkProtocol(rawValue: 99), in: scene.namespace)
    }
    #expect(number.map { "\($0)" } == "open a socket: protocol not supported (EPROTONOSUPPORT)")
    // The same bytes would ask rtnetlink to change a link.
    let elsewhere = #expect(throws: NetlinkError.self) { try scene.client.family(named: "nlctrl") }
    #expect(
      elsewhere.map { "\($0)" } == "generic family nlctrl: protocol not supported (EPROTONOSUPPORT)")
    let family = try NetlinkClient(.generic, in: scene.namespace)
    let unknown = #expect(throws: NetlinkError.self) { try family.family(named: "no-such") }
    #expect(unknown.map { "\($0)" } == "generic family no-such: no such file or directory (ENOENT)")
  }

  @Test("A call whose deadline has passed is refused before it is sent, and a wait ends at its deadline")
  func deadlines() throws {
    let scene = try LibraryNamespace()
    let past = Deadline.after(.zero)
    let error = #expect(throws: NetlinkError.self) { try Link.named("lo", from: scene.client, until: past) }
    #expect(error?.kind == .timedOut)
    #expect(error.map { "\($0)" } == "link lo: time was up before the kernel had answered (ETIMEDOUT)")
    #expect(throws: NetlinkError.self) { try Link.all(from: scene.client, until: past) }
    #expect(throws: NetlinkError.self) { try scene.client.transact(.deleteLink(index: 77), until: past) }
    let subscription = try Subscription(to: [.link, .ipv4Route], in: scene.namespace)
    var buffer = ReceiveBuffer()
    #expect(try subscription.next(into: &buffer, until: .after(.milliseconds(5))) == .timedOut)
    #expect(Deadline.after(.seconds(1)) < .never && !Deadline.never.isPast && past.isPast)
    #expect(Deadline.after(.seconds(Int64.max)) == .never)
    // The seconds fit in milliseconds, but not with the rest.
    #expect(Deadline.after(.seconds(Int64.max / 1000) + .milliseconds(900)) == .never)
    #expect(Deadline.after(.seconds(Int64.min / 1000) - .milliseconds(900)).isPast)
  }

  @Test("A cancelled client sends nothing more")
  func cancelled() throws {
    let scene = try LibraryNamespace("link add name br0 type bridge")
    let client = try NetlinkClient(.route, in: scene.namespace)
    let index = try Link.named("br0", from: client).index
    client.cancel()
    let error = #expect(throws: NetlinkError.self) { try client.transact(.deleteLink(index: index)) }
    #expect(error?.kind == .cancelled)
    #expect(throws: NetlinkError.self) { try client.dump(.get(.link)).forEach { _ in } }
    #expect(try Link.named("br0", from: scene.client).index == index)
  }
}
