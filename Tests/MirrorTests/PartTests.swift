import NetlinkCore
import NetlinkWire
import Rtnetlink
import Testing

@testable import NetlinkMirror

/// The parts of which a mirror is made, each by itself.
@Suite struct PartTests {
  @Test("What two changes touched is all that either did, each thing once")
  func union() {
    var touched = Touched(
      devices: [1, 2], sources: [[10, 0, 0, 1]], nextHops: [7], stations: [[2, 0, 0, 0, 0, 1]],
      lostStations: [[2, 0, 0, 0, 0, 2]])
    touched.formUnion(
      Touched(
        devices: [2, 3], sources: [[10, 0, 0, 1], [10, 0, 0, 2]], nextHops: [7, 8],
        stations: [[2, 0, 0, 0, 0, 3]],
        lostStations: [[2, 0, 0, 0, 0, 4]]))
    #expect(touched.devices == [1, 2, 3] && touched.sources == [[10, 0, 0, 1], [10, 0, 0, 2]])
    #expect(touched.nextHops == [7, 8] && touched.stations.count == 2 && touched.lostStations.count == 2)
    let none = Touched(devices: [0, 0], sources: [[]])
    #expect(none.devices.isEmpty && none.sources.isEmpty)
  }

  @Test("A part of more than sixteen devices, sources or next hops is too much")
  func limit() {
    for count in [16, 17] {
      let numbers = (1...UInt32(count)).map { $0 }
      let parts = [
        Touched(devices: numbers), Touched(nextHops: numbers),
        Touched(sources: numbers.map { [10, 0, 0, UInt8($0)] }),
      ]
      for part in parts { #expect(part.isTooMuch == (count > 16)) }
    }
  }

  @Test("A route goes by its devices, by the next hop object that it names, or by whatever that stands for")
  func paths() {
    func has(_ touched: Touched, _ more: [UInt8]) -> Bool {
      let bytes = Written.route([192, 0, 2, 0], more: more)
      return touched.has(RoutePath(Message(bytes.raw)))
    }
    let object = Written.attribute(30, Written.u32(7))
    #expect(has(Touched(devices: [3]), Written.device(3)) && !has(Touched(devices: [4]), Written.device(3)))
    #expect(has(Touched(nextHops: [7]), object + Written.device(3)))
    #expect(!has(Touched(nextHops: [8]), object + Written.device(3)))
    // With its hops unsaid it may go by any device.
    #expect(has(Touched(devices: [4]), object) && has(Touched(nextHops: [8]), object))
    #expect(!has(Touched(devices: [4], nextHops: [8]), Written.device(3)))
  }

  @Test("Waiting ends when the condition has held for as long as was asked, not a millisecond before")
  func stable() {
    var decision = WaitDecision(isGone: false, stable: 100)
    decision.look(true, 0)
    #expect(!decision.isMet(1000) && decision.deadline == nil)
    decision.remark(.initialEnd, true, 10)
    #expect(decision.deadline == 110 && !decision.isMet(109) && decision.isMet(110))
    decision.look(false, 50)
    #expect(decision.deadline == nil && !decision.isMet(1000))
    decision.look(true, 60)
    decision.look(true, 80)
    #expect(decision.deadline == 160)
    // Whether it held while notifications were lost nobody knows: its time begins again.
    decision.remark(.lost(3), true, 150)
    #expect(decision.deadline == 250 && !decision.isMet(160) && decision.isMet(250))
  }

  @Test("Absence counts only while all is known")
  func gone() {
    var decision = WaitDecision(isGone: true, stable: 0)
    decision.remark(.initialEnd, false, 0)
    #expect(!decision.isMet(0))
    decision.remark(.settled, false, 1)
    #expect(decision.isMet(1))
    decision.remark(.unsettled, false, 2)
    #expect(!decision.isMet(2))
    decision.remark(.settled, false, 3)
    #expect(decision.isMet(3))
    decision.remark(.lost(nil), false, 4)
    #expect(!decision.isMet(4))
    decision.remark(.settled, true, 5)
    #expect(!decision.isMet(5))
  }

  @Test("Two messages differ where a value does: each of them, but for what changes by itself")
  func comparison() {
    var comparison = StateComparison()
    func differ(_ one: [UInt8], _ other: [UInt8], _ type: ObjectType) -> Bool {
      comparison.differ(Message(one.raw), Message(other.raw), type)
    }
    let link = Written.link(2, "v0")
    #expect(!differ(link, link, .link))
    #expect(
      differ(link, Written.link(2, "v0", mtu: 1400), .link) && differ(link, Written.link(2, "v1"), .link))
    #expect(differ(link, Written.link(2, "v0", below: 3), .link))
    // IFLA_STATS64 and IFLA_CARRIER_CHANGES.
    let counters = [UInt8](repeating: 1, count: 200)
    #expect(
      !differ(
        Written.link(2, "v0", more: Written.attribute(23, [UInt8](repeating: 0, count: 200))),
        Written.link(2, "v0", more: Written.attribute(23, counters)), .link))
    var wider = Written.route([10, 0, 0, 0], more: Written.device(3))
    #expect(!differ(wider, Written.route([10, 0, 0, 0], more: Written.device(3)), .route))
    wider[17] = 8
    #expect(differ(wider, Written.route([10, 0, 0, 0], more: Written.device(3)), .route))
    // FRA_SRC of one prefix and two lengths: only the header differs.
    func rule(_ length: UInt8) -> [UInt8] {
      Written.message(32, [2, 0, length, 0, 254, 0, 0, 1, 0, 0, 0, 0] + Written.attribute(2, [10, 0, 0, 0]))
    }
    #expect(differ(rule(8), rule(16), .rule) && !differ(rule(8), rule(8), .rule))
  }

  @Test(
    "A route without a device that was in one device's dump is not taken from another's; copies in one dump are"
  )
  func byDevice() {
    func snapshot(_ messages: [[UInt8]]) -> Snapshot {
      Snapshot(contents: messages.flatMap { $0 }, interrupted: false)
    }
    func count(_ snapshot: Snapshot) -> Int {
      var count = 0
      var messages = snapshot.messages
      while messages.next() != nil { count += 1 }
      return count
    }
    let object = Written.route([192, 0, 2, 0], more: Written.attribute(30, Written.u32(7)))
    let hops = Written.attribute(
      9,
      [16, 0, 0, 0] + Written.u32(3) + Written.gateway([10, 0, 0, 1]) + [16, 0, 0, 0] + Written.u32(4)
        + Written.gateway([10, 0, 1, 1]))
    let joined = Written.route([198, 51, 100, 0], more: hops)
    let own = Written.route([203, 0, 113, 0], more: Written.device(4))
    var routes = RoutesByDevice()
    #expect(count(routes.withoutKnown(snapshot([object, object, joined]), 3)) == 3)
    #expect(count(routes.withoutKnown(snapshot([object, joined, own]), 4)) == 1)
    #expect(count(routes.withoutKnown(snapshot([object, own]), 5)) == 0)
  }

  @Test("A namespace has an id from 0 on; below, it has none")
  func namespaceID() {
    func id(_ value: UInt32?) -> Int32? {
      let bytes = Written.message(
        88, [0, 0, 0, 0] + (value.map { Written.attribute(1, Written.u32($0)) } ?? []))
      return NamespaceFinder.id(of: Message(bytes.raw))
    }
    #expect(id(0) == 0 && id(5) == 5 && id(.max) == nil && id(nil) == nil)
  }

  @Test("A table is asked for whole if anything asks so, and for the weightiest cause")
  func refresh() {
    var refresh = Refresh()
    refresh.add(.routes4, .carrier, Touched(devices: [2]))
    refresh.add(.routes4, .linkDown, Touched(devices: [3]))
    refresh.add(.routes4, .address, Touched(devices: [4]))
    // What may have taken something away outdoes what may have moved it, and the first of these stays.
    #expect(refresh.holds { $0.cause == .linkDown && $0.touched?.devices == [2, 3, 4] })
    #expect(!refresh.isAfterLoss)
    refresh.add(.routes4, .overflow)
    #expect(refresh.isAfterLoss && refresh.holds { $0.touched == nil })
    refresh.add(.routes4, .linkDown, Touched(devices: [5]))
    #expect(refresh.isAfterLoss && refresh.holds { $0.touched == nil })
    // So many things that the whole is less work.
    refresh.add(.nextHops, .nextHop, Touched(nextHops: (1...16).map { $0 }))
    #expect(refresh.holds { $0.table == .nextHops && $0.touched != nil })
    refresh.add(.nextHops, .nextHop, Touched(nextHops: [17]))
    #expect(refresh.holds { $0.table == .nextHops && $0.touched == nil })
    #expect(refresh.take().map { $0.table } == [.routes4, .nextHops] && refresh.isEmpty)
    #expect(refresh.asks(about: .routes4))
    refresh.rest(after: 0, uncertainRounds: 0, 0)
    #expect(!refresh.asks(about: .routes4))
  }

  @Test("An object under the key of a former identity is gone under that, and new under its own")
  func formerKeys() {
    let address = Written.address(2, [192, 0, 2, 1])
    for key in ["a", "addr/of-a-former-identity-that-was-longer-than-the-present-one"] {
      var earlier = TableState(.addresses)
      var later = TableState(.addresses)
      earlier.add(Message(address.raw), Array(key.utf8))
      later.add(Message(address.raw), Array(key.utf8))
      var difference = StateDifference(Told(), from: [earlier], at: StreamTime(microsecondsSince1970: 0))
      let begun = difference.sink.take()
      #expect(begun == ["new \(key)"])
      difference.tell([later])
      let told = difference.sink.take()
      #expect(told == ["delete \(key) baseline", "new addr/2/inet/192.0.2.1/24 baseline", "idle"])
    }
  }

  @Test("IPv4 routes are counted by table, those beyond a byte too, and not what was looked up")
  func counting() {
    var counted: [UInt32: Int] = [:]
    let routes = [
      Written.route([192, 0, 2, 0], more: Written.device(3)),
      Written.route([192, 0, 2, 0], more: Written.attribute(15, Written.u32(300))),
      // RTM_F_CLONED, another family, a deletion.
      Written.route([192, 0, 2, 0], marks: 0x200, more: Written.device(3)),
      Written.route([UInt8](repeating: 0, count: 16), more: Written.device(3)),
      Written.route([192, 0, 2, 0], type: 25, more: Written.device(3)),
    ]
    for route in routes { RouteCount.count(Message(route.raw), into: &counted) }
    #expect(counted == [254: 1, 300: 1])
  }

  @Test("Tables main and local are counted together where they are one tree, and else each by itself")
  func trees() throws {
    func lacking(_ main: (depth: Int, count: Int), _ local: (depth: Int, count: Int)) -> Int? {
      let text = [("Main:", main), ("Local:", local)].map { name, tree in
        "\(name)\n\tMax depth: \(tree.depth)\n\tPrefixes: \(tree.count)\n"
      }
      return RouteCount(Array(text.joined().utf8))?.lacking([254: 2, 255: 2])
    }
    #expect(lacking((1, 2), (2, 2)) == 0 && lacking((1, 3), (2, 2)) == 1 && lacking((1, 2), (2, 4)) == 2)
    #expect(lacking((1, 4), (1, 4)) == 0 && lacking((1, 6), (1, 6)) == 2)
  }

  @Test("A route goes by the devices of all its hops, whatever their lengths")
  func hops() {
    func hop(_ device: UInt32, _ more: [UInt8]) -> [UInt8] {
      [UInt8(8 + more.count), 0, 0, 0] + Written.u32(device) + more
    }
    let hops = hop(3, Written.gateway([10, 0, 0, 1])) + hop(4, []) + hop(5, Written.gateway([10, 0, 0, 2]))
    let route = Written.route([192, 0, 2, 0], more: Written.attribute(9, hops))
    #expect(RoutePath(Message(route.raw)).devices == [3, 4, 5])
  }

  @Test("A cut dump that is completed device by device has each route once")
  func completion() {
    let routes = [3, 4, 5].map { Written.route([192, 0, 2, 0], more: Written.device($0)) }
    func snapshot(_ routes: [[UInt8]]) -> Snapshot {
      Snapshot(contents: routes.flatMap { $0 }, interrupted: false)
    }
    var completion = RouteCompletion([snapshot([routes[0], routes[1]])])
    for route in routes { completion.add(snapshot([route])) }
    #expect(completion.bytes == routes.flatMap { $0 })
  }

  @Test("A question covers one for less, and not one for more or for something else")
  func questions() throws {
    func question(_ type: UInt8, _ body: [UInt8]) throws -> RecordedQuestion {
      let bytes = Written.message(type, flags: 0x300, body)
      let question = RecordedQuestion(Message(bytes.raw))
      return try #require(question)
    }
    let header: [UInt8] = [2] + [UInt8](repeating: 0, count: 11)
    let all = try question(26, header)
    let table = try question(26, [2, 0, 0, 0, 100] + header.dropFirst(5))
    let device = try question(26, header + Written.device(3))
    let other = try question(26, header + Written.device(4))
    let cached = try question(26, header.dropLast(3) + [2, 0, 0])
    #expect(all.covers(table) && all.covers(device) && all.covers(all) && !table.covers(all))
    #expect(!device.covers(all) && !device.covers(other) && device.covers(device))
    #expect(!all.covers(cached) && !cached.covers(all))
    // Neighbours that are answered for are none of those that are asked for without.
    let neighbours = try question(30, header)
    let proxies = try question(30, [2] + [UInt8](repeating: 0, count: 9) + [8, 0])
    #expect(!neighbours.covers(proxies) && !proxies.covers(neighbours))
  }
}
