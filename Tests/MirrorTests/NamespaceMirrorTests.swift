import NetlinkCore
import NetlinkWire
import Rtnetlink
import Testing

@testable import NetlinkMirror

/// A mirror of a namespace, fed with notifications and answers by hand.
@Suite struct NamespaceMirrorTests {
  private func made(_ shown: [Tracked], repeats: Bool = false) -> NamespaceMirror {
    NamespaceMirror(nil, shown: shown, wantsRepeats: repeats, at: StreamTime(microsecondsSince1970: 0))
  }

  private func apply(_ bytes: [UInt8], _ mirror: inout NamespaceMirror, _ sink: inout Told) {
    mirror.apply(Message(bytes.raw), 1, &sink)
  }

  /// Lets an answer be taken over; false where the whole table is to be read.
  @discardableResult
  private func answer(
    _ table: Tracked, _ messages: [[UInt8]], _ mirror: inout NamespaceMirror, _ sink: inout Told,
    _ change: (inout Answer, inout Load) -> Void = { _, _ in }
  ) -> Bool {
    var answer = Answer()
    answer.snapshots = [Snapshot(contents: messages.flatMap { $0 }, interrupted: false)]
    var load = Load(table, judges: [], settled: [])
    change(&answer, &load)
    return mirror.takeOver(answer, load, cause: "poll", isInitial: false, &sink)
  }

  @Test("What a certain answer lacks is gone; of one that was not certain it is not")
  func absence() {
    typealias Change = (inout Answer, inout Load) -> Void
    let changes: [(isGone: Bool, Change)] = [
      (true, { _, _ in }), (false, { _, load in load.hasLost = true }),
      (false, { answer, _ in answer.census = .lacking }), (false, { answer, _ in answer.census = .unknown }),
      (false, { answer, _ in answer.snapshots = [Snapshot(contents: [], interrupted: true)] }),
    ]
    for (isGone, change) in changes {
      var mirror = made([.routes4])
      var sink = Told()
      let route = Written.route([192, 0, 2, 0], more: Written.device(3))
      answer(.routes4, [route], &mirror, &sink)
      #expect(mirror.certain.contains(.routes4) && sink.take().count == 1)
      answer(.routes4, [], &mirror, &sink, change)
      #expect(sink.take().filter { $0.hasPrefix("delete ") }.count == (isGone ? 1 : 0))
      #expect(mirror.certain.contains(.routes4) == isGone && mirror.store.count == (isGone ? 0 : 1))
    }
  }

  @Test("An answer of one family says nothing of what is of the other")
  func family() {
    var mirror = made([.addresses])
    var sink = Told()
    let four = Written.address(2, [192, 0, 2, 1])
    let six = Written.address(2, [0xfd] + [UInt8](repeating: 0, count: 14) + [1], length: 64)
    answer(.addresses, [four, six], &mirror, &sink)
    #expect(sink.take().count == 2)
    answer(.addresses, [], &mirror, &sink) { answer, _ in answer.family = 2 }
    let told = sink.take()
    #expect(told.count == 1 && told[0].contains("192.0.2.1"), "\(told)")
  }

  @Test(
    "A part during which a route that ends dumps was heard proves nothing; the kernel's count judges the whole"
  )
  func largeRoute() {
    let large = [UInt8](repeating: 0, count: Touched.largestRoute - 64)
    // Without the attribute a message has 40 bytes, RTA_DST of 8 and the attribute's header among them.
    for (isPart, count) in [(true, 8), (true, 200), (false, 200)] {
      var mirror = made([.routes4])
      var sink = Told()
      answer(.routes4, [Written.route([192, 0, 2, 0], more: Written.device(3))], &mirror, &sink)
      _ = sink.take()
      let heard = Written.route(
        [192, 0, 3, 0], more: Written.longAttribute(200, large + [UInt8](repeating: 0, count: count)))
      answer(.routes4, [], &mirror, &sink) { answer, load in
        if isPart { answer.touched = Touched(devices: [3]) }
        load.heard(Message(heard.raw))
      }
      let isGone = !isPart || count == 8
      #expect(sink.take().count == (isGone ? 1 : 0) && mirror.refresh.isEmpty == isGone, "\(isPart) \(count)")
    }
  }

