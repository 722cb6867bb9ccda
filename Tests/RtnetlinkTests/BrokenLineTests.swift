import Render
import Rtnetlink
import Testing

/// Lines that stay too long for the terminal whatever may be left out of them.
@Suite struct BrokenLineTests {
  private let source = "2001:db8:1111:1111:1111:1111:1111:1111"
  private let destination = "2001:db8:2222:2222:2222:2222:2222:2222"

  private func rule(_ priority: UInt32, isLong: Bool) -> [UInt8] {
    func prefix(_ byte: UInt8) -> [UInt8] { [0x20, 1, 0xd, 0xb8] + [UInt8](repeating: byte, count: 12) }
    var attributes: [TextLine.Attribute] = []
    if isLong {
      attributes.append((1, prefix(0x22)))
      attributes.append((2, prefix(0x11)))
    }
    attributes.append((6, TextLine.u32(priority)))
    let length: UInt8 = isLong ? 128 : 0
    let header: [UInt8] = [10, length, length, 0, 254, 0, 0, 1] + TextLine.u32(0)
    return TextLine.message(.rule, header: header, attributes)
  }

  private func route() -> [UInt8] {
    func hop(_ last: UInt8) -> [UInt8] {
      [16, 0, 0, 1] + TextLine.u32(2) + TextLine.nest([(5, [10, 0, 0, last])])
    }
    return TextLine.message(
      .route, header: [2, 16, 0, 0, 254, 3, 0, 1] + TextLine.u32(0),
      [(1, [10, 20, 0, 0]), (9, hop(7) + hop(8) + hop(9))])
  }

  private func write(
    _ type: ObjectType, _ messages: [[UInt8]], width: Int, fields: [String] = [], isColored: Bool = false
  ) -> String {
    var line = TextLine()
    line.fields = fields
    line.style.isAligned = true
    line.style.isColored = isColored
    line.style.width = width
    line.style.breaksLines = true
    return line.write(type, messages)
  }

  @Test("A rule with two long prefixes goes on below, and does not put the others out of line")
  func rules() {
    #expect(
      write(.rule, [rule(7, isLong: false), rule(1000, isLong: true)], width: 80) == """
        7:     ipv6  from all                                         lookup main
        1000:  ipv6  from \(source)/128
            to \(destination)/128  lookup main

        """)
    let wide = write(.rule, [rule(1000, isLong: true)], width: 130)
    #expect(wide == "1000:  ipv6  from \(source)/128  to \(destination)/128  lookup main\n")
  }

  @Test("A column of objects is broken between words, and no line is longer than the terminal is wide")
  func objects() {
    let text = write(.route, [route()], width: 40, fields: ["dst", "nexthops"])
    #expect(
      text == """
        DST           NEXTHOPS
        10.20.0.0/16  gateway 10.0.0.7 dev eth0
            weight 2; gateway 10.0.0.8 dev eth0
            weight 2; gateway 10.0.0.9 dev eth0
            weight 2

        """)
    for width in 24...120 {
      for isColored in [false, true] {
        let lines = write(.route, [route()], width: width, fields: ["dst", "nexthops"], isColored: isColored)
          .split(separator: "\n").map { $0.replacing(/\u{1b}\[[0-9;]*m/, with: "") }
        #expect(lines.allSatisfy { $0.count <= width && !$0.hasSuffix(" ") }, "\(width): \(lines)")
        let words = lines.joined(separator: " ").split(separator: " ")
        #expect(words.count == 21, "\(width): \(words)")
      }
    }
  }

  @Test("Only a word that is wider than the terminal stands out")
  func words() {
    let lines = write(.rule, [rule(1000, isLong: true)], width: 30).split(separator: "\n")
    #expect(lines.filter { $0.count > 30 } == ["    \(source)/128", "    \(destination)/128"], "\(lines)")
  }
}
