import Render
import Rtnetlink
import Testing
import NetlinkWire

/// Colours over every recorded message, in every style.
@Suite struct ColourTests {
  static let styles: [TextStyle] = [false, true].flatMap { isAligned in
    [(false, false), (true, false), (true, true)].map { hasMore, isOneLine in
      var style = TextStyle()
      style.isAligned = isAligned
      style.hasDetails = hasMore
      style.hasCounters = hasMore
      style.isOneLine = isOneLine
      return style
    }
  }

  @Test(
    "Without its colours a line is the one without colours, and no colour is of nothing", arguments: styles)
  func colours(style: TextStyle) throws {
    var painted = 0
    for vector in Vector.all {
      let types = vector.messages.compactMap { bytes in unsafe ObjectType.of(Message(bytes.span.bytes)) }
      for type in ObjectType.all + [.linkPart] where types.contains(where: { $0.name.equals(type.name) }) {
        let messages = zip(vector.messages, types).filter { $0.1.name.equals(type.name) }.map { $0.0 }
        var writer = TextLine()
        writer.style = style
        let plain = writer.write(type, messages)
        writer.style.isColored = true
        let text = writer.write(type, messages)
        #expect(Self.colourless(text) == plain, "\(vector.name)")
        let pieces = text.split(separator: "\u{1b}", omittingEmptySubsequences: false).dropFirst()
        painted += pieces.count
        for (index, piece) in pieces.enumerated() {
          // A colour and its text by turns with an end of colour.
          #expect(piece.hasPrefix("[0m") == (index % 2 == 1), "\(vector.name): \(piece)")
          #expect(index % 2 == 1 || piece.drop { $0 != "m" }.count > 1, "\(vector.name): nothing in a colour")
        }
        #expect(pieces.count % 2 == 0, "\(vector.name)")
      }
    }
    #expect(painted > 500)
  }

  @Test("Columns have the colours that the same values have on a line")
  func columns() {
    var writer = TextLine()
    writer.style.isColored = true
    writer.fields = ["ifname", "operstate", "address", "mtu"]
    let tests = ObjectTextTests()
    let link = tests.link(2, "v0", flags: 0x10043, [(16, [6]), tests.mac])
    #expect(
      writer.write(.link, [link]).split(separator: "\n")[1]
        == "\u{1b}[36mv0\u{1b}[0m\t\u{1b}[32mUP\u{1b}[0m\t\u{1b}[35m52:54:00:12:34:56\u{1b}[0m\t1500")
    writer.fields = ["ifname", "linkinfo", "ifname"]
    #expect(writer.write(.link, [link]).hasSuffix("\u{1b}[36mv0\u{1b}[0m\t-\t\u{1b}[36mv0\u{1b}[0m\n"))
  }

  @Test("A word of a rule that stands alone is in its colour")
  func mark() {
    var writer = TextLine()
    writer.style.isColored = true
    let header: [UInt8] = [2, 0, 0, 0, 254, 0, 0, 1] + TextLine.u32(8)  // FIB_RULE_IIF_DETACHED
    let rule = TextLine.message(.rule, header: header, [(3, Array("gone0\0".utf8))])
    #expect(
      writer.write(.rule, [rule]).contains("iif \u{1b}[36mgone0\u{1b}[0m \u{1b}[31m[detached]\u{1b}[0m "))
  }

  /// The text without its colours.
  static func colourless(_ text: String) -> String {
    ["0", "31", "32", "35", "36"].reduce(text) { $0.replacing("\u{1b}[\($1)m", with: "") }
  }
}
