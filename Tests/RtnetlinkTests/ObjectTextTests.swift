import Render
import Rtnetlink
import Testing
import NetlinkWire

@Suite struct ObjectTextTests {
  /// A link: index, name, flags, mtu, and what else.
  func link(_ index: UInt32, _ name: String, flags: UInt32, _ more: [TextLine.Attribute]) -> [UInt8] {
    TextLine.message(
      .link, header: [0, 0, 1, 0] + TextLine.u32(index) + TextLine.u32(flags) + TextLine.u32(0),
      [(3, Array(name.utf8) + [0]), (4, TextLine.u32(1500))] + more)
  }

  let mac: TextLine.Attribute = (1, [0x52, 0x54, 0, 0x12, 0x34, 0x56])

  var vlan: [UInt8] {
    let info = TextLine.nest([(1, Array("vlan\0".utf8)), (2, TextLine.nest([(1, [5, 0])]))])
    return link(7, "eth0.5", flags: 0, [(16, [2]), (5, TextLine.u32(2)), (18, info), mac])
  }

  @Test("A link is one line of single blanks where nobody looks")
  func links() {
    #expect(TextLine().write(.link, [vlan]) == "7 eth0.5 down vlan 5 mtu 1500 on eth0 52:54:00:12:34:56\n")
    let up = link(2, "eth0", flags: 0x10043, [(16, [6]), (6, Array("fq_codel\0".utf8)), mac])
    #expect(TextLine().write(.link, [up]) == "2 eth0 up ether mtu 1500 qdisc fq_codel 52:54:00:12:34:56\n")
    let pulled = link(2, "eth0", flags: 0x3, [(16, [2])])
    #expect(TextLine().write(.link, [pulled]) == "2 eth0 no-carrier ether mtu 1500\n")
  }