  @Test("A next hop that is told while routes are to be read again makes those of its number part of it")
  func numberAgain() {
    var mirror = made([.routes4])
    var sink = Told()
    let object = Written.attribute(30, Written.u32(7))
    answer(.routes4, [Written.route([192, 0, 2, 0], more: object)], &mirror, &sink)
    let nextHop = Written.message(104, [2, 0, 0, 0, 0, 0, 0, 0] + Written.attribute(1, Written.u32(7)))
    apply(nextHop, &mirror, &sink)
    #expect(mirror.refresh.isEmpty)
    mirror.refresh.add(.routes4, .link, Touched(devices: [3]))
    apply(nextHop, &mirror, &sink)
    #expect(mirror.refresh.holds { $0.table == .routes4 && $0.touched?.nextHops == [7] })
    // The route names no device. The next hop that stands may be another one than the route's.
    let part = mirror.refresh.take()[0].touched
    let hasTaken = answer(.routes4, [], &mirror, &sink) { answer, _ in
      answer.touched = part
      answer.standingNextHops = [7]
    }
    #expect(!hasTaken)
  }

  @Test("A part about a device whose number was given anew meanwhile proves nothing: the whole table is read")
  func reused() {
    for (table, message) in [
      (.routes4, Written.route([192, 0, 2, 0], more: Written.device(3))),
      (.bridgeNeighbours, Written.station(3, [2, 0, 0, 0, 0, 1])),
    ] as [(Tracked, [UInt8])] {
      var mirror = made([table])
      var sink = Told()
      answer(table, [message], &mirror, &sink)
      _ = sink.take()
      let hasTaken = answer(table, [], &mirror, &sink) { answer, load in
        answer.touched = Touched(devices: [3])
        load.devices = [3]
      }
      #expect(!hasTaken && sink.take().isEmpty && mirror.store.count == 1, "\(table)")
      // A station goes when two dumps lack it.
      for _ in 0..<(table == .routes4 ? 1 : 2) {
        let isTaken = answer(table, [], &mirror, &sink) { answer, _ in answer.touched = Touched(devices: [3])
        }
        #expect(isTaken)
      }
      #expect(sink.take().count == 1 && mirror.store.count == 0, "\(table)")
    }
  }

  @Test("A message in an answer whose header is cut off is told as what it is")
  func cut() {
    var mirror = made([.addresses])
    var sink = Told()
    answer(
      .addresses, [Written.message(20, [2, 24, 0, 0]), Written.address(2, [192, 0, 2, 1])], &mirror, &sink)
    #expect(sink.take().map { $0.split(separator: " ")[0] } == ["unknown", "new"])
  }

  @Test("What no row knows is a part of an object all the same: other bytes, or another number, are a change")
  func unparsed() {
    var mirror = made([.links])
    var sink = Told()
    func link(_ number: UInt8, _ value: UInt8) -> [UInt8] {
      Written.link(2, "v0", more: Written.attribute(number, [value, 0, 0, 0]))
    }
    answer(.links, [link(250, 1)], &mirror, &sink)
    _ = sink.take()
    for (message, isChange) in [
      (link(250, 1), false), (link(250, 2), true), (link(251, 2), true), (link(251, 2), false),
    ] {
      apply(message, &mirror, &sink)
      #expect(sink.take() == (isChange ? ["change link/2"] : []))
    }
  }

