import CommandLine
import Foundation
import LiveKernel
import Testing

/// Every selector on data where it matters: what it leaves, what its negation leaves, and that the answer is
/// the same whether the kernel filters or the program alone.
@Suite(.enabled(if: LiveKernel.canUnshare, "no private network namespace can be made"))
struct SelectorTests {
  /// What of a request shows that the kernel is asked to filter.
  enum Asked {
    /// A byte of the family's header.
    case header(Int, UInt8)
    /// An attribute of 32 bits.
    case attribute(UInt16, UInt32)
    /// The same with the index of a device.
    case device(UInt16, String)
    /// An attribute without a value.
    case flag(UInt16)
    /// Some bytes.
    case bytes([UInt8])
    /// A device by its name, or another name of it.
    case link(String)
  }

  struct Case {
    let command: String
    let selector: String
    let expected: String
    var asked: Asked?

    init(_ command: String, _ selector: String, _ expected: String, _ asked: Asked? = nil) {
      self.command = command
      self.selector = selector
      self.expected = expected
      self.asked = asked
    }

    /// What there is without the selector. Another table is none of what a bare dump shows.
    var whole: String {
      selector.hasPrefix("table") && command.hasPrefix("route") ? "route dump table all" : command
    }
    /// Often enough that the values are looked for all at once, which the kernel is not asked to do.
    var often: String { command + String(repeating: " " + selector, count: 5) }
    var negated: String { "\(command) not \(selector)" }
    var oftenNegated: String { command + String(repeating: " not " + selector, count: 5) }
  }

  static let links: [Case] = [
    Case("link dump", "dev eth1", "eth1", .link("eth1")),
    Case("link dump", "dev enp3s0", "eth0", .link("enp3s0")),
    Case("link dump", "dev 'eth?'", "eth0 eth1"),
    Case("link dump", "index 1..2", "lo eth0p"),
    Case("link dump", "kind vxlan", "vx7", .bytes([0x0a, 0, 1, 0] + "vxlan".utf8)),
    Case("link dump", "type 'v[x-z]*'", "vx7"),
    Case("link dump", "type bridge_slave", "veth1 vx7"),
    Case("link dump", "kind loopback", "lo"),
    Case("link dump", "kind ether", ""),
    Case("link dump", "master br0", "veth1 vx7", .device(10, "br0")),
    Case("link dump", "nomaster", "lo eth0p eth0 eth1p eth1 veth1p br0 tun0 far0"),
    Case("link dump", "up", "lo eth0p eth0 eth1p eth1 veth1p veth1 br0 vx7"),
    Case("link dump", "down", "tun0 far0"),
    Case("link dump", "operstate down", "tun0 far0"),
    Case("link dump", "operstate unknown", "lo vx7"),
    Case("link dump", "carrier", "lo eth0p eth0 eth1p eth1 veth1p veth1 br0 tun0 vx7"),
    Case("link dump", "group 7", "eth1"),
    Case("link dump", "address 52:54:0:0:0:3", "veth1"),
    Case("link dump", "altname 'enp*'", "eth0"),
    Case("link dump", "mtu 9000..", "lo eth1p eth1"),
    Case("link dump", "netns-id 0", "far0"),
    Case("link dump", "alias 'uplink*'", "eth1"),
  ]

