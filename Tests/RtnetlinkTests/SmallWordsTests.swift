import Render
import Rtnetlink
import Testing
import NetlinkWire

/// Words that say nothing are not said, and numbers are as `ip` writes them.
@Suite struct SmallWordsTests {
  @Test("A neighbour without octets has no link-layer address to show")
  func empty() {
    let header: [UInt8] = [2, 0, 0, 0] + TextLine.u32(2) + [0x40, 0, 0, 1]
    let message = TextLine.message(.neigh, header: header, [(1, [192, 0, 2, 1]), (2, [])])
    #expect(TextLine().write(.neigh, [message]) == "192.0.2.1 dev eth0 NOARP\n")
  }

  @Test("Numbers of address protocols without a name are hexadecimal")
  func protocols() {
    let message = TextLine.message(
      .addr, header: [2, 24, 0, 0] + TextLine.u32(2), [(2, [192, 0, 2, 10]), (11, [0x42])])
    #expect(TextLine().write(.addr, [message]) == "eth0 192.0.2.10/24 global proto 0x42\n")
  }

  @Test("No protocol is the number 0 in any case, where numbers are asked for and where 0 has no name")
  func noProtocol() {
    for isNumeric in [true, false] {
      var line = TextLine()
      line.style.isNumeric = isNumeric
      line.fields = ["protocol"]
      let message = TextLine.message(
        .addr, header: [2, 24, 0, 0] + TextLine.u32(2), [(2, [192, 0, 2, 10]), (11, [0])])
      let text = line.write(.addr, [message])
      #expect(text.hasSuffix("0\n") && !text.contains("0x"), "\(text)")
    }
  }

