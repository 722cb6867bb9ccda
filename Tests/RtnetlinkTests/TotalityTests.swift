import Foundation
import Render
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

  /// A struct within a message: the message's type, its header's length, the attribute, the widths of its fields.
  typealias Struct = (type: UInt8, header: Int, number: UInt16, fields: [Int])

  @Test(
    "A struct that ends inside a field leaves the rest in _unparsed, at every length",
    arguments: [
      (20, 8, 6, [4, 4, 4, 4]), (28, 12, 3, [4, 4, 4, 4]), (16, 16, 23, [Int](repeating: 8, count: 24)),
      (24, 12, 12, [Int](repeating: 4, count: 8)),
    ] as [Struct])
  func cutStruct(_ cut: Struct) throws {
    var writer = Writer()
    for length in 1...cut.fields.reduce(0, +) {
      let value = (0..<length).map { UInt8(0x80 + $0 & 0x7f) }
      var whole = 0
      for field in cut.fields where whole + field <= length { whole += field }
      let rest = value[whole...].map { String(format: "%02x", $0) }.joined()
      let json = writer.json(Self.message(cut.type, cut.header, cut.number, value))
      #expect(json.contains(#""why":"malformed","hex":"\#(rest)""#) == !rest.isEmpty, "\(length): \(json)")
      // Nothing of the field that is cut off is shown.
      if whole == 0 { continue }
      let shown = json.replacingOccurrences(
        of: #","_unparsed":\[.*\]"#, with: "", options: .regularExpression)
      let entire = writer.json(Self.message(cut.type, cut.header, cut.number, Array(value[..<whole])))
      #expect(shown == entire, "\(length)")
    }
  }

  @Test("An integer with a sign has four bytes, no fewer and no more")
  func signed() throws {
    for length in 1...8 {
      let message = CraftedMessage(kind: "macvlan", data: [(9, [UInt8](repeating: 0xff, count: length))])
      let isShown = try message["bclim"] != nil
      #expect(isShown == (length == 4), "\(length)")
    }
  }

  @Test("A struct of which a line shows nothing says that it is cut, or has more than is known")
  func unseenStruct() {
    let header: [UInt8] = [2, 0, 0, 0] + TextLine.u32(2) + [0x80, 0, 0, 1]
    for length in [15, 16, 17] {
      let ages = [UInt8](repeating: 1, count: length)
      let message = TextLine.message(.neigh, header: header, [(1, [192, 0, 2, 1]), (3, ages)])
      var line = TextLine()
      line.style.hasDetails = length > 16
      let text = line.write(.neigh, [message])
      #expect(text.contains("NDA_CACHEINFO.#0 0x") == (length != 16), "\(length): \(text)")
    }
  }

  private static func message(_ type: UInt8, _ header: Int, _ number: UInt16, _ value: [UInt8]) -> [UInt8] {
    var body = [UInt8](repeating: 0, count: header)
    body[0] = type == 16 ? 0 : 2
    body += CraftedMessage.nest([(number, value)])
    return CraftedMessage.number(UInt32(16 + body.count)) + [type, 0] + [UInt8](repeating: 0, count: 10)
      + body
  }
}
