import Render
import Rtnetlink
import Testing
import NetlinkWire

/// What the line of a link says of its kind.
@Suite struct KindTextTests {
  private func line(_ kind: String, _ data: [TextLine.Attribute]) -> String {
    let info = TextLine.nest([(1, Array(kind.utf8) + [0]), (2, TextLine.nest(data))])
    let message = TextLine.message(
      .link, header: [0, 0, 1, 0] + TextLine.u32(9) + TextLine.u32(0x10043) + TextLine.u32(0),
      [(3, Array("x0\0".utf8)), (16, [6]), (18, info)])
    return TextLine().write(.link, [message])
  }

  @Test("A bridge says that it runs a spanning tree or filters VLANs, and nothing else")
  func bridge() {
    #expect(line("bridge", [(5, TextLine.u32(0)), (7, [0])]) == "9 x0 up bridge\n")
    #expect(line("bridge", [(5, TextLine.u32(1)), (7, [1])]) == "9 x0 up bridge stp vlan-filtering\n")
  }

  @Test("A bond says its mode and the port in use")
  func bond() {
    #expect(line("bond", [(1, [1]), (2, TextLine.u32(3))]) == "9 x0 up bond active-backup active eth1\n")
    #expect(line("bond", [(1, [4])]) == "9 x0 up bond 802.3ad\n")
    #expect(line("vrf", [(1, TextLine.u32(100))]) == "9 x0 up vrf table 100\n")
  }

  @Test("A port of a bond says whether it is in use, and when monitoring finds fault with it")
  func bondPorts() {
    func port(_ state: UInt8, _ monitoring: UInt8) -> [UInt8] {
      let info = TextLine.nest([
        (1, Array("veth\0".utf8)), (4, Array("bond\0".utf8)),
        (5, TextLine.nest([(1, [state]), (2, [monitoring])])),
      ])
      return TextLine.message(
        .link, header: [0, 0, 1, 0] + TextLine.u32(9) + TextLine.u32(0x10043) + TextLine.u32(0),
        [(3, Array("x0\0".utf8)), (16, [6]), (10, TextLine.u32(3)), (18, info)])
    }
    #expect(TextLine().write(.link, [port(0, 0)]) == "9 x0 up veth port active master eth1\n")
    var terminal = TextLine()
    terminal.style.isAligned = true
    #expect(
      terminal.write(.link, [port(0, 0), port(1, 2)]) == """
        9  x0  up  veth  master eth1  port active
        9  x0  up  veth  master eth1  port backup mii down

        """)
  }

  @Test("A tunnel says its ends and keys, but not those that are open")
  func tunnels() {
    let ends: [TextLine.Attribute] = [(6, [0, 0, 0, 0]), (7, [192, 0, 2, 7])]
    #expect(line("gre", ends) == "9 x0 up gre remote 192.0.2.7\n")
    #expect(
      line("gretap", ends + [(2, [0x20, 0]), (3, [0x20, 0]), (4, [0, 0, 0, 9]), (5, [0, 0, 0, 8])])
        == "9 x0 up gretap remote 192.0.2.7 ikey 0.0.0.9 okey 0.0.0.8\n")
    #expect(
      line("ipip", [(2, [192, 0, 2, 1]), (3, [192, 0, 2, 2])])
        == "9 x0 up ipip remote 192.0.2.2 local 192.0.2.1\n")
    #expect(line("sit", [(19, []), (2, [0, 0, 0, 0])]) == "9 x0 up sit external\n")
    #expect(
      line("geneve", [(1, TextLine.u32(5)), (2, [192, 0, 2, 3])]) == "9 x0 up geneve 5 remote 192.0.2.3\n")
    #expect(line("geneve", [(1, TextLine.u32(0)), (6, [])]) == "9 x0 up geneve external\n")
    #expect(line("xfrm", [(1, TextLine.u32(2)), (2, TextLine.u32(0x2a))]) == "9 x0 up xfrm if_id 0x2a\n")
  }

  @Test("Other kinds say what a person would ask of them")
  func others() {
    #expect(line("ipvlan", [(1, [1, 0]), (2, [1, 0])]) == "9 x0 up ipvlan l3 private\n")
    #expect(line("netkit", [(5, TextLine.u32(1)), (2, [1])]) == "9 x0 up netkit l3 primary\n")
    #expect(line("tun", [(3, [2]), (1, TextLine.u32(1000))]) == "9 x0 up tun tap user 1000\n")
    #expect(
      line("hsr", [(1, TextLine.u32(2)), (2, TextLine.u32(3))]) == "9 x0 up hsr slave1 eth0 slave2 eth1\n")
    #expect(line("wireguard", []) == "9 x0 up wireguard\n")
  }

  @Test("One end of a pair is named with the other, wherever that is; other devices say what they are on")
  func pairs() {
    func link(_ kind: String, _ more: [TextLine.Attribute]) -> [UInt8] {
      TextLine.message(
        .link, header: [0, 0, 1, 0] + TextLine.u32(9) + TextLine.u32(0x10043) + TextLine.u32(0),
        more + [
          (3, Array("x0\0".utf8)), (16, [6]), (18, TextLine.nest([(1, Array(kind.utf8) + [0])])),
          (10, TextLine.u32(3)),
        ])
    }
    let near: TextLine.Attribute = (5, TextLine.u32(2))
    let far: TextLine.Attribute = (37, TextLine.u32(4))
    let text = TextLine()
    for kind in ["veth", "vxcan", "netkit"] {
      #expect(text.write(.link, [link(kind, [near])]) == "9 x0@eth0 up \(kind) master eth1\n")
      #expect(text.write(.link, [link(kind, [near, far])]) == "9 x0@if2 up \(kind) master eth1 netns-id 4\n")
      #expect(text.write(.link, [link(kind, [])]) == "9 x0 up \(kind) master eth1\n")
    }
    #expect(text.write(.link, [link("vlan", [near])]) == "9 x0 up vlan on eth0 master eth1\n")
    var terminal = TextLine()
    terminal.style.isAligned = true
    #expect(
      terminal.write(.link, [link("veth", [near]), link("vlan", [near])]) == """
        9  x0@eth0  up  veth  master eth1
        9  x0       up  vlan  master eth1  on eth0

        """)
  }

  @Test("A port that is of no kind is what its link layer is")
  func portOfNoKind() {
    let port = TextLine.nest([(4, Array("bridge\0".utf8)), (5, TextLine.nest([(1, [3])]))])
    let message = TextLine.message(
      .link, header: [0, 0, 1, 0] + TextLine.u32(2) + TextLine.u32(0x10043) + TextLine.u32(0),
      [(3, Array("x0\0".utf8)), (16, [6]), (18, port)])
    #expect(TextLine().write(.link, [message]) == "2 x0 up ether\n")
  }

  @Test("Every key of a kind's line is that of a row of it", arguments: LinkKind.all.map { "\($0.name)" })
  func keys(name: String) throws {
    let kind = try #require(LinkKind.all.first { "\($0.name)" == name })
    let fields = Set(FieldList(kind.data).fields.map { $0.path })
    for index in 0..<kind.layout.items.count {
      #expect(fields.contains("\(kind.layout.items[index].key)"), "\(kind.layout.items[index].key)")
    }
  }
}
