import Rtnetlink
import Testing
import NetlinkWire

/// Link messages that are not of the link.
@Suite struct LinkPartTests {
  @Test("What a bridge says of its port is no link, and its deletion is not the link's")
  func bridge() {
    #expect(ObjectType.of(messageType: 16, family: 0)?.name.description == "link")
    #expect(ObjectType.of(messageType: 17, family: 0)?.name.description == "link")
    for type in [UInt16(16), 17] {
      for family in [UInt8(7), 10, 2, 255] {
        #expect(ObjectType.of(messageType: type, family: family)?.name.description == "link-part")
      }
    }
    #expect(ObjectType.of(messageType: 24, family: 7)?.name.description == "route")
    #expect(ObjectType.of(messageType: 99, family: 0) == nil)
  }

  @Test("A device and what families say of it have different keys")
  func keys() throws {
    let messages = try RecordedMessages("link-bridge-family").messages
    var keys: Set<String> = []
    for message in messages {
      keys.insert(Writer.key(message))
      var plain = message
      plain[16] = 0
      keys.insert(Writer.key(plain))
      plain[16] = 10
      keys.insert(Writer.key(plain))
    }
    let indexes = Set(messages.map { Array($0[20..<24]) })
    #expect(keys.count == indexes.count * 3)
    #expect(keys.contains { $0.hasPrefix("link-part/bridge/") })
  }
}
