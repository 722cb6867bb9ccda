import LiveKernel
import Testing

/// `--all-netns`, and files in `/run/netns` that are no namespaces.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct AllNamespacesTests {
  private static let make = "ip netns add blue; ip link add x0 type veth peer name x1 netns blue\n"

  @Test("What is wrong with the command line is said once, not for every namespace")
  func usage() throws {
    let result = try Namespace.run(
      Self.make
        + """
        for words in '-F nosuch' '--sort nosuch' '-F netns' '--sort -netns'; do
          $N link dump $words --all-netns || echo $?
        done
        """)
    #expect(result.output == "2\n2\n2\n2\n")
    let line = "nlctl: unknown field 'nosuch'\nTry 'nlctl fields link'.\n"
    let alone = "nlctl: field 'netns' needs another one beside it\nTry 'nlctl netns dump'.\n"
    let order = "nlctl: --sort: namespaces come in the order of their names, '-netns' is no field\n"
    #expect(result.errors == line + line + alone + order)
  }

  @Test("Columns have one line of headers, which names the column of namespaces, too")
  func headers() throws {
    let text = try Namespace.run(Self.make + "$N link --all-netns -F ifname,mtu").output
    #expect(text == "NETNS\tIFNAME\tMTU\n-\tlo\t65536\n-\tx0\t1500\nblue\tlo\t65536\nblue\tx1\t1500\n")
    let named = try Namespace.run(
      Self.make
        + "$N link --all-netns -F netns,ifname,mtu; $N -j link x0 --all-netns -F ifname,netns; $N link -F netns || echo $?"
    )
    #expect(named.output == text + "[\n{\"ifname\":\"x0\"}\n]\n2\n", "\(named.errors)")
    let none = try Namespace.run(Self.make + "$N link x0 --all-netns -F ifname 2>/dev/null || true").output
    #expect(none == "NETNS\tIFNAME\n-\tx0\n")
    let terminal = try Namespace.run(
      Self.make + "script -qec \"$N link --all-netns --color=never -F ifname,mtu\" /dev/null </dev/null"
    ).output.split(whereSeparator: \.isNewline)
    #expect(terminal.filter { $0 == "NETNS  IFNAME  MTU" }.count == 2 && terminal.count == 6, "\(terminal)")
  }

  @Test(
    "On a terminal, lines of all namespaces are no longer than the terminal is wide",
    arguments: ["link -d", "link -s", "link --tree", "addr -d"])
  func width(_ words: String) throws {
    let result = try Namespace.run(
      Self.make
        + "ip netns add namespace; ip link set x0 up\n"
        + "script -qec \"stty cols 80; $N --color=never \(words) --all-netns\" /dev/null </dev/null")
    let lines = result.output.split(whereSeparator: \.isNewline)
    #expect(lines.count > 5, "\(result.output)")
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(result.output)")
  }

  @Test("Names that are no UTF-8, and those that would write to the terminal, are told from each other")
  func oddNames() throws {
    let result = try Namespace.run(
      Self.make
        + #"""
        for name in 'x\377' 'x\376' '.y' 'e\033[1m'; do ip netns add "$(printf "$name")"; done
        ip -n blue link set x1 address 02:00:00:00:00:05
        ip netns set "$(printf 'x\376')" 5; ip netns set "$(printf 'e\033[1m')" 6
        ip link set x0 netns "$(printf 'x\376')"
        ip netns exec "$(printf 'x\376')" ip link set x0 name "$(printf 'd\375')"
        $N netns; $N -j netns | jq -c '.[] | [.name, .name_hex, .devices_hex]'
        $N link --all-netns -F ifname; $N -j link --all-netns -F ifname | jq -c '.[] | [.netns, .netns_hex, .ifname]'
        $N -n blue link x1 | grep -o 'netns .*'; $N -n blue link x1 --tree
        $N link --dot --all-netns | grep -c 'label="x\\\\xf[ef]"\|label="e\\\\x1b.1m"'
        # It ends when its reader goes.
        $N monitor link --all-nsid --initial | sed '/initial-end/q' | grep -o 'netns [^ ]*' | sort -u
        $N -j monitor link --all-nsid --initial | sed '/initial-end/q' |
          jq -c 'select(.nsid == 5) | [.netns, .netns_hex]' | sort -u
        $N complete netns
        """#)
    #expect(
      result.output == #"""
        .y  lo
        blue  id 0  lo  x1
        e\x1b[1m  id 6  lo
        x\xfe  id 5  lo  d\xfd
        x\xff  lo
        [".y",null,null]
        ["blue",null,null]
        ["e\u001b[1m",null,null]
        ["x\#u{fffd}","78fe",["6c6f","64fd"]]
        ["x\#u{fffd}","78ff",null]
        NETNS\#tIFNAME
        -\#tlo
        .y\#tlo
        blue\#tlo
        blue\#tx1
        e\x1b[1m\#tlo
        x\xfe\#tlo
        x\xfe\#td\xfd
        x\xff\#tlo
        [null,null,"lo"]
        [".y",null,"lo"]
        ["blue",null,"lo"]
        ["blue",null,"x1"]
        ["e\u001b[1m",null,"lo"]
        ["x\#u{fffd}","78fe","lo"]
        ["x\#u{fffd}","78fe","d\#u{fffd}"]
        ["x\#u{fffd}","78ff","lo"]
        netns x\xfe
        x1    2  down  veth  mtu 1500  02:00:00:00:00:05  qdisc noop  peer d\xfd in netns x\xfe
        3
        netns blue
        netns e\x1b[1m
        netns x\xfe
        ["x\#u{fffd}","78fe"]
        .y
        blue

        """#, "\(result.errors)")
  }

  @Test(
    "Each object of JSON is that of its namespace, after the name",
    arguments: [
      "link", "addr", "route table all", "neigh", "rule", "maddr", "netconf", "link -F ifname,mtu",
      "addr -F local", "addr -F dev,local", "-br addr", "-br link", "maddr -F address", "link --sort -ifname",
      "-p link", "link --tree", "link -F linkinfo.info_kind", "nexthop",
    ])
  func sameObjects(_ words: String) throws {
    let result = try Namespace.run(
      Self.make
        + """
        ip -n blue link set x1 addrgenmode none; ip -n blue link set x1 up; ip -n blue link set lo up
        ip -n blue addr add 10.0.0.1/24 dev x1; ip -n blue neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev x1
        ip -n blue nexthop add id 4 blackhole
        $N -j \(words) --all-netns >/run/all; $N -n blue -j \(words) >/run/blue
        jq -c '.[] | select(.netns == "blue") | del(.netns)' /run/all >/run/one
        jq -c '.[]' /run/blue | cmp - /run/one
        jq -e 'length > 0 and all(.[]; has("netns") == (keys_unsorted[0] == "netns"))' /run/all
        wc -l </run/one
        """)
    #expect(result.status == 0 && result.output.hasPrefix("true\n"), "\(result.output) \(result.errors)")
    #expect(result.output != "true\n0\n")
  }

  @Test("Who may not enter the namespaces sees their names and ids, and why there is no more")
  func forbidden() throws {
    let result = try Namespace.run(
      Self.make
        + """
        cp $N /run/nlctl; cd /
        for words in netns 'netns -j' 'link --all-netns -F ifname' 'link --dot --all-netns'; do
          setpriv --reuid 65534 --regid 65534 --clear-groups /run/nlctl $words >/run/out || echo $?
          grep -v '^ ' /run/out
        done
        """)
    #expect(
      result.output == """
        1
        blue  id 0
        1
        [
        {"name":"blue","id":0}
        ]
        1
        NETNS\tIFNAME
        -\tlo
        -\tx0
        1
        digraph network {
        }

        """)
    let line = "nlctl: network namespace blue: operation not permitted (EPERM)\n"
    #expect(result.errors == String(repeating: line, count: 4))
  }

  @Test("A namespace that goes while the others are listed is not missed")
  func gone() throws {
    // A symbolic link comes and goes at once; what ip(8) makes is half made as long as a busy machine likes.
    let result = try Namespace.run(
      """
      for number in 1 2 3 4; do ip netns add stays$number; done
      >/run/kept; mount --bind /run/netns/stays1 /run/kept
      (for round in $(seq 300); do
        ln -s /run/kept /run/netns/goes$((round % 3)); rm /run/netns/goes$(((round + 1) % 3)) || true
      done) 2>/dev/null & churn=$!
      while kill -0 $churn 2>/dev/null; do
        $N link --all-netns -F ifname >/run/out 2>>/run/errors || echo $?
        [ "$(grep -c '^stays' /run/out)" = 4 ] || echo missed
        $N netns >/run/out 2>>/run/errors || echo $?
      done
      cat /run/errors; echo quiet
      """)
    #expect(result.output == "quiet\n", "\(result.errors)")
  }

  @Test("A namespace that is slowly made is waited for, and what never becomes one is waited for once")
  func slow() throws {
    let result = try Namespace.run(
      Self.make
        + """
        for words in netns 'link --dot --all-netns' 'link --all-netns -F ifname'; do
          >/run/netns/slow
          (sleep 0.3; mount --bind /run/netns/blue /run/netns/slow) & maker=$!
          $N $words >/run/out || echo $?
          grep -q slow /run/out && echo there
          wait $maker; umount /run/netns/slow
        done
        for number in 1 2 3 4; do >/run/netns/never$number; done
        timeout 4 $N netns >/run/out || echo $?
        """)
    #expect(result.output == "there\nthere\nthere\n1\n", "\(result.output)")
    #expect(result.errors.split(separator: "\n").count == 5, "\(result.errors)")
  }

  @Test(
    "A folder of namespaces that cannot be read is an error; one that is not there means that there are none")
  func unreadable() throws {
    let result = try Namespace.run(
      """
      rmdir /run/netns; $N netns; $N link --all-netns -F ifname
      touch /run/netns
      for words in netns '-j netns' 'link --all-netns' 'link --dot --all-netns'; do $N $words || echo $?; done
      """)
    #expect(result.output == "NETNS\tIFNAME\n-\tlo\n1\n1\n1\n1\n")
    let line = "nlctl: /run/netns: not a directory (ENOTDIR)\n"
    #expect(result.errors == String(repeating: line, count: 4))
  }

  @Test("A pipe among the namespaces, which nobody writes to, is no namespace and stops nothing")
  func pipe() throws {
    let result = try Namespace.run(
      Self.make
        + """
        mkfifo /run/netns/pipe
        for words in 'netns' 'link --all-netns' 'link --dot --all-netns' 'link --tree --all-netns'; do
          timeout 20 $N $words >/run/out || echo $? $(grep -o 'x1' /run/out | head -n 1)
        done
        timeout 20 $N link x0 >/run/out; grep -o x0 /run/out
        """)
    #expect(result.output == String(repeating: "1 x1\n", count: 4) + "x0\n", "\(result.errors)")
    #expect(
      result.errors.split(separator: "\n").allSatisfy { $0.contains("pipe: invalid argument (EINVAL)") },
      "\(result.errors)")
  }

  @Test(
    "A device or table that is named must be in one namespace, not in all; if it is in none, there is no output"
  )
  func absent() throws {
    let result = try Namespace.run(
      Self.make
        + """
        ip -n blue link set x1 up; ip -n blue addr add 10.0.0.1/24 dev x1
        ip -n blue route add 10.9.0.0/16 via 10.0.0.2 table 100
        $N link x1 --all-netns -F ifname; $N -j addr dev x0 --all-netns -F ifname; $N route table 100 --all-netns
        for words in 'link none' '-j link none' '-j route table 100 dev none' '-j route table 4711' 'route table 4711'; do
          $N $words --all-netns || echo $?
        done
        $N -j route table 4711 || echo $?; $N route table 4711 -F dst || echo $?
        """)
    let found = """
      NETNS\tIFNAME\nblue\tx1\n[\n{"ifname":"x0","addr_info":[]}\n]
      NETNS\nblue 10.9.0.0/16 via 10.0.0.2 dev x1 table 100\n
      """
    #expect(result.output == found + String(repeating: "1\n", count: 7), "\(result.output)")
    let none = "nlctl: link none: no such device (ENODEV)\n"
    let table = "nlctl: route dump: \"ipv4: FIB table does not exist\" (ENOENT)\n"
    #expect(result.errors == none + none + none + table + table + table + table, "\(result.errors)")
  }
}
