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
    for type in ObjectType.all {
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
