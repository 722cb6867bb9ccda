import Glibc
import LiveKernel
import Testing

/// The binary before the live kernel, in namespaces of its own.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)")) struct KernelTests {
  static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// Runs lines of a shell in a new network namespace; the program is `$NLCTL`.
  func inside(_ script: String) throws -> (output: String, errors: String, status: Int32) {
    let start = "set -euo pipefail; NLCTL='\(ProgramTests.binary)'; cd '\(Self.root)'\n"
    return try #require(Child.start(["unshare", "-n", "bash", "-c", start + script])).finish()
  }

  /// What each line of the script says must be as expected; what goes to stderr must be nothing.
  func expect(_ script: String, _ expected: String, errors: String = "") throws {
    let result = try inside(script)
    #expect(result.output == expected)
    #expect(result.errors == errors)
    #expect(result.status == 0)
  }

  @Test("Of no link at all the list is empty, in JSON and in text")
  func noLinks() throws {
    try expect(
      """
      $NLCTL link dump kind gtp --json | jq -c .
      $NLCTL link dump kind gtp | wc -l
      """, "[]\n0\n")
  }

  @Test("What is to be indented is JSON, of what waits, follows and explains too")
  func indented() throws {
    try expect(
      """
      $NLCTL wait link lo -p | jq -r .ifname
      $NLCTL wait link lo -p | head -2 | tail -1
      $NLCTL monitor link --initial -p --timeout 10s --count 1 | jq -r .event
      $NLCTL fields link -p | jq -r '.[0].path'
      $NLCTL schema link -p | jq -r .title
      """, "lo\n  \"ifindex\": 1,\nnew\nifindex\nlink\n")
  }

  @Test("The first routes are written before the last are there, in every form")
  func firstRoutes() throws {
    // Some 100 KB of messages in several datagrams, and output that one write could hold.
    let result = try inside(
      """
      ip link set lo up
      for ((n = 0; n < 2000; n++)); do echo "route add 10.0.$((n / 250)).$((n % 250)) dev lo"; done | ip -batch -
      export ASAN_OPTIONS=detect_leaks=0
      for words in '-F dst' '-j -F dst' '' '-j'; do
        strace -e trace=write -o /dev/fd/3 "$NLCTL" route dump $words 3>&1 >/dev/null |
          grep -o 'write(1,.*' | grep -o '[0-9]*$' | xargs
      done
      """)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let runs = result.output.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
    #expect(runs.count == 4)
    // What is written for want of room is 64 KiB or more.
    for writes in runs { #expect(writes.dropLast().contains { $0 > 1 && $0 < 65536 }, "\(writes)") }
  }

  /// Creates `links` devices beside lo, and compares what ip and the program say of them.
  static func comparison(_ links: Int) -> String {
    """
    kind=dummy
    ip link add probe type dummy 2> /dev/null && ip link delete probe || kind=ifb
    for ((n = 0; n < \(links); n++)); do echo "link add link$n type $kind"; done | ip -batch -
    $NLCTL link dump --json | jq length
    # By a hash of the index, so that the time grows with the number.
    Tests/Differential/compare.py --no-schema --nlctl "$NLCTL" link
    # Index and name, as ip has them.
    cmp <($NLCTL link dump | cut -d ' ' -f 1,2) <(ip -o link | sed -E 's/^([0-9]+): ([^:@]+).*/\\1 \\2/')
    """
  }

  @Test("Links agree with ip on every key it prints, and are a line of text each", arguments: [0, 1, 5_000])
  func links(count: Int) throws {
    try expect(Self.comparison(count), "\(count + 1)\n  compared: link \(count + 1)\n")
  }

  @Test("120 Of routes in several tables those of the one asked for are shown, in each family")
  func table() throws {
    try expect(
      """
      for table in 100 200 4711; do
        ip route add blackhole 10.1.0.0/16 table $table
        ip -6 route add blackhole 2001:db8::/32 table $table
        ip route add blackhole 10.$((table % 256)).0.0/16 table $table
      done
      $NLCTL route dump table 200 --json | jq -c 'map(.dst + " " + .table)'
      $NLCTL -4 route dump table 4711 | wc -l
      $NLCTL route dump table all --json | jq 'map(select(.table_id == 100)) | length'
      """,
      """
      ["10.1.0.0/16 200","10.200.0.0/16 200","2001:db8::/32 200"]
      2
      3

      """)
  }

  @Test("121 A kind that the kernel does not know, and so does not filter by, shows nothing")
  func unknownKind() throws {
    try expect(
      """
      ip link add v0 type veth peer name v1
      $NLCTL link dump kind gtp
      $NLCTL link dump kind veth --json | jq -c 'map(.ifname) | sort'
      """, "[\"v0\",\"v1\"]\n")
  }

  @Test("122 A table that is in no family is refused in the kernel's words")
  func noTable() throws {
    let result = try inside("$NLCTL route dump table 4711")
    #expect(result.output.isEmpty)
    #expect(result.errors == "nlctl: route dump: \"ipv4: FIB table does not exist\" (ENOENT)\n")
    #expect(result.status == 1)
  }

  @Test("124 Routes of other families, with which a kernel without MPLS answers, are not shown for MPLS")
  func otherFamilies() throws {
    try expect(
      """
      ip link set lo up
      ip route add blackhole 10.1.0.0/16
      ip -6 route add blackhole 2001:db8::/32
      $NLCTL -f mpls route dump --json | jq -c .
      $NLCTL -f mpls route dump table all
      """, "[]\n")
  }

  @Test("125 A table that one of the families has is shown without a complaint about the other")
  func oneFamily() throws {
    try expect(
      """
      ip route add blackhole 10.1.0.0/16 table 100
      ip -6 route add blackhole 2001:db8::/32 table 200
      $NLCTL route dump table 100 --json | jq -c 'map(.dst)'
      $NLCTL route dump table 200 --json | jq -c 'map(.dst)'
      """, "[\"10.1.0.0/16\"]\n[\"2001:db8::/32\"]\n")
  }

  @Test("A message that ends within its fixed header is shown as what it is, whatever is dumped")
  func cutOff() throws {
    try expect(
      """
      ip link add b0 type bridge
      ip link set lo up
      ip neighbor add 127.0.0.9 lladdr 02:00:00:00:00:01 dev lo
      ip nexthop add id 1 blackhole
      ip route add blackhole 10.0.0.0/8
      ip -6 route add blackhole 2001:db8::/32
      show() { "$NLCTL" "$@" --fault cut:1 --json | jq -c '[.. | objects | ._unparsed? // empty | .[].hex | length / 2]'; }
      show link dump
      show link dump --tree
      show addr dump
      show route dump
      show neigh dump
      show -f bridge neigh dump
      show -4 rule dump
      show nexthop dump
      $NLCTL link dump --tree --fault cut:1 | cut -d ' ' -f 1
      """, "[4]\n[4]\n[4]\n[4,4]\n[4]\n[4]\n[4]\n[4]\nb0\n#16\n")
  }

  @Test("A large dump is the same on one processor, in one thread, as on several; a reader may leave")
  func largeDump() throws {
    try expect(
      """
      d=$(mktemp -d)
      trap 'rm -r "$d"' EXIT
      seq 0 65999 | awk '{ printf "route add blackhole 10.%d.%d.%d/32\\n", $1 / 65536, $1 / 256 % 256, $1 % 256 }' \
        | ip -batch -
      one=$(taskset -cp $$ | sed 's/.*: //; s/[,-].*//')
      for form in --json --oneline --fields=dst,type; do
        taskset -c $one $NLCTL -4 route dump $form > $d/one
        $NLCTL -4 route dump $form > $d/several
        cmp $d/one $d/several && grep -c '10[.]0[.]0[.]5\\b' $d/several
      done
      set +o pipefail
      $NLCTL -4 route dump | head -n 1 | grep -o '10[.]0[.]0[.]0'
      """,
      """
      1
      1
      1
      10.0.0.0

      """)
  }
}
