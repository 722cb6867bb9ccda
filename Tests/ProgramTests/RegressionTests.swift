import Foundation
import LiveKernel
import Testing

/// What other tools get wrong in dumps, and our answers, on a live kernel.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct RegressionTests {
  private static let devices = """
    ip -batch - <<'END'
    link add ifb9 type ifb
    link add v0 type veth peer name v1
    link set v0 up
    link set v1 up
    address add 10.9.0.1/16 dev v0
    address add 10.0.0.5/24 dev v0 label v0:x
    address add 2001:db8::1/64 dev v0 nodad
    END

    """

  private static let routes =
    devices + """
      ip -batch - <<'END'
      route add 10.15.0.0/16 via 10.9.0.8 proto 17 metric 7
      route add 10.16.0.0/16 nexthop via 10.9.0.9 nexthop via 10.9.0.10 weight 3
      route add blackhole 10.17.0.0/16 table 100
      route add 10.18.0.0/16 via 10.9.0.8 mtu lock 1400 advmss lock 1300 rto_min 200ms
      route add default via 10.9.0.8
      END
      ip -6 route add default via 2001:db8::2

      """

  @Test(
    "What no selector leaves is not there: no empty objects",
    arguments: [
      "link dump down --dev v0", "link dump --dev ifb9 up", "link dump --kind gtp",
      "link dump up down",
      "addr dump --dev v0 --to 192.0.2.0/24", "addr dump --scope site", "route dump --proto 99",
    ])
  func nothing(words: String) throws {
    let result = try Namespace.run(Self.devices + "$N --json \(words)")
    #expect(result.output == "[]\n")
    #expect(result.status == 0)
  }

  @Test("An address that a label selects stands under its whole link")
  func label() throws {
    let links = try Namespace.objects(Self.devices + "$N --json addr dump --label 'v0:*'")
    #expect(links.count == 1)
    #expect(links.first?["ifname"] as? String == "v0")
    let addresses = try #require(links.first?["addr_info"] as? [[String: Any]])
    #expect(addresses.compactMap { $0["local"] as? String } == ["10.0.0.5"])
  }

  @Test("A route that was looked up is one JSON document")
  func lookup() throws {
    let routes = try Namespace.objects(Self.devices + "$N --json route get 10.9.1.1")
    #expect(routes.count == 1)
    #expect(routes.first?["dst"] as? String == "10.9.1.1")
  }

  @Test("Names and aliases that are no UTF-8 are valid JSON, with the true bytes beside")
  func encoding() throws {
    let links = try Namespace.objects(
      Self.devices
        + "ip link set v1 alias $'\\xff\\xfebad\\x01'; ip link add $'q\\xc3(' type ifb\n$N -j link dump")
    let alias = try #require(links.first { $0["ifname"] as? String == "v1" })
    #expect(alias["ifalias"] as? String == "\u{fffd}\u{fffd}bad\u{1}")
    #expect(alias["ifalias_hex"] as? String == "fffe62616401")
    let odd = try #require(links.first { $0["ifname_hex"] != nil })
    #expect(odd["ifname"] as? String == "q\u{fffd}(")
    #expect(odd["ifname_hex"] as? String == "71c328")
  }

  @Test("A failure says so in one line and status 1, with nothing on standard output")
  func failures() throws {
    for (words, message) in [
      ("route get 203.0.113.1", "nlctl: route get 203.0.113.1: network is unreachable (ENETUNREACH)\n"),
      ("link dump --dev nosuch", "nlctl: link nosuch: no such device (ENODEV)\n"),
      ("link get nosuch", "nlctl: link nosuch: no such device (ENODEV)\n"),
    ] {
      let result = try Namespace.run("$N --json \(words)")
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix(message))
      #expect(result.status == 1)
    }
    let table = try Namespace.run(Self.devices + "$N --json route dump table 999")
    #expect(table.errors.split(separator: "\n").count == 1)
    #expect(table.status == 1)
  }

  @Test("A default route through 250 next hops is not lost", arguments: ["main", "all"])
  func manyHops(table: String) throws {
    let script =
      Self.devices + """
        hops=''
        for n in $(seq 250); do hops+=" nexthop via 10.9.1.$n"; done
        ip route add default $hops
        ip route add 10.44.0.0/16 via 10.9.0.8
        $N --json -4 route dump table \(table)
        """
    let routes = try Namespace.objects(script)
    let route = try #require(routes.first { $0["dst"] as? String == "default" })
    #expect((route["nexthops"] as? [Any])?.count == 250)
    #expect(routes.contains { $0["dst"] as? String == "10.44.0.0/16" })
  }

  @Test("A locked metric is said to be locked")
  func locks() throws {
    let routes = try Namespace.objects(Self.routes + "$N --json route dump 10.18.0.0/16")
    let metrics = (routes.first?["metrics"] as? [[String: Any]])?.first
    #expect(metrics?["mtu"] as? Int == 1400)
    #expect(metrics?["locks"] as? [String] == ["mtu", "advmss", "rto_min"])
  }

  @Test("A gateway is found among several next hops too")
  func gateway() throws {
    let routes = try Namespace.objects(Self.routes + "$N --json route dump via 10.9.0.9")
    #expect(routes.compactMap { $0["dst"] as? String } == ["10.16.0.0/16"])
  }

  @Test("A device with a master is none without, also when it is asked for by name")
  func noMaster() throws {
    let links = try Namespace.objects(
      Self.devices
        + "ip link add br0 type bridge; ip link set v1 master br0\n$N -j link dump --dev v1 nomaster")
    #expect(links.isEmpty)
    let others = try Namespace.objects(
      "ip link add v0 type veth peer name v1\n$N -j link dump --dev v1 nomaster")
    #expect(others.compactMap { $0["ifname"] as? String } == ["v1"])
  }

  @Test("A device whose name is a word of the command line can be asked for", arguments: ["home", "primary"])
  func homeDevice(name: String) throws {
    let missing = try Namespace.run("$N -j link dump --dev \(name)")
    #expect(missing.status == 1)
    #expect(missing.output.isEmpty)
    let links = try Namespace.objects(
      "ip link add v0 type ifb; ip link add dev \(name) type ifb\n$N -j link dump --dev \(name)")
    #expect(links.compactMap { $0["ifname"] as? String } == [name])
    let operand = try Namespace.objects(
      "ip link add dev \(name) type ifb\nip addr add 192.0.2.1/24 dev \(name)\n$N -j addr dump --dev \(name)")
    #expect(operand.first?["ifname"] as? String == name)
    #expect((operand.first?["addr_info"] as? [Any])?.count == 1)
  }

  @Test(
    "An object has the same keys and values whatever selected it",
    arguments: [
      "--dev v0", "--proto 17", "--via 10.9.0.8", "--metric 7", "--type unicast", "--exact 10.15.0.0/16",
      "--table main", "--scope global",
    ])
  func sameKeys(selector: String) throws {
    let result = try Namespace.run(
      Self.routes + "$N --json -4 route dump\n echo\n$N --json -4 route dump \(selector)")
    let parts = result.output.split(separator: "\n\n")
    try #require(result.status == 0 && parts.count == 2, "\(result.status): \(result.output)\(result.errors)")
    let all = Set(parts[0].split(separator: "\n").map { $0.trimmingSuffix(",") })
    let some = parts[1].split(separator: "\n").map { $0.trimmingSuffix(",") }
    #expect(some.count > 2)
    for line in some { #expect(all.contains(line), "\(line)") }
  }

  @Test("Two default routes are told apart by their family, and numbers are numbers")
  func families() throws {
    let routes = try Namespace.objects(Self.routes + "$N --json route dump --table all --exact default")
    #expect(Set(routes.compactMap { $0["family"] as? String }) == ["inet", "inet6"])
    #expect(routes.allSatisfy { $0["table_id"] as? Int == 254 && $0["protocol_id"] as? Int == 3 })
  }

  @Test("Addresses are selected by who added them, by name and by number; those of nobody are not")
  func addressProtocols() throws {
    for proto in ["kernel_lo", "1"] {
      let links = try Namespace.objects(Self.devices + "$N -j addr dump proto \(proto)")
      #expect(links.compactMap { $0["ifname"] as? String } == ["lo"])
    }
    let none = try Namespace.objects(Self.devices + "$N -j addr dump proto 5")
    #expect(none.isEmpty)
  }

  @Test("Reasons to keep a device down have all 32 bits, and no broadcast address is made up")
  func protoDown() throws {
    let script =
      Self.devices + """
        ip link add mv0 link v0 type macvlan
        ip link set mv0 protodown on
        ip link set mv0 protodown_reason 3 on
        ip link set mv0 protodown_reason 12 on
        ip link set mv0 protodown_reason 31 on
        $N -j link dump mv0
        """
    let links = try Namespace.objects(script)
    #expect(links.first?["proto_down"] as? Bool == true)
    #expect(links.first?["proto_down_reason"] as? [String] == ["3", "12", "31"])
  }

  @Test("A dump that changes under way is said to have, with status 3")
  func interrupted() throws {
    let result = try Namespace.run("$N link dump --fault intr:1 || echo \"status $?\"")
    #expect(result.output.hasSuffix("status 3\n"))
    #expect(result.errors.contains("changed while it was read"))
    let repeated = try Namespace.run("$N link dump --fault intr:1x2")
    #expect(repeated.status == 0)
    #expect(repeated.errors.isEmpty)
  }

  @Test("A link of 160 alternative names is shown whole", arguments: ["link dump x1", "link get x1"])
  func manyNames(words: String) throws {
    let script = """
      ip link add x1 type ifb
      { for n in $(seq 100 259); do printf 'link property add dev x1 altname n%s-%0110d\\n' $n 0; done; } |
        ip -batch -
      $N -j \(words)
      """
    let links = try Namespace.objects(script)
    let names = try #require(links.first?["altnames"] as? [String])
    #expect(names.count == 160)
    #expect(names.allSatisfy { $0.utf8.count == 115 })
    #expect(links.first?["_unparsed"] == nil)
  }

  @Test(
    "A result that cannot be written is an error",
    arguments: ["link dump", "-j addr dump", "-j route dump --table all", "link dump --tree", "-j rule dump"])
  func fullDisk(words: String) throws {
    let result = try Namespace.run("$N \(words) > /dev/full || exit $?")
    #expect(
      result.errors == "nlctl: cannot write to standard output: no space left on device (ENOSPC)\n")
    #expect(result.status == 1)
  }

  @Test("A lookup names a device by its number, too, and one that is not there is refused")
  func deviceByNumber() throws {
    let result = try Namespace.run(
      """
      ip link set lo up; $N route get 127.0.0.1 oif 1 -F dev | tail -n 1
      $N route get 127.0.0.1 oif 999 || echo $?
      """)
    #expect(result.output == "lo\n1\n")
    #expect(result.errors == "nlctl: link 999: no such device (ENODEV)\n")
  }

  @Test("A recording that cannot be written is an error that names its file")
  func fullRecording() throws {
    for words in ["link dump", "-j route get 127.0.0.1", "monitor link --initial --count 1"] {
      let result = try Namespace.run("$N \(words) --record /dev/full || exit $?")
      #expect(result.errors == "nlctl: cannot write to /dev/full: no space left on device (ENOSPC)\n")
      #expect(result.status == 1 && !result.output.isEmpty)
    }
  }

  @Test("The lines of routes make the same routes again when ip takes them back")
  func replay() throws {
    let run = "\(GeneratedTests.root)/Tests/Differential/run"
    let child = try #require(
      Child.start([
        "env", "NLCTL=\(ProgramTests.binary)", run, "--replay", "routes", "routes-state", "encap-ip",
        "nexthops",
      ]))
    let result = child.finish()
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.split(separator: "\n").count { $0.contains(": same") } == 4, "\(result.output)")
  }

  @Test("The keys of a link in a list of addresses do not depend on the family asked for")
  func addressKeys() throws {
    let result = try Namespace.run(
      Self.devices + "$N -j -4 addr dump v0\n echo\n$N -j addr dump v0\n echo\n$N -j link dump v0")
    let parts = try result.output.split(separator: "\n\n").map { try Namespace.objects(in: $0) }
    try #require(result.status == 0 && parts.count == 3, "\(result.status): \(result.output)\(result.errors)")
    let keys = parts.map { Set($0.first?.keys.map { $0 } ?? []) }
    #expect(keys[0] == keys[1])
    #expect(keys[0].subtracting(["addr_info"]) == keys[2])
    #expect(keys[0].isSuperset(of: ["link_type", "address", "broadcast"]))
  }

  @Test(
    "A command line that is not understood is status 2", arguments: ["link dump --nosuch", "link dmup", "-j"])
  func usage(words: String) throws {
    let result = try Namespace.run("$N \(words) || exit $?")
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
  }

  @Test("JSON with fields that some objects lack has the others, and is never {}")
  func fieldsThatSomeLack() throws {
    let asked: [(line: String, count: Int)] = [
      ("link dump -F ifalias", 1), ("link dump -F linkinfo.info_data.id", 1), ("link get lo -F ifalias", 0),
      ("link dump --tree -F ifalias", 1), ("addr dump -F label", 4),
      ("addr dump dev lo -F label,broadcast", 1),
      ("-4 route dump -F nexthops.gateway", 2), ("-4 route dump --consistent -F nexthops.gateway", 2),
      ("route get 192.0.2.7 -F gateway", 0), ("neigh dump dev eth0 -F lladdr", 2),
      ("rule dump -F fwmark", 1), ("nexthop dump -F group", 5), ("nexthop get 1 -F group.weight", 0),
      ("bucket dump -F bucket.nhid", 6), ("bucket get 30 index 0 -F flags", 1),
    ]
    let scene = try Scene(
      "office", asked.flatMap { ["nlctl -j \($0.line)", "nlctl --pretty \($0.line)"] })
    for (index, (line, count)) in asked.enumerated() {
      let (plain, pretty) = (scene.results[2 * index], scene.results[2 * index + 1])
      #expect(plain.status == 0 && plain.errors.isEmpty, "\(line)")
      #expect(!plain.output.contains("{}"), "\(line): \(plain.output)")
      #expect(try Namespace.objects(in: plain.output).count == count, "\(line): \(plain.output)")
      #expect(try Namespace.objects(in: pretty.output).count == count, "\(line): \(pretty.output)")
      #expect(count > 0 || plain.output == "[]\n", "\(line)")
    }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : String(self)
  }
}
