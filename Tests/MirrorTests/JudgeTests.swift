import NetlinkCore
import NetlinkWire
import Rtnetlink
import Testing

/// What disturbs a dump, as its judge sees it; and what requests for routes and names of devices say.
@Suite struct JudgeTests {
  private func route(_ last: UInt8, table: UInt8 = 254, type: UInt8 = 24, family: UInt8 = 2) -> [UInt8] {
    let destination = family == 2 ? [10, 0, last, 0] : [10, 0, last, 0] + [UInt8](repeating: 0, count: 12)
    return Written.message(
      type, [family, 24, 0, 0, table, 4, 0, 1, 0, 0, 0, 0] + Written.attribute(1, destination))
  }

  /// Whether a message disturbs a dump that came in these datagrams, each of these destinations.
  private func disturbs(_ message: [UInt8], _ datagrams: [[UInt8]]) -> Bool {
    var judge = Witness.routes(family: Family.inet).makeJudge()
    for datagram in datagrams {
      let bytes = datagram.flatMap { route($0) }
      judge.dumped(bytes.raw)
    }
    // Of no message nothing is heard.
    var messages = Messages(message.raw)
    while let message = messages.next() { judge.heard(message) }
    return judge.isDisturbed
  }

  @Test("Of IPv4 routes a change matters where a datagram ended, and where the dump has ended")
  func ends() {
    let dump: [[UInt8]] = [[10, 20], [30, 40, 50, 60], [70, 80, 90]]
    #expect(!disturbs([], dump))
    for type in [24, 25] as [UInt8] {
      // From the prefix before the last one of a datagram to the first one of the next.
      for (last, isHit) in [
        (9, false), (10, true), (20, true), (30, true), (31, false), (40, false), (49, false), (50, true),
        (65, true), (70, true), (71, false), (79, false), (80, true), (90, true), (200, true),
      ] as [(UInt8, Bool)] {
        #expect(disturbs(route(last, type: type), dump) == isHit, "\(last) \(type)")
      }
    }
    // Another family, and what was looked at in another table that the dump came to.
    #expect(!disturbs(route(20, family: 10), dump))
    #expect(!disturbs(route(20, table: 7, type: 25), dump))
    // A table that is new may stand before others.
    #expect(disturbs(route(20, table: 7), dump))
  }

  @Test("A dump of IPv4 routes that goes back to the same tables over and over may have no end")
  func endless() {
    for isBack in [false, true] {
      var judge = Witness.routes(family: Family.inet).makeJudge()
      var datagrams = 0
      while !judge.isEndless, datagrams < 1000 {
        // One table behind another in four datagrams each, or two of them in turn.
        let part = UInt8(datagrams % 4)
        let table = isBack ? 1 + part % 2 : UInt8(datagrams / 4)
        let bytes = (1...4).flatMap { route(4 * part + $0, table: table) }
        judge.dumped(bytes.raw)
        datagrams += 1
      }
      // It goes back at the third datagram, which the fourth tells.
      #expect(datagrams == (isBack ? 8 * 4 + 128 + 1 : 1000), "\(isBack)")
    }
  }

  @Test("A dump of IPv4 routes whose order goes back has repeated something")
  func order() {
    #expect(!disturbs([], [[10, 20], [20, 30]]) && !disturbs([], [[10, 10, 10]]))
    #expect(disturbs([], [[10, 20, 15]]) && disturbs([], [[10, 20], [15, 30]]))
    // One table after another, and the first again.
    for (tables, isDisturbed) in [([254, 255], false), ([254, 255, 254], true)] as [([UInt8], Bool)] {
      var judge = Witness.routes(family: Family.inet).makeJudge()
      for table in tables {
        let bytes = route(10, table: table) + route(20, table: table)
        judge.dumped(bytes.raw)
      }
      #expect(judge.isDisturbed == isDisturbed)
    }
  }

