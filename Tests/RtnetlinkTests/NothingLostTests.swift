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
  static func write(_ message: [UInt8], without dropped: Int = -1) -> (text: String, values: [Dropping.Value])
  {
    var walker = Walker()
    let view = unsafe Message(message.span.bytes)
    guard let type = ObjectType.of(view) else { return ("", []) }
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
