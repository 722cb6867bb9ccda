import LiveKernel
import Netlink
import Testing

/// Objects and requests with numbers at the edge of what they may be.
@Suite struct OddObjectTests {
  private static func u32(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  private static func object(
    _ type: UInt8, _ header: [UInt8], _ attributes: [(number: UInt8, payload: [UInt8])]
  ) -> NetlinkObject? {
    var body = header
    for (number, payload) in attributes {
      body += [UInt8(payload.count + 4), 0, number, 0]
      body += payload
      body += [UInt8](repeating: 0, count: -payload.count & 3)
    }
    var bytes = u32(UInt32(16 + body.count))
    bytes += [type]
    bytes += [UInt8](repeating: 0, count: 11)
    bytes += body
    return OwnedMessage(bytes: bytes).flatMap { NetlinkObject($0) }
  }

  @Test("A device that sits on none is on none, whatever the number that says so")
  func lower() throws {
    let header: [UInt8] = [0, 0, 1, 0] + Self.u32(7) + [UInt8](repeating: 0, count: 8)
    for (lower, expected) in [(0, nil), (5, 5)] as [(UInt32, UInt32?)] {
      let object = Self.object(16, header, [(3, Array("t0".utf8) + [0]), (5, Self.u32(lower))])
      #expect(try #require(object.flatMap { Link($0) }).lower == expected)
    }
  }

  @Test("A link is kept down where the kernel says so, not where it only says whether")
  func keptDown() throws {
    let header: [UInt8] = [0, 0, 1, 0] + Self.u32(7) + [UInt8](repeating: 0, count: 8)
    // IFLA_IFNAME and IFLA_PROTO_DOWN
    let name: (number: UInt8, payload: [UInt8]) = (3, Array("t0".utf8) + [0])
    for (more, isKept) in [([(39, [0])], false), ([(39, [1])], true), ([], false)]
      as [([(number: UInt8, payload: [UInt8])], Bool)]
    {
      let object = Self.object(16, header, [name] + more)
      #expect(try #require(object.flatMap { Link($0) }).isKeptDown == isKept)
    }
  }

  @Test("An object without names beside it has none, whatever the one before it was called")
  func unnamed() throws {
    let device = [(4, Self.u32(1))] as [(number: UInt8, payload: [UInt8])]
    let object = Self.object(24, [2, 0, 0, 0, 254, 4, 0, 1] + Self.u32(0), device)
    let bare = try #require(object.flatMap { Route($0) })
    guard LiveKernel.canUnshare else { return }
    let scene = try LibraryNamespace("route add 10.7.0.0/16 dev lo")
    let named = try #require(
      try Route.all(.init(family: .ipv4, table: .main), from: scene.client).first { $0.device == 1 })
    #expect(named["dev"] == "lo" && bare["dev"] != "lo" && bare.deviceName == nil, "\(bare)")
  }

  @Test("A route has its label or prefix, its gateway of either family, and its table beyond a byte")
  func routes() throws {
    let header: [UInt8] = [2, 24, 0, 0, 252, 4, 0, 1] + Self.u32(0)
    let via: [UInt8] = [10, 0, 0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    let object = Self.object(24, header, [(1, [192, 0, 2, 0]), (15, Self.u32(300)), (18, via)])
    let route = try #require(object.flatMap { Route($0) })
    #expect("\(route.destination)" == "192.0.2.0/24" && route.gateway == IPAddress("fe80::1"))
    #expect(route.table == 300 && route.origin == .static && route.action == .unicast)
    let label: [UInt8] = [0, 0x06, 0x41, 0]
    let labelled = Self.object(24, [28, 20, 0, 0, 254, 4, 0, 1] + Self.u32(0), [(1, label)])
    #expect(try #require(Route(labelled)).destination == .label(100) && Link(labelled) == nil)
    #expect(Route(nil as NetlinkObject?) == nil)
    #expect(Route.Destination.network(try #require(IPPrefix("::/0"))).isDefault)
    #expect(!route.destination.isDefault && !Route.Destination.label(0).isDefault)
  }

  @Test("The two prefixes of a rule have each its own length")
  func rules() throws {
    let header: [UInt8] = [2, 16, 24, 0, 254, 0, 0, 1] + Self.u32(0)
    let object = Self.object(32, header, [(1, [198, 51, 0, 0]), (2, [192, 0, 2, 0])])
    let rule = try #require(object.flatMap { Rule($0) })
    #expect(rule.source == IPPrefix("192.0.2.0/24") && rule.destination == IPPrefix("198.51.0.0/16"))
  }

  @Test(
    "The tree of an object says what its JSON says: quotes, line ends and other controls, and large counters")
  func trees() throws {
    let header: [UInt8] = [0, 0, 1, 0] + Self.u32(7) + [UInt8](repeating: 0, count: 8)
    let alias = "a\"b\\c\nd\te\u{1b}f\u{7f}gé"
    let counters = [UInt8](repeating: 0xff, count: 8) + [UInt8](repeating: 0, count: 192)
    let object = Self.object(
      16, header, [(3, Array("t0".utf8) + [0]), (20, Array(alias.utf8) + [0]), (23, counters)])
    let link = try #require(object.flatMap { Link($0) })
    #expect(link["ifalias"] == .text(alias))
    #expect(link.json().contains("\(UInt64.max)") && link.value.json() == link.json())
  }

  @Test("Each counter of a link is the one that its name says, and too few bytes are none")
  func counters() throws {
    let header: [UInt8] = [0, 0, 1, 0] + Self.u32(7) + [UInt8](repeating: 0, count: 8)
    // The fields of struct rtnl_link_stats64 in their order: 1, 2, 3 …
    let fields = (1...25).flatMap { [UInt8($0)] + [UInt8](repeating: 0, count: 7) }
    let object = Self.object(16, header, [(3, Array("t0".utf8) + [0]), (23, fields)])
    let told = try #require(object.flatMap { Link($0) }?.statistics)
    #expect(
      [
        told.receivedPackets, told.sentPackets, told.receivedBytes, told.sentBytes, told.receiveErrors,
        told.sendErrors, told.receiveDrops, told.sendDrops,
      ] == Array(1...8))
    let short = Self.object(16, header, [(3, Array("t0".utf8) + [0]), (23, Array(fields.prefix(56)))])
    #expect(try #require(short.flatMap { Link($0) }).statistics == nil)
  }

