import LiveKernel
import Testing

/// `link dump --tree` on a live kernel.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct TreeTests {
  private static let devices = """
    ip netns add blue
    ip link add br0 type bridge
    ip link add v0 type veth peer name v1
    ip link set v0 master br0
    ip link add c0 type veth peer name eth0 netns blue
    ip link set c0 master br0
    ip link add mv0 link v1 type macvlan mode bridge
    ip link add vx0 type vxlan id 7 dev v1 remote 192.0.2.1 dstport 4789

    """

  /// The drawing and what is said behind the columns of a line, without the columns.
  private func lines(_ output: String) -> [String] {
    output.split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      let name = words.prefix { $0 != "up" && $0 != "down" && $0 != "no-carrier" && $0 != "lower-down" }
      let relation = words.drop { $0 != "peer" && $0 != "on" && $0 != "through" }
      return (name.dropLast() + relation).joined(separator: " ")
    }
  }

  @Test("Ports stand under their bridge, others on their lower device, and the other ends are named")
  func drawing() throws {
    // Of what is where this namespace has no id, the other one cannot tell the name.
    let result = try Namespace.run(
      Self.devices + "$N link dump --tree; $N -n blue link dump --tree | sed 's/  peer .*//'")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      lines(result.output) == [
        "lo", "br0", "├─ v0 peer v1", "└─ c0 peer eth0 in netns blue", "v1 peer v0", "├─ mv0", "└─ vx0",
        "lo", "eth0",
      ])
  }

  @Test("Columns and counters hang beside the drawing")
  func columns() throws {
    let result = try Namespace.run(Self.devices + "$N link dump --tree --fields mtu,master")
    #expect(
      result.output == """
        NAME    MTU    MASTER
        lo      65536  -
        br0     1500   -
        ├─ v0   1500   br0
        └─ c0   1500   br0
        v1      1500   -
        ├─ mv0  1500   -
        └─ vx0  1450   -

        """)
    let counted = try Namespace.run(Self.devices + "$N link dump --tree --stats --dev br0 --dev v0")
    let drawn = counted.output.split(separator: "\n").map { String($0.prefix(7)) }
    // What stands under a device that was asked for is drawn with it.
    #expect(
      drawn == [
        "br0    ", "│      ", "│      ", "├─ v0  ", "│      ", "│      ", "└─ c0  ", "       ", "       ",
      ])
  }

  @Test("As JSON the objects are the same, in the order of the drawing")
  func json() throws {
    let result = try Namespace.run(Self.devices + "$N link dump --tree --json; echo; $N link dump --json")
    let parts = result.output.split(separator: "\n\n")
    try #require(result.status == 0 && parts.count == 2, "\(result.status): \(result.output)\(result.errors)")
    let tree = try Namespace.objects(in: parts[0])
    let plain = try Namespace.objects(in: parts[1])
    #expect(
      tree.compactMap { $0["ifname"] as? String } == ["lo", "br0", "v0", "c0", "v1", "mv0", "vx0"])
    #expect(Set(tree.map { Set($0.keys) }) == Set(plain.map { Set($0.keys) }))
    #expect(tree.count == plain.count)
  }

  @Test("A name that could move the cursor is escaped, and a parent that is left out is named")
  func names() throws {
    let result = try Namespace.run(
      Self.devices + "ip link set v0 name $'v\\033[2J'\n$N link dump --tree --not-dev br0 --not-dev mv0")
    #expect(!result.output.utf8.contains(0x1b))
    #expect(result.output.contains("v\\x1b[2J"))
    #expect(result.output.contains("master br0"))
    #expect(!result.output.contains("mv0"))
  }

  @Test("Colours are of the names alone")
  func colours() throws {
    let result = try Namespace.run(
      "ip link add v0 type veth peer name v1\n$N -c link dump --tree v0; $N link dump --tree v0")
    var lines = result.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 2, "\(result.status): \(result.output)\(result.errors)")
    #expect(lines[0].hasPrefix("\u{1b}[36mv0\u{1b}[0m  "))
    for code in ["0", "31", "32", "35", "36"] { lines[0] = lines[0].replacing("\u{1b}[\(code)m", with: "") }
    #expect(lines[0] == lines[1])
  }
}
