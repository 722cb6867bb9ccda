import LiveKernel
import Testing

/// What was asked for in several ways agrees: `all` with other values, `--sort` in every form, `wait` with `dump`, `get`
/// with `dump`, what a recording has with what it tells.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct ContradictionTests {
  private static let devices = """
    ip link add v0 type veth peer name v1; ip link set v0 up; ip link set v1 up
    ip addr add 10.0.0.1/24 dev v0; ip route add 10.9.0.0/16 via 10.0.0.2 table 100
    ip neigh add 10.0.0.5 lladdr 02:00:00:00:00:05 dev v0 nud permanent
    ip neigh add 10.0.0.6 lladdr 02:00:00:00:00:06 dev v0 nud noarp
    ip nexthop add id 1 via 10.0.0.2 dev v0; ip nexthop add id 2 via 10.0.0.3 dev v0
    ip nexthop add id 11 group 1/2 type resilient buckets 4

    """

  private func lines(_ script: String) throws -> [Substring] {
    let result = try Namespace.run(Self.devices + script)
    #expect(result.status == 0, "\(result.errors)")
    return result.output.split(separator: "\n")
  }

  @Test("The word 'all' beside another value stands for all, and negated for nothing")
  func all() throws {
    let seen = try lines(
      """
      $N -4 route table all >/run/all; $N -4 route table 100 table all | cmp - /run/all && echo same
      $N -4 route table all not table 100 | diff /run/all - | grep -c '^[<>]'
      $N -4 route --not-table all; $N -4 route --not-table all table 100
      $N -4 neigh nud all >/run/all; $N -4 neigh nud permanent nud all | cmp - /run/all && echo same
      $N -4 neigh nud all not nud permanent | grep -c 10.0.0.5 || true
      $N neigh --not-nud all
      """)
    #expect(seen == ["same", "1", "same", "0"])
  }

  @Test("Addresses are sorted in JSON and brief lines, too")
  func sorted() throws {
    let seen = try lines(
      """
      ip addr add 192.0.2.7/24 dev v1; ip addr add 192.0.2.9/24 dev lo; ip addr add 9.0.0.1/8 dev v0
      words() { python3 -c 'import json, sys
      print(*[d["ifname"] + " " + ",".join(a["local"] for a in d["addr_info"]) for d in json.load(sys.stdin)])'; }
      $N -j -4 addr --sort local | words; $N -j -4 addr --sort -local | words
      $N -j -4 addr --sort local -F ifname,local | words; $N -4 -br addr --sort ifname | cut -d' ' -f1 | xargs
      $N -4 addr --sort local -F local | xargs; ip link add quiet type ifb
      $N -j addr --sort -ifname not dev v? | words
      """)
    let sorted = "v0 9.0.0.1,10.0.0.1 lo 127.0.0.1,192.0.2.9 v1 192.0.2.7"
    #expect(
      seen == [
        Substring(sorted), "lo 192.0.2.9,127.0.0.1 v1 192.0.2.7 v0 10.0.0.1,9.0.0.1", Substring(sorted),
        "lo v0@v1 v1@v0", "LOCAL 9.0.0.1 10.0.0.1 127.0.0.1 192.0.2.7 192.0.2.9",
        "lo 127.0.0.1,192.0.2.9,::1 quiet ",
      ])
  }

  @Test("A list without fields to choose, which no recording answers, says that of itself")
  func noFields() throws {
    let seen = try lines(
      """
      for words in '--fields name' '--from /run/r'; do $N netns dump $words 2>&1 | head -n 1; done
      $N fields link --fields name 2>&1 | head -n 1; $N explain --from /run/r 2>&1 | head -n 1
      """)
    #expect(
      seen == [
        "nlctl: option '--fields' is not for 'netns dump'", "nlctl: no recording answers 'netns dump'",
        "nlctl: option '--fields' is for dump and get",
        "nlctl: option '--from' is for dump, get, monitor and snapshot",
      ])
  }

  @Test("What a dump leaves out unless it is asked for, 'wait' does not take for there")
  func wait() throws {
    let seen = try lines(
      """
      $N wait neigh 10.0.0.6 --gone --timeout 20s && echo gone
      $N wait neigh 10.0.0.6 nud noarp --timeout 20s
      $N wait route 10.9.0.0/16 --gone --timeout 20s && echo gone
      $N wait route 10.9.0.0/16 table 100 --timeout 20s; $N wait route 10.9.0.0/16 not table main --timeout 20s
      """)
    let route: Substring = "10.9.0.0/16 via 10.0.0.2 dev v0 table 100"
    #expect(
      seen == ["gone", "10.0.0.6 dev v0 lladdr 02:00:00:00:00:06 NOARP", "gone", route, route])
  }

  @Test("What is there already counts even if there is no time")
  func noTime() throws {
    let seen = try lines(
      """
      $N wait link lo --timeout 0 -j | grep -o '"ifname":"lo"'; $N wait link none --gone --timeout 0 && echo gone
      $N wait link none --timeout 0 2>&1 || echo $?
      """)
    #expect(seen == ["\"ifname\":\"lo\"", "gone", "nlctl: wait link: timed out", "1"])
  }

  @Test("A neighbour's device may be named by its number, as in a question for a route")
  func deviceByNumber() throws {
    let seen = try lines(
      """
      index=$(cat /sys/class/net/v0/ifindex 2>/dev/null || $N link get v0 | cut -d' ' -f1)
      $N neigh get 10.0.0.5 dev $index; $N neigh get 10.0.0.5 dev 4711 2>&1 || echo $?
      """)
    #expect(
      seen == [
        "10.0.0.5 dev v0 lladdr 02:00:00:00:00:05 PERMANENT", "nlctl: link 4711: no such device (ENODEV)",
        "1",
      ])
  }

  @Test("An object that a recorded dump has is found by 'get'; what the recording cannot tell is said")
  func recordedGet() throws {
    let seen = try lines(
      """
      $N nexthop --record /run/n >/dev/null; $N nexthop get 2 --from /run/n
      $N nexthop get 3 --from /run/n 2>&1 || echo $?
      $N neigh --record /run/h >/dev/null; $N neigh get 10.0.0.5 dev v0 --from /run/h
      $N bucket --record /run/b >/dev/null; $N bucket get 11 index 1 --from /run/b | grep -o '.* index 1'
      $N nexthop get 2 --from /run/b 2>&1 || echo $?
      $N route get 10.0.0.9 --from /run/n 2>&1 || echo $?
      """)
    #expect(
      seen == [
        "id 2 via 10.0.0.3 dev v0 scope link", "nlctl: nexthop get 3: no such file or directory (ENOENT)",
        "1",
        "10.0.0.5 dev v0 lladdr 02:00:00:00:00:05 PERMANENT", "id 11 index 1",
        "nlctl: nexthop get 2: no such file or directory (ENOENT)",
        "nlctl: the recording has no whole dump of next hops", "3",
        "nlctl: route get 10.0.0.9: no data available (ENODATA)",
        "nlctl: the recording does not tell which route the packet took", "3",
      ])
  }

  @Test("Explained messages are indented JSON where that is asked for")
  func indented() throws {
    let seen = try lines(
      """
      $N link --record /run/r >/dev/null
      for words in 'explain /run/r -p' 'explain /run/r -jp' 'link --explain -p'; do
        $N $words >/run/out; sed -n 1,2p /run/out | xargs; python3 -c 'import json
      text, count = open("/run/out").read(), 0
      while text.strip():
          value, end = json.JSONDecoder().raw_decode(text.lstrip()); text = text.lstrip()[end:]; count += 1
      print(count)'
      done
      """)
    #expect(seen == ["{ direction: sent,", "5", "{ direction: sent,", "5", "{ direction: sent,", "5"])
  }

  @Test(
    "A name may have any bytes, also in the form that text shows; a file whose name is no UTF-8 is refused")
  func bytes() throws {
    let result = try Namespace.run(
      #"""
      name=$'w\xc3('; ip link add "$name" type ifb; ip link add 'a\xfe' type ifb; ip netns add $'n\xfe'
      ip link property add dev "$name" altname $'alt\xfd'
      for words in "link get $name" 'link get w\xc3(' "link $name" 'link w\xc3(' 'link dev [uvw]\xc3?' \
        'link get a\xfe' 'link a\\xfe' $'link dev alt\xfd' $'wait link dev w\xc3(' "netconf dev $name"; do
        $N $words | grep -o '^[^ ]* [^ ]*' | tail -n 1
      done
      $N -n $'n\xfe' link -F ifname; $N -n 'n\xfe' -j link -F ifname | grep ifname
      for words in $'link --record /run/r\xff' $'link --record=/run/r\xff' $'explain /run/r\xff' \
        $'link get w\xef\xbf\xbd(' $'link get \\\xff' $'link q\xff'; do $N $words || echo $?; done; ls /run
      """#)
    let other = #"2 w\xc3("#
    #expect(
      result.output == """
        \(other)\n\(other)\n\(other)\n\(other)\n\(other)\n3 a\\xfe\n3 a\\xfe\n\(other)\n\(other)
        w\\xc3( inet6\nIFNAME\nlo\n{"ifname":"lo"}\n2\n2\n2\n1\n2\n1\nnetns\n
        """, "\(result.output)\(result.errors)")
    let refusal = #"nlctl: argument '/run/r\xff' is not valid UTF-8"#
    let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix("nlctl: ") }.map(String.init)
    #expect(
      lines == [
        refusal, refusal, refusal, "nlctl: link w\u{FFFD}(: no such device (ENODEV)",
        "nlctl: argument '\\\u{FFFD}' is not valid UTF-8", #"nlctl: link q\xff: no such device (ENODEV)"#,
      ])
  }

  @Test("A file is said to be no snapshot, one of another version, or damaged")
  func damage() throws {
    let seen = try lines(
      """
      $N snapshot link >/run/a
      sed 's/"nlctl_snapshot":1/"nlctl_snapshot":2/' /run/a >/run/new
      sed 's/"message":"../"message":"zz/' /run/a >/run/odd
      sed 's/"objects"/"others"/' /run/a >/run/bare
      for file in new odd bare; do $N diff /run/$file 2>&1 | sed 's/[0-9][0-9][0-9]*/N/'; done
      printf '\\1' | $N diff - 2>&1 || true
      """)
    #expect(
      seen == [
        "nlctl: /run/new: a snapshot of version 2, which this nlctl does not read",
        "nlctl: /run/odd: byte N: the snapshot is damaged",
        "nlctl: /run/bare: byte N: the snapshot ends too early",
        "nlctl: standard input: no snapshot",
      ])
  }

  @Test("A column that is added stands beside the columns that say of what it is")
  func added() throws {
    let seen = try lines(
      """
      $N -4 netconf v0 -F +forwarding; $N -4 maddr v0 -F +prefixlen | head -n 2; $N nsid -F +pid
      ip link add br0 type bridge; ip link set br0 up; ip link set v0 master br0
      bridge mdb add dev br0 port v0 grp 239.1.1.1 permanent; $N mdb br0 -F +mdb | cut -f1
      """)
    #expect(
      seen == [
        "INTERFACE\tFAMILY\tFORWARDING", "v0\tinet\toff", "DEV\tADDRESS\tPREFIXLEN", "v0\t224.0.0.1\t32",
        "NSID\tNAME\tPID", "DEV", "br0",
      ])
  }

  @Test("To compare snapshots takes memory for the messages and keys alone")
  func memory() throws {
    let seen = try lines(
      """
      python3 -c 'for i in range(20000): print(f"route add 20.0.{i >> 8}.{i & 255}/32 via 10.0.0.2")' | ip -b -
      $N snapshot route >/run/a
      python3 - "$N" <<'END'
      import resource, subprocess, sys
      subprocess.run([sys.argv[1], "diff", "/run/a", "/run/a"], check=True)
      peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
      print("small" if peak < 60_000 else f"{peak} KiB")
      END
      """)
    #expect(seen == ["small"])
  }

  @Test("Where /proc is not mounted, the command line cannot be read, which is said")
  func noProc() throws {
    let result = try Namespace.run("mount -t tmpfs none /proc; $N -j link lo || echo $?")
    #expect(result.output == "1\n", "\(result.output)\(result.errors)")
    #expect(result.errors == "nlctl: the command line cannot be read: /proc is not mounted\n")
  }
}
