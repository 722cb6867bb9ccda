import NetlinkCore
import NetlinkMirror
import NetlinkWire
import Rtnetlink
import Testing

@testable import Simulation

/// Routes that the kernel removes silently, with an address or a next hop, between two tries of a dump are not in the
/// merged list; the routes beside them are.
@Suite struct MergedRouteTriesTests {
  /// A kernel with the devices 2 and 3, which are up.
  private func kernel() -> SimulatedKernel {
    var knobs = Knobs()
    knobs.entriesPerPart = 1
    return SimulatedKernel.withTwoDevices(knobs)
  }

  /// Dumps the routes, and returns the metrics of those whose destination `isWanted` takes. While the dump runs, `shift`
  /// is called before every fifth receive, so that the dump is disturbed and repeated, and `change` before the receive
  /// of the number `moment`.
  private func metrics(
    _ kernel: SimulatedKernel, _ family: UInt8, at moment: Int, _ isWanted: ([UInt8]) -> Bool,
    shift: () -> Void, _ change: () -> Void
  ) throws -> (metrics: [UInt32], isCertain: Bool, receives: Int) {
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    var receives = 0
    let snapshot = try withoutActuallyEscaping(shift) { shift in
      try withoutActuallyEscaping(change) { change in
        kernel.interlude = {
          receives += 1
          if receives % 5 == 0 { shift() }
          if receives == moment { change() }
        }
        defer { kernel.interlude = nil }
        return try client.heldTable(RouteRequest.all(family: family), .route)
      }
    }
    var metrics: [UInt32] = []
    var messages = snapshot.messages
    while let message = messages.next() {
      let attributes = ObjectType.route.attributes(of: message)
      guard message.type == RTM.newRoute,
        isWanted(attributes.attribute(Rtnetlink.RouteAttribute.destination).array)
      else { continue }
      metrics.append(UInt32(truncatingIfNeeded: attributes.attribute(RouteAttribute.metric).unsigned ?? 0))
    }
    return (metrics.sorted(), snapshot.status.isCertain, receives)
  }

  @Test(
    "IPv4 routes that go silently between two tries are not there, those beside them are: with a source, a next hop",
    arguments: [false, true])
  func gone(_ byNextHop: Bool) throws {
    let leaving: [UInt8] = [10, 0, 0, 9]
    let network: [UInt8] = [198, 51, 100, 0]
    var moment = 1
    var last = 60
    while moment <= last {
      let kernel = kernel()
      for bytes in [[10, 0, 0, 1], leaving] { kernel.home.addAddress(2, 2, bytes, 24) }
      kernel.home.finish()
      func route(_ metric: UInt32) -> Route4 {
        var route = Route4(table: 254, key: Address.number(network), length: 24, device: 3)
        route.metric = metric
        guard metric == 14 || metric == 17 else { return route }
        if byNextHop { route.nextHop = 7 } else { route.source = Address.number(leaving) }
        return route
      }
      var object = NextHop(id: 7, family: 2)
      object.device = 3
      kernel.home.setNextHop(object)
      for metric in 1...20 as ClosedRange<UInt32> {
        kernel.home.add4(route(metric), flags: HeaderFlag.create)
      }
      kernel.home.finish()
      let (metrics, isCertain, receives) = try metrics(
        kernel, 2, at: moment, { $0 == network },
        shift: {
          let first = kernel.home.routes4.first { $0.metric == 1 && $0.key == Address.number(network) }
          if let first {
            kernel.home.removeRoute4(first.serial)
          } else {
            kernel.home.add4(route(1), flags: HeaderFlag.create)
          }
          kernel.home.finish()
        },
        {
          if byNextHop {
            kernel.home.removeNextHop(7)
          } else if let address = kernel.home.addresses.first(where: { $0.bytes == leaving }) {
            kernel.home.removeAddress(address)
          }
          kernel.home.finish()
        })
      let expected = (2...20).filter { $0 != 14 && $0 != 17 }.map { UInt32($0) }
      last = min(last, receives - 40)
      #expect(!isCertain && metrics.filter { $0 > 1 } == expected, "\(moment) of \(receives): \(metrics)")
      moment += 1
    }
    #expect(last > 20, "\(last)")
  }

  @Test("An IPv6 address takes no routes of its device with it but its own")
  func address() throws {
    let leaving = Address.bytes6(0xfd00_0000_0000_0777)
    // Each number is a prefix and a metric.
    func prefix(_ number: UInt32) -> [UInt8] { Address.bytes6(0xfd00_0000_0000_0010 + UInt64(number)) }
    func route(_ number: UInt32) -> Route6 {
      var route = Route6(table: 254, prefix: prefix(number), length: 64, metric: number)
      route.legs = [Leg(device: 3)]
      return route
    }
    for moment in 1...60 {
      let kernel = kernel()
      kernel.home.addAddress(10, 3, leaving, 64)
      for number in 0...10 as ClosedRange<UInt32> {
        kernel.home.add6(route(number), flags: HeaderFlag.create)
      }
      kernel.home.finish()
      let (metrics, isCertain, receives) = try metrics(
        kernel, 10, at: moment, { found in (1...10).contains { prefix($0) == found } },
        shift: {
          let first = kernel.home.routes6.first { $0.prefix == prefix(0) }
          if let first {
            kernel.home.removeRoute6(first.serial)
          } else {
            kernel.home.add6(route(0), flags: HeaderFlag.create)
          }
          kernel.home.finish()
        },
        {
          if let address = kernel.home.addresses.first(where: { $0.bytes == leaving }) {
            kernel.home.removeAddress(address)
          }
          kernel.home.finish()
        })
      #expect(!isCertain && metrics == (1...10).map { UInt32($0) }, "\(moment) of \(receives): \(metrics)")
    }
  }
}