  @Test("The copies of a rule are told apart by a number, and an answer with as many finds each again")
  func copies() {
    var mirror = made([.rules])
    var sink = Told()
    let rule = Written.message(
      32, [2, 0, 0, 0, 254, 0, 0, 1, 0, 0, 0, 0] + Written.attribute(6, Written.u32(200)))
    answer(.rules, [rule, rule, rule], &mirror, &sink)
    let told = sink.take()
    #expect(told.count == 3 && told[1].contains("#2 ") && told[2].contains("#3 "), "\(told)")
    answer(.rules, [rule, rule, rule], &mirror, &sink)
    #expect(sink.take().isEmpty && mirror.store.count == 3)
    apply(Written.message(33, Array(rule[16...])), &mirror, &sink)
    #expect(sink.take().map { $0.hasSuffix("#3") } == [true])
    answer(.rules, [rule], &mirror, &sink)
    #expect(sink.take().map { $0.hasSuffix("#2 poll") } == [true])
  }

  @Test("A link above one that goes up or down shows that, and whatever speaks of a renamed one its new name")
  func names() {
    var mirror = made([.links, .addresses, .rules])
    var sink = Told()
    for table in [Tracked.links, .addresses, .rules] { answer(table, [], &mirror, &sink) }
    apply(Written.link(3, "w0"), &mirror, &sink)
    apply(Written.link(2, "v0", below: 3), &mirror, &sink)
    apply(Written.address(3, [192, 0, 2, 1]), &mirror, &sink)
    _ = sink.take()
    _ = mirror.refresh.take()
    apply(Written.link(3, "w0", flags: 1), &mirror, &sink)
    #expect(sink.take() == ["change link/3", "change link/2 lower-link"])
    #expect(!mirror.refresh.holds { $0.table == .rules })
    apply(Written.link(3, "x0", flags: 1), &mirror, &sink)
    let told = sink.take()
    #expect(told.count == 3 && told.filter { $0.hasSuffix(" rename") }.count == 2, "\(told)")
    // A rule takes hold of a device by its name.
    #expect(mirror.refresh.holds { $0.table == .rules && $0.cause == .name })
  }

  @Test("A route that was looked up is none of a table, and a link's part in another family none of links")
  func others() {
    var mirror = made([.links, .routes4])
    var sink = Told()
    apply(Written.route([192, 0, 2, 0], marks: 0x200, more: Written.device(3)), &mirror, &sink)
    #expect(sink.take().isEmpty && mirror.store.count == 0)
    // RTM_NEWLINK of AF_BRIDGE.
    var part = Written.link(3, "w0")
    part[16] = 7
    apply(part, &mirror, &sink)
    #expect(sink.take().isEmpty && mirror.refresh.holds { $0.table == .links && $0.touched?.devices == [3] })
  }

  @Test("What notifications of a link never carry stays as the last answer had it")
  func answersAlone() {
    var mirror = made([.links])
    var sink = Told()
    // IFLA_NUM_VF
    answer(.links, [Written.link(2, "v0", more: Written.attribute(21, Written.u32(4)))], &mirror, &sink)
    _ = sink.take()
    apply(Written.link(2, "v0"), &mirror, &sink)
    #expect(sink.take().isEmpty)
    apply(Written.link(2, "v0", mtu: 1400), &mirror, &sink)
    #expect(sink.take() == ["change link/2"])
    let held = mirror.store.places(tag: Tracked.links.rawValue).map { mirror.store.copy(at: $0) }
    #expect(held.count == 1 && held[0].suffix(8) == Written.attribute(21, Written.u32(4))[...])
    #expect(mirror.refresh.holds { $0.table == .links && $0.cause == .part })
  }

  @Test("A notification that changes nothing is counted, and told only where that is asked for")
  func repeats() {
    for wanted in [false, true] {
      var mirror = made([.addresses], repeats: wanted)
      var sink = Told()
      let address = Written.address(2, [192, 0, 2, 1])
      answer(.addresses, [address], &mirror, &sink)
      answer(.addresses, [address], &mirror, &sink)
      #expect(mirror.repeats == 0)
      _ = sink.take()
      apply(address, &mirror, &sink)
      apply(address, &mirror, &sink)
      #expect(sink.take().count == (wanted ? 2 : 0) && mirror.repeats == (wanted ? 0 : 2))
    }
  }

