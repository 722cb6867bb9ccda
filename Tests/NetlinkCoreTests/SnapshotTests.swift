import Rtnetlink
import Testing
import NetlinkWire

@testable import NetlinkCore

@Suite struct SnapshotTests {
  /// Changes the table while it is dumped, as often as it was told to.
  private struct Meddler: WitnessJudge {
    let kernel: TableKernel
    let entry: UInt32?
    var isDisturbed = false

    mutating func dumped(_ datagram: RawSpan) {
      if let entry { kernel.change(entry, isPresent: true) }
    }
    mutating func heard(_ message: borrowing Message) { isDisturbed = true }
  }

  private static func entries(_ bytes: [UInt8]?) -> [UInt32] {
    guard let bytes else { return [] }
    var entries: [UInt32] = []
    var messages = Messages(bytes.raw)
    while let message = messages.next() { entries.append(message.payload.u32(at: 0)) }
    return entries
  }

  @Test("A table that is larger than the limit is not held, and its dump is given up")
  func limit() throws {
    let kernel = TableKernel(entries: 1000, part: 10)
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    let request = Request(type: RTM.getLink)
    #expect(try client.snapshot(request, limit: 1000) { _, _ in } == nil)
    // Twenty bytes an entry.
    let whole = try #require(try client.snapshot(request, limit: 20_000) { _, _ in })
    #expect(whole.status.isComplete && whole.contents.byteCount == 20_000)
    #expect(try client.snapshot(request, limit: 19_999) { _, _ in } == nil)
  }

  @Test("Whoever merges the tries of a dump gets every notification, also those between two tries")
  func notifications() throws {
    let kernel = TableKernel(entries: 3, part: 10)
    let client = NetlinkClient(pool: ChannelPool(host: kernel))
    let tries = Guarded(0)
    var request = Request(type: RTM.getLink)
    request.witness = Witness(groups: [1]) {
      let number = tries.withLock { number in
        number += 1
        return number
      }
      return Meddler(kernel: kernel, entry: number <= 2 ? 100 + UInt32(number) : nil)
    }
    var heard: [[UInt32]] = []
    let snapshot = try client.snapshot(request, limit: .max) { _, notifications in
      heard.append(SnapshotTests.entries(notifications))
      if heard.count == 1 { kernel.change(2, isPresent: false) }
    }
    #expect(heard == [[101], [2, 102]])
    #expect(snapshot?.tries == 3 && snapshot?.status.isCertain == true)
  }
}
