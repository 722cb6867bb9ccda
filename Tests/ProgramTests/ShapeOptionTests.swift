import LiveKernel
import Testing

/// Options about how objects are shown: none is without an effect that it promises.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct ShapeOptionTests {
  private static let devices = """
    ip link add v0 type veth peer name v1; ip link set v0 up; ip addr add 192.0.2.1/24 dev v0
    ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:02 dev v0

    """

  @Test("A command that shows no objects refuses what would change how they are shown")
  func refused() throws {
    let result = try Namespace.run(
      """
      for words in 'netns' 'fields link' 'schema link' 'completions bash' 'help link' 'snapshot'; do
        for option in -br -d -s -N; do $N $option $words >/dev/null || echo $?; done
      done
      for words in '-br monitor' '-br wait link lo' '-br diff a' '-br explain' '-s explain' '-br link --tree' \\
        '-br link --dot'; do
        $N $words </dev/null >/dev/null || echo $?
      done
      """)
    #expect(result.output == String(repeating: "2\n", count: 31))
    let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix("nlctl: ") }
    #expect(lines.count == 31)
    #expect(lines.first == "nlctl: option '--brief' is not for 'netns dump'", "\(result.errors)")
    #expect(lines.last == "nlctl: options '--brief' and '--dot' exclude each other")
  }

  @Test("A short line is one line of every object, whatever else is asked for")
  func brief() throws {
    let result = try Namespace.run(
      Self.devices + """
        for words in route rule nexthop netconf maddr 'route get 192.0.2.2'; do
          $N $words >/run/plain; $N -br -d -d -s $words | cmp - /run/plain
        done
        bridge fdb add 02:00:00:00:00:03 dev v0 self
        $N -br -f bridge neigh dev v0 | grep -c '^02:00:00:00:00:03 dev v0'
        """)
    #expect(result.output == "1\n", "\(result.errors)")
  }

  @Test("The columns of short lines begin at one place, also behind a device that names another")
  func briefColumns() throws {
    let result = try Namespace.run(
      """
      ip link set lo up; ip link add v0 type veth peer name v1; ip addr add 192.0.2.1/24 dev v0
      for words in link addr; do
        $N -br $words | awk 'NF > 2 { print index($0, $2), index($0, " " $3) + 1 }' | sort -u
        $N -br $words | grep -c '^v0@v1 '
      done
      """)
    #expect(result.output == "18 33\n1\n18 33\n1\n", "\(result.output)\(result.errors)")
  }

  @Test("Counters of a neighbour are shown by the option for counters, as 'ip -s neigh' does")
  func counters() throws {
    let result = try Namespace.run(
      Self.devices + "$N -s neigh 192.0.2.2 | grep -c '^ *refcnt 0 used .* probes 0$'")
    #expect(result.output == "1\n")
  }

  @Test("What does not fit into the column of kinds stands at the end of the line, and so what follows it")
  func fullColumn() throws {
    let result = try Namespace.run(
      """
      ip link add p1 type veth peer name p2
      ip link add x1 type vxlan id 5 group 239.1.1.1 dev p1 dstport 4789
      script -qec "stty cols 120; $N --color=never link" /dev/null </dev/null | tr -d '\r' >/run/list
      grep -o 'vxlan 5.*mtu' /run/list; grep -o 'group 239.1.1.1 *dev p1' /run/list
      """)
    #expect(result.output == "vxlan 5   mtu\ngroup 239.1.1.1  dev p1\n", "\(result.output)\(result.errors)")
  }
}