  @Test(
    "A change disturbs a dump that a count keeps, if it is of its family or takes something away silently")
  func changes() throws {
    let up: UInt32 = 0x1_0041  // IFF_UP, IFF_RUNNING, IFF_LOWER_UP
    let rule4: [UInt8] = [2, 0, 0, 0, 254, 0, 0, 1, 0, 0, 0, 0]
    let hop: [UInt8] = [2, 0, 0, 0, 0, 0, 0, 0] + Written.attribute(1, Written.u32(7))
    var cached = RouteRequest.Filter()
    cached.isCached = true
    // The judges of rules of IPv4 and of both, of IPv6 routes, of exceptions of IPv4 routes, and of neighbours of IPv4.
    let witnesses = try [
      RuleRequest.all(family: Family.inet), RuleRequest.all(family: Family.unspecified),
      RouteRequest.all(family: Family.inet6), RouteRequest.all(family: Family.inet, cached),
      NeighbourRequest.all(family: Family.inet),
    ].map { try #require($0.witness) }
    for (message, expected) in [
      (Written.message(32, rule4), [true, true, false, false, false]),
      (Written.message(33, rule4), [true, true, false, false, false]),
      (Written.message(32, [10] + rule4.dropFirst()), [false, true, false, false, false]),
      (Written.message(32, []), [true, true, false, false, false]),
      (route(1), [false, false, false, true, false]),
      (route(1, family: 10), [false, false, true, false, false]),
      // A link that is up, one without a carrier, one that is down, one that is gone, and one cut off.
      (Written.link(3, "v0", flags: up), [true, true, true, false, false]),
      (Written.link(3, "v0", flags: 1), [true, true, true, true, true]),
      (Written.link(3, "v0", flags: 0x1_0040), [true, true, true, true, true]),
      (Written.link(3, "v0", type: 17, flags: up), [true, true, true, true, true]),
      (Written.message(16, [0, 0, 1, 0]), [true, true, true, true, true]),
      // Addresses and next hops that come and go.
      (Written.address(3, [192, 0, 2, 1]), [false, false, false, false, false]),
      (Written.address(3, [192, 0, 2, 1], type: 21), [true, true, true, true, true]),
      (Written.message(104, hop), [false, false, true, false, false]),
      (Written.message(105, hop), [true, true, true, true, true]),
    ] as [([UInt8], [Bool])] {
      let told = witnesses.map { witness in
        var judge = witness.makeJudge()
        judge.heard(Message(message.raw))
        return judge.isDisturbed
      }
      #expect(told == expected, "\(message)")
    }
  }

  @Test(
    "The number of a table stands in the header of a request if it fits, and always beside it; not for MPLS")
  func tables() {
    func parts(_ family: UInt8, table: UInt32, device: UInt32 = 0) -> (header: UInt8, attributes: [[UInt8]]) {
      var filter = RouteRequest.Filter()
      (filter.table, filter.device) = (table, device)
      let bytes = RouteRequest.all(family: family, filter).bytes
      var attributes = Attributes(bytes.raw, from: 28)
      var found: [[UInt8]] = []
      while attributes.next() { found.append([UInt8(attributes.type)] + attributes.value.array) }
      return (bytes[20], found)
    }
    for (table, header) in [(100, 100), (255, 255), (256, 0), (300, 0)] as [(UInt32, UInt8)] {
      let (told, attributes) = parts(Family.inet, table: table)
      #expect(told == header && attributes == [[15] + Written.u32(table)], "\(table)")
    }
    #expect(parts(Family.inet6, table: 0, device: 7).attributes == [[4] + Written.u32(7)])
    #expect(parts(Family.inet, table: 0).attributes.isEmpty)
    #expect(parts(Family.mpls, table: 254, device: 7).attributes.isEmpty)
  }

  @Test("A device goes by its name and its alternative names, and keeps none that another has taken")
  func devices() {
    let devices = Devices()
    func link(_ index: UInt32, _ name: String, _ others: [String] = []) -> [UInt8] {
      // IFLA_PROP_LIST, IFLA_ALT_IFNAME
      let names = others.flatMap { Written.attribute(53, Array($0.utf8) + [0]) }
      return Written.link(index, name, more: others.isEmpty ? [] : Written.attribute(52, names))
    }
    func index(_ name: String) -> UInt32? { devices.index(of: Array(name.utf8)) }
    devices.learn(Message(link(2, "a", ["second", "third"]).raw))
    #expect(index("a") == 2 && index("second") == 2 && index("third") == 2 && index("b") == nil)
    for (name, isOne) in [("a", true), ("third", true), ("b", false)] {
      #expect(devices.has(2) { $0 == Array(name.utf8) } == isOne)
    }
    #expect(!devices.has(9) { _ in true })
    devices.learn(Message(link(3, "b", ["fourth"]).raw))
    #expect(index("b") == 3 && index("fourth") == 3)
    // Names change hands before the one that had them has gone.
    devices.learn(Message(link(4, "a", ["second"]).raw))
    devices.remove(2)
    #expect(index("a") == 4 && index("second") == 4 && index("third") == nil && !devices.has(2))
    devices.remove(4)
    #expect(index("a") == nil && index("second") == nil && index("b") == 3)
  }
}