  @Test("Words that no file of the system names are words also where numbers are asked for")
  func onlyWords() {
    func text(isNumeric: Bool) -> String {
      var line = TextLine()
      line.style.isNumeric = isNumeric
      line.style.hasDetails = true
      // IFLA_OPERSTATE, IFLA_LINKMODE and a VLAN's protocol.
      let info = TextLine.nest([(1, Array("vlan\0".utf8)), (2, TextLine.nest([(5, [0x81, 0])]))])
      return line.write(
        .link,
        [
          TextLine.message(
            .link, header: [0, 0, 1, 0] + TextLine.u32(2) + TextLine.u32(1) + TextLine.u32(0),
            [(3, Array("eth0\0".utf8)), (16, [6]), (17, [1]), (18, info)])
        ])
    }
    let words = text(isNumeric: false)
    for word in [" UP", " DORMANT", " 802.1Q"] { #expect(words.contains(word), "\(words)") }
    #expect(text(isNumeric: true) == words)
  }

  @Test("Where numbers are asked for, the type of a route is one")
  func numeric() {
    var line = TextLine()
    line.style.isNumeric = true
    #expect(line.route(length: 8, type: 6, [(1, [10, 0, 0, 0])]) == "6 10.0.0.0/8\n")
    let bytes = TextLine.message(
      .route, header: [2, 8, 0, 0, 254, 3, 0, 6] + TextLine.u32(0), [(1, [10, 0, 0, 0])])
    var json = JSON(interfaces: TextLine.interfaces(), system: TextLine.system)
    json.isNumeric = true
    var walker = Walker()
    json.object(unsafe Message(bytes.span.bytes), by: ObjectType.route.table, &walker)
    #expect(TextLine().string(json.buffer).contains(#""type":"6""#))
  }

  @Test("A mask of all bits is not said")
  func masks() {
    let ports: [UInt8] = [0xbb, 0x01, 0xbb, 0x01]
    let header: [UInt8] = [2, 0, 0, 0, 254, 0, 0, 1] + TextLine.u32(0)
    let whole = TextLine.message(
      .rule, header: header, [(6, TextLine.u32(9)), (24, ports), (29, [0xff, 0xff])])
    #expect(TextLine().write(.rule, [whole]) == "9: from all dport 443 lookup main\n")
    let part = TextLine.message(.rule, header: header, [(6, TextLine.u32(9)), (24, ports), (29, [0, 0xff])])
    #expect(TextLine().write(.rule, [part]).contains("dport 443/0xff00"))
  }

  @Test("Ports of a rule are one or from the first to the last, each end from its own bytes")
  func ports() {
    func text(_ number: UInt16, _ ports: [UInt8]) -> String {
      let header: [UInt8] = [2, 0, 0, 0, 254, 0, 0, 1] + TextLine.u32(0)
      return TextLine().write(
        .rule, [TextLine.message(.rule, header: header, [(6, TextLine.u32(9)), (number, ports)])])
    }
    for (number, name) in [(23, "sport"), (24, "dport")] as [(UInt16, String)] {
      #expect(text(number, [0xbb, 1, 0xbb, 1]) == "9: from all \(name) 443 lookup main\n")
      #expect(text(number, [0xbb, 1, 0x2c, 2]) == "9: from all \(name) 443-556 lookup main\n")
    }
  }

  @Test("Flags of which 0 has a name are told when none is set")
  func zero() {
    var line = TextLine()
    line.style.hasDetails = true
    for (flags, name) in [(0, "bridge"), (2, "vepa")] as [(UInt8, String)] {
      let text = line.write(.link, [CraftedMessage(kind: "ipvlan", data: [(2, [flags, 0])]).bytes])
      #expect(text.contains(" \(name)"), "\(text)")
    }
  }

  @Test("Counters of hardware that are switched on or off are told in words")
  func counters() {
    let state = TextLine.nest([(3, TextLine.nest([(1, [1]), (2, [0])]))])
    let message = TextLine.message(
      .stats, header: [0, 0, 0, 0] + TextLine.u32(2) + TextLine.u32(0), [(4, TextLine.nest([(2, state)]))])
    #expect(TextLine().write(.stats, [message]) == "eth0 offload l3 request on used off\n")
    let values = (1...9).flatMap { TextLine.u32(UInt32($0)) + TextLine.u32(0) }
    let counted = TextLine.message(
      .stats, header: [0, 0, 0, 0] + TextLine.u32(2) + TextLine.u32(0), [(4, TextLine.nest([(3, values)]))])
    #expect(TextLine().write(.stats, [counted]) == "eth0 offload l3 rx 1/3 tx 2/4\n")
  }

  @Test("A lookup says its mark and user, and no table that the kernel left out")
  func lookup() {
    let text = TextLine().route(
      length: 32, table: 0, flags: 0x200,
      [(1, [192, 0, 2, 7]), (4, TextLine.u32(2)), (16, TextLine.u32(7)), (25, TextLine.u32(1000))])
    #expect(text == "192.0.2.7 dev eth0 mark 0x7 uid 1000\n")
  }

  /// A link with these flags and attributes, as text.
  private func link(_ line: TextLine, flags: UInt32, _ attributes: [TextLine.Attribute]) -> String {
    let header = [0, 0, 1, 0] + TextLine.u32(2) + TextLine.u32(flags) + TextLine.u32(0)
    return line.write(
      .link, [TextLine.message(.link, header: header, [(3, Array("eth0\0".utf8)), (16, [6])] + attributes)])
  }

  @Test("Bits that a file of the system names are numbers where numbers are asked for")
  func reasons() {
    var line = TextLine()
    line.style.hasDetails = true
    // IFLA_PROTO_DOWN_REASON with bits 0 and 2, of which the first has a name.
    let reasons = [(55, TextLine.nest([(2, TextLine.u32(5))]))] as [TextLine.Attribute]
    #expect(link(line, flags: 1, reasons).contains(" mlag,2"))
    line.style.isNumeric = true
    #expect(link(line, flags: 1, reasons).contains(" 0,2"))
  }

  @Test("A flag without a name is among the details, and not where the line has few words for flags")
  func unknownFlag() {
    var line = TextLine()
    #expect(!link(line, flags: 0x8000_0001, []).contains("0x8"))
    line.style.hasDetails = true
    #expect(link(line, flags: 0x8000_0001, []).contains("0x80000000"))
  }

  @Test("What stands behind ::/0 is whole in columns, too")
  func defaultInColumns() {
    var line = TextLine()
    line.style.isAligned = true
    let text = line.route(family: 10, [(4, TextLine.u32(2)), (6, TextLine.u32(1024))])
    #expect(text.split(whereSeparator: \.isWhitespace) == ["::/0", "dev", "eth0", "metric", "1024"])
  }
}
