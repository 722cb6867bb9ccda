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
    "What strace shows of ip is explained, its text reads back, and its JSON is what the schema says",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")))
  func strace() throws {
    let checker = """
      import json, sys, jsonschema
      validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
      for line in sys.stdin: validator.validate(json.loads(line))
      """
    let result = try Namespace.run(
      Self.devices + """
        check() {
          $N explain /run/s >/run/text || true
          $N explain /run/text | cmp - /run/text
          $N explain /run/s -j 2>/dev/null | python3 -W ignore -c '\(checker)' \(GeneratedTests.root)/schema/explain.json
          echo $(grep -c '^> RTM_' /run/text) $(grep -c '^< RTM_NEW' /run/text)
        }
        for command in 'addr show' 'route show table all' 'rule show' '-d link show' 'neigh show' 'nexthop show' \
          'link set v0 mtu 1400' 'addr add 10.0.7.1/24 dev v0' 'route add 10.7.0.0/16 dev v0'; do
          strace -o /run/s -e trace=network -e read=all -e write=all ip $command >/dev/null; check
          # Where strace cannot tell what a socket is, it prints what is sent as a string.
          ip -4 addr flush dev v1; ip route flush 10.7.0.0/16; ip addr flush to 10.0.7.1
          unshare -m sh -c "mount -t tmpfs none /proc; strace -xx -s 65535 -o /run/s -e trace=network ip $command" \
            >/dev/null; check
        done
        strace -o /run/s -e trace=network -e read=all -e write=all ip route add 10.9.0.0/16 via 1.2.3.4 2>/dev/null || true
        $N explain /run/s | grep -A99 '^< NLMSG_ERROR' | grep -e gateway -e 'EINVAL\\|ENETUNREACH'
        """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(!result.output.contains("differ"))
    let counts = result.output.split(separator: "\n").prefix(18).map {
      $0.split(separator: " ").compactMap { Int($0) }
    }
    #expect(counts.count == 18 && counts.allSatisfy { $0.count == 2 }, "\(counts)")
    // A message that ip hands over in parts is no string for strace.
    #expect(counts.indices.allSatisfy { counts[$0][0] >= 1 || ($0 > 12 && $0 % 2 == 1) }, "\(counts)")
    // Dumps are answered.
    #expect(stride(from: 0, to: 12, by: 2).allSatisfy { counts[$0][1] >= 1 }, "\(counts)")
    #expect(result.output.contains("Nexthop has invalid gateway"))
  }

  @Test("Memory grows neither with a recording nor with what a length in it says")
  func memory() throws {
    let measure = """
      import os, resource, subprocess, sys
      def run(data, *arguments):
          # Each in a process of its own: the maximum of children only grows.
          child = os.fork()
          if child == 0:
              done = subprocess.run([sys.argv[1], *arguments], input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
              peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
              open('/run/peak', 'w').write(f'{peak} {done.returncode}')
              os._exit(0)
          os.waitpid(child, 0)
          return [int(word) for word in open('/run/peak').read().split()]
      one = open('/run/r', 'rb').read()
      stream = bytes.fromhex(open('/run/hex').read())
      small, large = stream * (200_000 // len(stream)), stream * (4_000_000 // len(stream))
      lies = [one[:200] + b'\\xff\\xff\\xff\\x7f' * 60, b'\\xff\\xff\\xff\\x00' + stream[4:16] + bytes(4_000_000),
              one[:40] + bytes([6, 0, 0, 0, 0xfc, 0xff, 0xff, 0x7f]) + bytes(4_000_000), b'a' * 4_000_000]
      for form in ([], ['-j']):
          base, status = run(small, 'explain', *form)
          peak, status = run(large, 'explain', *form)
          print('flat' if peak < base + 1500 else f'{base} to {peak} KiB', status)
          for lie in lies:
              peak, status = run(lie, 'explain', *form)
              print('flat' if peak < base + 5000 else f'{base} to {peak} KiB', status)
      """
    let result = try Namespace.run(
      Self.devices + """
        $N addr dump --record /run/r >/dev/null
        # Messages one behind the other, without their record headers.
        $N explain /run/r -j | jq -r '[.. | .bytes? // empty] | join("")' >/dev/null
        $N addr dump --explain | python3 -c '
        import sys
        for block in sys.stdin.read().split("\\n\\n"):
            for row in block.split("\\n")[1:]:
                if row[:4].strip(): print(row[4:].strip().split("  ")[0].replace(" ", ""), end="")
        ' >/run/hex
        cat >/run/measure.py <<'END'
        \(measure)
        END
        python3 /run/measure.py "$N"
        """)
    #expect(
      result.output == String(repeating: "flat 0\n" + String(repeating: "flat 1\n", count: 4), count: 2),
      "\(result.errors)")
  }

  @Test(
    "tshark and tcpdump open recordings, and explain agrees with tshark about every attribute",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/tshark")))
  func thirdParty() throws {
    let result = try Namespace.run(
      Self.devices + """
        while read -r command; do
          $N $command --record "/run/$command.pcapng" >/dev/null
          tcpdump -r "/run/$command.pcapng" 2>/dev/null | grep -q . || echo "tcpdump: $command"
        done <<'END'
        link dump
        link dump -f bridge
        addr dump
        route dump table all
        route get 10.1.2.3
        neigh dump
        neigh dump -f bridge
        rule dump
        nexthop dump
        END
        python3 '\(GeneratedTests.root)/Tests/Explain/tshark.py' "$N" /run/*.pcapng
        """)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.hasSuffix(" 0 differences\n"))
    #expect(!result.output.contains("tcpdump"))
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
