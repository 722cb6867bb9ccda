import NetlinkCore
import NetlinkMirror
import NetlinkWire
import Rtnetlink
import Testing

@testable import Simulation

/// Routes that are shown as they come.
@Suite struct StreamTests {
  @Test(
    "Routes that changed all the while are shown, and said to be uncertain; those that stayed are certain",
    arguments: [2, 10] as [UInt8])
  func uncertain(_ family: UInt8) {
    for changes in [false, true] {
      var knobs = Knobs()
      knobs.entriesPerPart = 1
      let kernel = SimulatedKernel(knobs, seed: 1)
      kernel.home.begin()
      kernel.home.addLink("v2")
      kernel.home.set(2, isUp: true)
      kernel.home.finish()
      func add(_ metric: UInt32) {
        if family == 2 {
          var route = Route4(table: 254, key: Address.number([198, 51, 100, 0]), length: 24, device: 2)
          route.metric = metric
          kernel.home.add4(route, flags: HeaderFlag.create)
        } else {
          var route = Route6(
            table: 254, prefix: Address.bytes6(0xfd00_0000_0000_0010), length: 64, metric: metric)
          route.legs = [Leg(device: 2)]
          kernel.home.add6(route, flags: HeaderFlag.create)
        }
        kernel.home.finish()
      }
      for metric in 1...20 as ClosedRange<UInt32> { add(metric) }
      var receives = 0
      kernel.interlude = {
        receives += 1
        guard changes, receives % 5 == 0, receives < 2_000 else { return }
        if let first = kernel.home.routes4.first(where: { $0.metric == 1 }) {
          kernel.home.removeRoute4(first.serial)
        } else if let first = kernel.home.routes6.first(where: { $0.metric == 1 }) {
          kernel.home.removeRoute6(first.serial)
        } else {
          add(1)
        }
        kernel.home.finish()
      }
      var shown = 0
      let client = NetlinkClient(pool: ChannelPool(host: kernel))
      let result = client.streamRoutes(RouteRequest.all(family: family), family) { datagram in
        var messages = Messages(datagram)
        while let message = messages.next() { if message.type == RTM.newRoute { shown += 1 } }
      }
      kernel.interlude = nil
      guard case .success(let status) = result else {
        Issue.record("\(family)")
        continue
      }
      #expect(
        status.isComplete && status.isDisturbed == changes && status.isCertain != changes && shown >= 19)
    }
  }
}
