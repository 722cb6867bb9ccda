import Foundation
import LiveKernel
import Testing

/// `--record`: the forms of a recording, and what it says beside the messages.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct RecordTests {
  @Test("A file called .pcap is pcap, and answers as the kernel did; pcapng is all else")
  func pcap() throws {
    let result = try Namespace.run(
      """
      ip link add v0 type veth peer name v1
      for file in /run/r.pcap /run/r.pcapng; do
        $N link dump --record $file >/run/live
        od -A n -t x4 -N 4 $file
        $N link dump --from $file | cmp - /run/live
        ! command -v tcpdump >/dev/null || tcpdump -r $file 2>/dev/null | grep -q . || echo tcpdump
        ! command -v tshark >/dev/null || tshark -r $file -V 2>/dev/null | grep -q 'Device name: v0' || echo tshark
      done
      """)
    #expect(result.output == " a1b23c4d\n 0a0d0d0a\n", "\(result.errors)")
  }

  @Test("A recording has the names of namespaces that were shown, those of the first namespace alone")
  func names() throws {
    let result = try Namespace.run(
      """
      ip netns add amber; ip netns add blue
      ip link add v0 type veth peer name v1 netns blue
      # In blue, which is read last, the id of v0's other end is that of amber.
      ip -n blue link add w0 type veth peer name w1 netns amber
      for words in 'link dump' 'link dump -d' 'link dump --json' 'link dump --tree' 'link dump -F +link_netns' \
        'link dump --sort link_netns' 'link get v0'; do
        $N $words --record /run/r.pcapng >/run/live
        grep -qw blue /run/live || echo "$words: no name"
        mount -t tmpfs none /run/netns  # hides the names
        $N $words --from /run/r.pcapng | diff /run/live - || echo "$words"
        umount /run/netns
      done
      $N link dump --all-netns --record /run/all.pcapng >/run/live
      $N link get v0 --from /run/all.pcapng --json | jq -r '.[].link_netns'
      """)
    #expect(result.output == "blue\n" && result.status == 0, "\(result.output)\(result.errors)")
  }

  @Test(
    "A monitor's recording tells its events with the names that they had, which change",
    arguments: ["", "cat"])
  func changingNames(_ pipe: String) throws {
    let result = try Namespace.run(
      """
      ip netns add blue
      $N monitor link --initial --json --timeout 20s --record /run/r.pcapng >/run/live & monitor=$!
      until grep -q '"event":"initial-end"' /run/live; do sleep 0.02; done
      ip link add v0 type veth peer name v1 netns blue
      until grep -q '"ifname":"v0"' /run/live; do sleep 0.02; done
      ip netns add red
      ip link add w0 type veth peer name w1 netns red
      until grep -q '"ifname":"w0"' /run/live; do sleep 0.02; done
      touch /run/netns/green; mount --bind /run/netns/blue /run/netns/green
      ip netns delete blue
      ip link set v0 mtu 1400
      until grep -q '"mtu":1400' /run/live; do sleep 0.02; done
      kill -INT $monitor; wait $monitor || true
      if [ -n "\(pipe)" ]; then cat /run/r.pcapng | $N monitor link --initial --json --from -
      else $N monitor link --initial --json --from /run/r.pcapng; fi >/run/again
      diff /run/live /run/again
      jq -r 'select(.link.link_netns) | .link | .ifname + " " + .link_netns' /run/again | uniq
      """)
    #expect(
      result.output == "v0 blue\nw0 red\nv0 green\n" && result.status == 0, "\(result.output)\(result.errors)"
    )
  }

  @Test(
    "An event has the name that is noted behind it, not the one that is noted beside it for the event before")
  func adjacentNames() throws {
    let result = try Namespace.run(
      """
      cat >/run/write.py <<'END'
      import struct, sys
      def block(kind, body):
          body += bytes(-len(body) % 4)
          return struct.pack('=II', kind, len(body) + 12) + body + struct.pack('=I', len(body) + 12)
      def option(code, value): return struct.pack('=HH', code, len(value)) + value + bytes(-len(value) % 4)
      def attribute(number, value): return struct.pack('=HH', 4 + len(value), number) + value + bytes(-len(value) % 4)
      def packet(mtu, note):
          message = struct.pack('=BxHiII', 0, 1, 5, 0, 0) + attribute(3, b'v0\\0') + attribute(4, struct.pack('=I', mtu))
          message += attribute(37, struct.pack('=i', 0))
          message = struct.pack('=IHHII', 16 + len(message), 16, 0, 0, 0) + message
          record = struct.pack('>HHxxxxxxxxxxH', 6, 824, 0) + message
          return block(6, struct.pack('=IIIII', 0, 0, 0, len(record), len(record)) + record
                       + bytes(-len(record) % 4) + option(1, note) + option(0, b''))
      sys.stdout.buffer.write(block(0x0a0d0d0a, struct.pack('=IHHq', 0x1a2b3c4d, 1, 0, -1))
          + block(1, struct.pack('=HxxI', 253, 0)) + packet(1500, b'netns 7 is far')
          + packet(1400, b'netns 0 is blue') + packet(1300, b'netns 0 is green'))
      END
      python3 /run/write.py >/run/r
      $N monitor link --json --from /run/r | jq -r '.link | "\\(.mtu) \\(.link_netns)"'
      """)
    #expect(result.output == "1500 blue\n1400 green\n1300 green\n", "\(result.output)\(result.errors)")
  }

  @Test("Of other namespaces pcap has no place, which is said with status 3; the first one is there")
  func otherNamespaces() throws {
    let result = try Namespace.run(
      """
      ip link add v0 type veth peer name v1
      ip netns add blue
      status=0; $N link dump --all-netns --record /run/r.pcap >/run/live 2>/run/errors || status=$?
      echo $status; sed 's/[0-9][0-9]* datagrams/N datagrams/' /run/errors
      $N link dump v0 --from /run/r.pcap --fields ifname
      $N -q link dump --all-netns --record /run/q.pcap >/run/live || echo $?
      $N link dump --all-netns --record /run/r.pcapng >/run/live
      """)
    #expect(
      result.output == """
        3
        nlctl: /run/r.pcap: pcap has no place for N datagrams of other namespaces, as a file called .pcapng has
        IFNAME
        v0
        3

        """, "\(result.errors)")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
  }

  @Test("Of a recording of several namespaces the first is read")
  func firstNamespace() throws {
    let result = try Namespace.run(
      """
      ip link add here type ifb; ip netns add blue; ip -n blue link add there type ifb
      $N link dump --all-netns --record /run/r.pcapng -F ifname | grep -cw here
      $N explain /run/r.pcapng | grep -qw there
      $N link dump --from /run/r.pcapng -F ifname | tail -n +2 | tr '\\n' ' '
      $N monitor link --initial --from /run/r.pcapng -o | grep -o 'here\\|there'
      """)
    #expect(result.output == "1\nlo here here\n", "\(result.errors)")
  }

  @Test("A recording tells losses, what made them good, and who was behind a change, as the monitor did")
  func losses() throws {
    let result = try Namespace.run(
      """
      ip link add v0 type veth peer name v1
      $N monitor addr route -j --initial --rcvbuf 4k --record /run/r >/run/live & monitor=$!
      until grep -q initial-end /run/live; do sleep 0.05; done
      # A process that stays has a name.
      mkfifo /run/lines; ip -batch - </run/lines & exec 3>/run/lines
      echo 'addr add 10.0.0.1/24 dev v0' >&3
      until grep -q 10.0.0.1 /run/live; do sleep 0.05; done
      kill -STOP $monitor
      for n in $(seq 4000); do echo "addr add 10.1.$((n / 250)).$((n % 250))/32 dev v0"; done | ip -batch -
      kill -CONT $monitor
      until grep -q resync-end /run/live && grep -q '10.1.16.0/32\\|"10.1.16.0"' /run/live; do sleep 0.05; done
      before=; until [ "$before" = "$(wc -c </run/live)" ]; do before=$(wc -c </run/live); sleep 1; done
      kill $monitor; wait $monitor || true
      exec 3>&-
      $N monitor addr route -j --initial --from /run/r >/run/again
      diff /run/live /run/again | head -20
      jq -r '[.event, .lost] | @tsv' /run/again | grep -e lost -e resync | sort -u | sed 's/[0-9][0-9]*/N/'
      jq -r 'select(.by.comm).by.comm' /run/again | sort -u
      """)
    #expect(
      result.output == "lost\tN\nresync-begin\t\nresync-end\t\nip\n",
      "\(result.output.prefix(3000))\(result.errors)")
  }
}
