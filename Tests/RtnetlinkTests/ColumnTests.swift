import NetlinkWire
import Render
import Rtnetlink
import Testing

/// What `--fields` prints of objects and arrays.
@Suite struct ColumnTests {
  private func table(_ fields: [String], _ type: ObjectType, _ messages: [[UInt8]]) -> [[String]] {
    var line = TextLine()
    line.fields = fields
    return line.write(type, messages).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private var group: [UInt8] {
    TextLine.message(
      .nexthop, header: [0, 0, 0, 0] + TextLine.u32(0),
      [
        (1, TextLine.u32(10)),
        (2, TextLine.u32(1) + [2, 0, 0, 0] + TextLine.u32(2) + [0, 0, 0, 0]),
      ])
  }

  @Test("A group reads as ip takes it, and the column beside is its own")
  func groups() {
    #expect(table(["id", "group"], .nexthop, [group]) == [["ID", "GROUP"], ["10", "1,3/2"]])
    #expect(table(["group", "id"], .nexthop, [group])[1] == ["1,3/2", "10"])
  }

  @Test("Hops and metrics of a route read as words and values")
  func routes() {
    let hop = [16, 0, 0, 1] + TextLine.u32(2) + TextLine.nest([(5, [10, 0, 0, 7])])
    let route = TextLine.message(
      .route, header: [2, 16, 0, 0, 254, 3, 0, 1] + TextLine.u32(0),
      [
        (1, [10, 20, 0, 0]), (8, TextLine.nest([(1, TextLine.u32(4)), (2, TextLine.u32(1400))])),
        (9, hop + [16, 0, 0, 2] + TextLine.u32(3) + TextLine.nest([(5, [10, 0, 0, 8])])),
      ])
    let row = table(["dst", "nexthops", "metrics", "nexthops.dev"], .route, [route])[1]
    #expect(row[0] == "10.20.0.0/16")
    #expect(row[1].contains("10.0.0.7") && row[1].contains("weight 2"))
    #expect(row[2] == "mtu lock 1400")
    #expect(row[3] == "eth0,eth1")
  }

  @Test("A column of an address with the length of its prefix has both, whatever stands beside it")
  func prefixes() {
    let header: [UInt8] = [2, 24, 16, 0, 254, 0, 0, 1] + TextLine.u32(0)
    let rule = TextLine.message(.rule, header: header, [(1, [10, 2, 0, 0]), (2, [10, 1, 0, 0])])
    #expect(table(["src/srclen", "dst/dstlen"], .rule, [rule])[1] == ["10.1.0.0/16", "10.2.0.0/24"])
    #expect(
      table(["dstlen", "dst/dstlen", "src", "src/srclen", "srclen"], .rule, [rule])[1]
        == ["24", "10.2.0.0/24", "10.1.0.0", "10.1.0.0/16", "16"])
    let all = TextLine.message(.rule, header: [2, 0, 0, 0, 254, 0, 0, 1] + TextLine.u32(0), [])
    #expect(table(["src/srclen", "dst/dstlen"], .rule, [all])[1] == ["all", "-"])
    #expect(FieldPath("src/nosuch", in: ObjectType.rule.table) == nil)
  }

  @Test("A field asked for twice stands twice, and a part beside its whole")
  func twice() {
    let vlan = ObjectTextTests().vlan
    #expect(table(["ifname", "ifname"], .link, [vlan])[1] == ["eth0.5", "eth0.5"])
    #expect(
      table(["linkinfo", "linkinfo.info_kind"], .link, [vlan])[1]
        == ["info_kind vlan info_data id 5", "vlan"])
  }

  @Test(
    "No object is denied that is there, and none spills into the column beside",
    arguments: ObjectType.all.map { "\($0.name)" })
  func everyObject(name: String) throws {
    let type = try #require(ObjectType.named(name))
    let key = type.name.equals("link") ? "ifname" : "family"
    let fields = FieldList(type.table).fields.filter { $0.type == .object || $0.type == .objects }
    let vectors = Vector.all.flatMap { $0.messages }.filter {
      ObjectType.of(messageType: UInt16($0[4]), family: $0[16])?.name.equals(type.name) == true
    }
    for field in fields {
      let path = try #require(FieldPath(field.path, in: type.table))
      var walker = Walker()
      let json = JSON(interfaces: TextLine.interfaces(), system: TextLine.system)
      var filtered = FilteredJSON(json, fields: [path])
      var tried = 0
      for message in vectors where tried < 3 {
        filtered.buffer.truncate(to: 0)
        guard filtered.object(unsafe Message(message.span.bytes), by: type.table, &walker) else { continue }
        let text = TextLine().string(filtered.buffer)
        guard text.contains(where: { $0.isNumber }) || text.contains("true") else { continue }
        tried += 1
        let row = try #require(table([key, field.path], type, [message]).last)
        let alone = try #require(table([key], type, [message]).last)
        try #require(row.count == 2, "\(field.path) \(row)")
        #expect(row[0] == alone[0], "\(field.path)")
        #expect(row[1] != "-", "\(field.path) \(text)")
      }
    }
  }
}
