import NetlinkWire
import Render
import Rtnetlink
import Testing

/// Shapes and conditions of rows that few messages of a kernel have.
@Suite struct OddRowTests {
  private static func json(
    _ table: Table, header: [UInt8] = [0, 0, 0, 0], _ attributes: [TextLine.Attribute]
  ) -> String {
    let body = header + TextLine.nest(attributes)
    let bytes =
      TextLine.u32(UInt32(16 + body.count)) + [16, 0, 0, 0] + [UInt8](repeating: 0, count: 8) + body
    var writer = JSON(interfaces: TextLine.interfaces(), system: TextLine.system)
    var walker = Walker()
    let message = unsafe Message(bytes.span.bytes)
    writer.object(message, by: table, &walker)
    return TextLine().string(writer.buffer)
  }

  @Test("A signed number of any width may be negative")
  func signed() {
    let table = Table(
      "signed", headerLength: 4,
      [
        Attribute(1, "A", "eight", .s8, "Eight bits."), Attribute(2, "B", "sixteen", .s16, "Sixteen bits."),
        Attribute(3, "C", "thirty_two", .s32, "Thirty-two bits."),
        Attribute(4, "D", "sixty_four", .s64, "Sixty-four."),
      ])
    let low: [TextLine.Attribute] = (1...4).map { number in
      (UInt16(number), [0xfe] + [UInt8](repeating: 0xff, count: (1 << (number - 1)) - 1))
    }
    #expect(Self.json(table, low) == #"{"eight":-2,"sixteen":-2,"thirty_two":-2,"sixty_four":-2}"#)
  }

  @Test("An address that is filled up has as many bytes as the device's kind")
  func padded() {
    let table = Table("padded", headerLength: 16, [Attribute(1, "A", "mac", .paddedLinkAddress, "Address.")])
    let bytes = (0..<32).map { UInt8($0) }
    for (type, count) in [(1, 6), (32, 20)] as [(UInt8, Int)] {
      let header: [UInt8] = [0, 0, type, 0] + [UInt8](repeating: 0, count: 12)
      let mac = (0..<count).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
      #expect(Self.json(table, header: header, [(1, bytes)]) == "{\"mac\":\"\(mac)\"}")
      #expect(Self.json(table, header: header, [(1, Array(bytes.prefix(count)))]) == "{\"mac\":\"\(mac)\"}")
      #expect(!Self.json(table, header: header, [(1, Array(bytes.prefix(count - 1)))]).contains("\"mac\""))
    }
  }

  @Test("A message that ends with its header is whole; one byte less is no message of its kind")
  func headerAlone() {
    let table = Table("short", headerLength: 4, [.field(0, "A", "family", .u8, "Its family.")])
    #expect(Self.json(table, header: [2, 0, 0, 0], []) == #"{"family":2}"#)
    #expect(!Self.json(table, header: [2, 0, 0], []).contains("family"))
  }

  @Test("A list of numbers is one of whole numbers: with bytes over or none at all it shows as bytes")
  func lists() {
    let table = Table("lists", headerLength: 4, [Attribute(1, "A", "list", .packed(.u32), "Numbers.")])
    let bytes = TextLine.u32(7) + TextLine.u32(8)
    #expect(Self.json(table, [(1, bytes)]) == #"{"list":[7,8]}"#)
    for count in 1...7 where count != 4 {
      let text = Self.json(table, [(1, Array(bytes.prefix(count)))])
      #expect(!text.contains(#""list":["#) && text.contains("07"), "\(count): \(text)")
    }
  }

  @Test("What another family's format would be, or that of none, shows as bytes")
  func families() {
    let inner = Table("inner", [Attribute(1, "B", "number", .u32, "A number.")])
    let formats = Selection(isByName: false, [.init(2, inner)])
    let table = Table(
      "formats", headerLength: 4, [Attribute(1, "A", "data", .selectedByFamily(formats), "Its data.")])
    let payload = TextLine.nest([(1, TextLine.u32(0xabcd))])
    #expect(Self.json(table, header: [2, 0, 0, 0], [(1, payload)]) == #"{"data":{"number":43981}}"#)
    for family in [0, 3, 10] as [UInt8] {
      let text = Self.json(table, header: [family, 0, 0, 0], [(1, payload)])
      #expect(text.contains("cdab") && !text.contains("number"), "\(family): \(text)")
    }
  }

