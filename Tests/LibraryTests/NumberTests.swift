import Netlink
import Testing

/// The numbers and small values of the library are the kernel's.
@Suite struct NumberTests {
  @Test("Flags of a link, states of a neighbour, kinds of routes and tables")
  func numbers() {
    let flags: [Link.Flags] = [
      .up, .broadcast, .loopback, .pointToPoint, .running, .noARP, .promiscuous, .allMulticast, .port,
      .multicast, .lowerUp, .dormant,
    ]
    #expect(
      flags.map(\.rawValue) == [
        0x1, 0x2, 0x8, 0x10, 0x40, 0x80, 0x100, 0x200, 0x800, 0x1000, 0x1_0000, 0x2_0000,
      ])
    let marks: [Address.Flags] = [
      .secondary, .noDuplicateDetection, .duplicate, .deprecated, .tentative, .permanent, .noPrefixRoute,
    ]
    #expect(marks.map(\.rawValue) == [0x1, 0x2, 0x8, 0x20, 0x40, 0x80, 0x200])
    let modes: [Request.ChangeMode] = [.replace, .exclusive, .create, .append]
    #expect(modes.map(\.rawValue) == [0x100, 0x200, 0x400, 0x800])
    let families: [AddressFamily] = [.unspecified, .ipv4, .ipv6, .bridge, .mpls]
    #expect(families.map(\.rawValue) == [0, 2, 10, 7, 28])
    #expect(families.map { "\($0)" } == ["unspec", "inet", "inet6", "bridge", "mpls"])
    let states: [Neighbour.State] = [
      .incomplete, .reachable, .stale, .delay, .probe, .failed, .noARP, .permanent,
    ]
    #expect(states.map(\.rawValue) == [0x1, 0x2, 0x4, 0x8, 0x10, 0x20, 0x40, 0x80])
    let actions: [Route.Action] = [
      .unicast, .local, .broadcast, .anycast, .multicast, .blackhole, .unreachable, .prohibit, .throw,
    ]
    #expect(actions.map(\.rawValue) == Array(1...9))
    #expect(Route.Table.main.rawValue == 254 && Route.Table.local.rawValue == 255)
    let origins: [Route.Origin] = [.redirect, .kernel, .boot, .static, .routerAdvertisement, .dhcp, .bgp]
    #expect(origins.map(\.rawValue) == [1, 2, 3, 4, 9, 16, 186])
    let rules: [Rule.Action] = [.lookUp, .goTo, .nothing, .blackhole, .unreachable, .prohibit]
    #expect(rules.map(\.rawValue) == [1, 2, 3, 6, 7, 8])
    let groups: [NetlinkGroup] = [
      .link, .neighbour, .trafficControl, .ipv4Address, .ipv4MulticastRoute, .ipv4Route, .ipv4Rule,
      .ipv6Address, .ipv6MulticastRoute, .ipv6Route, .ipv6Link, .ipv6Prefix, .ipv6Rule, .neighbourOption,
      .ipv4Netconf,
      .ipv6Netconf, .bridgeGroups, .mplsRoute, .namespaceID, .mplsNetconf, .nextHop, .bridgeVLAN, .tunnel,
      .statistics, .ipv4Multicast, .ipv6Multicast,
    ]
    let numbers: [UInt32] = [
      1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 18, 19, 20, 24, 25, 26, 27, 28, 29, 32, 33, 35, 36, 37, 38,
    ]
    #expect(groups.map(\.rawValue) == numbers)
    let scopes: [Route.Scope] = [.everywhere, .site, .link, .host, .nowhere]
    #expect(scopes.map(\.rawValue) == [0, 200, 253, 254, 255])
    #expect(ObjectKind.allCases.map(\.headerLength) == [16, 8, 12, 12, 12, 8, 8, 4, 4, 8, 8, 8])
  }

  @Test("A prefix has no more bits than its address, and holds what agrees in all of them")
  func prefixes() throws {
    for (text, length) in [("192.0.2.1", 32), ("2001:db8::1", 128)] {
      let address = try #require(IPAddress(text))
      #expect(IPPrefix(address, length: length) != nil && IPPrefix(address, length: 0) != nil)
      #expect(IPPrefix(address, length: length + 1) == nil && IPPrefix(address, length: -1) == nil)
      for bit in 0..<length {
        var other = address.bytes
        other[bit / 8] ^= UInt8(0x80) >> UInt8(bit % 8)
        let neighbour = try #require(IPAddress(other))
        #expect(try #require(IPPrefix(address, length: bit)).contains(neighbour))
        #expect(!(try #require(IPPrefix(address, length: bit + 1))).contains(neighbour))
      }
    }
    let other = try #require(IPAddress("::"))
    #expect(!(try #require(IPPrefix("0.0.0.0/0"))).contains(other))
  }

  @Test("Text that is more or less than an address or a prefix is none")
  func odd() {
    for text in [
      "10.0.0.0/24/8", "10.0.0.0/", "/24", "10.0.0.0/x", "10.0.0.0/-0x1", "10.0.0.0/33", "fd00::/129", "",
      "10.0.0.0\0/24", "10.0.0.0/24\0", "10.0.0.0/+8", "10.0.0.0/-0",
    ] { #expect(IPPrefix(text) == nil, "\(text)") }
    for text in ["10.0.0.1\0", "10.0.0.1\0:", "fd00::1\0", "\0", "10.0.0.1/32", "10.0.0", "fd00::1%lo"] {
      #expect(IPAddress(text) == nil, "\(text)")
    }
    for text in ["02:00:", ":02", "02:000:01", "02:-1", "02:+1", "02:-0", "02::01", ""] {
      #expect(LinkAddress(text) == nil, "\(text)")
    }
  }

  @Test("A destination of all bits is an address, one of none is the default, of each family")
  func destinations() throws {
    for (text, most) in [("10.1.2.3", 32), ("fd00::1", 128)] {
      let address = try #require(IPAddress(text))
      for length in 0...most {
        let destination = Route.Destination.network(try #require(IPPrefix(address, length: length)))
        let expected = length == 0 ? "default" : length == most ? text : "\(text)/\(length)"
        #expect("\(destination)" == expected && destination.isDefault == (length == 0))
      }
    }
  }

  @Test("A value says itself as JSON, and is found by its path")
  func values() {
    let value = Value.object([
      Value.Member(key: "a", value: .array([.object([Value.Member(key: "b", value: 1)]), .object([])])),
      Value.Member(key: "c", value: "q\"\\\n\t\u{1}\u{7f}é"), Value.Member(key: "d", value: .unsigned(.max)),
      Value.Member(key: "e", value: true), Value.Member(key: "f", value: .null),
    ])
    #expect(
      value.json()
        == #"{"a":[{"b":1},{}],"c":"q\"\\\n\t\u0001\u007fé","d":18446744073709551615,"e":true,"f":null}"#)
    #expect(value["a.b"] == .array([1]) && value["a.x"] == nil && value["d"]?.uint64 == .max)
    #expect(value["a.b"]?.elements.first?.double == 1 && Value.decimal(1.5).double == 1.5)
    #expect(value["d"]?.double == 0x1p64 && value["c"]?.double == nil)
    #expect(value["d"]?.int == nil && value["e"]?.bool == true && value["a"]?.elements.count == 2)
  }
}
