import Foundation
import LiveKernel
import Testing

/// `snapshot`, `diff` and `monitor --baseline`.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct SnapshotTests {
  private static let changes = """
    ip link set v0 mtu 1400; ip addr add 10.0.9.1/24 dev br0; ip route del 10.1.0.0/16
    ip rule add pref 9 table 9; ip neigh del 10.0.0.2 dev v0

    """

  @Test("diff says what has changed since a snapshot, with the status of diff(1)")
  func difference() throws {
    let result = try Namespace.run(
      FromTests.devices + """
        $N snapshot >/run/a; $N diff /run/a; echo $?
        """ + "\n" + Self.changes + """
          $N diff /run/a >/run/d || status=$?
          sed -E 's/ (..:){5}..$/ MAC/' /run/d; echo $status
          """)
    #expect(
      result.output == """
        0
        ~ link 3 v0@v1 up veth mtu 1400 qdisc noqueue MAC
            mtu 1500 -> 1400
            af_spec.inet6.conf.mtu 1500 -> 1400
        + addr br0 10.0.9.1/24 global
        - route 10.1.0.0/16 via 10.0.0.2 dev v0
        + route 10.0.9.0/24 dev br0 proto kernel scope link src 10.0.9.1
        + route local 10.0.9.1 dev br0 table local proto kernel scope host src 10.0.9.1
        + route broadcast 10.0.9.255 dev br0 table local proto kernel scope link src 10.0.9.1
        - neigh 10.0.0.2 dev v0 lladdr 02:00:00:00:00:01 PERMANENT
        + rule 9: from all lookup 9
        1

        """, "\(result.errors)")
  }

  @Test("The copies of a rule are compared one by one, and what a snapshot is not about is not compared")
  func copies() throws {
    let result = try Namespace.run(
      FromTests.devices + """
        $N snapshot rule >/run/a; jq -r '.tables[]' /run/a; jq -r '.objects[].key' /run/a | grep -c '#2'
        ip rule del pref 200; ip link set v0 mtu 1400
        $N diff /run/a || echo $?
        $N snapshot route >/run/b; $N diff /run/a /run/b 2>&1; echo $?
        $N diff /nosuch 2>&1 || echo $?
        """)
    #expect(
      result.output == """
        rule
        1
        - rule 200: from all lookup 9
        1
        nlctl: tables that only one of the snapshots has are not compared
        0
        nlctl: /nosuch: no such file or directory (ENOENT)
        2

        """, "\(result.errors)")
  }

  @Test("A difference that cannot be had or shown has status 2, for 1 says that there is one")
  func failures() throws {
    let result = try Namespace.run(
      """
      $N snapshot link >/run/a; ip link add v0 type ifb; $N snapshot link >/run/b
      $N -n nosuch diff /run/a || echo $?
      $N diff /run/a /run/b >/dev/full || echo $?
      $N diff /run/a /run/b >/run/out || echo $?
      """)
    #expect(result.output == "2\n2\n1\n", "\(result.errors)")
    #expect(
      result.errors == """
        nlctl: network namespace nosuch: no such file or directory (ENOENT)
        nlctl: cannot write to standard output: no space left on device (ENOSPC)

        """)
  }

  @Test("A snapshot, a difference and their JSON are what the schemas say; jq may lay a snapshot out")
  func schemas() throws {
    let checker = """
      import json, sys, jsonschema
      root = sys.argv[1]
      def load(name):
          return json.load(open(f'{root}/schema/{name}.json'))
      for name, text in (('snapshot', [open('/run/a').read()]), ('diff', open('/run/d'))):
          schema = load(name)
          resolver = jsonschema.RefResolver(f'file://{root}/schema/{name}.json', schema)
          validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
          for document in text:
              validator.validate(json.loads(document))
      """
    let result = try Namespace.run(
      FromTests.devices + """
        $N snapshot >/run/a; jq . /run/a >/run/pretty; $N snapshot --pretty >/run/pretty2
        $N diff /run/pretty /run/a; $N diff /run/pretty2 - </run/a
        """ + "\n" + Self.changes + """
          $N diff /run/a -j >/run/d || echo $?
          jq -r '"\\(.event) \\(.object) \\(.cause)"' /run/d | sort | uniq -c | sed 's/^ *//'
          python3 -W ignore - '\(GeneratedTests.root)' <<'END'
          \(checker)
          END
          """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output == """
        1
        1 change link baseline
        1 delete neigh baseline
        1 delete route baseline
        1 new addr baseline
        3 new route baseline
        1 new rule baseline

        """, "\(result.errors)")
  }

  @Test(
    "monitor --baseline prints the difference first and then follows; the status says whether there was one")
  func baseline() throws {
    let result = try Namespace.run(
      FromTests.devices + """
        $N snapshot >/run/a
        for time in 500ms 5s 60s; do
          status=0; $N monitor --baseline /run/a --timeout $time 2>/run/errors || status=$?
          # The time was too short to read the tables.
          [ $status = 3 ] || break
        done; echo $status
        """ + "\n" + Self.changes + """
          $N monitor --baseline /run/a addr rule --count 3 -j >/run/events & monitor=$!
          until [ "$(wc -l </run/events)" = 2 ]; do sleep 0.05; done
          ip addr add 10.0.8.1/24 dev br0
          wait $monitor || echo $?
          jq -r '"\\(.event) \\(.object) \\(.cause)"' /run/events
          """)
    #expect(
      result.output == """
        0
        1
        new addr baseline
        new rule baseline
        new addr null

        """, "\(result.errors)")
  }

  @Test(
    "Now, a namespace is called by its name, by diff as by the monitor; a recorded one, by the name that it had"
  )
  func names() throws {
    let result = try Namespace.run(
      """
      ip netns add blue; ip netns add red
      ip link add v0 type veth peer name v1 netns blue; ip link add v2 type veth peer name v3 netns blue
      $N snapshot >/run/a; $N monitor link --initial --count 3 --record /run/r >/run/live
      ip link set v0 mtu 1400; ip link del v2
      $N diff /run/a | grep '^[-~] link' | grep -o 'netns[-a-z]* [a-z0-9]*' || true
      $N monitor --baseline /run/a link -o --count 2 | grep -o 'netns[-a-z]* [a-z0-9]*'
      $N snapshot >/run/b; $N diff /run/a /run/b | grep '^[-~] link' | grep -o 'netns[-a-z]* [a-z0-9]*' || true
      # Another namespace has that id in red.
      ip -n red netns set blue 5; ip netns add green; ip -n red netns set green 0
      tail -n 1 /run/live | grep -o 'netns[-a-z]* [a-z0-9]*'
      ip netns exec red $N monitor --initial --from /run/r | grep -o 'netns[-a-z]* [a-z0-9]*'
      ip netns exec red $N snapshot link --from /run/r | grep -o '"link_netns":' || echo none
      """)
    #expect(
      result.output == """
        netns-id 0
        netns blue
        netns-id 0
        netns blue
        netns-id 0
        netns-id 0
        netns blue
        netns blue
        netns blue
        none

        """, "\(result.errors)")
  }

  @Test("What is no snapshot is said in one line, with status 2")
  func unreadable() throws {
    let result = try Namespace.run(
      """
      $N snapshot >/run/a
      head -c 3000 /run/a >/run/cut
      sed 's/"nlctl_snapshot":1/"nlctl_snapshot":2/' /run/a >/run/new
      sed 's/"message":"../"message":"zz/' /run/a >/run/odd
      sed 's/"message":"..../"message":"ffff/' /run/a >/run/long
      printf '[[[[' >/run/deep; printf '%0100000d' 0 | tr 0 '[' >/run/deeper; : >/run/empty; echo '{"a":1}' >/run/other
      for file in cut new odd long deep deeper empty other none; do
        $N diff /run/$file 2>/run/errors || echo $? $(wc -l </run/errors) $(cut -d: -f1-2 /run/errors)
      done
      $N monitor --baseline /run/cut 2>/run/errors || echo $?
      """)
    let names = ["cut", "new", "odd", "long", "deep", "deeper", "empty", "other", "none"]
    #expect(
      result.output == names.map { "2 1 nlctl: /run/\($0)\n" }.joined() + "2\n", "\(result.errors)")
  }

  @Test("A snapshot of a recording is the snapshot that was recorded")
  func recorded() throws {
    let result = try Namespace.run(
      FromTests.devices + """
        $N snapshot --record /run/r >/run/a; $N snapshot --from /run/r >/run/b; $N diff /run/a /run/b
        cmp <(jq -c .objects /run/a) <(jq -c .objects /run/b); jq -r '.certain, .host' /run/b
        $N link dump --record /run/r >/run/links; $N snapshot link addr --from /run/r >/run/b || echo $?
        """)
    #expect(result.output == "true\nnull\n3\n")
    #expect(
      result.errors == """
        nlctl: the list of addresses is not known for certain; the snapshot may be incomplete

        """)
  }
}
