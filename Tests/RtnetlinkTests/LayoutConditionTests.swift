import NetlinkWire
import Render
import Rtnetlink
import Testing

/// What a layout asks of other rows can be answered when it is asked.
@Suite struct LayoutConditionTests {
  @Test("A condition on a row that is visited later, or on none, is a fault of the layout")
  func faults() throws {
    let table = ObjectType.neigh.table
    let late = Layout([.init("mac"), .init("dst", needs: "mac")])
    #expect(try #require(late.fault(in: [table])).contains("visited later"))
    #expect(try #require(Layout([.init("dst", needs: "nobody")]).fault(in: [table])).contains("nobody"))
    #expect(try #require(Layout([.init("no-such-key")]).fault(in: [table])).contains("no-such-key"))
    #expect(Layout([.init("dst"), .init("mac", needs: "dst")]).fault(in: [table]) == nil)
  }

  @Test("No layout has such a fault")
  func layouts() {
    for type in ObjectType.all + ObjectType.others {
      for layout in type.layouts { #expect(layout.fault(in: [type.table]) == nil, "\(type.name)") }
    }
    for kind in LinkKind.all { #expect(kind.layout.fault(in: [kind.data]) == nil, "\(kind.name)") }
  }

  @Test("An entry of a forwarding database says where the far end is, whatever is sent first")
  func remote() {
    let entry = TextLine.message(
      .neigh, header: [7, 0, 0, 0] + TextLine.u32(2) + [0x80, 0, 0x02, 0],
      [(1, [192, 0, 2, 2]), (2, [0, 0, 0, 0, 0, 0])])
    #expect(TextLine().write(.neigh, [entry]).contains(" dst 192.0.2.2 "))
  }
}

/// VLANs and forwarding databases of bridges, in the words of `bridge`.
@Suite struct BridgeTextTests {
  @Test("VLANs of a port are ranges")
  func ranges() {
    func entry(_ flags: UInt8, _ vlan: UInt8, to end: UInt8? = nil) -> TextLine.Attribute {
      let range: [TextLine.Attribute] = end.map { [(2, [$0, 0])] } ?? []
      return (1, TextLine.nest([(1, [flags, 0, vlan, 0])] + range))
    }
    let message = TextLine.message(
      .vlan, header: [7, 0, 0, 0] + TextLine.u32(2), [entry(6, 1), entry(0, 10, to: 20)])
    #expect(TextLine().write(.vlan, [message]) == "eth0 1 pvid untagged,10-20\n")
    let info = TextLine.nest([(2, [6, 0, 1, 0]), (2, [8, 0, 10, 0]), (2, [16, 0, 20, 0])])
    let port = TextLine.message(
      .link, header: [7, 0, 1, 0] + TextLine.u32(2) + TextLine.u32(0x43) + TextLine.u32(0),
      [
        (3, Array("eth0\0".utf8)), (12, TextLine.nest([(1, [3]), (2, [32, 0]), (3, TextLine.u32(2))])),
        (26, info),
      ])
    #expect(
      TextLine().write(.linkPart, [port])
        == "2 eth0 forwarding priority 32 cost 2 vlans 1 pvid untagged,10-20\n")
  }

  @Test(
    "An entry of a forwarding database says how it came to be",
    arguments: [
      (0x80, "permanent"), (0x40, "static"), (0x02, "learned"), (0x04, "learned, stale"), (0xc0, "permanent"),
    ]
      as [(UInt8, String)])
  func stations(state: UInt8, word: String) {
    let entry = TextLine.message(
      .neigh, header: [7, 0, 0, 0] + TextLine.u32(2) + [state, 0, 0, 0], [(2, [2, 0, 0, 0, 0, 1])])
    #expect(TextLine().write(.neigh, [entry]) == "02:00:00:00:00:01 dev eth0 \(word)\n")
  }
}
