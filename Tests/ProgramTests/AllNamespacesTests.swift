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
        for words in '-F nosuch' '--sort nosuch'; do
          $N link dump $words --all-netns || echo $?
        done
        """)
    #expect(result.output == "2\n2\n")
    let line = "nlctl: unknown field 'nosuch'\nTry 'nlctl fields link'.\n"
    #expect(result.errors == line + line)
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
