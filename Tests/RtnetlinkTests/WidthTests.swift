import Render
import Rtnetlink
import Testing

/// Lines on terminals: what is left out where, and how wide characters are.
@Suite struct WidthTests {
  private let tests = ObjectTextTests()

  private func write(_ type: ObjectType, _ messages: [[UInt8]], width: Int) -> [String] {
    var line = TextLine()
    line.style.isAligned = true
    line.style.width = width
    return line.write(type, messages).split(separator: "\n").map(String.init)
  }

  private func vxlan(_ index: UInt32, _ name: String) -> [UInt8] {
    let data = TextLine.nest([(1, TextLine.u32(42)), (2, [239, 1, 1, 1]), (3, TextLine.u32(2))])
    let info = TextLine.nest([(1, Array("vxlan\0".utf8)), (2, data)])
    return tests.link(
      index, name, flags: 0x10043, [(16, [6]), (6, Array("noqueue\0".utf8)), (18, info), tests.mac])
  }

  @Test("What tells devices apart comes first, the rest as far as it fits, and no line wraps")
  func fits() {
    let links = [tests.vlan, vxlan(8, "vx42"), vxlan(9, "a-long-name-123")]
    for width in [60, 80, 100, 120, 200] {
      for line in write(.link, links, width: width) { #expect(line.count <= width, "\(line)") }
    }
    let narrow = write(.link, links, width: 70)
    #expect(narrow[1].contains("vxlan 42 ") && narrow[1].contains("mtu 1500  52:54:00:12:34:56"))
    #expect(!narrow[1].contains("239.1.1.1"))
    #expect(write(.link, links, width: 200)[1].contains("group 239.1.1.1  dev eth0"))
    #expect(write(.link, links, width: 0)[1].contains("group 239.1.1.1  dev eth0"))
  }

  @Test("Beside two names of 15 bytes there is room for the link-layer address")
  func longNames() {
    let info = TextLine.nest([(1, Array("veth\0".utf8))])
    let port = tests.link(
      9, "a-long-name-123", flags: 0x10043,
      [(16, [6]), (6, Array("noqueue\0".utf8)), (18, info), (10, TextLine.u32(77)), tests.mac])
    let lines = write(.link, [vxlan(8, "vx42"), port], width: 80)
    #expect(lines[1] == "9 a-long-name-123 up veth     mtu 1500 52:54:00:12:34:56 master a-master-name-1")
    #expect(lines[0].contains("52:54:00:12:34:56"))
    let narrow = write(.link, [port], width: 70)
    #expect(narrow[0] == "9  a-long-name-123  up  veth  mtu 1500  master a-master-name-1")
  }

  @Test(
    "Where not all fits, blanks between columns go first; then a line that is too long loses its address alone"
  )
  func keptColumns() {
    let info = TextLine.nest([(1, Array("veth\0".utf8))])
    let links = [
      tests.link(2, "v0", flags: 0x10043, [(16, [6]), (18, info), (10, TextLine.u32(77)), tests.mac]),
      tests.link(3, "longer-name", flags: 0, [(16, [2]), (18, info), tests.mac]),
    ]
    #expect(
      write(.link, links, width: 76) == [
        "2 v0          up   veth mtu 1500 52:54:00:12:34:56 master a-master-name-1",
        "3 longer-name down veth mtu 1500 52:54:00:12:34:56",
      ])
    #expect(
      write(.link, links, width: 65) == [
        "2  v0           up    veth  mtu 1500  master a-master-name-1",
        "3  longer-name  down  veth  mtu 1500  52:54:00:12:34:56",
      ])
    // On a wider terminal the addresses are a column, from which what follows a lost one moves up.
    let longer = TextLine.nest([(1, Array("openvswitch\0".utf8))])
    let wide =
      links.prefix(1) + [
        tests.link(4, "a-long-name-123", flags: 3, [(16, [2]), (18, longer), tests.mac])
      ]
    #expect(
      write(.link, Array(wide), width: 88) == [
        "2  v0               up          veth         mtu 1500  master a-master-name-1",
        "4  a-long-name-123  no-carrier  openvswitch  mtu 1500  52:54:00:12:34:56",
      ])
  }

  @Test("A cell that is unusually wide puts its own line out of line and no other")
  func wideCells() {
    func address(_ count: Int) -> TextLine.Attribute { (1, [UInt8](repeating: 0x52, count: count)) }
    let short = [
      tests.link(2, "v0", flags: 0x10043, [(16, [6])]),
      tests.link(3, "longer-name", flags: 0, [(16, [2]), address(6)]),
      tests.link(4, "v2", flags: 0x10043, [(16, [6]), address(6)]),
    ]
    // As many octets as an address of InfiniBand has.
    let long = tests.link(5, "ib0", flags: 0x10043, [(16, [6]), address(20)])
    for width in [70, 80, 90] {
      let lines = write(.link, short + [long], width: width)
      #expect(lines.count >= 4 && Array(lines.prefix(3)) == write(.link, short, width: width), "\(lines)")
    }
  }

  @Test("Where neighbours do not fit, the words before their values go, and then the link-layer address")
  func neighbours() {
    func neighbour(_ device: UInt32, _ state: UInt8) -> [UInt8] {
      TextLine.message(
        .neigh, header: [10, 0, 0, 0] + TextLine.u32(device) + [state, 0, 0, 1],
        [(1, [0x20, 1, 0xd, 0xb8] + [UInt8](repeating: 0xab, count: 12)), (2, [2, 0, 0, 0, 0, 9])])
    }
    let address = "2001:db8:abab:abab:abab:abab:abab:abab"
    let short = [neighbour(2, 0x80), neighbour(2, 4)]
    #expect(
      write(.neigh, short, width: 85) == [
        "\(address)  dev eth0  lladdr 02:00:00:00:00:09  PERMANENT",
        "\(address)  dev eth0  lladdr 02:00:00:00:00:09  STALE",
      ])
    #expect(
      write(.neigh, short, width: 80) == [
        "\(address)  eth0  02:00:00:00:00:09  PERMANENT", "\(address)  eth0  02:00:00:00:00:09  STALE",
      ])
    let long = [neighbour(77, 0x80), neighbour(77, 4)]
    #expect(
      write(.neigh, long, width: 80) == [
        "\(address)  a-master-name-1  PERMANENT", "\(address) a-master-name-1 02:00:00:00:00:09 STALE",
      ])
    var line = TextLine()
    line.style.isAligned = true
    line.style.width = 80
    line.style.hasDetails = true
    #expect(line.write(.neigh, long).contains("PERMANENT\n    lladdr 02:00:00:00:00:09\n"))
    #expect(TextLine().write(.neigh, long).hasPrefix("\(address) dev a-master-name-1 lladdr 02:"))
  }

  @Test("With details, what the line has no room for stands below it")
  func below() {
    var line = TextLine()
    line.style.isAligned = true
    line.style.width = 60
    line.style.hasDetails = true
    let text = line.write(.link, [vxlan(8, "vx42")])
    #expect(text.split(separator: "\n")[1].contains("239.1.1.1"))
  }

  @Test("A line of details may be as wide as the terminal, and not a column wider")
  func full() {
    var line = TextLine()
    line.style.isAligned = true
    line.style.hasDetails = true
    let link = tests.link(
      2, "v0", flags: 0x10043,
      [
        (16, [6]), (30, TextLine.u32(1)), (31, TextLine.u32(4)), (32, TextLine.u32(4)), (40, TextLine.u32(6)),
        (35, TextLine.u32(12)), (50, TextLine.u32(68)), (51, TextLine.u32(65_535)), (13, TextLine.u32(1000)),
      ])
    func details(_ width: Int) -> [Substring] {
      line.style.width = width
      return line.write(.link, [link]).split(separator: "\n").dropFirst().map { $0 }
    }
    var seen = 0
    for width in 60...140 {
      let lines = details(width)
      let longest = lines.map { $0.count }.max() ?? 0
      #expect(longest <= width)
      if longest > 60 { seen += 1 }
      #expect(longest <= 60 || details(longest) == lines, "\(width) \(longest)")
    }
    #expect(seen > 20)
  }

  @Test("A wide character takes two columns, a combining mark none")
  func wide() {
    let lines = write(
      .link,
      [
        tests.link(2, "網路", flags: 0x10043, [(16, [6])]), tests.link(3, "e\u{301}th0", flags: 0, [(16, [2])]),
      ],
      width: 80)
    #expect(lines[0] == "2  網路  up    ether  mtu 1500")
    #expect(lines[1] == "3  e\u{301}th0  down  ether  mtu 1500")
  }

  @Test(
    "Characters that turn the direction of writing or have no width are escaped",
    arguments: [
      "\u{202a}", "\u{202e}", "\u{2066}", "\u{2069}", "\u{200b}", "\u{200d}", "\u{feff}", "\u{2060}",
    ])
  func treacherous(character: String) {
    let link = tests.link(2, "a\(character)b", flags: 0, [(16, [2])])
    let escaped = character.utf8.map { "\\x" + String($0, radix: 16) }.joined()
    #expect(TextLine().write(.link, [link]) == "2 a\(escaped)b down ether mtu 1500\n")
  }

  @Test(
    "Times are said in words",
    arguments: [
      (0, "0s"), (42, "42s"), (60, "1m"), (3570, "59m 30s"), (3600, "1h"), (18720, "5h 12m"),
      (273_600, "3d 4h"),
    ] as [(UInt32, String)])
  func times(seconds: UInt32, words: String) {
    let life = TextLine.u32(0xffff_ffff) + TextLine.u32(seconds) + TextLine.u32(0) + TextLine.u32(0)
    let message = TextLine.message(
      .addr, header: [2, 24, 0, 0] + TextLine.u32(2),
      [(1, [192, 0, 2, 10]), (2, [192, 0, 2, 10]), (6, life)])
    var line = TextLine()
    line.style.hasDetails = true
    let text = line.write(.addr, [message])
    #expect(text.contains("dynamic \(words)\n"))
    #expect(text.contains("preferred_life_time forever"))
  }

  @Test("Routes and states of neighbours have colours")
  func colours() {
    var line = TextLine()
    line.style.isColored = true
    #expect(
      line.route(length: 8, [(1, [10, 0, 0, 0]), (5, [192, 0, 2, 1]), (4, TextLine.u32(2))])
        == "\u{1b}[35m10.0.0.0/8\u{1b}[0m via \u{1b}[35m192.0.2.1\u{1b}[0m dev \u{1b}[36meth0\u{1b}[0m\n")
    let failed = TextLine.message(
      .neigh, header: [2, 0, 0, 0] + TextLine.u32(2) + [0x20, 0, 0, 1], [(1, [192, 0, 2, 1])])
    #expect(line.write(.neigh, [failed]).hasSuffix("\u{1b}[31mFAILED\u{1b}[0m\n"))
  }

  @Test("Details leave out what drivers and address families keep, unless asked for twice")
  func steps() {
    var line = TextLine()
    line.style.hasDetails = true
    let link = tests.link(
      2, "eth0", flags: 0x10043, [(16, [6]), (41, TextLine.u32(65536)), (30, TextLine.u32(1))])
    #expect(!line.write(.link, [link]).contains("gso_max_size"))
    #expect(line.write(.link, [link]).contains("promiscuity 1"))
    line.style.hasEverything = true
    #expect(line.write(.link, [link]).contains("gso_max_size 65536"))
  }
}
