import Foundation
import Rtnetlink
import Testing
import NetlinkWire

/// No bytes trap, loop, or make a document that is none.
@Suite struct TotalityTests {
  /// How many decodes of changed messages the time allows; beyond it every nth is taken.
  private static let limit = 25_000

  /// Every truncation and, of each byte, three changes, of every message of every recording but links; when these
  /// are more than `limit`, an even sample of them.
  @Test("Truncated and changed messages decode to JSON", .timeLimit(.minutes(10)))
  func changes() throws {
    let messages = Vector.all(of: VectorTests.objects).flatMap { $0.messages }
    try #require(!messages.isEmpty)
    let total = messages.reduce(0) { $0 + ($1.count - 16) * 4 }
    let step = max(1, total / TotalityTests.limit)
    var writer = Writer()
    var count = 0
    var checked = 0
    for message in messages {
      for place in 16..<message.count {
        for way in 0..<4 {
          count += 1
          if count % step != 0 { continue }
          var changed = message
          switch way {
          case 0: changed.removeSubrange(place...)
          case 1: changed[place] ^= 0x01
          case 2: changed[place] ^= 0x80
          default: changed[place] = ~changed[place]
          }
          let json = writer.json(changed)
          _ = Writer.key(changed)
          #expect(json.hasSuffix("}"))
          if count % (step * 16) == 0 {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
            checked += 1
          }
        }
      }
    }
    #expect(checked > 100)
  }

  @Test("Bytes that are no attribute are shown, not lost")
  func rest() throws {
    let route = try #require(Vector("route-routes").messages.first)
    var writer = Writer()
    #expect(writer.json(route + [1, 2, 3]).contains(#""why":"malformed","hex":"010203""#))
    #expect(writer.json(route + [8, 0, 0xff, 0x01, 1, 2, 3, 4]).contains(#""type":511,"why":"unknown""#))
    let repeated = route + [8, 0, 15, 0, 1, 0, 0, 0]
    #expect(writer.json(repeated).contains(#""type":15,"why":"repeated","hex":"01000000""#))
  }
}
