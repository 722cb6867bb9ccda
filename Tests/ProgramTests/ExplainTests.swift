import Foundation
import LiveKernel
import Testing

/// `explain`, `--explain`, `--record` and `--from` on a live kernel.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct LiveExplainTests {
  private static let devices = """
    ip link add v0 type veth peer name v1
    ip link set v0 up; ip link set v1 up
    ip link add br0 type bridge; ip link set v1 master br0
    ip addr add 10.0.0.1/24 dev v0; ip addr add 2001:db8::1/64 dev v0 nodad
    ip route add 10.1.0.0/16 via 10.0.0.2; ip -6 route add 2001:db8:1::/64 via 2001:db8::2
    ip nexthop add id 1 via 10.0.0.2 dev v0; ip route add 10.2.0.0/16 nhid 1
    ip rule add pref 100 from 10.0.0.0/8 table 5
    ip neigh add 10.0.0.2 lladdr 02:00:00:00:00:01 dev v0
    sleep 1

    """

  @Test("A recording answers other selectors and formats; what was not dumped is said, with status 3")
  func otherQuestions() throws {
    let result = try Namespace.run(
      Self.devices + """
        $N addr dump --record /run/r >/dev/null
        $N addr dump dev v0 -4 -j --from /run/r | jq -r '.[].addr_info[].local'
        $N rule dump --from /run/r 2>/run/errors || echo $?
        cat /run/errors
        """)
    #expect(
      result.output == """
        10.0.0.1
        3
        nlctl: the recording has no whole dump of rules of inet
        nlctl: the recording has no whole dump of rules of inet6

        """)
  }

  @Test("--explain shows requests and replies instead of the answer")
  func explain() throws {
    let result = try Namespace.run(
      "$N link get lo --explain; $N link get lo --explain -j | jq -r '\"\\(.direction) \\(.type)\"'")
    let heads = result.output.split(separator: "\n").filter { $0.hasPrefix("> ") || $0.hasPrefix("< ") }
    #expect(heads.contains { $0.hasPrefix("> RTM_GETLINK  request") })
    #expect(heads.contains { $0.hasPrefix("< RTM_NEWLINK") })
    #expect(result.output.contains("sent RTM_GETLINK\n"))
    #expect(!result.output.contains("1 lo up"))
  }

  @Test("An error of the kernel names the attribute of our request")
  func error() throws {
    let result = try Namespace.run("$N route get 10.0.0.1 --explain || echo $?")
    #expect(result.output.contains("< NLMSG_ERROR"))
    #expect(result.output.contains("ENETUNREACH (-101)"))
    #expect(result.output.hasSuffix("2\n") || result.output.hasSuffix("1\n"))
  }

  @Test(
    "Dumps of strace of ip are explained, and their text reads back",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")))
  func strace() throws {
    let result = try Namespace.run(
      Self.devices + """
        for command in 'addr show' 'route show table all' 'rule show' '-d link show' 'neigh show' 'nexthop show'; do
          strace -o /run/s -e trace=network -e read=all -e write=all ip $command >/dev/null
          $N explain /run/s >/run/text || true
          $N explain /run/text | cmp - /run/text
          grep -c '^< RTM_NEW' /run/text
          grep -c '^> RTM_GET' /run/text
        done
        strace -o /run/s -e trace=network -e read=all -e write=all ip route add 10.9.0.0/16 via 1.2.3.4 2>/dev/null || true
        $N explain /run/s | grep -A99 '^< NLMSG_ERROR' | grep -e gateway -e 'EINVAL\\|ENETUNREACH'
        """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(!result.output.contains("differ"))
    #expect(result.output.contains("Nexthop has invalid gateway"))
  }

  @Test("A file that is cut off gives what could be read, the offset, and status 1")
  func cut() throws {
    let result = try Namespace.run(
      """
      $N link dump --record /run/r >/dev/null
      head -c -100 /run/r >/run/cut
      $N explain /run/cut >/run/text 2>/run/errors || echo $?
      grep -c '^> RTM_GETLINK' /run/text
      cut -d: -f1-3 /run/errors
      """)
    #expect(result.output.hasPrefix("1\n1\nnlctl: /run/cut: byte "))
  }
}
