import Foundation
import LiveKernel
import Testing

/// All JSON that the program prints is what the schemas say.
@Suite(
  .enabled(if: LiveKernel.canUnshare && GeneratedTests.canValidate, "no namespace, or no python3-jsonschema"))
struct ValidTests {
  /// Devices, namespaces and labels whose names are not UTF-8.
  private static let make = #"""
    odd=$(printf 'n\377'); v=$(printf 'v\376'); w=$(printf 'w\376'); b=$(printf 'b\376'); x=$(printf 'x\376')
    ip netns add "$odd"; ip netns add plain
    ip link add $v type veth peer name $w netns "$odd"
    ip link property add dev $v altname $(printf 'a\376') altname good
    ip link set $v alias $(printf 'l\376')
    ip link add $b type bridge; ip link set $v master $b; ip link set $b up; ip link set $v up
    ip link add $x type vxlan id 3 dev $v remote 192.0.2.3 dstport 4789
    ip addr add 192.0.2.1/24 dev $b; ip addr add 192.0.2.9/24 dev $b label "$b:1"
    ip route add 10.0.0.0/8 via 192.0.2.2; ip route add 11.0.0.0/8 nexthop via 192.0.2.2 nexthop via 192.0.2.3
    ip rule add iif $v table 4; ip rule add oif $(printf 'o\376') table 4
    ip nexthop add id 1 blackhole; ip nexthop add id 2 group 1 type resilient buckets 4 2>/dev/null || true
    ip neigh add 192.0.2.4 lladdr 02:00:00:00:00:02 dev $b; ip neigh add proxy 192.0.2.5 dev $b
    bridge fdb append 00:00:00:00:00:00 dev $x dst 192.0.2.8 via $v
    bridge mdb add dev $b port $v grp 239.1.1.1 permanent

    """#

  /// Validates a file by a schema: its elements, or with `lines` its lines. Says how many are valid.
  private static let checker = """
    import json, sys, jsonschema
    root, name, form = sys.argv[1:]
    schema = json.load(open(f'{root}/schema/{name}.json'))
    resolver = jsonschema.RefResolver(f'file://{root}/schema/{name}.json', schema)
    validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
    def unique(pairs):
        assert len({key for key, _ in pairs}) == len(pairs), f'a key stands twice: {[key for key, _ in pairs]}'
        return dict(pairs)
    def load(text): return json.loads(text, object_pairs_hook=unique)
    text = sys.stdin.read()
    documents = [load(line) for line in text.splitlines()] if form == 'lines' else load(text)
    for document in documents:
        for error in validator.iter_errors(document): sys.exit(f'{name}: {error.message[:500]}')
    print('valid' if documents else 'none')
    """

  private func validate(_ commands: [String]) throws -> (output: String, errors: String) {
    let result = try Namespace.run(
      Self.make + """
        cat >/run/check.py <<'END'
        \(Self.checker)
        END
        check() { python3 -W ignore /run/check.py '\(GeneratedTests.root)' "$@" || echo "$@"; }
        \(commands.joined(separator: "\n"))
        """)
    return (result.output, result.errors)
  }

  @Test("Lists with every option and with names that are not UTF-8 are what their schemas say")
  func lists() throws {
    let lists = [
      ("link", "link"), ("link", "link --tree"), ("link", "link -f bridge"), ("link", "link -br"),
      ("addr", "addr"),
      ("addr", "addr -br"), ("route", "route table all"), ("neigh", "neigh"), ("neigh", "neigh proxy"),
      ("neigh", "neigh -f bridge"), ("rule", "rule"), ("nexthop", "nexthop"), ("nsid", "nsid"),
      ("maddr", "maddr"),
      ("mdb", "mdb"), ("netconf", "netconf"),
    ]
    let options = ["", "-N", "--all-netns", "-d -s"]
    let commands = lists.flatMap { name, words in
      options.map { "$N \(words) \($0) -j 2>/run/errors | check \(name) array || cat /run/errors >&2" }
    }
    let result = try validate(commands + ["$N netns -j | check netns array"])
    #expect(result.output == String(repeating: "valid\n", count: commands.count + 1), "\(result.errors)")
  }

  @Test("Events, and messages as explain shows them, are what their schemas say")
  func events() throws {
    let result = try validate([
      """
      : >/run/events; $N monitor -j --all --all-nsid --initial --timeout 3 >/run/events 2>/run/errors & monitor=$!
      until grep -q initial-end /run/events; do sleep 0.05; done
      ip link add one type veth peer name two; ip link set one up; ip link set two up
      ip addr add 192.0.2.77/32 dev one; ip link set one name $(printf '1\\377'); ip route add 12.0.0.0/8 via 192.0.2.7
      ip -n "$odd" link set $w up; ip netns add late; ip link del two; bridge mdb del dev $b port $v grp 239.1.1.1
      wait $monitor; check event lines </run/events
      grep -c '"event":"message"' /run/events | sed 's/[1-9][0-9]*/several/'
      grep -c '"netns_hex"' /run/events | sed 's/[1-9][0-9]*/several/'
      $N link --all-netns --explain -j | check explain lines
      """
    ])
    #expect(result.output == "valid\nseveral\nseveral\nvalid\n", "\(result.errors)")
  }

  @Test("More names of a device that are not UTF-8 have their bytes beside them")
  func moreNames() throws {
    let result = try Namespace.run(
      Self.make + """
        more() { jq -c '.[] | select(.ifname_hex == "76fe") | [.altnames, .altnames_hex]'; }
        $N -j link | more
        $N -j link -F altnames,mtu | jq -c '.[] | select(.altnames)'
        ip link property del dev $v altname $(printf 'a\\376'); $N -j link | more
        """)
    #expect(
      result.output == """
        [["a\u{fffd}","good"],["61fe","676f6f64"]]
        {"mtu":1500,"altnames":["a\u{fffd}","good"],"altnames_hex":["61fe","676f6f64"]}
        [["good"],null]

        """, "\(result.errors)")
  }
}