  static let addresses: [Case] = [
    Case(
      "addr dump", "dev eth0", "192.0.2.10/24 192.0.2.11/24 192.0.2.12/24 2001:db8::10/64", .device(0, "eth0")
    ),
    Case("addr dump", "down", "2001:db8:9::1/64"),
    Case("-4 addr dump", "up group 7", "198.51.100.1/24 239.1.2.3/32"),
    Case("addr dump", "kind bridge", "10.7.0.1/24"),
    Case("addr dump", "kind loopback", "127.0.0.1/8 ::1/128"),
    Case("addr dump", "scope host", "127.0.0.1/8 ::1/128"),
    Case("-4 addr dump", "scope link", "10.7.0.1/24"),
    Case("addr dump", "label 'eth0:*'", "192.0.2.11/24"),
    Case("addr dump", "to 192.0.2.10/31", "192.0.2.10/24 192.0.2.11/24"),
    Case(
      "addr dump", "to 0.0.0.0/0",
      "127.0.0.1/8 192.0.2.10/24 192.0.2.11/24 192.0.2.12/24 198.51.100.1/24 239.1.2.3/32 10.7.0.1/24"),
    Case("addr dump", "proto kernel_lo", "::1/128"),
    Case(
      "-4 addr dump", "permanent",
      "127.0.0.1/8 192.0.2.10/24 192.0.2.11/24 198.51.100.1/24 239.1.2.3/32 10.7.0.1/24", .header(0, 2)),
    Case("-4 addr dump", "dynamic", "192.0.2.12/24"),
    Case("-4 addr dump", "primary", "127.0.0.1/8 192.0.2.10/24 198.51.100.1/24 239.1.2.3/32 10.7.0.1/24"),
    Case("addr dump", "secondary", "192.0.2.11/24 192.0.2.12/24"),
    Case("addr dump", "tentative", "2001:db8:9::1/64"),
    Case("addr dump", "deprecated", "192.0.2.12/24"),
    Case("addr dump", "home", "2001:db8:1::1/64"),
    Case("addr dump", "nodad", "2001:db8::10/64 2001:db8:2::1/64 2001:db8:1::1/64"),
    Case("addr dump", "mngtmpaddr", "2001:db8:2::1/64"),
    Case("addr dump", "noprefixroute", "10.7.0.1/24"),
    Case("addr dump", "autojoin", "239.1.2.3/32"),
  ]

  static let routes: [Case] = [
    Case("route dump", "table 100", "10.1.0.0/16 2001:db8:a::/48", .attribute(15, 100)),
    Case("route dump", "proto dhcp", "default", .header(5, 16)),
    Case("route dump", "type blackhole", "203.0.113.0/24", .header(7, 6)),
    Case("-4 route dump", "scope link", "10.11.0.0/16 192.0.2.0/24 198.51.100.0/24"),
    Case("-4 route dump", "dev eth1", "default 10.0.0.0/8 172.16.0.0/12 198.51.100.0/24", .device(4, "eth1")),
    Case("route dump", "via 198.51.100.3", "10.0.0.0/8"),
    Case("route dump", "via 2001:db8:1::/48", "2001:db8:f::/48"),
    Case("route dump", "via ::/0", "default 2001:db8:f::/48"),
    Case("route dump", "src 192.0.2.11", "10.9.0.0/16"),
    Case("route dump", "src ::/0", ""),
    Case("-4 route dump", "root 10.0.0.0/8", "10.0.0.0/8 10.9.0.0/16 10.10.0.0/16 10.11.0.0/16"),
    Case("-4 route dump", "match 10.9.1.1", "default default 10.0.0.0/8 10.9.0.0/16"),
    Case("route dump", "exact 10.9.0.0/16", "10.9.0.0/16"),
    Case("-6 route dump", "exact default", "default"),
    Case("-4 route dump", "metric 150..", "default"),
    Case("route dump", "tos 0x10", "10.9.0.0/16"),
    Case(
      "-4 route dump", "tos 0",
      """
      default default 10.0.0.0/8 10.10.0.0/16 10.11.0.0/16 172.16.0.0/12 192.0.2.0/24 198.51.100.0/24 \
      203.0.113.0/24
      """),
    Case(
      "-4 route dump", "metric 0",
      """
      10.0.0.0/8 10.9.0.0/16 10.10.0.0/16 10.11.0.0/16 172.16.0.0/12 192.0.2.0/24 198.51.100.0/24 \
      203.0.113.0/24
      """),
    Case("-4 route dump", "prefix-length 0", "default default"),
    Case(
      "-4 route dump", "mark 0 metric ..150",
      "default 10.0.0.0/8 10.9.0.0/16 10.10.0.0/16 10.11.0.0/16 172.16.0.0/12 192.0.2.0/24 198.51.100.0/24 203.0.113.0/24"
    ),
    Case("route dump", "mark 1", ""),
    Case("-6 route dump", "table 500 from 2001:db8::/32", "2001:db8:77::/48"),
    Case("route dump", "cached", ""),
    Case("route dump", "realm 5", "10.9.0.0/16"),
    Case("route dump", "nhid 10", "172.16.0.0/12"),
    Case("route dump", "encap ip", "10.11.0.0/16"),
    Case("route dump", "flags onlink", "10.10.0.0/16"),
    Case("-4 route dump", "prefix-length 12..15", "172.16.0.0/12"),
    Case("route dump", "table 1000 realm 3/4", "10.1.2.0/24"),
    Case("route dump", "table 1000 realm 9/4", ""),
  ]