  @Test("A route takes the place of the only other there; of several only the kernel can say which")
  func replaced() {
    let place: [UInt8] = [192, 0, 2, 0]
    func route(_ last: UInt8, flags: UInt16 = 0) -> [UInt8] {
      Written.route(place, flags: flags, more: Written.gateway([10, 0, 0, last]) + Written.device(3))
    }
    // NLM_F_REPLACE, NLM_F_APPEND
    var mirror = made([.routes4])
    var sink = Told()
    answer(.routes4, [route(1)], &mirror, &sink)
    _ = sink.take()
    apply(route(2, flags: 0x100), &mirror, &sink)
    #expect(sink.take().map { $0.split(separator: " ")[0] } == ["delete", "replace"])
    #expect(!mirror.refresh.holds { $0.table == .routes4 })
    apply(route(3, flags: 0x800), &mirror, &sink)
    #expect(sink.take().map { $0.split(separator: " ")[0] } == ["append"])
    apply(route(4, flags: 0x100), &mirror, &sink)
    #expect(sink.take().map { $0.split(separator: " ")[0] } == ["replace"] && mirror.store.count == 3)
    #expect(
      mirror.refresh.holds {
        $0.table == .routes4 && $0.cause == .replaced && $0.touched?.devices == [3]
      })
  }

  @Test("Where a place is in doubt, the only known route there need not be the one that was replaced")
  func replacedInDoubt() {
    func route(_ last: UInt8, flags: UInt16) -> [UInt8] {
      Written.route(
        [192, 0, 2, 0], flags: flags, more: Written.gateway([10, 0, 0, last]) + Written.device(3))
    }
    var mirror = made([.routes4])
    var sink = Told()
    answer(.routes4, [route(1, flags: 0)], &mirror, &sink)
    // It is appended though it is known: an unknown one may be beside it.
    apply(route(1, flags: ChangeFlag.append), &mirror, &sink)
    #expect(mirror.certain.contains(.routes4))
    _ = sink.take()
    apply(route(2, flags: ChangeFlag.replace), &mirror, &sink)
    #expect(sink.take().map { $0.split(separator: " ")[0] } == ["replace"] && mirror.store.count == 2)
  }

  @Test("One that is known and comes again where others stand may have taken a place: the kernel is asked")
  func knownAgain() {
    func route(_ last: UInt8, flags: UInt16 = 0) -> [UInt8] {
      Written.route(
        [192, 0, 2, 0], flags: flags, more: Written.gateway([10, 0, 0, last]) + Written.device(3))
    }
    for (known, flags, isAsked) in [
      ([1], 0x100, false), ([1, 2], 0x100, true), ([1], 0x800, true), ([1, 2], 0, false),
    ] as [([UInt8], UInt16, Bool)] {
      var mirror = made([.routes4])
      var sink = Told()
      answer(.routes4, known.map { route($0) }, &mirror, &sink)
      apply(route(1, flags: flags), &mirror, &sink)
      #expect(mirror.refresh.holds { $0.table == .routes4 } == isAsked, "\(known) \(flags)")
    }
  }

  @Test("What goes silently with an address, a carrier or a device is asked for, each cause where it applies")
  func silent() {
    var mirror = made([.links, .addresses, .routes4, .routes6, .nextHops, .rules])
    var sink = Told()
    let (up, running, lowerUp) = (UInt32(0x1), UInt32(0x40), UInt32(0x10000))
    let six = [0xfd] + [UInt8](repeating: 0, count: 14) + [1]
    answer(.links, [Written.link(3, "w0", flags: up | running | lowerUp)], &mirror, &sink)
    answer(
      .addresses, [Written.address(3, [192, 0, 2, 1]), Written.address(3, six, length: 64)], &mirror, &sink)
    _ = mirror.refresh.take()
    apply(Written.address(3, six, type: 21, length: 64), &mirror, &sink)
    #expect(
      mirror.refresh.holds { $0.table == .routes6 && $0.touched?.sources == [six] && $0.cause == .address })
    #expect(!mirror.refresh.holds { $0.table == .routes4 })
    apply(Written.address(3, [192, 0, 2, 1], type: 21), &mirror, &sink)
    #expect(
      mirror.refresh.holds { $0.table == .routes4 && $0.touched?.devices == [3] && $0.cause == .address })
    // Each bit of the three by itself.
    for (flags, cause) in [
      (up | running, .carrier), (up | lowerUp, .carrier), (running | lowerUp, .linkDown),
    ] as [(UInt32, Refresh.Cause)] {
      answer(.links, [Written.link(3, "w0", flags: up | running | lowerUp)], &mirror, &sink)
      _ = mirror.refresh.take()
      apply(Written.link(3, "w0", flags: flags), &mirror, &sink)
      #expect(
        mirror.refresh.holds { $0.table == .routes4 && $0.cause == cause && $0.touched?.devices == [3] })
    }
    // RTM_NEWNETCONF, NETCONFA_IFINDEX: below 0 is no device.
    for (index, isAsked) in [(3, true), (0, false), (0xffff_ffff, false), (0x7fff_ffff, true)]
      as [(UInt32, Bool)]
    {
      _ = mirror.refresh.take()
      apply(Written.message(80, [2, 0, 0, 0] + Written.attribute(1, Written.u32(index))), &mirror, &sink)
      #expect(mirror.refresh.holds { $0.table == .links && $0.cause == .netconf } == isAsked, "\(index)")
    }
    _ = mirror.refresh.take()
    apply(Written.link(3, "w0", type: 17), &mirror, &sink)
    for table in [Tracked.routes4, .routes6, .nextHops] {
      #expect(
        mirror.refresh.holds { $0.table == table && $0.cause == .link && $0.touched?.devices == [3] },
        "\(table)")
    }
    #expect(mirror.refresh.holds { $0.table == .rules && $0.touched == nil })
  }

  @Test(
    "A deleted device keeps its name for what still speaks of it, and gives it up to the next of its number")
  func retired() {
    var mirror = made([.links, .addresses])
    var sink = Told()
    answer(.links, [Written.link(3, "w0")], &mirror, &sink)
    apply(Written.link(3, "w0", type: 17), &mirror, &sink)
    #expect(mirror.devices.interfaces.name(of: 3).string == "w0")
    apply(Written.link(3, "z0"), &mirror, &sink)
    #expect(mirror.devices.interfaces.name(of: 3).string == "z0")
    // Those long gone take no memory.
    for index in 100..<10_100 as Range<UInt32> {
      apply(Written.link(index, "d0"), &mirror, &sink)
      apply(Written.link(index, "d0", type: 17), &mirror, &sink)
    }
    #expect(mirror.devices.interfaces.count < 2_000)
  }

  @Test("A station that is seen on a second device is asked for on both; one that stays is not asked for")
  func stations() {
    var mirror = made([.bridgeNeighbours])
    var sink = Told()
    let station: [UInt8] = [2, 0, 0, 0, 0, 1]
    answer(.bridgeNeighbours, [Written.station(3, station)], &mirror, &sink)
    #expect(mirror.placed(Touched(stations: [station])).devices.isEmpty)
    apply(Written.station(4, station), &mirror, &sink)
    #expect(mirror.placed(Touched(stations: [station])).devices.sorted() == [3, 4])
    #expect(mirror.placed(Touched(stations: [[2, 0, 0, 0, 0, 9]])).devices.isEmpty)
    #expect(mirror.placed(Touched(lostStations: [station])).devices.sorted() == [3, 4])
  }

  @Test("When a namespace ends, everything in it is told to be gone")
  func ended() {
    var mirror = made([.links, .addresses])
    var sink = Told()
    answer(.links, [Written.link(3, "w0")], &mirror, &sink)
    answer(.addresses, [Written.address(3, [192, 0, 2, 1])], &mirror, &sink)
    _ = sink.take()
    mirror.end("namespace", &sink)
    #expect(
      sink.lines.count == 2 && sink.lines.allSatisfy { $0.hasPrefix("delete ") && $0.hasSuffix(" namespace") }
    )
    #expect(mirror.store.count == 0)
  }
}