  @Test("On a terminal the columns of all links are aligned, numbers to the right")
  func aligned() {
    var terminal = TextLine()
    terminal.style.isAligned = true
    let far = link(100, "a", flags: 0x10043, [(16, [6]), mac])
    #expect(
      terminal.write(.link, [vlan, far]) == """
          7  eth0.5  down  vlan 5  mtu 1500  52:54:00:12:34:56  on eth0
        100  a       up    ether   mtu 1500  52:54:00:12:34:56

        """)
  }

  @Test("Colours do not count for the width of a column")
  func colours() {
    var terminal = TextLine()
    terminal.style.isAligned = true
    let plain = terminal.write(.link, [vlan, link(1, "b", flags: 0x10043, [(16, [6])])])
    terminal.style.isColored = true
    var painted = terminal.write(.link, [vlan, link(1, "b", flags: 0x10043, [(16, [6])])])
    #expect(painted.contains("\u{1b}[31mdown\u{1b}[0m"))
    for code in ["0", "31", "32", "35", "36"] { painted = painted.replacing("\u{1b}[\(code)m", with: "") }
    #expect(painted == plain)
  }

  @Test("Counters stand under each other, and those beyond the first four only if they counted")
  func counters() {
    var style = TextLine()
    style.style.hasCounters = true
    style.style.isAligned = true
    var counters = [UInt8](repeating: 0, count: 200)
    counters[16] = 77  // rx_bytes
    counters[9 * 8] = 3  // collisions
    let line = style.write(.link, [link(2, "eth0", flags: 0x10043, [(16, [6]), (23, counters)])])
    #expect(
      line == """
        2  eth0  up  ether  mtu 1500
            stats64.rx:  bytes 77  packets 0  errors 0  dropped 0
            stats64.tx:  bytes 0   packets 0  errors 0  dropped 0  collisions 3

        """)
  }

  @Test("An address says its network, scope, and how long it stays")
  func addresses() {
    let life = TextLine.u32(3000) + TextLine.u32(3542) + TextLine.u32(0) + TextLine.u32(0)
    let message = TextLine.message(
      .addr, header: [2, 24, 0, 0] + TextLine.u32(2),
      [
        (1, [192, 0, 2, 10]), (2, [192, 0, 2, 10]), (4, [192, 0, 2, 255]), (3, Array("eth0\0".utf8)),
        (6, life),
      ])
    #expect(
      TextLine().write(.addr, [message])
        == "eth0 192.0.2.10/24 global brd 192.0.2.255 dynamic 59m 2s\n")
  }

  @Test("Neighbours, rules and next hops read as ip writes them")
  func others() {
    let neighbour = TextLine.message(
      .neigh, header: [2, 0, 0, 0] + TextLine.u32(2) + [2, 0, 0x80, 1],
      [(1, [192, 0, 2, 1]), (2, mac.payload)])
    #expect(
      TextLine().write(.neigh, [neighbour])
        == "192.0.2.1 dev eth0 lladdr 52:54:00:12:34:56 router REACHABLE\n")
    let rule = TextLine.message(
      .rule, header: [2, 0, 8, 0, 254, 0, 0, 1] + TextLine.u32(2),
      [(2, [10, 0, 0, 0]), (6, TextLine.u32(12)), (15, TextLine.u32(254))])
    #expect(TextLine().write(.rule, [rule]) == "12: not from 10.0.0.0/8 lookup main\n")
    let group = TextLine.message(
      .nexthop, header: [0, 0, 0, 0] + TextLine.u32(0),
      [
        (1, TextLine.u32(20)),
        (2, TextLine.u32(1) + TextLine.u32(0) + TextLine.u32(2) + TextLine.u32(9)),
      ])
    #expect(TextLine().write(.nexthop, [group]) == "id 20 group 1/2,10\n")
  }

  @Test("Every field listed can be asked for, and every layout's key is a row's")
  func fieldsResolve() {
    for type in ObjectType.all + ObjectType.others {
      let list = FieldList(type.table)
      #expect(list.fields.count > 5)
      for field in list.fields {
        #expect(FieldPath(field.path, in: type.table) != nil, "\(type.name) \(field.path)")
      }
    }
    #expect(FieldPath("nonsense", in: ObjectType.link.table) == nil)
    #expect(FieldPath("stats64.", in: ObjectType.link.table) == nil)
    #expect(FieldPath("addr_info.local", in: ObjectType.addr.table, under: "addr_info") != nil)
  }

  @Test("Fields in columns are no wider than the terminal, but for a path that is", arguments: [80, 120])
  func fieldsFit(width: Int) {
    for type in ObjectType.all + ObjectType.others {
      var buffer = GrowingBytes()
      FieldList(type.table).writeColumns(to: &buffer, width: width, isColored: false)
      for line in TextLine().string(buffer).split(separator: "\n") {
        #expect(line.count <= width || !line.contains(" "), "\(type.name) \(line)")
      }
    }
  }

  @Test("A schema is one closed object, and JSON")
  func schemas() throws {
    for type in ObjectType.all + ObjectType.others {
      var buffer = GrowingBytes()
      Schema(type.table, name: type.name, summary: type.summary, version: "0").write(to: &buffer)
      _ = try JSONValue(TextLine().string(buffer))
      #expect(TextLine().string(buffer).contains(#""additionalProperties":false"#))
      // A value whose names are listed may be one without a name.
      for index in 0..<type.table.count {
        let row = type.table[index]
        guard case .named = row.shape else { continue }
        let text = TextLine().string(buffer)
        #expect(row.key.isEmpty || text.contains("\"\(row.key)_index\":"), "\(row.key)")
      }
    }
  }

  @Test(
    "Whatever bytes a message has, it is text without control characters, in every style",
    arguments: RecordedMessages.names)
  func total(file: String) throws {
    var styles = [TextStyle(), TextStyle(), TextStyle()]
    styles[1].hasDetails = true
    styles[1].hasCounters = true
    styles[2] = styles[1]
    styles[2].isAligned = true
    styles[2].width = 80
    let messages = try RecordedMessages(file).messages
    // Every message is changed at some ten places, others in each style; the same in every run.
    for (number, style) in styles.enumerated() {
      var line = TextLine()
      line.style = style
      for message in messages {
        let messageType = UInt16(message[4])
        let type = try #require(
          ObjectType.of(messageType: messageType, family: message[16])
            ?? ObjectType.others.first { $0.new == messageType || $0.get == messageType })
        var cases = [message, Array(message[..<(16 + (message.count - 16) / 2)])]
        for offset in stride(from: 16 + number, to: message.count, by: max(1, message.count / 6)) {
          var changed = message
          changed[offset] ^= UInt8(1 << (offset % 8))
          cases.append(changed)
          cases.append(Array(message[..<offset]))
        }
        let text = line.write(type, cases)
        #expect(text.hasSuffix("\n"))
        #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0.value == 127 })
      }
    }
  }
}
