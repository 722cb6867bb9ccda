import LiveKernel
import Testing

/// Each status of each command that can give it: 0 answered, 1 failed, 2 usage, 3 incomplete.
@Suite(.enabled(if: LiveKernel.canUnshare, "no private network namespace can be made"))
struct ExitStatusTests {
  private static let dumps = [
    "link dump", "addr dump", "route dump", "-4 route dump", "-6 route dump", "neigh dump",
    "-f bridge neigh dump", "rule dump", "nexthop dump", "bucket dump", "netconf dump", "nsid dump",
    "maddr dump", "link dump --tree", "link dump --dot", "link dump --brief", "addr dump --brief",
    "route dump --consistent", "-j link dump", "-j addr dump", "-j addr dump -F local", "--pretty link dump",
    "link dump --sort mtu", "link dump --all-netns",
  ]
  private static let gets = [
    "link get eth0", "route get 192.0.2.9", "nexthop get 1", "neigh get 192.0.2.1 dev eth0",
    "bucket get 30 index 0",
  ]

  /// The lines, each with the status that is expected, in one scene.
  private func expect(_ lines: [(line: String, status: Int32)], saysWhy: Bool = false) throws {
    let scene = try Scene("office", lines.map(\.line))
    for (result, (line, status)) in zip(scene.results, lines) {
      #expect(result.status == status, "\(line): \(result.errors)")
      if status == 0 { #expect(result.errors.isEmpty, "\(line): \(result.errors)") }
      guard saysWhy else { continue }
      let said = result.errors.split(separator: "\n")
      #expect(
        said.count == (status == 2 ? 2 : 1) && said.first?.hasPrefix("nlctl: ") == true, "\(line): \(said)")
    }
  }

  @Test("0: each dump and get is answered, also by nothing")
  func answered() throws {
    try expect((Self.dumps + Self.gets).map { ("nlctl \($0) >/dev/null", 0) })
    try expect(
      Self.dumps.filter { !$0.contains("--dot") }.map { ("nlctl \($0) | true", 0) } + [
        ("nlctl link dump 'nosuch*'", 0), ("nlctl --version >/dev/null", 0), ("nlctl --help >/dev/null", 0),
        ("nlctl help link >/dev/null", 0), ("nlctl netns >/dev/null", 0), ("nlctl fields link >/dev/null", 0),
        ("nlctl schema addr >/dev/null", 0), ("nlctl completions bash >/dev/null", 0),
        ("nlctl complete links >/dev/null", 0), ("nlctl wait link eth0 --timeout 60s >/dev/null", 0),
        ("nlctl monitor link --initial --count 1 >/dev/null", 0),
      ])
  }

  @Test("1: what cannot be written or is not there, with one line that says so")
  func failed() throws {
    let full = (Self.dumps + Self.gets).map { ("nlctl \($0) >/dev/full", Int32(1)) }
    try expect(full, saysWhy: true)
    try expect(
      [
        "fields link >/dev/full", "schema link >/dev/full", "completions zsh >/dev/full", "--help >/dev/full",
        "--version >/dev/full", "snapshot link >/dev/full", "monitor link --initial --count 1 >/dev/full",
        "wait link eth0 >/dev/full", "netns >/dev/full", "explain nosuch", "explain /dev/null",
        "link dump --from nosuch", "link dump --record /nosuch/file", "-n nosuch link", "link get nosuch",
        "nexthop get 99", "bucket get 30 index 99", "route get 203.0.113.1", "link dump dev nosuch",
        "neigh get 192.0.2.77 dev eth0", "neigh get 192.0.2.1 dev nosuch",
        "wait link nosuch --timeout 10ms", "wait link eth0 --gone --timeout 10ms",
        "monitor --protocol nosuch --mcgroup 1", "monitor --mcgroup nosuch", "route dump table 4321",
      ].map { ("nlctl \($0)", 1) }, saysWhy: true)
  }

  @Test("2: a line that is not understood, and a field or fault plan that is none, with two lines")
  func usage() throws {
    var lines = (Self.dumps + Self.gets).map { "\($0) --nosuch" }
    lines += [
      "nosuch", "link dump nosuch eth0", "-j", "link dump mtu", "link dump mtu x", "wait nosuch", "wait nsid",
      "monitor nosuch", "fields nosuch", "schema nosuch", "completions nosuch", "help nosuch", "route get",
      "neigh get 192.0.2.1", "explain a b", "snapshot nosuch", "diff", "link dump --dot --json",
      "link dump --tree --sort mtu", "monitor --speed 2", "netns -F name",
      "link dump -F nosuch",
      "addr dump -F nosuch", "link dump --sort nosuch", "link get lo -F nosuch",
    ]
    try expect(lines.map { ("nlctl \($0) </dev/null", 2) }, saysWhy: true)
    try expect([("nlctl link dump --fault nosuch:1", 2), ("nlctl 2>/dev/null", 2)])
    let scene = try Scene("office", ["nlctl diff nosuch", "nlctl monitor --baseline nosuch"])
    #expect(scene.results.map(\.status) == [2, 2])
    for result in scene.results { #expect(result.errors.split(separator: "\n").count == 1) }
  }

  @Test("3: a dump that was interrupted on every try, with one line, or none if that is wished")
  func incomplete() throws {
    let dumps = Self.dumps.filter { !$0.contains("--consistent") && !$0.contains("--all-netns") }
    let scene = try Scene(
      "office", dumps.flatMap { ["nlctl \($0) --fault intr:1", "nlctl \($0) --fault intr:1 --quiet"] })
    for (index, line) in dumps.enumerated() {
      let (told, quiet) = (scene.results[2 * index], scene.results[2 * index + 1])
      #expect(told.status == 3 && quiet.status == 3, "\(line): \(told.errors)")
      #expect(told.errors.contains("changed while it was read"), "\(line): \(told.errors)")
      #expect(quiet.errors.isEmpty, "\(line): \(quiet.errors)")
      #expect(told.output.isEmpty == quiet.output.isEmpty, "\(line)")
    }
  }

  @Test("The worst of all namespaces counts, whichever it is in")
  func worst() throws {
    // The second cannot be entered, for it is a file; its name is listed all the same.
    let result = try Namespace.run(
      """
      ip netns add a; ip netns add c; : >/run/netns/b
      for words in 'link dump' '-j link dump' 'addr dump'; do
        $N $words --all-netns >/run/out 2>/run/errors || echo $? $(wc -l </run/errors)
      done
      $N netns >/run/out 2>/run/errors || echo $? $(wc -l </run/errors) $(wc -l </run/out)
      """)
    #expect(result.output == "1 1\n1 1\n1 1\n1 1 3\n", "\(result.errors)")
  }
}
