import NetlinkCore
import Testing
import NetlinkWire

@testable import Simulation

/// The simulated kernel: its dumps restart, skip and are flagged as measured of the real one.
@Suite struct KernelTests {
  private func kernel(entries: Int = 1, _ change: (inout Knobs) -> Void = { _ in }) -> SimulatedKernel {
    var knobs = Knobs()
    knobs.entriesPerPart = entries
    change(&knobs)
    let kernel = SimulatedKernel(knobs, seed: 1)
    kernel.home.begin()
    return kernel
  }

  /// Dumps a table; runs `between` after so many datagrams. Returns keys in the order of the dump.
  private func dump(
    _ kernel: SimulatedKernel, _ request: [UInt8], after count: Int = 0, _ between: () -> Void = {}
  ) throws -> (keys: [String], isFlagged: Bool) {
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    var question = Request(type: UInt16(request[0]))
    question.appendHeader(Array(request[1...]))
    let dump = client.dump(question)
    var cursor = dump.makeCursor()
    var keys: [String] = []
    var received = 0
    while cursor.receive() {
      var messages = Messages(cursor.datagram)
      while let message = messages.next() {
        var key: [UInt8] = []
        Registry.appendPlace(of: message.bytes.array, to: &key)
        keys.append(String(decoding: key, as: UTF8.self))
      }
      received += 1
      if received == count { between() }
    }
    return (keys, try dump.finish().isInterrupted)
  }

  private static let links: [UInt8] = [18] + [UInt8](repeating: 0, count: 16)
  private static let addresses: [UInt8] = [22, 0] + [UInt8](repeating: 0, count: 7)
  private static let addresses4: [UInt8] = [22, 2] + [UInt8](repeating: 0, count: 7)
  private static let routes4: [UInt8] = [26, 2] + [UInt8](repeating: 0, count: 11)
  private static let routes6: [UInt8] = [26, 10] + [UInt8](repeating: 0, count: 11)
  private static let rules: [UInt8] = [34, 2] + [UInt8](repeating: 0, count: 11)

  private func add4(
    _ kernel: SimulatedKernel, _ key: UInt32, _ length: UInt8 = 24, table: UInt32 = 254, metric: UInt32 = 0
  ) {
    var route = Route4(table: table, key: key, length: length, device: 2)
    route.metric = metric
    kernel.home.addRoute4(route, flags: HeaderFlag.create)
  }

  private func add6(_ kernel: SimulatedKernel, _ prefix: UInt64) {
    var route = Route6(table: 254, prefix: Address.bytes6(prefix), length: 64, metric: 1024)
    route.legs = [Leg(device: 2)]
    kernel.home.add6(route, flags: HeaderFlag.create)
  }

  private func withDevice(_ kernel: SimulatedKernel) -> SimulatedKernel {
    kernel.home.addLink("a")
    kernel.home.set(2, isUp: true)
    kernel.home.finish()
    return kernel
  }

  @Test("A dump at rest has what the registry has")
  func atRest() throws {
    for seed in 0..<50 as Range<UInt64> {
      var schedule = Schedule(seed: seed)
      schedule.knobs.lateness = 0
      schedule.knobs.hidesRoutes = false
      let kernel = SimulatedKernel(schedule.knobs, seed: seed)
      kernel.home.begin()
      for operation in schedule.before + schedule.during { operation.run(kernel) }
      kernel.home.finish()
      var keys: [String] = []
      for request in [Self.links, Self.addresses, Self.routes4, Self.routes6] {
        let (found, isFlagged) = try dump(kernel, request)
        keys += found
        #expect(!isFlagged)
      }
      for family in [2, 10] as [UInt8] {
        keys += try dump(kernel, [34, family] + [UInt8](repeating: 0, count: 11)).keys
        keys += try dump(kernel, [30, family] + [UInt8](repeating: 0, count: 11)).keys
      }
      keys += try dump(kernel, [30, 7] + [UInt8](repeating: 0, count: 11)).keys
      keys += try dump(kernel, [106] + [UInt8](repeating: 0, count: 8)).keys
      var known: [String] = []
      for (place, states) in kernel.registry.objects {
        let text = String(decoding: place, as: UTF8.self)
        if !text.hasPrefix("nsid/") { known += states.map { _ in text } }
      }
      #expect(keys.sorted() == known.sorted())
    }
  }

  @Test("A link that is added or deleted during a dump flags it, an MTU does not")
  func flaggedLinks() throws {
    let kernel = withDevice(kernel())
    #expect(try dump(kernel, Self.links, after: 1) { kernel.home.set(2, mtu: 1400) }.isFlagged == false)
    #expect(try dump(kernel, Self.links, after: 1) { kernel.home.addLink("b") }.isFlagged)
    #expect(try dump(kernel, Self.links, after: 1) { kernel.home.renameLink(2, "c") }.isFlagged)
  }

