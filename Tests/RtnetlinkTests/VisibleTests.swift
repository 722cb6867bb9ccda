import Testing
import NetlinkWire

/// What is not understood is shown, wherever it stands.
@Suite struct VisibleTests {
  /// Where the attribute `number` lies among those from `start` to `end`: its payload.
  private func payload(of number: Int, in bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    var offset = range.lowerBound
    while offset + 4 <= range.upperBound {
      let length = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
      guard length >= 4, offset + length <= range.upperBound else { return nil }
      if (Int(bytes[offset + 2]) | Int(bytes[offset + 3]) << 8) & 0x3fff == number {
        return offset + 4..<offset + length
      }
      offset += (length + 3) & ~3
    }
    return nil
  }

  @Test(
    "An attribute of a kind of link, or of its ports, that no row has stands with its path and bytes",
    arguments: [(2, "IFLA_INFO_DATA"), (5, "IFLA_INFO_SLAVE_DATA")])
  func kinds(number: Int, name: String) throws {
    var kinds: Set<String> = []
    for vector in Vector.all(of: ["link"]) {
      for message in vector.messages where message[4] == 16 && message[16] == 0 {
        guard let info = payload(of: 18, in: message, 32..<message.count),
          let data = payload(of: number, in: message, info), data.count >= 4,
          let kind = payload(of: number - 1, in: message, info)
        else { continue }
        var changed = message
        changed[data.lowerBound + 2] = 0xff
        changed[data.lowerBound + 3] = 0x01
        let length = Int(message[data.lowerBound]) | Int(message[data.lowerBound + 1]) << 8
        let hex = message[data.lowerBound + 4..<data.lowerBound + length]
          .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        var writer = Writer()
        let json = writer.json(changed)
        let wanted =
          #"{"path":["IFLA_LINKINFO","\#(name)"],"type":511,"why":"unknown","hex":"\#(hex)"}"#
        #expect(json.contains(wanted), "\(vector.name)")
        kinds.insert(String(decoding: message[kind].prefix { $0 != 0 }, as: UTF8.self))
      }
    }
    #expect(kinds.count >= (number == 2 ? 25 : 3), "\(kinds.sorted())")
  }

  @Test("A payload that is too short for its row stands with its bytes, and the key is not there")
  func short() throws {
    let message = try #require(Vector("link-dummy").messages.first)
    let mtu = try #require(payload(of: 4, in: message, 32..<message.count))
    var changed = message
    changed[mtu.lowerBound - 4] = 7  // three bytes of four, and one of padding
    var writer = Writer()
    let json = writer.json(changed)
    let hex = message[mtu].dropLast()
      .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    #expect(json.contains(#"{"path":[],"type":4,"why":"malformed","hex":"\#(hex)"}"#))
    #expect(json.contains(#""flags":["BROADCAST","NOARP","UP","LOWER_UP"],"xdp":"#))
  }
}
