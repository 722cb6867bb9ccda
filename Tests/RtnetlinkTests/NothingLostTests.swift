import NetlinkWire
import Rtnetlink
import Testing

@testable import Render

/// Text with every detail asked for says all that JSON says.
@Suite struct NothingLostTests {
  static let style = {
    var style = TextStyle()
    style.hasDetails = true
    style.hasEverything = true
    style.hasCounters = true
    return style
  }()

  /// What is written of a message without one of its values, and the values where none is left out.
  static func write(
    _ message: [UInt8], without dropped: Int = -1, style: TextStyle = NothingLostTests.style
  ) -> (text: String, values: [Dropping.Value]) {
    var walker = Walker()
    let view = unsafe Message(message.span.bytes)
    guard let type = ObjectType.of(view) ?? ObjectType.unfollowed(view) else { return ("", []) }
    var dropping = Dropping(
      Text(interfaces: TextLine.interfaces(), system: TextLine.system, style: style), dropped: dropped)
    dropping.object(view, by: type.table, type.layout(of: view), &walker)
    return (TextLine().string(dropping.text.buffer), dropping.values)
  }

  @Test("Every value that JSON shows is shown by -d -d -s", arguments: ["link", "other"])
  func values(part: String) {
    var tried: [String: Int] = [:]
    var lost: Set<String> = []
    for vector in Vector.all where vector.name.hasPrefix("link-") == (part == "link") {
      for message in vector.messages {
        let whole = Self.write(message)
        for (place, value) in whole.values.enumerated() {
          let name = "\(message[4]) \(value.path) \(value.isZero ? "zero" : "")"
          guard tried[name, default: 0] < 2 else { continue }
          tried[name, default: 0] += 1
          if Self.write(message, without: place).text == whole.text { lost.insert(name) }
        }
      }
    }
    #expect(tried.count > 100)
    #expect(lost.isEmpty, "\(lost.sorted())")
  }

  @Test("A line is the same whether every row is visited or only those that it wants")
  func wanted() {
    var random: UInt64 = 1
    for vector in Vector.all {
      for whole in vector.messages {
        // The message itself, and some with a byte that is another one.
        for count in 0..<8 {
          var message = whole
          random = random &* 6_364_136_223_846_793_005 &+ 1
          if count > 0 { message[16 + Int(random >> 33) % (message.count - 16)] = UInt8(random >> 25 & 0xff) }
          let view = unsafe Message(message.span.bytes)
          guard let type = ObjectType.of(view) else { continue }
          let every = Self.write(message, style: TextStyle()).text
          #expect(TextLine().write(type, [message]) == every, "\(vector.name) \(message)")
        }
      }
    }
  }

  @Test("A number that cannot be read is told, also one that the line has no word for")
  func odd() {
    // NDA_DST, and NDA_PROBES of three bytes.
    let header: [UInt8] = [2, 0, 0, 0] + TextLine.u32(2) + [2, 0, 0, 1]
    let message = TextLine.message(.neigh, header: header, [(1, [192, 0, 2, 1]), (4, [1, 2, 3])])
    #expect(TextLine().write(.neigh, [message]) == "192.0.2.1 dev eth0 REACHABLE #4 0x010203\n")
  }

  @Test("Where another word takes the place of the kernel's, the details have the kernel's")
  func words() {
    let tests = ObjectTextTests()
    var line = TextLine()
    line.style.hasDetails = true
    let text = line.write(.link, [tests.link(2, "eth0", flags: 0x43, [(16, [0])])])
    #expect(text.hasPrefix("2 eth0 up ether mtu 1500\n"))
    #expect(text.contains("operstate UNKNOWN"))
    #expect(text.contains("flags BROADCAST,UP"))
  }

  @Test("Flags that the line of a route has no word for are a detail, whole")
  func flags() {
    var line = TextLine()
    line.style.hasDetails = true
    let text = line.route(
      length: 8, flags: 0x15, [(1, [10, 0, 0, 0]), (5, [192, 0, 2, 1]), (4, TextLine.u32(2))])
    #expect(text.hasPrefix("10.0.0.0/8 via 192.0.2.1 dev eth0 onlink\n"))
    #expect(text.contains("flags dead,onlink,linkdown"))
  }
}
