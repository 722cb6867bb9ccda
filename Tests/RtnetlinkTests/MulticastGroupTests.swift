import NetlinkWire
import Render
import Rtnetlink
import Testing

/// The groups of a bridge, which come in one message.
@Suite struct MulticastGroupTests {
  /// An entry of the group 239.1.1.1 on device 2.
  private static let entry: [UInt8] =
    TextLine.u32(2) + [1, 0, 0, 0] + [239, 1, 1, 1] + [UInt8](repeating: 0, count: 12) + [8, 0, 0, 0]

  /// A message with two entries and a router, and `more` beside them.
  private static func message(_ more: [TextLine.Attribute] = [], in group: [TextLine.Attribute] = [])
    -> [UInt8]
  {
    let entries = TextLine.nest(
      [(1, entry + TextLine.nest([(4, [192, 0, 2, 7])])), (1, entry)] + group)
    let routers = TextLine.nest([(1, TextLine.u32(2) + TextLine.nest([(2, [1])]))])
    return TextLine.message(
      .mdb, header: [7, 0, 0, 0] + TextLine.u32(3), [(1, TextLine.nest([(1, entries)])), (2, routers)] + more)
  }

  private static func parts(of message: [UInt8]) -> [MulticastGroups.Part] {
    unsafe MulticastGroups.parts(of: Message(message.span.bytes))
  }

  @Test("Each entry and each router has a line, with its own attributes")
  func lines() {
    var text = Text(interfaces: TextLine.interfaces(), system: TextLine.system)
    var walker = Walker()
    let parts = Self.parts(of: Self.message())
    for part in parts {
      unsafe text.object(Message(part.bytes.span.bytes), by: part.table, part.layout, &walker)
    }
    #expect(
      TextLine().string(text.buffer) == """
        eth1 port eth0 grp 239.1.1.1 src 192.0.2.7 permanent
        eth1 port eth0 grp 239.1.1.1 permanent
        eth1 router port eth0 temp_query

        """)
  }

  @Test("The settings of a VLAN have the ports with a multicast router, which stand in a nest of their own")
  func settings() throws {
    let router = TextLine.nest([(1, TextLine.u32(2) + TextLine.nest([(2, [1])]))])
    let options = TextLine.nest([(1, [10, 0]), (3, [1]), (16, TextLine.nest([(2, router)])), (18, [7, 0])])
    let message = TextLine.message(.vlan, header: [7, 0, 0, 0] + TextLine.u32(3), [(2, options)])
    #expect(TextLine().write(.vlan, [message]) == "eth1 global 10 mcast_snooping 1 msti 7\n")
    var json = JSON(interfaces: TextLine.interfaces(), system: TextLine.system)
    var walker = Walker()
    unsafe json.object(Message(message.span.bytes), by: ObjectType.vlan.table, &walker)
    let text = TextLine().string(json.buffer)
    #expect(text.contains(#""router_ports":[{"port":"eth0","port_index":2,"type":"temp_query"}]"#), "\(text)")
    #expect(!text.contains("_unparsed"))
  }

  @Test("A message with anything that stands in no entry is not taken apart")
  func whole() {
    #expect(Self.parts(of: Self.message()).count == 3)
    #expect(Self.parts(of: Self.message([(3, [1])])).isEmpty)
    #expect(Self.parts(of: Self.message([(3, Self.entry)])).isEmpty)
    #expect(Self.parts(of: Self.message(in: [(2, [1])])).isEmpty)
    #expect(Self.parts(of: TextLine.message(.mdb, header: [7, 0, 0], [])).isEmpty)
    #expect(Self.parts(of: Self.message() + [1, 2, 3]).isEmpty)
  }
}
