import Foundation
import LiveKernel
import Testing

/// What hands type and eyes read, on a live kernel.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct HabitTests {
  private static let devices = """
    ip -batch - <<'END'
    link add br0 type bridge
    link add v2 type veth peer name p2
    link add v10 type veth peer name p10
    link set v2 mtu 1400 master br0 up
    link set v10 mtu 9000 up
    link set p2 up
    link set br0 up
    address add 10.0.0.10/24 dev br0
    address add 10.0.0.2/24 dev br0
    neigh add 10.0.0.50 lladdr 02:00:00:00:00:50 dev br0
    rule add from 10.1.0.0/16 table 100
    END

    """

  /// The lines that `script` prints after the devices were made.
  private func lines(_ script: String) throws -> [String] {
    let result = try Namespace.run(Self.devices + script)
    #expect(result.status == 0, "\(result.errors)")
    return result.output.split(separator: "\n").map(String.init)
  }

  @Test("--sort sorts numbers as numbers and the numbers in names, downwards after a minus sign")
  func sorted() throws {
    let names = try lines("$N link --not-dev lo --sort ifname -F ifname | tail -n +2")
    #expect(names == ["br0", "p2", "p10", "v2", "v10"])
    let mtus = try lines("$N link --sort=-mtu -F mtu,ifname --dev 'v*' | tail -n +2")
    #expect(mtus == ["9000\tv10", "1400\tv2"])
    let json = try Namespace.objects(Self.devices + "$N -j link --sort mtu --dev 'v*'")
    #expect(json.compactMap { $0["ifname"] as? String } == ["v2", "v10"])
    #expect(
      try lines("$N addr --dev br0 -4 --sort local -F local | tail -n +2") == ["10.0.0.2", "10.0.0.10"])
    let quoted = try lines(
      """
      ip link set v2 alias 'q"10'; ip link set v10 alias 'q"9'; ip link set br0 alias 'q"8\\"2'
      $N link --sort ifalias -F ifname --dev v2 --dev v10 --dev br0 | tail -n +2
      """)
    #expect(quoted == ["br0", "v10", "v2"])
    let bad = try Namespace.run("$N link --sort nonsense || echo $?")
    #expect(bad.output == "2\n" && bad.errors.contains("unknown field 'nonsense'"))
  }

  @Test(
    "--sort sorts addresses by their bytes: 0a after 09, ::a before ::10, default first, IPv4 before IPv6")
  func sortedAddresses() throws {
    let found = try lines(
      """
      ip link set v2 address 02:00:00:00:00:0a; ip link set v10 address 02:00:00:00:00:09
      $N link --sort address -F ifname --dev 'v*' | tail -n +2 | xargs
      for n in a 10 9; do ip address add 2001:db8::$n/64 dev v10 nodad; done
      $N addr dev v10 scope global --sort local -F local | tail -n +2 | xargs
      ip route add default via 10.0.0.1; ip route add 10.0.0.0/8 via 10.0.0.1; ip route add 9.0.0.0/8 via 10.0.0.1
      $N -4 route --sort dst -F dst | tail -n +2 | xargs
      for n in 2001:db8::1:7 10.0.0.60; do ip neigh add $n lladdr 02:00:00:00:00:01 dev br0; done
      $N neigh dev br0 nud permanent --sort=+dst -F dst | tail -n +2 | xargs
      """)
    #expect(
      found == [
        "v10 v2", "2001:db8::9 2001:db8::a 2001:db8::10", "default 9.0.0.0/8 10.0.0.0/8 10.0.0.0/24",
        "10.0.0.60 2001:db8::1:7",
      ])
  }

  @Test("--color=always colours whatever has names of devices or addresses, and changes nothing else")
  func colours() throws {
    let commands = [
      "link", "link --tree", "-br link", "-F ifname,address link", "addr", "-br addr", "-F ifname,local addr",
      "route", "-F dst,gateway,dev route", "neigh", "-br neigh", "rule", "netconf", "maddr", "netns",
      "fields link",
      "-f bridge link", "-f bridge neigh", "link get v2", "route get 10.0.0.50", "--all-netns link",
    ]
    let script = commands.map { "$N --color=always \($0); echo ----; $N \($0); echo ----" }
    let setup =
      Self.devices + "ip route add default via 10.0.0.1; ip netns add red\n"
      + "until ! ip addr | grep -q tentative; do sleep 0.05; done\n"
    let result = try Namespace.run(setup + script.joined(separator: "\n"))
    #expect(result.status == 0, "\(result.errors)")
    let parts = result.output.components(separatedBy: "----\n")
    for (index, command) in commands.enumerated() {
      let (painted, plain) = (parts[2 * index], parts[2 * index + 1])
      let colours = painted.matches(of: /\u{1b}\[[0-9]+m/)
      #expect(colours.count >= 2 && colours.count.isMultiple(of: 2), "\(command)")
      #expect(painted.replacing(/\u{1b}\[[0-9]+m/, with: "") == plain, "\(command)")
    }
  }

  @Test("Short names of columns, and columns added to those that an object has")
  func columns() throws {
    let short = try lines("$N link -F name,kind,state,rx_bytes --dev br0")
    #expect(short[0] == "NAME\tKIND\tSTATE\tRX_BYTES")
    #expect(short[1].hasPrefix("br0\tbridge\tUP\t"))
    let added = try lines("$N link -F +group --dev v2")
    #expect(added[0] == "IFINDEX\tIFNAME\tSTATE\tKIND\tMTU\tADDRESS\tMASTER\tGROUP")
    let json = try Namespace.objects(Self.devices + "$N -j link -F +group --dev v2")
    #expect(json.first?["txqlen"] != nil)
    let nested = try Namespace.objects(Self.devices + "$N -j link -F kind --dev br0")
    #expect((nested.first?["linkinfo"] as? [String: Any])?["info_kind"] as? String == "bridge")
    let addresses = try Namespace.objects(Self.devices + "$N -j addr -F dev,local --dev br0")
    #expect(addresses.first?["ifname"] as? String == "br0")
  }

  @Test(
    "Columns that are added come behind those of the object; there must be such fields, also where JSON has them all"
  )
  func addedColumns() throws {
    for object in ["addr", "route", "neigh", "rule", "nexthop", "bucket"] {
      let seen = try lines(
        "for f in +family family,+family +family,+family; do $N \(object) -F $f | head -n 1; done")
      #expect(seen[0].split(separator: "\t").count > 3, "\(seen)")
      #expect(seen[0].components(separatedBy: "FAMILY").count == 2, "\(seen)")
      #expect(seen[1].hasPrefix(seen[0]) && seen[2] == seen[1], "\(seen)")
    }
    let refused = try lines(
      "for f in -j -p '-j --all-netns' ''; do $N link $f -F +knid 2>&1 || echo $?; done")
    let refusal = ["nlctl: unknown field 'knid'; did you mean 'kind'?", "Try 'nlctl fields link'.", "2"]
    #expect(refused == refusal + refusal + refusal + refusal)
    let everywhere = try lines(
      "$N link --all-netns -F +netns,+group v2; $N link --all-netns -F +netns v2 | head -n 1")
    #expect(everywhere[0].hasPrefix("NETNS\tIFINDEX\t") && everywhere[0].hasSuffix("\tMASTER\tGROUP"))
    #expect(everywhere.last == "NETNS\tIFINDEX\tIFNAME\tSTATE\tKIND\tMTU\tADDRESS\tMASTER")
  }

  @Test("One neighbour is asked for by address and device, an entry of a database by its octets")
  func neighbour() throws {
    #expect(
      try lines("$N neigh get 10.0.0.50 dev br0") == ["10.0.0.50 dev br0 lladdr 02:00:00:00:00:50 PERMANENT"])
    let entry = try lines(
      "ip link show v2 | awk '/ether/{print $2}' >/run/mac; $N -f bridge neigh get $(cat /run/mac) dev br0")
    #expect(entry.count == 1 && entry[0].hasSuffix("permanent"))
    let missing = try Namespace.run(Self.devices + "$N neigh get 10.0.0.51 dev br0 || echo $?")
    #expect(missing.output == "1\n", "\(missing.errors)")
    #expect(
      missing.errors == "nlctl: neigh get 10.0.0.51: \"Neighbour entry not found\" (ENOENT)\n",
      "\(missing.errors)")
    #expect(try Namespace.run("$N neigh get 10.0.0.51 || echo $?").output == "2\n")
    #expect(try Namespace.run("$N neigh get nonsense dev lo || echo $?").output == "2\n")
  }

  @Test("--tree dev X draws X and what stands under it")
  func subtree() throws {
    let tree = try lines("$N link --tree dev br0")
    #expect(tree.count == 2 && tree[0].hasPrefix("br0") && tree[1].hasPrefix("└─ v2"))
  }

  @Test("Rules of IPv6 are told from those of IPv4")
  func rules() throws {
    let rules = try lines("$N rule")
    #expect(rules.contains("0: from all lookup local") && rules.contains("0: ipv6 from all lookup local"))
    #expect(rules.contains("32765: from 10.1.0.0/16 lookup 100"))
  }

  @Test("Namespaces are listed with their ids and devices, and dumps of all of them are one")
  func namespaces() throws {
    let make = "ip netns add blue; ip netns add red; ip link add x0 type veth peer name x1 netns blue\n"
    let listed = try Namespace.objects(make + "$N -j netns dump")
    #expect(listed.compactMap { $0["name"] as? String } == ["blue", "red"])
    #expect(listed[0]["devices"] as? [String] == ["lo", "x1"])
    #expect(listed[0]["id"] as? Int == 0 && listed[1]["id"] == nil)
    let links = try Namespace.objects(make + "$N -j link --all-netns")
    let names = links.map { "\($0["netns"] as? String ?? "-") \($0["ifname"] as? String ?? "")" }
    #expect(names == ["- lo", "- x0", "blue lo", "blue x1", "red lo"])
    let text = try Namespace.run(make + "$N link --all-netns").output.split(separator: "\n")
    #expect(text[0] == "NETNS" && text[1].hasPrefix("- 1 lo") && text[3].hasPrefix("blue 1 lo"))
    #expect(try Namespace.run("$N link get lo --all-netns || echo $?").output == "2\n")
    let pretty = try Namespace.run(make + "$N -p link --all-netns")
    #expect(pretty.output.contains("\n    \"netns\": \"blue\","), "\(pretty.output)")
    #expect(try Namespace.objects(in: pretty.output).count == links.count)
  }

  @Test("Each line of all namespaces says which, whatever blanks it begins with")
  func indented() throws {
    let make =
      "ip netns add blue; ip link add wide0 index 1234567 type ifb; ip link add br0 type bridge\n"
      + "ip link add v0 type veth peer name v1; ip link set v0 master br0; ip link add mv0 link v1 type macvlan\n"
      + "ip link add vx type vxlan id 1 dstport 4789 dev mv0; ip link add mv1 link vx type macvlan\n"
    let terminal = try Namespace.run(
      make + "script -qec \"stty cols 200; $N --color=never -d link --all-netns\" /dev/null </dev/null")
    let lines = terminal.output.split(whereSeparator: \.isNewline).dropFirst()
    #expect(lines.filter { $0.hasPrefix("-  ") }.count == 8, "\(terminal.output)\(terminal.errors)")
    #expect(lines.filter { $0.hasPrefix("blue  ") }.count == 1 && lines.contains { $0.hasPrefix("   ") })
    let tree = try Namespace.run(make + "$N link --tree --all-netns").output.split(separator: "\n")
      .dropFirst()
    #expect(tree.count == 9 && tree.allSatisfy { $0.hasPrefix("- ") || $0.hasPrefix("blue ") }, "\(tree)")
    #expect(tree.contains { $0.contains("      └─ mv1") }, "\(tree)")
  }

  @Test("Settings, ids, multicast addresses, VLANs and groups of bridges have dumps")
  func others() throws {
    let settings = try Namespace.objects(Self.devices + "$N -j -4 netconf dump v2")
    #expect(settings.count == 1 && settings[0]["interface"] as? String == "v2")
    #expect(settings[0]["forwarding"] is Bool && settings[0]["rp_filter"] is String)
    let all = try lines("$N -4 netconf dump")
    #expect(all.contains { $0.hasPrefix("all inet") } && all.contains { $0.hasPrefix("default inet") })
    let devices = try Namespace.objects(Self.devices + "$N -j -6 maddr dump v2")
    #expect(devices.count == 1 && devices[0]["ifname"] as? String == "v2")
    let groups = devices[0]["maddr"] as? [[String: Any]]
    #expect(groups?.contains { $0["address"] as? String == "ff02::1" } == true)
    // A port forwards once its carrier is noticed.
    let port = try lines(
      "until $N -f bridge link | grep -q forwarding; do sleep 0.02; done; $N -f bridge link")
    #expect(port.contains { $0.contains("v2 forwarding priority 32 cost 2") }, "\(port)")
    let mdb = try lines("bridge mdb add dev br0 port v2 grp 239.1.1.1 permanent; $N mdb dump")
    #expect(mdb.contains { $0.contains("port v2 grp 239.1.1.1 permanent") }, "\(mdb)")
    let ids = try Namespace.objects(
      "ip netns add blue; ip link add x0 type veth peer name x1 netns blue; $N -j nsid dump")
    #expect(ids.first?["nsid"] as? Int == 0)
  }

  @Test("A drawing for Graphviz has a cluster for each namespace, and pairs across them")
  func dot() throws {
    let text = try Namespace.run(
      """
      ip netns add blue; ip link add x0 type veth peer name x1 netns blue
      ip link add br0 type bridge; ip link set x0 master br0 up
      ip link add mv5 link br0 type macvlan mode bridge; ip addr add 192.0.2.1/24 dev br0
      $N link dump --dot --all-netns
      """)
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.hasPrefix("digraph ") && text.output.hasSuffix("}\n"))
    #expect(text.output.components(separatedBy: "subgraph cluster_").count == 3)
    #expect(text.output.contains("label=\"blue\"") && text.output.contains("192.0.2.1/24"))
    #expect(text.output.components(separatedBy: "label=\"pair\"").count == 2)
    #expect(text.output.contains("[label=\"macvlan\"]") && text.output.contains("[label=\"port\"]"))
    #expect(text.output.contains("x1\\n") && text.output.contains("color=grey"))
  }

  @Test("A namespace that cannot be entered does not keep the others from a drawing")
  func dotWithout() throws {
    let text = try Namespace.run(
      """
      ip netns add blue; ip link add x0 type veth peer name x1 netns blue; touch /run/netns/apart
      $N link dump --dot --all-netns || echo $?
      """)
    #expect(text.output.contains("label=\"blue\"") && text.output.contains("label=\"x1"), "\(text.output)")
    #expect(text.output.hasSuffix("}\n1\n"))
    #expect(text.errors == "nlctl: network namespace apart: invalid argument (EINVAL)\n")
  }

  @Test("The text of the monitor speaks of changes in words")
  func monitor() throws {
    let result = try Namespace.run(
      Self.devices + """
        $N monitor link netconf -o --initial >/run/out 2>/run/err & m=$!
        until grep -q initial-end /run/out; do sleep 0.05; done
        ip link set p2 mtu 1300; ip link set v10 master br0; ip link set v2 down
        until grep -q -e '-UP' /run/out; do sleep 0.05; done
        kill $m; wait $m || true; sed '1,/initial-end/d' /run/out
        """)
    #expect(result.output.contains("mtu 1500 -> 1300"), "\(result.output)")
    #expect(!result.output.contains("{") && !result.output.contains("0x"), "\(result.output)")
    #expect(result.output.contains("master br0, state "), "\(result.output)")
  }

  @Test("What changed is written as the line of the object writes it, and not as JSON does")
  func changedText() throws {
    let result = try Namespace.run(
      Self.devices + #"""
        ip link set v2 alias $'a"b\\c\td\e[1m'; $N link v2 >/run/line
        $N monitor link -o --initial >/run/out 2>/run/err & m=$!
        until grep -q initial-end /run/out; do sleep 0.05; done
        ip link set v2 alias $'x\rz\n\x7f'
        until grep -q 'ifalias' /run/out; do sleep 0.05; done
        kill $m; wait $m || true
        grep -o 'alias .*' /run/line; grep -o 'ifalias .*)' /run/out
        """#)
    #expect(
      result.output == #"""
        alias a"b\c\x09d\x1b[1m
        ifalias a"b\c\x09d\x1b[1m -> x\x0dz\x0a\x7f)

        """#, "\(result.errors)")
  }

  @Test("The monitor tells of multicast routes in words, also that they go with their device")
  func multicastRoutes() throws {
    for groups in ["", "mroute"] {
      let result = try Namespace.run(
        Self.devices + """
          $N monitor \(groups) --initial -o >/run/out 2>/run/err & m=$!
          until grep -q initial-end /run/out; do sleep 0.05; done
          python3 '\(GeneratedTests.root)/Tests/ProgramTests/Scenes/mroute.py' v2 p2
          until grep -q 'delete route' /run/out; do sleep 0.05; done
          kill $m; wait $m || true; sed '0,/initial-end/d' /run/out
          """)
      let told = "route multicast 239.1.1.1 from 10.0.0.1 iif v2 table default proto mrouted nexthop dev p2"
      #expect(result.output.contains("new \(told)"), "\(groups): \(result.output)\(result.errors)")
      #expect(result.output.contains("delete route multicast 239.1.1.1 from 10.0.0.1"), "\(result.output)")
      #expect(!result.output.contains("0x"), "\(result.output)")
    }
  }

  @Test("A link says the name of the namespace that its other end is in")
  func farNamespace() throws {
    let make = "ip netns add blue; ip link add x0 type veth peer name x1 netns blue\n"
    #expect(try Namespace.run(make + "$N link x0").output.hasSuffix(" netns blue\n"))
    #expect(try Namespace.run(make + "$N -N link x0").output.hasSuffix(" netns-id 0\n"))
    let unnamed =
      "mount --bind /run/netns/blue /run/kept; umount /run/netns/blue; rm /run/netns/blue; $N link x0"
    #expect(try Namespace.run(make + ">/run/kept\n" + unnamed).output.hasSuffix(" netns-id 0\n"))
    #expect(try Namespace.objects(make + "$N -j link x0").first?["link_netnsid"] as? Int == 0)
  }

  @Test("What changed in JSON is told leaf by leaf")
  func leaves() throws {
    let result = try Namespace.run(
      Self.devices + """
        $N -j monitor link --initial >/run/out 2>/run/err & m=$!
        until grep -q initial-end /run/out; do sleep 0.05; done
        echo 1400 >/proc/sys/net/ipv6/conf/p2/mtu
        until grep -q '"new":1400' /run/out; do sleep 0.05; done
        kill $m; wait $m || true; sed '1,/initial-end/d' /run/out
        """)
    // The kernel may tell of the carrier of the device in the same message.
    let leaf = #""af_spec.inet6.conf.mtu":{"old":1500,"new":1400}"#
    #expect(result.output.contains(leaf), "\(result.output)")
  }

  @Test("The device below in another namespace is told by number, not by the name of one here")
  func foreign() throws {
    let make = """
      ip netns add bb; ip link add low type ifb
      ip link add vx type vxlan id 9 dev low dstport 4789; ip link set vx netns bb
      ip -n bb link add clash index $(ip -o link show low | cut -d: -f1) type ifb

      """
    let result = try Namespace.run(
      make + "$N -n bb link dev vx; $N -n bb link --tree; $N -n bb -j link dev vx")
    #expect(result.output.contains(" dev if"), "\(result.output)")
    #expect(!result.output.contains("dev clash") && !result.output.contains("on clash"), "\(result.output)")
    #expect(!result.output.contains("\"link\":\"clash\""))
  }

  @Test("Where the far end of a tunnel is, a forwarding database says")
  func remote() throws {
    let text = try lines(
      "ip link add vx type vxlan id 9 dstport 4789; bridge fdb append 00:00:00:00:00:00 dev vx dst 192.0.2.2\n"
        + "$N -f bridge neigh dev vx")
    #expect(text.contains { $0.contains("dst 192.0.2.2") }, "\(text)")
  }
}