  static let others: [Case] = [
    Case("neigh dump", "dev eth0", "192.0.2.1 192.0.2.2 192.0.2.3", .device(8, "eth0")),
    Case("neigh dump", "to 10.7.0.0/24", "10.7.0.8 10.7.0.9"),
    Case("neigh dump", "to ::/0", ""),
    Case("neigh dump", "nud stale", "192.0.2.2"),
    Case("neigh dump", "lladdr 52:54:00:00:00:a2", "192.0.2.2"),
    Case("neigh dump", "proto bgp", "10.7.0.9"),
    Case("neigh dump", "master br0", "10.7.0.8", .device(9, "br0")),
    Case("-f bridge neigh dump", "lladdr 52:54:00:00:00:aa", "52:54:00:00:00:aa", .header(0, 7)),
    Case("rule dump", "table 1000", "200"),
    Case("rule dump", "priority ..100", "0 100 0 100"),
    Case("rule dump", "from 192.0.0.0/16", "100"),
    Case("rule dump", "to 10.9.0.0/16", "400"),
    Case("rule dump", "to 2001:db8::/32", "100"),
    Case("rule dump", "to all", "0 100 200 300 400 500 600 32766 32767 0 100 32766"),
    Case("rule dump", "to 0.0.0.0/0", "0 100 200 300 400 500 600 32766 32767"),
    Case("rule dump", "to ::/0", "0 100 32766"),
    Case("-4 rule dump", "from all", "0 100 200 300 400 500 600 32766 32767"),
    Case("-4 rule dump", "tos 0", "0 100 200 300 400 500 32766 32767"),
    Case("rule dump", "tos 0x10", "600"),
    Case("rule dump", "iif eth1", "300"),
    Case("rule dump", "iif gone0", "500"),
    Case("rule dump", "oif eth0", "400"),
    Case("rule dump", "mark 0x10", "200"),
    Case("rule dump", "mark 0x10/0xff", "200"),
    Case("rule dump", "mark 0x10/0xf", ""),
    Case("nexthop dump", "id 2..5", "2 4 5"),
    Case("nexthop dump", "dev eth0", "1", .device(5, "eth0")),
    Case("nexthop dump", "group 4", "20"),
    Case("nexthop dump", "groups", "10 11 20 30 31", .flag(9)),
    Case("nexthop dump", "master br0", "5", .device(10, "br0")),
    Case("nexthop dump", "fdb", "4 20", .flag(11)),
    Case("bucket dump", "id 30", "30/0 30/1 30/2 30/3", .attribute(1, 30)),
    Case("bucket dump", "id 30..40", "30/0 30/1 30/2 30/3 31/0 31/1"),
    Case("bucket dump", "index 1", "30/1 31/1"),
    Case("bucket dump", "nhid 1", "30/2 30/3", .attribute(3, 1)),
    Case("bucket dump", "dev eth0", "30/2 30/3", .device(5, "eth0")),
    Case("bucket dump", "master br0", "31/0", .device(10, "br0")),
  ]

  @Test("Links") func link() throws { try run(Self.links) }
  @Test("Addresses") func addr() throws { try run(Self.addresses) }
  @Test("Routes") func route() throws { try run(Self.routes) }
  @Test("Neighbours, rules and next hops") func other() throws { try run(Self.others) }

