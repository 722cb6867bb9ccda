import LiveKernel
import Testing

/// Cases of the program that seldom come: nothing that is looked for, names that are numbers, ends before the end.
@Suite(.enabled(if: LiveKernel.canUnshare, "no private network namespace can be made"))
struct OddCaseTests {
  private func expect(_ script: String, _ expected: String) throws {
    let result = try Namespace.run(script)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == expected, "\(result.errors)")
  }

  private static let routes = """
    ip link add d0 type bridge; ip addr add 192.0.2.1/24 dev d0; ip link set d0 up
    ip route add 198.51.100.0/24 dev d0; ip route add 203.0.113.0/24 via 192.0.2.2 table 77

    """

  /// Whether the program needs less than 200 MB of addresses; a sanitizer needs terabytes.
  private static let canBeLimited =
    Child.start(["sh", "-c", "ulimit -v 200000; '\(ProgramTests.binary)' --version"])?.finish().status == 0

  @Test(
    "Where there is no memory for a table, one line says so, and the exit status is 1",
    .enabled(if: canBeLimited, "a sanitizer needs more memory than the limits leave"))
  func noMemory() throws {
    let result = try Namespace.run(
      """
      ip link add v0 type veth peer name v1; ip link set v0 up
      for n in $(seq 20000); do echo "route add 2001:db8:$((n / 250)):$((n % 250))::/64 dev v0"; done >/run/routes
      ip -6 -batch /run/routes
      least=8000; until (ulimit -v $least; $N --version) >/dev/null 2>&1; do least=$((least + 1000)); done
      limited() {
        status=0; name=$1; more=$2; shift 2
        (ulimit -v $((least + more)); exec "$@") >/run/out 2>/run/errors || status=$?
        echo "$name $status $(wc -l </run/errors)" >>/run/said
      }
      # The more there is, the later it is missed; at last there is enough. No try ends by a signal.
      for more in 1000 2000 4000 8000 16000 32000 64000; do
        limited dump $more $N -6 route dump
        limited sorted $more $N -6 route dump --sort dst
      done
      # A monitor has threads besides.
      for more in 12000 16000 24000 32000 40000 48000 64000 96000; do
        limited monitor $more timeout 60 $N -6 monitor route --initial --count 20000
      done
      sort -u /run/said; ulimit -v $((least + 2000)); $N -6 route dump 2>&1 || :
      """)
    #expect(
      result.output == """
        dump 0 0
        dump 1 1
        monitor 0 0
        monitor 1 1
        sorted 0 0
        sorted 1 1
        nlctl: route dump: no memory for what is held (ENOMEM)

        """, "\(result.errors)")
  }

  @Test("A VRF that is not there has no routes, and all are outside of it")
  func noVRF() throws {
    try expect(
      Self.routes
        + """
        $N route dump table 77 vrf 'nosuch*'
        echo --
        $N route dump table 77 not vrf 'nosuch*' --fields dst
        """, "--\nDST\n203.0.113.0/24\n")
  }

  @Test("What lacks the field that is sorted by comes last, up and down; numbers in names are counted")
  func sorted() throws {
    try expect(
      """
      for n in 1 2 10 9; do ip link add v$n type veth peer name p$n; done
      ip link add br0 type bridge; ip link set v2 master br0; ip link set v10 master br0
      list() { $N -j link dump 'v*' "$@" --fields ifname | tr -dc 'v0-9,\\n' | tr -d ',\\n'; echo; }
      list --sort ifname
      list --sort -ifname
      list --sort master
      list --sort -master
      """, "v1v2v9v10\nv10v9v2v1\nv2v10v1v9\nv2v10v1v9\n")
  }

  @Test("Ports of a question are asked for in network order")
  func ports() throws {
    try expect(
      Self.routes
        + """
        ip route add default via 192.0.2.3 table 5; ip route add default via 192.0.2.4 table 6
        ip rule add priority 10 ipproto 6 sport 258 table 5; ip rule add priority 11 ipproto 6 dport 772 table 6
        ip route add default via 192.0.2.5
        gate() { $N -j route get 10.9.8.7 "$@" | grep -o '"gateway":"[^"]*"'; }
        gate ipproto tcp sport 258; gate ipproto tcp dport 772; gate ipproto tcp sport 513 dport 1027
        """,
      ["192.0.2.3", "192.0.2.4", "192.0.2.5"].map { "\"gateway\":\"\($0)\"\n" }.joined())
  }

  @Test("A namespace whose name is a number is meant before the process of that number")
  func numbers() throws {
    try expect(
      """
      ip netns add 1; ip -n 1 link add here type bridge
      ip link add there type bridge
      sleep 60 & $N -n $! link dump there --fields ifname
      $N -n 1 link dump here --fields ifname
      kill $!
      """, "IFNAME\nthere\nIFNAME\nhere\n")
  }

  @Test("A wait that is interrupted has not met its condition: status 1; one whose time is up says so")
  func waits() throws {
    try expect(
      """
      $N wait link nosuch & p=$!
      until [ $((0x$(sed -n 's/^SigCgt:.//p' /proc/$p/status) & 2)) != 0 ]; do sleep 0.02; done
      kill -INT $p; wait $p && echo 0 || echo $?
      $N wait link nosuch --timeout 20ms 2>&1 && echo 0 || echo $?
      $N wait link lo --timeout 60s >/dev/null && echo 0 || echo $?
      """, "1\nnlctl: wait link: timed out\n1\n0\n")
  }

  @Test("A recording with many damages tells of sixteen")
  func damages() throws {
    let result = try Namespace.run(
      """
      $N link dump --record /run/r >/dev/null
      $N explain /run/r >/run/text
      for n in $(seq 40); do printf '9999  00 11\\n'; done >>/run/text
      $N link dump --from /run/text >/dev/null 2>/run/errors && s=0 || s=$?
      grep -c byte /run/errors
      """)
    #expect(result.output == "16\n", "\(result.errors)")
  }

  @Test("Colours come on a terminal alone, and not where it is dumb or NO_COLOR says something")
  func colours() throws {
    try expect(
      """
      see() {
        env "$@" python3 -c 'import pty, sys; pty.spawn([sys.argv[1], "link", "dump"])' $N </dev/null \\
          | grep -q $'\\x1b\\[' && echo yes || echo no
      }
      see TERM=xterm NO_COLOR=; see TERM=dumb NO_COLOR=; see TERM=xterm NO_COLOR=1; see -u TERM -u NO_COLOR
      see TERM= NO_COLOR=
      TERM=xterm NO_COLOR= $N link dump | grep -q $'\\x1b\\[' && echo yes || echo no
      """, "yes\nno\nno\nno\nno\nno\n")
  }

  @Test("Zeros before a number in a name do not make it larger")
  func zeros() throws {
    try expect(
      """
      for n in e3 e02 e1 e010 e9; do ip link add $n type ifb; done
      $N link dump 'e*' --sort ifname --fields ifname | tail -n +2 | tr '\\n' ' '
      """, "e1 e02 e3 e9 e010 ")
  }

  @Test(
    "A device that only the port's part of a link speaks of has its name, though one link alone is asked for")
  func portNames() throws {
    try expect(
      """
      ip link add br0 type bridge
      for n in 0 1; do ip link add v$n type veth peer name p$n; ip link set v$n master br0; done
      bridge link set dev v0 backup_port v1
      for words in 'dev v0' 'mtu 1500'; do $N -j link dump $words | grep -o '"backup_port":[^,}]*' | head -1; done
      """, "\"backup_port\":\"v1\"\n\"backup_port\":\"v1\"\n")
  }

  @Test("Names with quotes and backslashes are quoted for Graphviz")
  func quoted() throws {
    try expect(
      #"""
      ip link add 'a\b"c' type ifb
      $N link dump --dot | grep -o 'label="a[^c]*c'
      """#, #"label="a\\b\"c"# + "\n")
  }

  @Test("A short line has what is there and no dash: the far end of an address, a device without an address")
  func brief() throws {
    try expect(
      """
      ip link add d0 type bridge; ip addr add 192.0.2.1 peer 198.51.100.1/24 dev d0; ip tuntap add dev t0 mode tun
      $N -br -4 addr dump dev d0 | tr -s ' '
      $N -br link dump dev t0 | tr -s ' '
      """, "d0 DOWN 192.0.2.1 peer 198.51.100.1/24\nt0 DOWN <POINTOPOINT,MULTICAST,NOARP>\n")
  }

  @Test("A device that is renamed meanwhile is asked for by the name that it has")
  func renamed() throws {
    try expect(
      """
      ip link add v0 type bridge; ip link set v0 up
      $N monitor addr --dev 'e*' -o --initial >/run/out & m=$!
      until grep -q initial-end /run/out; do sleep 0.05; done
      ip addr add 192.0.2.1/24 dev v0; ip link set v0 name e0; ip addr add 192.0.2.2/24 dev e0
      ip link set e0 name v0; ip addr add 192.0.2.3/24 dev v0; ip link set v0 name e1; ip addr add 192.0.2.4/24 dev e1
      # Only a watchdog gives up.
      for n in $(seq 600); do grep -q 'new .*192.0.2.4' /run/out && break; sleep 0.05; done
      kill $m; wait $m; sed '0,/initial-end/d' /run/out | grep -o 'new .*192[.]0[.]2[.][0-9]' | grep -o '.$' | sort -u | tr '\\n' ' '
      """, "1 2 3 4 ")
  }

  @Test("A number of no device is refused like a name of none")
  func noDevice() throws {
    let result = try Namespace.run(
      "$N link get 7777 || echo $?; $N link get nosuch || echo $?; $N link get 1 >/run/out")
    #expect(result.output == "1\n1\n" && result.status == 0)
    #expect(
      result.errors
        == "nlctl: link 7777: no such device (ENODEV)\nnlctl: link nosuch: no such device (ENODEV)\n")
  }

  @Test("A name and its number have a column each, whatever else has that number; with -N both are numbers")
  func nameAndNumber() throws {
    try expect(
      """
      ip link add v0 type veth peer name v1; ip link set v0 up; ip link set v1 up
      index=$(ip -o link show v0 | cut -d: -f1)
      ip route add 198.51.100.0/24 dev v0 table $index
      $N route dump table $index --fields table_id,table | tail -1 | tr -d '\\t' | sed "s/$index/N/g"
      $N -N route dump table 255 dev lo --fields table_id,table,ifindex,dev | tail -1
      """, "NN\n255\t255\t1\tlo\n")
  }

  @Test("A device below in another namespace has no name here, in the column of the number or of the name")
  func foreignNumber() throws {
    try expect(
      """
      ip netns add a; ip link add v0 index 700 type veth peer name v1 index 800 netns a
      # A device of the same number here.
      ip link add other index 800 type bridge
      $N link dump 'v*' --fields link_index,link | tail -1
      """, "800\tif800\n")
  }

  @Test("More fields than a line has columns are in their columns all the same")
  func manyFields() throws {
    try expect(
      """
      fields=$($N fields link | awk -F'\\t' '$2 !~ /object/ { print $1 }')
      fields=$(echo "$fields" | grep -Ev '^stats|^if|^mtu$|_hex$|_index$')
      fields=ifname,$(echo "$fields" | head -280 | paste -sd,),ifindex,mtu
      $N link dump lo --fields $fields | awk -F'\\t' 'END { print NF, $1, $(NF-1), $NF }'
      """, "283 lo 1 65536\n")
  }
}