  @Test("A filter leaves out what the kernel let through: another family, device, table or kind")
  func filters() throws {
    let neighbour = Self.object(28, [2, 0, 0, 0] + Self.u32(7) + [0x80, 0, 0, 1], [(1, [192, 0, 2, 1])])
    let found = try #require(neighbour.flatMap { Neighbour($0) })
    #expect(Neighbour.Filter(family: .ipv4, device: 7).includes(found) && Neighbour.Filter().includes(found))
    #expect(!Neighbour.Filter(family: .ipv6).includes(found) && !Neighbour.Filter(device: 8).includes(found))
    let address = Self.object(20, [2, 24, 0, 0] + Self.u32(7), [(1, [192, 0, 2, 1]), (2, [192, 0, 2, 1])])
    let given = try #require(address.flatMap { Address($0) })
    #expect(Address.Filter(family: .ipv4, device: 7).includes(given))
    #expect(!Address.Filter(family: .ipv6).includes(given) && !Address.Filter(device: 8).includes(given))
    let rule = try #require(
      Self.object(32, [2, 0, 0, 0, 254, 0, 0, 1] + Self.u32(0), []).flatMap { Rule($0) })
    #expect(Rule.Filter(family: .ipv4).includes(rule) && !Rule.Filter(family: .ipv6).includes(rule))
    let object = Self.object(
      24, [2, 24, 0, 0, 254, 4, 0, 1] + Self.u32(0), [(1, [192, 0, 2, 0]), (4, Self.u32(7))])
    let route = try #require(object.flatMap { Route($0) })
    #expect(
      Route.Filter(
        family: .ipv4, table: .main, device: 7, origin: Route.Origin(rawValue: 4), action: .unicast
      ).includes(route))
    let link = try #require(
      Self.object(
        16, [0, 0, 1, 0] + Self.u32(7) + [UInt8](repeating: 0, count: 8),
        [(3, Array("t0".utf8) + [0]), (10, Self.u32(5))]
      ).flatMap { Link($0) })
    #expect(Link.Filter(master: 5).includes(link) && !Link.Filter(master: 6).includes(link))
    #expect(!Link.Filter(kind: "bridge").includes(link))
    let hop = try #require(
      Self.object(104, [2, 0, 0, 0] + Self.u32(0), [(1, Self.u32(9)), (5, Self.u32(7))]).flatMap {
        NextHop($0)
      })
    #expect(NextHop.Filter(device: 7).includes(hop) && !NextHop.Filter(device: 8).includes(hop))
    #expect(!NextHop.Filter(isGroup: true).includes(hop))
    let others: [Route.Filter] = [
      .init(family: .ipv6), .init(table: .local), .init(device: 8), .init(origin: Route.Origin(rawValue: 3)),
      .init(action: .local),
    ]
    #expect(!others.contains { $0.includes(route) })
  }

  @Test("Routes of several next hops are found by a device; a table of 255, 256 and 257 is that one")
  func live() throws {
    guard LiveKernel.canUnshare else { return }
    let scene = try LibraryNamespace(
      "link add ve0 type veth peer name ve1", "link set ve0 up", "link set ve1 up",
      "address add 10.0.0.1/24 dev ve0",
      "address add 10.0.1.1/24 dev ve1", "route add 10.7.0.0/16 nexthop via 10.0.0.2 nexthop via 10.0.1.2")
    let device = try Link.named("ve1", from: scene.client).index
    let routes = try Route.all(.init(family: .ipv4, table: .main, device: device), from: scene.client)
    #expect(routes.map { "\($0.destination)" }.sorted() == ["10.0.1.0/24", "10.7.0.0/16"])
    for table in [255, 256, 257] as [UInt32] {
      let far = try #require(IPPrefix("10.\(table - 250).0.0/16"))
      try scene.client.transact(.newRoute(to: far, device: device, table: Route.Table(rawValue: table)))
      let found = try Route.all(.init(table: Route.Table(rawValue: table)), from: scene.client)
      #expect(found.contains { $0.destination == .network(far) && $0["scope"] == "link" }, "\(table)")
    }
  }
}
