import LiveKernel
import Testing

/// How the program ends, and what it says, where something is not as usual: readers that do not read, losses that nothing
/// makes good, times of other zones, snapshots that are not certain.
@Suite(.enabled(if: LiveKernel.canUnshare, "no private network namespace can be made"))
struct OddEndTests {
  private func expect(_ script: String, _ expected: String) throws {
    let result = try Namespace.run(script)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == expected, "\(result.errors)")
  }

  /// Writes a pcap file of RTM_NEWLINK of one device, each with another MTU, at the seconds that its lines name.
  private static let recorder = """
    import struct, sys
    def attribute(number, value): return struct.pack('<HH', 4 + len(value), number) + value + bytes(-len(value) % 4)
    out = struct.pack('<IHHiIII', 0xa1b23c4d, 2, 4, 0, 0, 262144, 253)
    for index, line in enumerate(sys.stdin):
        body = struct.pack('<BBHiII', 0, 0, 1, 2, 1, 0) + attribute(3, b'v0\\0') + attribute(4, struct.pack('<I', 1000 + index))
        message = struct.pack('<IHHII', 16 + len(body), 16, 0, 0, 0) + body
        record = b'\\0\\6\\3\\x38' + bytes(12) + message
        out += struct.pack('<IIII', int(line), 123456789, len(record), len(record)) + record
    sys.stdout.buffer.write(out)
    """

  @Test("The time of an event is what date(1) says of it, in every month, leap years and zones on both sides")
  func times() throws {
    let result = try Namespace.run(
      """
      cat >/run/recorder.py <<'END'
      \(Self.recorder)
      END
      for year in 1999 2000 2024 2025 2100; do
        for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
          for day in 01 28; do echo $year-$month-${day}T23:59:58; done
        done
      done >/run/days
      for day in 2000-02-29 2024-02-29 2024-03-01 2025-03-01 2099-12-31; do echo ${day}T00:00:01; done >>/run/days
      date -u -f /run/days +%s | sort -n >/run/times; sed 's/^/@/' /run/times >/run/at
      python3 /run/recorder.py </run/times >/run/r.pcap
      for zone in UTC0 WWW5 XXX-5:30 YYY3:45 ZZZ-14; do
        TZ=$zone $N monitor link --from /run/r.pcap -j | grep -o '"time":"[^"]*"' | cut -d'"' -f4 >/run/told
        TZ=$zone date -f /run/at +%Y-%m-%dT%H:%M:%S.123456%:z >/run/expected
        diff /run/expected /run/told | head -4; wc -l </run/told
      done
      """)
    #expect(result.output == String(repeating: "125\n", count: 5), "\(result.errors)")
  }

  /// Runs the program with a pipe for its output that holds a page or two and is read when it has ended.
  private static let unread = """
    import fcntl, os, re, subprocess, sys
    full = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE).stdout
    reader, writer = os.pipe()
    fcntl.fcntl(writer, 1031, 8192)  # F_SETPIPE_SZ
    done = subprocess.run(sys.argv[1:], stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    read = b''
    while chunk := os.read(reader, 65536): read += chunk
    lost = re.fullmatch(r'nlctl: nobody read the last (\\d+) bytes of the output; they are lost\\n', done.stderr)
    end = len(read) + int(lost[1]) if lost else 0
    # What was gathered to be written are whole events.
    print(done.returncode, bool(read), read.endswith(b'\\n'), len(read) < end <= len(full) and full[end - 1:end] == b'\\n')
    """

  @Test("Who does not read has whole lines, and is told how many bytes of the output are lost")
  func unreadOutput() throws {
    try expect(
      """
      for a in $(seq 80); do for b in $(seq 200); do echo "route add blackhole 10.0.$a.$b"; done; done | ip -batch -
      cat >/run/unread.py <<'END'
      \(Self.unread)
      END
      python3 /run/unread.py $N monitor -4 route --initial -j --timeout 2s
      """, "3 True True True\n")
  }

  @Test("What is lost of messages that no table has is not made good: status 3")
  func losses() throws {
    let flood = """
      import os, signal, socket, struct, subprocess, sys, time
      program, *words = sys.argv[1:]
      monitor = subprocess.Popen([program, 'monitor', '--rcvbuf', '4k', *words], stdout=open('/run/out', 'w'), stderr=open('/run/errors', 'w'))
      user = words[0] == '--protocol'
      def joined():
          with open('/proc/net/netlink') as file: rows = [line.split() for line in file][1:]
          return any(row[1] == ('2' if user else '0') and int(row[3], 16) & (4 if user else 8) for row in rows)
      while not joined(): time.sleep(0.02)
      def lost(): return '"lost"' in open('/run/out').read()
      while not lost():
          monitor.send_signal(signal.SIGSTOP)
          if user:
              speaker = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 2)
              for n in range(2000):
                  try: speaker.sendto(struct.pack('=IHHII', 420, 99, 0, 0, 0) + bytes(404), (0, 4))
                  except OSError: pass
          else:
              lines = ['qdisc replace dev i0 root pfifo limit %d' % n for n in range(1, 400)]
              subprocess.run(['tc', '-batch', '-'], input='\\n'.join(lines) + '\\n', text=True, check=True)
          monitor.send_signal(signal.SIGCONT)
          for n in range(50):
              if lost(): break
              time.sleep(0.02)
      monitor.send_signal(signal.SIGINT)
      print(monitor.wait())
      """
    let result = try Namespace.run(
      """
      ip link add i0 type ifb; ip link set i0 up
      cat >/run/flood.py <<'END'
      \(flood)
      END
      python3 /run/flood.py $N tc -j; grep -c 'not all made good' /run/errors
      python3 /run/flood.py $N --protocol usersock --mcgroup 3 -j
      """)
    #expect(result.output == "3\n1\n3\n", "\(result.errors)")
  }

  @Test("Where time is up before the tables have been read it is said, with status 3")
  func hasNotBegun() throws {
    let result = try Namespace.run(
      """
      ip link add d0 type bridge; ip link set d0 up; ip addr add 10.0.0.1/8 dev d0
      for a in $(seq 80); do for b in $(seq 250); do echo "route add 172.16.$a.$b/32 dev d0"; done; done | ip -batch -
      $N monitor route --timeout 1ms || echo $?
      $N monitor route --timeout 1ms --quiet || echo $?
      """)
    #expect(result.output == "3\n3\n", "\(result.errors)")
    #expect(result.errors == "nlctl: monitor: time was up before the tables had been read\n")
  }

  @Test("Routes that are never certain are shown, with status 3 and a line that names the table")
  func unsettled() throws {
    let result = try Namespace.run(
      """
      ip route add blackhole 192.0.2.0/24
      $N -4 route dump --consistent --fault intr:1 --fields dst || echo $?
      """)
    #expect(result.output == "DST\n192.0.2.0/24\n3\n", "\(result.errors)")
    let said = result.errors.split(separator: "\n")
    #expect(said.count == 1 && said[0].contains("the table of IPv4 routes"), "\(result.errors)")
  }

  @Test("A table that changed while it was read is called by its name, whichever family it is of")
  func tableNames() throws {
    for (words, name) in [
      ("-f bridge neigh dump", "the forwarding database"), ("-4 neigh dump", "the list of IPv4 neighbours"),
      ("-6 route dump", "the table of IPv6 routes"), ("-4 route dump", "the table of IPv4 routes"),
      ("-4 rule dump", "the list of IPv4 rules"),
      ("link dump", "the list of links"), ("nexthop dump", "the list of next hops"),
    ] {
      let result = try Namespace.run(
        "ip link add br0 type bridge; $N \(words) --fault intr:1 >/run/out || echo $?")
      #expect(result.output == "3\n", "\(words)")
      #expect(result.errors.contains(name + " changed"), "\(words): \(result.errors)")
    }
  }

  @Test(
    "A snapshot that is not certain makes no certain difference, on either side; what is no string of JSON is none"
  )
  func snapshots() throws {
    let result = try Namespace.run(
      """
      $N snapshot link rule >/run/a; sed 's/"certain":true/"certain":false/' /run/a >/run/b; grep -c '"certain":false' /run/b
      for pair in '/run/a /run/a' '/run/a /run/b' '/run/b /run/a' '/run/b'; do
        $N diff $pair >/run/out 2>/run/errors && s=0 || s=$?; echo $s $(wc -l </run/errors)
      done
      sed 's/"tables":\\["link"/"tables":["link","link"/' /run/a >/run/twice
      sed 's/"tables":\\["link"/"tables":["li\\x01nk"/' /run/a >/run/control
      for file in twice control; do
        cmp -s /run/a /run/$file && echo same
        $N diff /run/$file >/run/out 2>/run/errors && s=0 || s=$?; echo $s $(wc -l </run/errors)
      done
      """)
    #expect(result.output == "1\n0 0\n3 1\n3 1\n3 1\n2 1\n2 1\n", "\(result.errors)")
  }

  @Test(
    "A dump that the kernel flags is not certain when its recording answers, and is not asked for again and again"
  )
  func interrupted() throws {
    let flag = """
      import sys
      for block in sys.stdin.read().split('\\n\\n'):
          rows = [row[4:].strip().split('  ')[0] for row in block.split('\\n')[1:] if row[:4].strip()]
          data = bytearray.fromhex(''.join(rows))
          # RTM_NEWLINK, NLM_F_DUMP_INTR
          if data[4:6] == b'\\x10\\0': data[6] |= 0x10
          if data: print(data.hex() + '\\n')
      """
    let result = try Namespace.run(
      """
      ip link add a0 type ifb; cat >/run/flag.py <<'END'
      \(flag)
      END
      $N link dump kind ifb --explain | python3 /run/flag.py >/run/r
      $N link dump kind ifb --from /run/r -F ifname || echo $?
      """)
    #expect(result.output == "IFNAME\na0\n3\n", "\(result.errors)")
    #expect(result.errors.contains("the recording has no whole dump of links"), "\(result.errors)")
    #expect(!result.errors.contains("changed while it was read"), "\(result.errors)")
  }

  @Test("Neighbours that this machine answers for are told from its own, in a recording too")
  func proxies() throws {
    try expect(
      """
      ip link add d0 type bridge; ip link set d0 up; ip addr add 192.0.2.1/24 dev d0
      ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:02 dev d0 nud permanent; ip neigh add proxy 192.0.2.9 dev d0
      for words in '' proxy; do $N -4 neigh dump $words --explain; done >/run/r
      for words in '' proxy; do $N -4 neigh dump $words --from /run/r -F dst | tail -n +2; done
      """, "192.0.2.2\n192.0.2.9\n")
  }

  /// Makes of what `--explain` shows the recording of a kernel that refuses the question for counters of next hops, as
  /// one before Linux 6.9 does, and answers the one without them.
  private static let older = """
    import struct, sys
    messages = []
    for block in sys.stdin.read().split('\\n\\n'):
        rows = [row[4:].strip().split('  ')[0] for row in block.split('\\n')[1:] if row[:4].strip()]
        if rows: messages.append((block[0], bytes.fromhex(''.join(rows))))
    def told(data, number): return data[:8] + struct.pack('<I', number) + data[12:]
    out = []
    for direction, data in messages:
        kind, number = struct.unpack_from('<HxxI', data, 4)
        if direction == '>' and kind == 106:
            asked, plain = number, number + 100
            body = struct.pack('<i', -22) + data[:16]
            out += [data, struct.pack('<IHHI', 16 + len(body), 2, 0x100, number) + data[12:16] + body]
            out += [told(struct.pack('<I', 24) + data[4:24], plain)]
        elif kind in (104, 3) and 'asked' in globals() and number == asked:
            out += [told(data, plain)]
        else:
            out += [data]
    for data in out: print(data.hex() + '\\n')
    """

  @Test("A kernel that refuses the question for counters is asked without them")
  func olderKernel() throws {
    try expect(
      """
      ip link add d0 type bridge; ip link set d0 up; ip addr add 192.0.2.1/24 dev d0
      ip nexthop add id 7 via 192.0.2.7 dev d0; ip nexthop add id 8 blackhole
      cat >/run/older.py <<'END'
      \(Self.older)
      END
      $N nexthop dump --explain | python3 /run/older.py >/run/r
      $N explain /run/r | grep -c '^. NLMSG_ERROR'
      $N nexthop dump --from /run/r && echo $?
      """, "1\nid 7 via 192.0.2.7 dev d0 scope link\nid 8 blackhole\n0\n")
  }

  @Test(
    "What is asked for by a thing of the wrong kind is refused: a bridge is no VRF, an IP address no station")
  func wrongKinds() throws {
    let result = try Namespace.run(
      """
      ip link add br0 type bridge; ip link set br0 up; ip addr add 192.0.2.1/24 dev br0
      ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev br0 nud permanent
      $N route get 192.0.2.9 vrf br0 || echo $?
      $N route dump vrf br0 || echo $?
      $N -f bridge neigh get 192.0.2.9 dev br0 >/run/out && echo 0; cat /run/out
      """)
    #expect(result.output == "1\n1\n", "\(result.errors)")
    let said = result.errors.split(separator: "\n")
    #expect(said.count == 3 && said.prefix(2).allSatisfy { $0 == "nlctl: link br0: not a VRF" }, "\(said)")
  }

  @Test("A forwarding database says that it lacks a station; an error of another kind is not passed over")
  func stations() throws {
    let result = try Namespace.run(
      """
      ip link add br0 type bridge; ip link add p0 type veth peer name p1; ip link set p0 master br0
      ip link add x0 type ifb; bridge fdb add 02:00:00:00:00:01 dev p0 master static
      get() { $N -f bridge neigh get "$@" -F dev,master 2>&1 | tail -1; }
      get 02:00:00:00:00:01 dev p0; get 02:00:00:00:00:01 dev br0
      for device in p0 br0 x0; do get 02:00:00:00:00:09 dev $device; done
      # The third that is sent, after the devices, is the first question about the station.
      strace -o /run/trace -e trace=sendto -e inject=sendto:error=EPERM:when=3 \\
        $N -f bridge neigh get 02:00:00:00:00:01 dev br0 2>&1 || echo $?
      """)
    #expect(
      result.output == """
        p0	br0
        p0	br0
        nlctl: neigh get 02:00:00:00:00:09: "Fdb entry not found" (ENOENT)
        nlctl: neigh get 02:00:00:00:00:09: "Fdb entry not found" (ENOENT)
        nlctl: neigh get 02:00:00:00:00:09: "Fdb get operation not supported by device" (EOPNOTSUPP)
        nlctl: neigh get 02:00:00:00:00:01: operation not permitted (EPERM)
        1

        """, "\(result.errors)")
  }

  /// What a monitor of a kernel with a VRF hears: the device, a route of its table, and one of table main.
  private static let heard = """
    import struct, sys
    def attribute(number, value): return struct.pack('<HH', 4 + len(value), number) + value + bytes(-len(value) % 4)
    def message(kind, body): return struct.pack('<IHHII', 16 + len(body), kind, 0, 0, 0) + body
    def number(value): return struct.pack('<I', value)
    data = attribute(1, b'vrf\\0') + attribute(2, attribute(1, number(10)))
    out = message(16, struct.pack('<BBHiII', 0, 0, 1, 5, 1, 0) + attribute(3, b'red\\0') + attribute(18, data))
    for table, third in (10, 51), (254, 52):
        header = struct.pack('<BBBBBBBBI', 2, 24, 0, 0, table, 4, 253, 1, 0)
        out += message(24, header + attribute(1, bytes([198, third, 100, 0])) + attribute(15, number(table)) + attribute(4, number(5)))
    sys.stdout.buffer.write(out)
    """

  @Test(
    "The routes of a VRF are those of its table, which need not be named; without either it is table main")
  func routesOfVRF() throws {
    try expect(
      """
      cat >/run/heard.py <<'END'
      \(Self.heard)
      END
      python3 /run/heard.py >/run/s
      for words in 'vrf red' '' 'table 10' 'not vrf red table all'; do
        $N -4 route dump $words --from /run/s --fields dst 2>/run/errors | tail -n +2 || true
      done
      """, "198.51.100.0/24\n198.52.100.0/24\n198.51.100.0/24\n198.52.100.0/24\n")
  }

  @Test("What a device gets or loses is told in words, and the number beside a name goes without saying")
  func words() throws {
    let result = try Namespace.run(
      """
      ip link add br0 type bridge; ip link add v0 type veth peer name v1; ip link set v0 up
      $N monitor link -o --initial >/run/out & m=$!
      until grep -q initial-end /run/out; do sleep 0.05; done
      ip link set v0 alias words; ip link set v0 master br0; ip link set v0 nomaster; ip link set v0 alias ''
      until grep -q 'ifalias words ->' /run/out; do sleep 0.05; done
      kill $m; wait $m; sed '1,/initial-end/d' /run/out | grep -v '^.*new '
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.contains("ifalias none -> words") && result.output.contains("ifalias words -> none"),
      "\(result.output)")
    #expect(result.output.contains("master br0") && !result.output.contains("_index"), "\(result.output)")
  }

  @Test("Words that a shell would part are not offered")
  func parted() throws {
    try expect(
      """
      ip netns add blue; touch '/run/netns/a b' "/run/netns/c$(printf '\\t')d"
      $N complete netns
      """, "blue\n")
  }
}