  @Test("The flag of IPv4 addresses is lost where IPv6 follows")
  func addressesOfAll() throws {
    for (request, isFlagged) in [(Self.addresses4, true), (Self.addresses, false)] {
      let kernel = withDevice(kernel(entries: 2))
      for last in 1...5 as ClosedRange<UInt8> { kernel.home.addAddress(2, 2, [10, 0, 0, last], 24) }
      kernel.home.addAddress(10, 2, Address.bytes6(0xfd00_0000_0000_0000, low: 1), 64)
      // The second datagram is made when the first is received.
      let (keys, wasFlagged) = try dump(kernel, request, after: 1) {
        for address in kernel.home.addresses.prefix(2) { kernel.home.removeAddress(address) }
        kernel.home.finish()
      }
      #expect(!keys.contains("addr/2/inet/10.0.0.5/24"))
      #expect(wasFlagged == isFlagged)
    }
  }

  @Test("A dump of addresses that ends before a deletion is counted lacks another one, without the flag")
  func uncountedAddress() throws {
    let kernel = withDevice(kernel(entries: 2))
    for last in 1...5 as ClosedRange<UInt8> { kernel.home.addAddress(2, 2, [10, 0, 0, last], 24) }
    kernel.home.finish()
    let (keys, wasFlagged) = try dump(kernel, Self.addresses4, after: 1) {
      kernel.home.removeAddress(kernel.home.addresses[0])
    }
    #expect(!keys.contains("addr/2/inet/10.0.0.5/24") && !wasFlagged, "\(keys)")
  }

  @Test("An IPv4 table that is new in a bucket makes the ones behind come twice")
  func newTable() throws {
    let kernel = withDevice(kernel())
    for third in 0..<4 as Range<UInt32> { add4(kernel, 0x0a00_0000 + third << 8, table: 356) }
    let (keys, isFlagged) = try dump(kernel, Self.routes4, after: 2) { add4(kernel, 0x0b00_0000, table: 100) }
    #expect(keys.count > Set(keys).count)
    #expect(!isFlagged)
  }

  @Test("IPv4 alternatives that go make a dump skip others of their prefix")
  func alternatives() throws {
    let kernel = withDevice(kernel())
    for metric in 0..<6 as Range<UInt32> { add4(kernel, 0x0a00_0000, metric: metric) }
    let first = kernel.home.routes4[0].serial
    let (keys, isFlagged) = try dump(kernel, Self.routes4, after: 1) { kernel.home.removeRoute4(first) }
    #expect(keys.count == 5)
    #expect(!isFlagged)
  }

  @Test("An IPv6 walk begins anew after an addition, and skips by a count")
  func walk() throws {
    let kernel = withDevice(kernel())
    for number in 1...6 as ClosedRange<UInt64> { add6(kernel, 0xfd00_0000_0000_0010 + number) }
    let before = try dump(kernel, Self.routes6, after: 1) { add6(kernel, 0xfd00_0000_0000_0001) }
    #expect(before.keys.count > Set(before.keys).count)
    let first = kernel.home.routes6[0].serial
    let skipped = try dump(kernel, Self.routes6, after: 1) {
      kernel.home.removeRoute6(first)
      add6(kernel, 0xfd00_0000_0000_0099)
    }
    #expect(skipped.keys.count == 7 && !skipped.isFlagged)
  }

  @Test("A rule that goes makes a dump skip one")
  func rules() throws {
    let kernel = kernel()
    let rule = Rule(family: 2, priority: 5, table: 100)
    for priority in 5...9 as ClosedRange<UInt32> {
      kernel.home.addRule(Rule(family: 2, priority: priority, table: 100))
    }
    #expect(try dump(kernel, Self.rules, after: 1) { kernel.home.removeRule(rule) }.keys.count == 6)
  }

  @Test("Routes go silently with their device, after its notification and before its lock is free")
  func silent() throws {
    let kernel = withDevice(kernel())
    add4(kernel, 0x0a00_0000)
    let subscription = try Subscription(groups: [1, 7], pool: ChannelPool(host: kernel))
    kernel.home.set(2, isUp: false)
    #expect(kernel.home.routes4.count == 1 && kernel.home.isBusy)
    var buffer = ReceiveBuffer()
    guard case .datagram = try subscription.next(into: &buffer, milliseconds: 0) else {
      Issue.record("no notification")
      return
    }
    #expect(try subscription.next(into: &buffer, milliseconds: 0) == .timedOut)
    // A question about a link waits for the lock.
    _ = try subscription.socket.transact(Request(bytes: linkQuestion))
    #expect(kernel.home.routes4.isEmpty)
  }

  private var linkQuestion: [UInt8] {
    [32, 0, 0, 0, 18, 0, 1, 0] + [UInt8](repeating: 0, count: 12) + [1, 0, 0, 0]
      + [UInt8](repeating: 0, count: 8)
  }

  @Test("A full queue gives one error, ahead of what is queued, and counts what it drops")
  func overflow() throws {
    let kernel = withDevice(kernel { $0.queueRoom = 1_000 })
    let subscription = try Subscription(groups: [1], pool: ChannelPool(host: kernel))
    for mtu in 1_000..<1_020 as Range<UInt32> { kernel.home.set(2, mtu: mtu) }
    var buffer = ReceiveBuffer()
    var events: [Subscription.Event] = []
    while true {
      let event = try subscription.next(into: &buffer, milliseconds: 0)
      if event == .timedOut { break }
      events.append(event)
    }
    guard case .overflow = events.first, case .drained(let lost) = events.last else {
      Issue.record("\(events)")
      return
    }
    #expect(Int(lost ?? 0) + events.count - 2 == 20)
  }
}
