import Netlink
import Testing
import Wire

@Suite struct FirstLight {
  @Test("39 A dump reads this machine's links to a clean end")
  func links() throws {
    let socket = try NetlinkSocket()
    var request = Request(type: 18)
    request.put([UInt8](repeating: 0, count: 16))
    let dump = socket.dump(request)
    var cursor = dump.makeCursor()
    var count = 0
    while let message = cursor.next() {
      #expect(message.type == 16)
      count += 1
    }
    #expect(count >= 1)
    #expect(try dump.finish().isComplete)
  }
}
