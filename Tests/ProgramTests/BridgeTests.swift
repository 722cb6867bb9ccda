import Foundation
import LiveKernel
import Testing

/// Lists of bridges, beside bridge(8).
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct BridgeTests {
  private static let devices = """
    ip link add br0 type bridge; ip link add br1 type bridge; ip link add idle type bridge
    for name in a b c; do ip link add ${name}0 type veth peer name ${name}1; done
    ip link set a0 master br0; ip link set b0 master br0; ip link set c0 master br1
    for name in br0 a0 a1 b0 b1; do ip link set $name up; done
    ip link set b0 type bridge_slave cost 7

    """

  @Test("Links of the bridge family are the ports that bridge link lists, and no bridges")
  func ports() throws {
    let result = try Namespace.run(
      Self.devices + "$N -j -f bridge link; bridge -j link; $N -f bridge link; bridge link")
    let parts = try #require(result.output.range(of: "]\n[")).lowerBound
    let rest = result.output[result.output.index(parts, offsetBy: 2)...]
    let end = try #require(rest.range(of: "]\n")).upperBound
    let ours = try Namespace.objects(in: result.output[...parts])
    let theirs = try Namespace.objects(in: rest[..<end])
    #expect(ours.count == 3 && ours.count == theirs.count)
    for (mine, other) in zip(ours, theirs) {
      for key in ["ifname", "ifindex", "master", "mtu"] {
        #expect("\(mine[key] ?? "-")" == "\(other[key] ?? "-")", "\(key)")
      }
      let port = mine["protinfo"] as? [String: Any]
      for key in ["state", "priority", "cost"] {
        #expect("\(port?[key] ?? "-")" == "\(other[key] ?? "-")", "\(key)")
      }
    }
    let lines = rest[end...].split(separator: "\n")
    #expect(lines.count == 6 && lines[1].contains(" forwarding priority 32 cost 7 master br0"))
    let named = try Namespace.run(Self.devices + "$N -f bridge link br0; $N -f bridge link dev a0 | wc -l")
    #expect(named.output == "1\n" && named.status == 0, "\(named.output)\(named.errors)")
  }

  @Test("In a tree of ports no bridge is said to be its own master")
  func tree() throws {
    let result = try Namespace.run(Self.devices + "$N -f bridge link --tree")
    let lines = result.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("br0 ") } && lines.contains { $0.hasPrefix("├─ a0 ") }, "\(result)")
    #expect(!result.output.contains("master"), "\(result.output)")
  }

  @Test("Groups are listed of the bridges that have some, a line each, as bridge mdb does")
  func groups() throws {
    let result = try Namespace.run(
      Self.devices + """
        bridge mdb add dev br0 port a0 grp 239.1.1.1 permanent
        bridge mdb add dev br0 port b0 grp ff0e::9 permanent
        bridge mdb add dev br0 port b0 grp ff0e::9 src 2001:db8::7 permanent
        bridge mdb add dev br0 port b0 grp 239.1.1.1 permanent vid 1
        $N mdb | grep -v temp; echo; bridge mdb | grep -v temp | sed 's/^dev //'; echo
        $N -d mdb | grep -c 'protocol static'; $N mdb -F dev,mdb | wc -l; echo
        $N -j mdb br1; $N mdb idle; $N -j mdb
        """)
    let parts = result.output.components(separatedBy: "\n\n")
    try #require(parts.count == 4, "\(result.output)\(result.errors)")
    #expect(parts[0].split(separator: "\n").count == 4, "\(parts[0])")
    #expect(parts[0] == parts[1])
    #expect(parts[2] == "4\n2", "every entry has its details, and columns are of a bridge")
    #expect(parts[3].hasPrefix("[]\n["), "\(parts[3])")
    let objects = try Namespace.objects(in: parts[3].dropFirst(3))
    // What jq '.[].mdb[]' needs.
    #expect(objects.count == 1 && objects.allSatisfy { $0["mdb"] is [Any] })
    #expect(parts[3].contains(#""src":"2001:db8::7""#) && !parts[3].contains("_unparsed"), "\(parts[3])")
  }

  @Test("VLANs are asked for with counters where counters are shown, and else as ranges")
  func ranges() throws {
    let result = try Namespace.run(
      """
      for words in vlan '-d vlan' '-s vlan' '-j vlan' 'vlan -F ifname'; do
        $N -v $words 2>&1 | grep -c 'RTM_GETVLAN dump family=7 BRIDGE_VLANDB_DUMP_FLAGS=1' || true
      done
      """)
    #expect(result.output == "0\n0\n1\n1\n1\n", "\(result.errors)")
  }

  @Test("The monitor follows VLANs, groups and multicast addresses by the words of their lists")
  func words() throws {
    let result = try Namespace.run(
      Self.devices + """
        # In so short a time the tables need not have been read: 3.
        for words in vlan 'vlan mdb maddr'; do $N monitor $words --timeout 10ms || [ $? = 3 ] && echo taken; done
        $N monitor neigh vlan 5 --initial | sed '/initial-end/q'
        # Only a watchdog gives up.
        $N monitor maddr -o --timeout 60s --count 1 >/run/out & m=$!
        while kill -0 $m 2>/dev/null; do ip link set a0 up; ip link set a0 down; done; grep -c maddr /run/out
        """)
    #expect(result.output == "taken\ntaken\ninitial-end\n1\n", "\(result.output)\(result.errors)")
  }

  @Test("Groups and settings of interfaces fit on a terminal", arguments: ["mdb", "netconf"])
  func width(_ words: String) throws {
    let result = try Namespace.run(
      Self.devices + """
        bridge mdb add dev br0 port a0 grp 239.1.1.1 permanent
        bridge mdb add dev br0 port b0 grp ff0e::1111:2222:3333:4444 src 2001:db8::7 permanent
        script -qec "stty cols 80; $N --color=never \(words)" /dev/null </dev/null
        """)
    let lines = result.output.split(whereSeparator: \.isNewline)
    #expect(lines.count > 1 && lines.allSatisfy { $0.count <= 80 }, "\(result.output)\(result.errors)")
  }

  @Test("A neighbour is asked for on a device by name or number, as a route is")
  func numbers() throws {
    let result = try Namespace.run(
      Self.devices + """
        ip neigh add 192.0.2.3 dev a1 lladdr 02:00:00:00:00:03; ip addr add 192.0.2.1/24 dev a1
        number=$(ip -o link show a1 | cut -d: -f1)
        $N neigh get 192.0.2.3 dev a1; $N neigh get 192.0.2.3 dev $number
        $N route get 192.0.2.3 oif a1; $N route get 192.0.2.3 oif $number
        """)
    let lines = result.output.split(separator: "\n")
    #expect(
      lines.count == 4 && lines[0] == lines[1] && lines[2] == lines[3], "\(result.output)\(result.errors)")
  }
}
