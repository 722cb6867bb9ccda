import Render
import Rtnetlink
import Testing
import NetlinkWire

/// A route's line is what `ip route add` takes.
@Suite struct RouteTextTests {
  let gateway: TextLine.Attribute = (5, [192, 0, 2, 1])
  let device: TextLine.Attribute = (4, TextLine.u32(2))
  let destination: TextLine.Attribute = (1, [10, 0, 0, 0])
  let v6: [UInt8] = [0x20, 1, 0xd, 0xb8] + [UInt8](repeating: 0, count: 11) + [1]

  @Test("A default route says how it was learnt and its metric, and nothing that ip would choose itself")
  func plain() {
    let line = TextLine().route(protocol: 16, [gateway, device, (6, TextLine.u32(100))])
    #expect(line == "default via 192.0.2.1 dev eth0 proto dhcp metric 100\n")
  }

  @Test("A route of a device alone says its scope, which ip would take for link")
  func reach() {
    #expect(TextLine().route(length: 8, [destination, device]) == "10.0.0.0/8 dev eth0 scope global\n")
    #expect(
      TextLine().route(length: 8, scope: 253, [destination, device]) == "10.0.0.0/8 dev eth0 scope link\n")
  }

  @Test("A local route in table main says so, for ip would put it into table local")
  func ownTable() {
    #expect(
      TextLine().route(length: 32, scope: 254, type: 2, [destination, device])
        == "local 10.0.0.0 dev eth0 table main scope host\n")
    #expect(
      TextLine().route(length: 32, table: 255, scope: 254, type: 2, [destination, device])
        == "local 10.0.0.0 dev eth0 table local scope host\n")
    #expect(TextLine().route(length: 8, type: 6, [destination]) == "blackhole 10.0.0.0/8\n")
  }

  @Test("A route by next hop object has neither gateway nor device")
  func nextHopObject() {
    #expect(
      TextLine().route(length: 8, [destination, (30, TextLine.u32(7)), gateway, device])
        == "10.0.0.0/8 nhid 7\n")
  }

  @Test("Every next hop of several is said, behind what they share")
  func multipath() {
    let hop: (UInt8, [TextLine.Attribute]) -> [UInt8] = { hops, attributes in
      let body = TextLine.nest(attributes)
      return [UInt8(8 + body.count), 0, 0, hops] + TextLine.u32(3) + body
    }
    let hops = hop(0, [(5, [192, 0, 2, 1])]) + hop(4, [(5, [192, 0, 2, 2])])
    #expect(
      TextLine().route(length: 8, [destination, (9, hops), (6, TextLine.u32(5))])
        == "10.0.0.0/8 metric 5 nexthop via 192.0.2.1 dev eth1 weight 1 "
        + "nexthop via 192.0.2.2 dev eth1 weight 5\n")
  }

  @Test("Options of tunnels are said as ip takes them")
  func options() throws {
    func line(of destination: String) throws -> String {
      let message = try #require(
        Vector("route-encap-options").messages.first { Writer.key($0).contains(destination) })
      return TextLine().write(.route, [message])
    }
    #expect(try line(of: "20.4.0.0").contains(" tos 0x0 geneve_opts 1:2:00112233,3:4:44556677 via "))
    #expect(try line(of: "20.5.0.0").contains(" vxlan_opts 77 via "))
    #expect(try line(of: "20.6.0.0").contains(" erspan_opts 1:5 via "))
    #expect(try line(of: "20.7.0.0").contains(" erspan_opts 2:0:1:9 via "))
  }

  @Test("Inserted segment lists are said without the place that ip adds")
  func segments() throws {
    let message = try #require(
      Vector("route-encap-ip").messages.first { Writer.key($0).contains("2001:db8:102::") })
    #expect(
      TextLine().write(.route, [message]).contains(" encap seg6 mode inline segs 2001:db8::a,2001:db8::b "))
  }

  @Test("Locks of metrics that ip takes none of are not said")
  func silentLocks() {
    let metrics = TextLine.nest([(1, TextLine.u32(0x2004)), (2, TextLine.u32(1400)), (13, TextLine.u32(200))])
    #expect(
      TextLine().route(length: 8, [destination, gateway, device, (8, metrics)])
        == "10.0.0.0/8 via 192.0.2.1 dev eth0 mtu lock 1400 rto_min 200ms\n")
  }

  @Test("Each locked metric is said to be locked before its own value, however many are")
  func locks() {
    // RTAX_LOCK of RTAX_MTU, RTAX_ADVMSS and RTAX_HOPLIMIT.
    let values: [(UInt16, [UInt8])] = [
      (1, TextLine.u32(1 << 2 | 1 << 8 | 1 << 10)), (2, TextLine.u32(1400)), (8, TextLine.u32(1300)),
      (10, TextLine.u32(77)),
    ]
    let text = TextLine().route(
      length: 8, [(1, [10, 0, 0, 0]), (4, TextLine.u32(2)), (8, TextLine.nest(values))])
    for words in ["mtu lock 1400", "advmss lock 1300", "hoplimit lock 77"] {
      #expect(text.contains(" " + words), "\(text)")
    }
  }

  @Test("An attribute that comes twice is said to, and its second value stands beside")
  func repeated() {
    let text = TextLine().route(
      length: 8, [(1, [10, 0, 0, 0]), (4, TextLine.u32(2)), (4, TextLine.u32(3)), (6, [1])])
    #expect(text.contains("#4 0x03000000 repeated") && text.contains("#6 0x01"), "\(text)")
    #expect(!text.contains("0x01 repeated"))
  }

  @Test("A gateway of another family, onlink, realms and locked metrics are said in ip's words")
  func rest() {
    let metrics = TextLine.nest([(1, TextLine.u32(0x4)), (2, TextLine.u32(1400)), (8, TextLine.u32(1300))])
    let line = TextLine().route(
      length: 8, tos: 0x10, flags: 4,
      [destination, (18, [10, 0] + v6), device, (11, TextLine.u32(3 << 16 | 4)), (8, metrics)])
    #expect(
      line == "10.0.0.0/8 tos 0x10 via inet6 2001:db8::1 dev eth0 onlink realms 3/4 mtu lock 1400 "
        + "advmss 1300\n")
    #expect(
      TextLine().route(length: 8, [destination, gateway, device, (11, TextLine.u32(4))])
        == "10.0.0.0/8 via 192.0.2.1 dev eth0 realms 4\n")
  }

  @Test("An IPv6 default route without a gateway is ::/0, so that its family shows")
  func bareDefault() {
    #expect(TextLine().route(family: 10, [device, (6, TextLine.u32(1024))]) == "::/0 dev eth0 metric 1024\n")
    #expect(TextLine().route(family: 10, [(5, v6), device]) == "default via 2001:db8::1 dev eth0\n")
  }

  @Test("What is odd is on the line, what is only unknown is a detail")
  func odd() {
    #expect(
      TextLine().route([gateway, device, (6, [1, 2])]) == "default via 192.0.2.1 dev eth0 #6 0x0102\n")
    #expect(TextLine().route([gateway, device, (99, [1])]) == "default via 192.0.2.1 dev eth0\n")
    var detailed = TextLine()
    detailed.style.hasDetails = true
    #expect(detailed.route([gateway, device, (99, [0xbe, 0xef])]).hasSuffix("\n    #99 0xbeef\n"))
  }

  @Test("Details add every field that the line leaves out")
  func details() {
    var detailed = TextLine()
    detailed.style.hasDetails = true
    #expect(
      detailed.route([gateway, device])
        == "default via 192.0.2.1 dev eth0\n    family inet  type unicast  table main  protocol 3  scope global\n"
        .replacing("  ", with: " ").replacing("\n  family", with: "\n    family"))
    detailed.style.isOneLine = true
    #expect(
      detailed.route([gateway, device])
        == "default via 192.0.2.1 dev eth0 family inet type unicast table main protocol 3 scope global\n")
  }

  @Test("A name that could move the cursor is made visible, and an interface without a name has its number")
  func names() {
    #expect(TextLine().route([(4, TextLine.u32(4)), gateway]) == "default via 192.0.2.1 dev e\\x1bvil\n")
    #expect(TextLine().route([(4, TextLine.u32(9)), gateway]) == "default via 192.0.2.1 dev if9\n")
  }

  @Test("Chosen fields are columns under a header, the number beside a name too")
  func columns() {
    var table = TextLine()
    table.fields = ["dst", "ifindex", "dev", "metrics.mtu", "table_id"]
    #expect(
      table.route([gateway, device])
        == "DST\tIFINDEX\tDEV\tMETRICS.MTU\tTABLE_ID\ndefault\t2\teth0\t-\t254\n")
    table.style.isAligned = true
    #expect(
      table.route([gateway, device])
        == "DST      IFINDEX  DEV   METRICS.MTU  TABLE_ID\ndefault  2        eth0  -            254\n")
  }

  @Test("The same fields in JSON are the only keys")
  func filter() {
    let header: [UInt8] = [2, 0, 0, 0, 254, 3, 0, 1] + TextLine.u32(0)
    let metrics = TextLine.nest([(2, TextLine.u32(1400)), (8, TextLine.u32(1300))])
    let message = TextLine.message(.route, header: header, [gateway, device, (8, metrics)])
    let paths = ["dev", "metrics.mtu", "table_id"].compactMap { FieldPath($0, in: ObjectType.route.table) }
    var filtered = FilteredJSON(
      JSON(interfaces: TextLine.interfaces(), system: TextLine.system), fields: paths)
    var walker = Walker()
    let isSomething = unsafe filtered.object(
      Message(message.span.bytes), by: ObjectType.route.table, &walker)
    #expect(isSomething)
    #expect(
      TextLine().string(filtered.buffer)
        == #"{"dev":"eth0","table_id":254,"metrics":[{"mtu":1400}]}"#)
  }

  @Test("A route that was looked up says neither who added it nor how far it goes, as ip route get")
  func lookedUp() {
    let text = TextLine()
    #expect(
      text.route(length: 32, protocol: 0, flags: 0x200, [(1, [192, 0, 2, 7]), gateway, device])
        == "192.0.2.7 via 192.0.2.1 dev eth0\n")
    #expect(
      text.route(
        length: 32, table: 255, protocol: 0, scope: 254, type: 2, flags: 0x200, [(1, [192, 0, 2, 7])])
        == "local 192.0.2.7 table local\n")
    // IPv6 answers with the route itself.
    #expect(
      text.route(length: 32, protocol: 2, scope: 253, [(1, [192, 0, 2, 7]), device])
        == "192.0.2.7 dev eth0 proto kernel scope link\n")
  }
}