  /// The cases of the emulated kernel: command and selector.
  static func lab() throws -> [(command: String, selector: String)] {
    let path = "\(GeneratedTests.root)/Tests/FullKernel/selectors.txt"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    return lines.filter { !$0.hasPrefix("#") }.map { line in
      let parts = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
  }

  @Test("Every selector of the command table has a case, here or in the emulated kernel")
  func everySelector() throws {
    let cases =
      (Self.links + Self.addresses + Self.routes + Self.others).map { ($0.command, $0.selector) }
      + (try Self.lab())
    for object in ObjectName.followed + [.bucket] {
      let used = cases.filter { $0.0.hasSuffix("\(object) dump") }.flatMap { $0.1.split(separator: " ") }
      #expect(!used.isEmpty, "\(object)")
      for row in CommandTable.selectors(of: object) {
        #expect(used.contains { row.answers(to: $0) }, "no case of '\(object) dump \(row.name)'")
      }
    }
  }

  func run(_ cases: [Case]) throws {
    var lines = ["nlctl link dump"]
    var traced: Set<Int> = []
    for (index, one) in cases.enumerated() {
      lines += [one.whole, "\(one.command) \(one.selector)", one.often, one.negated, one.oftenNegated].map {
        "nlctl \($0)"
      }
      if one.asked != nil { traced.formUnion([5 * index + 2, 5 * index + 3]) }
    }
    let scene = try Scene("office", lines, traced: traced)
    let devices = Dictionary(
      scene.results[0].lines.map { line in
        let words = line.split(separator: " ").map(String.init) + ["", ""]
        return (String(words[1].prefix { $0 != "@" }), UInt32(words[0]) ?? 0)
      }, uniquingKeysWith: { first, _ in first })
    for (index, one) in cases.enumerated() {
      let results = scene.results[(5 * index + 1)...(5 * index + 5)].map { $0 }
      let (whole, pushed, here, negated) = (results[0], results[1], results[2], results[3])
      #expect(stable(negated) == stable(results[4]), "\(one.oftenNegated)")
      #expect(pushed.errors.isEmpty && pushed.status == 0, "\(one.command) \(one.selector): \(pushed.errors)")
      let identities = pushed.lines.map { Self.identity($0, one.command) }
      let expected = one.expected.split(separator: " ").map(String.init)
      #expect(identities.sorted() == expected.sorted(), "\(one.command) \(one.selector)")
      #expect(stable(pushed) == stable(here), "\(one.often)")
      // Two selectors are and-ed, which no single negation undoes; without nud, noarp is left out.
      if !one.selector.hasPrefix("nud"), one.selector.split(separator: " ").count <= 2 {
        #expect((stable(pushed) + stable(negated)).sorted() == stable(whole).sorted(), "\(one.negated)")
      }
      guard let asked = one.asked else { continue }
      #expect(pushed.sent.contains { Self.holds($0, asked, devices) }, "\(one.selector) is not pushed down")
      if case .header(0, _) = asked { continue }
      #expect(!here.sent.contains { Self.holds($0, asked, devices) }, "\(one.often) is pushed down")
    }
  }

  /// The lines without life times and times of disuse, which run.
  func stable(_ result: Scene.Result) -> [String] {
    result.lines.map { line in
      var words = line.split(separator: " ").filter { word in
        !"dhms".contains(word.last ?? " ") || Int(word.dropLast()) == nil
      }
      if let idle = words.firstIndex(of: "idle_time") { words.removeSubrange(idle...(idle + 1)) }
      return words.joined(separator: " ")
    }
  }

  /// What tells an object from the others in a line.
  static func identity(_ line: String, _ command: String) -> String {
    let words = line.split(separator: " ").map(String.init) + ["", "", "", ""]
    if command.contains("link") { return String(words[1].prefix { $0 != "@" }) }
    if command.contains("bucket") { return "\(words[1])/\(words[3])" }
    if command.contains("addr") || command.contains("nexthop") { return words[1] }
    if command.contains("rule") { return String(words[0].dropLast()) }
    return ["blackhole", "local", "broadcast", "multicast"].contains(words[0]) ? words[1] : words[0]
  }

  /// Whether a request asks for that.
  static func holds(_ request: [UInt8], _ asked: Asked, _ devices: [String: UInt32]) -> Bool {
    func little(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    switch asked {
    case .header(let offset, let value): return request.count > 16 + offset && request[16 + offset] == value
    case .attribute(let number, let value):
      return contains(request, [8, 0, UInt8(number), 0] + little(value))
    case .device(0, let name):
      // `struct ifaddrmsg` of RTM_GETADDR
      return request.count >= 24 && request[4] == 22 && Array(request[20..<24]) == little(devices[name] ?? 0)
    case .device(let number, let name):
      return contains(request, [8, 0, UInt8(number), 0] + little(devices[name] ?? 0))
    case .flag(let number): return contains(request, [4, 0, UInt8(number), 0])
    case .bytes(let bytes): return contains(request, bytes)
    case .link(let name):
      // IFLA_IFNAME of RTM_GETLINK
      let text = Array(name.utf8) + [0]
      return request.count >= 32 && request[4] == 18
        && contains(request, [UInt8(4 + text.count), 0, 3, 0] + text)
    }
  }

  private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard bytes.count >= part.count else { return false }
    return (0...(bytes.count - part.count)).contains { Array(bytes[$0..<$0 + part.count]) == part }
  }

  @Test("Selectors that leave proxies, entries of bridges and default tables as they should")
  func special() throws {
    let words = [
      "neigh dump proxy", "neigh dump not proxy", "neigh dump", "-f bridge neigh dump dev vx7",
      "route dump not family inet6", "-4 route dump", "route dump not family inet", "-6 route dump",
      "neigh dump dev eth1", "neigh dump dev eth1 nud noarp to 198.51.100.0/24",
    ]
    let scene = try Scene("office", words.map { "nlctl \($0)" })
    func lines(_ index: Int) -> [String] { scene.results[index].lines }
    #expect(lines(0) == ["192.0.2.99 dev eth0 proxy"])
    #expect(lines(1) == lines(2))
    #expect(lines(3).map { $0.prefix(17) } == ["52:54:00:00:00:12", "52:54:00:00:00:aa"])
    #expect(lines(4) == lines(5) && !lines(4).isEmpty)
    #expect(lines(6) == lines(7) && !lines(6).isEmpty)
    #expect(lines(8).isEmpty)
    #expect(lines(9) == ["198.51.100.3 dev eth1 lladdr 52:54:00:00:00:a3 NOARP"])
  }

  @Test("A name that is none and a filter that the kernel refuses are errors; what matches nothing is empty")
  func literalNames() throws {
    let errors: [(String, String)] = [
      ("link dump nosuch", "link nosuch: no such device (ENODEV)"),
      ("link dump carrier 1", "link 1: no such device (ENODEV)\nTry 'nlctl link dump index 1'."),
      ("link dump carrier 0", "link 0: no such device (ENODEV)"),
      ("link dump master 1", "link 1: no such device (ENODEV)"),
      ("link dump master nosuch", "link nosuch: no such device (ENODEV)"),
      ("link dump kind vth", "link dump: no kind of device is called 'vth'; did you mean 'veth' or 'vti'?"),
      ("route dump encap mpl", "route dump: no encap is called 'mpl'; did you mean 'mpls'?"),
      ("addr dump kind brige", "addr dump: no kind of device is called 'brige'; did you mean 'bridge'?"),
      (
        "addr dump 192.0.2.10",
        "link 192.0.2.10: no such device (ENODEV)\nTry 'nlctl addr dump to 192.0.2.10'."
      ),
      ("link dump vrf br0", "link br0: not a VRF"),
      ("addr dump dev nosuch", "link nosuch: no such device (ENODEV)"),
      ("route dump dev nosuch", "link nosuch: no such device (ENODEV)"),
      ("route dump table nosuch", "route dump: no table has the name 'nosuch'"),
      ("route dump table 4321", "route dump: \"ipv4: FIB table does not exist\" (ENOENT)"),
      ("route dump table 4321 --consistent", "route dump: \"ipv4: FIB table does not exist\" (ENOENT)"),
      ("neigh dump master nosuch", "link nosuch: no such device (ENODEV)"),
      ("rule dump iif nosuch", "link nosuch: no such device (ENODEV)"),
      ("nexthop dump dev nosuch", "link nosuch: no such device (ENODEV)"),
      ("link get nosuch", "link nosuch: no such device (ENODEV)"),
      ("route get 192.0.2.1 oif nosuch", "link nosuch: no such device (ENODEV)"),
      ("route get 192.0.2.1 vrf eth0", "link eth0: not a VRF"),
      ("nexthop get 99", "nexthop get 99: no such file or directory (ENOENT)"),
      ("bucket dump id 10", "bucket dump: \"Nexthop group not of type resilient\" (EINVAL)"),
      ("bucket dump id 99", "bucket dump: no such file or directory (ENOENT)"),
      ("bucket get 99 index 0", "bucket get 99 index 0: no such file or directory (ENOENT)"),
      ("route get 203.0.113.1", "route get 203.0.113.1: invalid argument (EINVAL)"),
      ("monitor --mcgroup 99999", "monitor: multicast group 99999: invalid argument (EINVAL)"),
      ("-n nosuch link", "network namespace nosuch: no such file or directory (ENOENT)"),
    ]
    let empty = [
      "link dump 'nosuch*'", "addr dump to 10.99.0.0/16", "route dump table all proto 99",
      "rule dump iif 'x*'", "bucket dump id 40..50", "bucket dump nhid 99",
    ]
    let scene = try Scene(
      "office", (errors.map(\.0) + empty + empty.map { $0 + " --json" }).map { "nlctl \($0)" })
    for (result, (line, message)) in zip(scene.results, errors) {
      #expect(result.errors == "nlctl: \(message)\n", "\(line)")
      #expect(result.output.isEmpty && result.status == 1, "\(line)")
    }
    for (index, result) in scene.results.dropFirst(errors.count).enumerated() {
      #expect(result.output == (index < empty.count ? "" : "[]\n"))
      #expect(result.errors.isEmpty && result.status == 0)
    }
  }

  @Test("A consistent dump has the routes of a plain one, and what comes meanwhile")
  func consistent() throws {
    // Whoever changes routes without a pause for longer than the command's patience gets status 3.
    let churn = """
      (for i in $(seq 400); do ip route add 10.200.$((i % 250)).0/24 via 192.0.2.1 metric $i; \
      ip route del 10.200.$((i % 250)).0/24 metric $i; done) & \
      for i in 1 2 3 4 5; do nlctl route dump --consistent table all not root 10.200.0.0/16; \
      echo "status $?"; done; wait
      """
    let scene = try Scene(
      "office",
      [
        "nlctl route dump", "nlctl route dump --consistent", "nlctl route dump table all", churn,
        "nlctl -4 route dump table 100 --consistent --json", "nlctl -4 route dump table 100 --json",
      ])
    #expect(scene.results[0].lines.sorted() == scene.results[1].lines.sorted())
    let whole = scene.results[2].lines.sorted()
    let dumps = scene.results[3].lines.split(omittingEmptySubsequences: false) {
      $0.hasPrefix("status ")
    }.dropLast()
    let statuses = scene.results[3].lines.filter { $0.hasPrefix("status ") }
    #expect(dumps.count == 5 && statuses.count == 5)
    for (dump, status) in zip(dumps, statuses) {
      #expect(status == "status 0" || status == "status 3")
      #expect(dump.sorted() == whole)
    }
    let uncertain = statuses.count { $0 == "status 3" }
    #expect(scene.results[3].errors.split(separator: "\n").count == uncertain)
    #expect(scene.results[4].output == scene.results[5].output)
  }
}
