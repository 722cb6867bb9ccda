import NetlinkCore
import NetlinkMirror
import NetlinkWire
import Rtnetlink
import Testing

@testable import Simulation

extension SimulatedKernel {
  /// A kernel with the devices 2 and 3, which are up.
  static func withTwoDevices(_ knobs: Knobs) -> SimulatedKernel {
    let kernel = SimulatedKernel(knobs, seed: 1)
    kernel.home.begin()
    for index in [2, 3] as [UInt32] {
      kernel.home.addLink("v\(index)")
      kernel.home.set(index, isUp: true)
    }
    kernel.home.finish()
    return kernel
  }
}

/// A table that changes under every try of its dump is put together of all of them.
@Suite struct MergedTriesTests {
  private static let wandering: UInt64 = 0xfd00_0000_0000_0099

  /// A kernel with two devices that are up, five routes by each, and one more that comes and goes.
  private func kernel() -> SimulatedKernel {
    var knobs = Knobs()
    knobs.entriesPerPart = 1
    knobs.skipsDownNotifications = true
    let kernel = SimulatedKernel.withTwoDevices(knobs)
    for number in 1...5 as ClosedRange<UInt64> {
      add(kernel, 0xfd00_0000_0000_0010 + number, device: 2)
      add(kernel, 0xfd00_0000_0000_0020 + number, device: 3)
    }
    add(kernel, Self.wandering, device: 2)
    return kernel
  }

  private func add(_ kernel: SimulatedKernel, _ prefix: UInt64, device: UInt32) {
    var route = Route6(table: 254, prefix: Address.bytes6(prefix), length: 64, metric: 1024)
    route.legs = [Leg(device: device)]
    kernel.home.add6(route, flags: HeaderFlag.create)
  }

  /// The routes of a dump during which one goes and comes again all the time; how many receives there were.
  private func dump(
    _ kernel: SimulatedKernel, at moment: Int? = nil, _ change: () -> Void = {}
  ) throws -> (keys: [String], isCertain: Bool, receives: Int) {
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    var receives = 0
    let snapshot = try withoutActuallyEscaping(change) { change in
      kernel.interlude = {
        receives += 1
        let home = kernel.home
        // Seldom enough that what is told of it can be read.
        if receives % 5 == 0,
          let route = home.routes6.first(where: { $0.prefix == Address.bytes6(Self.wandering) })
        {
          home.removeRoute6(route.serial)
          self.add(kernel, Self.wandering, device: 2)
        }
        if receives == moment { change() }
      }
      defer { kernel.interlude = nil }
      return try client.heldTable(RouteRequest.all(family: 10), .route)
    }
    var keys: [String] = []
    var messages = snapshot.messages
    while let message = messages.next() {
      var key: [UInt8] = []
      Registry.appendPlace(of: message.bytes.array, to: &key)
      keys.append(String(decoding: key, as: UTF8.self))
    }
    return (keys, snapshot.status.isCertain, receives)
  }

  @Test("Each route is there once, also the one of which notifications spoke all the time")
  func touched() throws {
    let kernel = kernel()
    let (keys, isCertain, _) = try dump(kernel)
    #expect(!isCertain && keys.count == 11 && Set(keys).count == 11, "\(keys)")
  }

  @Test("What goes silently with its device between two tries is not there, though the first has seen it")
  func removed() throws {
    let (_, _, receives) = try dump(kernel())
    // Of five tries these are the second to the fourth.
    for moment in receives / 3..<2 * receives / 3 {
      let kernel = kernel()
      let (keys, isCertain, _) = try dump(kernel, at: moment) { kernel.home.set(3, isUp: false) }
      #expect(kernel.home.routes6.count == 6 && !isCertain && Set(keys).count == keys.count)
      #expect(keys.count == 6, "\(moment) of \(receives): \(keys)")
    }
  }

  @Test("Addresses of which the kernel says that they changed under every try are put together, too")
  func addresses() throws {
    // So often does one of the first addresses of the device go, also under the last try: those behind it move.
    for period in 3...7 {
      let kernel = kernel()
      for last in 1...200 as ClosedRange<UInt8> { kernel.home.addAddress(2, 2, [10, 1, last, 1], 24) }
      for last in 1...8 as ClosedRange<UInt8> { kernel.home.addAddress(2, 2, [10, 0, last, 1], 24) }
      kernel.home.finish()
      let client = NetlinkClient(pool: ChannelPool(host: kernel))
      var receives = 0
      kernel.interlude = {
        receives += 1
        let home = kernel.home
        guard receives % period == 0 else { return }
        if let first = home.addresses.first(where: { $0.bytes[1] == 1 }) { home.removeAddress(first) }
      }
      defer { kernel.interlude = nil }
      let snapshot = try client.heldTable(AddressRequest.all(family: 2), .addr)
      var found: [UInt8] = []
      var messages = snapshot.messages
      while let message = messages.next() {
        // IFA_ADDRESS is the first of its attributes.
        let isStanding = message.type == RTM.newAddress && message.payload.u8(at: 13) == 0
        if isStanding { found.append(message.payload.u8(at: 14)) }
      }
      #expect(!snapshot.status.isCertain, "\(period)")
      #expect(found.sorted() == Array(1...8), "\(period): \(found)")
    }
  }

  @Test("A dump of addresses that ends before a deletion is counted is not believed")
  func uncounted() throws {
    var unflagged = 0
    for moment in 1...12 {
      let kernel = kernel()
      for last in 1...5 as ClosedRange<UInt8> { kernel.home.addAddress(2, 2, [10, 0, last, 1], 24) }
      kernel.home.finish()
      let client = NetlinkClient(pool: ChannelPool(host: kernel))
      var receives = 0
      kernel.interlude = {
        receives += 1
        if receives == moment { kernel.home.removeAddress(kernel.home.addresses[0]) }
      }
      defer { kernel.interlude = nil }
      let snapshot = try client.heldTable(AddressRequest.all(family: 2), .addr)
      var found: [UInt8] = []
      var messages = snapshot.messages
      while let message = messages.next() {
        if message.type == RTM.newAddress { found.append(message.payload.u8(at: 14)) }
      }
      #expect(snapshot.status.isCertain && Set(found).isSuperset(of: [2, 3, 4, 5]), "\(moment): \(found)")
      if snapshot.tries > 1 { unflagged += 1 }
    }
    #expect(unflagged > 0)
  }

  @Test("Of two rules with one key and different values both are there, once each")
  func rules() throws {
    let kernel = kernel()
    for flags in [RuleAttribute.inputDetached, 0] {
      var rule = Rule(family: 2, priority: 300, table: 100, flags: flags)
      rule.inputName = "v2"
      kernel.home.addRule(rule)
    }
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    let passing = Rule(family: 2, priority: 50, table: 100)
    var receives = 0
    kernel.interlude = {
      receives += 1
      if receives % 3 == 0 { kernel.home.addRule(passing) }
      if receives % 3 == 1 { kernel.home.removeRule(passing) }
    }
    defer { kernel.interlude = nil }
    let snapshot = try client.heldTable(RuleRequest.all(family: 2), .rule)
    var flags: [UInt32] = []
    var messages = snapshot.messages
    while let message = messages.next() {
      let attributes = message.payload.slice(at: 12, length: message.payload.byteCount - 12)
      if attributes.attribute(RuleAttribute.inputName).byteCount > 0 {
        flags.append(message.payload.u32(at: 8))
      }
    }
    #expect(!snapshot.status.isCertain && flags.sorted() == [0, RuleAttribute.inputDetached], "\(flags)")
  }
}