  @Test("Bytes of an address are those of its family, and a group is one of either family")
  func addresses() {
    let six: [UInt8] = [0x20, 1, 0xd, 0xb8] + [UInt8](repeating: 0, count: 11) + [1]
    let table = Table("addresses", headerLength: 4, [Attribute(1, "A", "at", .address, "An address.")])
    for (family, bytes, text) in [
      (2, [192, 0, 2, 1], "192.0.2.1"), (10, six, "2001:db8::1"),
      (7, [2, 0, 0, 0, 0, 0xa], "02:00:00:00:00:0a"),
    ] as [(UInt8, [UInt8], String)] {
      #expect(Self.json(table, header: [family, 0, 0, 0], [(1, bytes)]) == "{\"at\":\"\(text)\"}")
      let odd = Self.json(table, header: [family, 0, 0, 0], [(1, bytes + [0])])
      #expect(!odd.contains("\"at\":\""), "\(odd)")
    }
    let ends = Table(
      "ends", headerLength: 4,
      [Attribute(1, "A", "remote", .unicastOrGroup, "The far end.", numberKey: "group")])
    for (bytes, key) in [
      ([223, 0, 2, 1], "remote"), ([224, 0, 0, 1], "group"), ([239, 255, 0, 1], "group"),
      ([240, 0, 0, 1], "remote"),
      (six, "remote"), ([0xfe] + six.dropFirst(), "remote"), ([0xff] + six.dropFirst(), "group"),
    ] as [([UInt8], String)] {
      #expect(Self.json(ends, [(1, bytes)]).hasPrefix("{\"\(key)\":\""), "\(bytes)")
    }
  }

  @Test("A zero is shown only where its own mark is set")
  func marked() {
    let table = Table(
      "marked", headerLength: 4,
      [
        Attribute(1, "A", "marks", .hex, "Which are meant."),
        Attribute(2, "B", "value", .u32, "One of them.", presence: .marked(by: 1, mask: 0x0200_0000)),
      ])
    func shows(_ value: UInt32, _ marks: [UInt8]?) -> Bool {
      var attributes: [TextLine.Attribute] = [(2, TextLine.u32(value))]
      if let marks { attributes.append((1, marks)) }
      return Self.json(table, attributes).contains("\"value\"")
    }
    // The marks are read as a big-endian number.
    #expect(shows(0, [2, 0, 0, 0]) && shows(0, [3, 0, 0, 0]))
    #expect(!shows(0, [1, 0, 0, 0]) && !shows(0, [0, 0, 0, 2]) && !shows(0, nil))
    #expect(shows(5, nil) && shows(5, [1, 0, 0, 0]))
  }

  @Test("Devices that stand on one another in a ring are all there, once")
  func rings() {
    for ring in [[2, 3], [2, 3, 4], [5, 2, 9, 7]] as [[UInt32]] {
      var tree = LinkTree()
      for (place, index) in ring.enumerated() {
        let lower = ring[(place + 1) % ring.count]
        let header: [UInt8] = [0, 0, 1, 0] + TextLine.u32(index) + [UInt8](repeating: 0, count: 8)
        let bytes = TextLine.message(.link, header: header, [(5, TextLine.u32(lower))])
        unsafe tree.add(Message(bytes.span.bytes), at: 0)
      }
      tree.arrange()
      #expect(tree.lines.map { tree.nodes[$0.node].index }.sorted() == ring.sorted())
      #expect(tree.lines.filter { $0.depth == 0 }.count == 1)
    }
  }

  @Test("What every family but one has is shown of a message without a family, too")
  func noFamily() {
    var header = [UInt8](repeating: 0, count: ObjectType.neigh.table.headerLength)
    header[10] = 0x80
    for family: UInt8 in [0, 2] {
      header[0] = family
      #expect(Self.json(ObjectType.neigh.table, header: header, []).contains(#""router":true"#), "\(family)")
    }
  }

  @Test("Code points have the names of those services that leave the other two bits alone")
  func codePoints() {
    let services = SystemNameFiles.names(of: .dsfield)
    let points = SystemNameFiles.names(of: .dscp)
    #expect(points.count == services.filter { $0.number & 3 == 0 && $0.number < 256 }.count)
    for point in points {
      #expect(services.contains { $0.number == point.number << 2 && $0.name == point.name })
    }
  }
}
