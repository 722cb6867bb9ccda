import Rtnetlink
import Testing
import NetlinkWire

/// Who sits on whom.
@Suite struct LinkTreeTests {
  /// A device, and what it hangs on.
  private struct Device {
    var index: UInt32
    var master: UInt32 = 0
    var lower: UInt32 = 0
    var namespace: UInt32?
    var kind = ""
    var data: [TextLine.Attribute] = []

    var message: [UInt8] {
      var more: [TextLine.Attribute] = []
      if lower != 0 { more.append((5, TextLine.u32(lower))) }
      if master != 0 { more.append((10, TextLine.u32(master))) }
      if let namespace { more.append((37, TextLine.u32(namespace))) }
      if !kind.isEmpty {
        more.append((18, TextLine.nest([(1, Array(kind.utf8) + [0]), (2, TextLine.nest(data))])))
      }
      return TextLine.message(
        .link, header: [0, 0, 1, 0] + TextLine.u32(index) + [UInt8](repeating: 0, count: 8), more)
    }
  }

  private func tree(_ devices: [Device]) -> LinkTree {
    var tree = LinkTree()
    for device in devices {
      let bytes = device.message
      unsafe tree.add(Message(bytes.span.bytes), at: 0)
    }
    tree.arrange()
    return tree
  }

  /// The drawing: each device's index behind its depth.
  private func drawn(_ tree: LinkTree) -> [String] {
    tree.lines.map { String(repeating: " ", count: $0.depth) + String(tree.nodes[$0.node].index) }
  }

  @Test("Ports stand under their master, others under the device below, in the order of the dump")
  func places() {
    let tree = tree([
      Device(index: 1), Device(index: 2, master: 7), Device(index: 3, lower: 2),
      Device(index: 4, master: 7, lower: 3), Device(index: 5, lower: 3), Device(index: 7, lower: 1),
    ])
    #expect(drawn(tree) == ["1", " 7", "  2", "   3", "    5", "  4"])
    #expect(tree.lines.map(\.isLast) == [true, true, false, true, true, true])
    #expect(tree.lines.map(\.bars) == [0, 0, 0, 4, 4, 0])
  }

  @Test("Neither the other end of a pair nor a device of another namespace is a parent")
  func others() {
    let tree = tree([
      Device(index: 1), Device(index: 2, lower: 3, kind: "veth"), Device(index: 3, lower: 2, kind: "veth"),
      Device(index: 4, lower: 1, namespace: 0, kind: "vlan"), Device(index: 5, lower: 1, kind: "netkit"),
    ])
    #expect(drawn(tree) == ["1", "2", "3", "4", "5"])
    #expect(tree.nodes[1].isPair)
    #expect(tree.nodes[3].lowerNamespace == 0)
  }

  @Test("A tunnel stands on the device that only its own data tell")
  func tunnels() {
    let tree = tree([
      Device(index: 1, kind: "vxlan", data: [(3, TextLine.u32(2))]), Device(index: 2),
      Device(index: 3, kind: "amt", data: [(4, TextLine.u32(2))]),
    ])
    #expect(drawn(tree) == ["2", " 1", " 3"])
  }

  @Test(
    "A tunnel in another namespace is on what its data tell, and not on itself; others may have that number")
  func underItself() {
    let tree = tree([
      Device(index: 2, lower: 2, namespace: 0, kind: "vxlan", data: [(3, TextLine.u32(20))]),
      Device(index: 3, lower: 3, namespace: 0, kind: "vxlan"),
      Device(index: 4, lower: 4, namespace: 0, kind: "ppp"),
      Device(index: 5, lower: 5, namespace: 0, kind: "macvlan"),
      Device(index: 6, lower: 6, namespace: 0, kind: "veth"),
      Device(index: 7, lower: 8, namespace: 0, kind: "vxlan"),
    ])
    #expect(tree.nodes.map(\.lower) == [20, 0, 0, 5, 6, 8])
  }

  @Test("A device whose master or lower device is not among the links stands at the outermost level")
  func missing() {
    #expect(
      drawn(tree([Device(index: 2, master: 99), Device(index: 3, lower: 98), Device(index: 4, lower: 4)]))
        == ["2", "3", "4"])
  }

  @Test("A ring is cut, and every device is drawn once")
  func rings() {
    let ring = tree([
      Device(index: 1, lower: 3), Device(index: 2, lower: 1), Device(index: 3, lower: 2),
      Device(index: 4, lower: 2), Device(index: 5, lower: 6), Device(index: 6, lower: 5),
    ])
    #expect(drawn(ring) == ["1", " 2", "  3", "  4", "5", " 6"])
    #expect(ring.lines.filter { $0.depth == 2 }.map(\.isLast) == [false, true])
  }

  @Test("A chain of twenty thousand devices and a star of as many are drawn")
  func large() {
    let count: UInt32 = 20_000
    let chain = tree((1...count).map { Device(index: $0, lower: $0 - 1) })
    #expect(chain.lines.count == Int(count))
    #expect(chain.lines.last?.depth == Int(count) - 1)
    let star = tree((1...count).map { Device(index: $0, lower: $0 == 1 ? 0 : 1) })
    #expect(star.lines.count == Int(count))
    #expect(star.lines.dropFirst().allSatisfy { $0.depth == 1 })
    let twice = tree([Device(index: 1), Device(index: 1), Device(index: 2, lower: 1)])
    #expect(twice.lines.count == 3)
  }

  @Test("Whatever a message holds, its device is drawn once", arguments: RecordedMessages.names)
  func total(file: String) throws {
    for message in try RecordedMessages(file).messages where message.count >= 32 {
      for length in stride(from: 16, through: message.count, by: 3) {
        var tree = LinkTree()
        let cut = Array(message[..<length])
        for _ in 0..<2 { unsafe tree.add(Message(cut.span.bytes), at: 0) }
        tree.arrange()
        #expect(tree.lines.count == (length >= 32 ? 2 : 0))
      }
    }
  }
}
