import Foundation
import LiveKernel
import Testing

/// Devices that are on one in another namespace.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct FarDeviceTests {
  /// A pair between `blue` and `red`; two tunnels and a macvlan that were made in `blue` and are in `red`, where the
  /// indexes of the devices below have other devices.
  private static let devices = """
    ip netns add blue; ip netns add red
    ip -n red link add one index 20 type bridge; ip -n red link add two index 21 type bridge
    ip -n blue link add v0 index 20 type veth peer name v1 index 22 netns red
    ip -n blue link add under type vxlan id 5 dev v0 remote 192.0.2.9 dstport 4789
    ip -n blue link add bare type vxlan id 6 dstport 4790
    ip -n blue link add mv link v0 type macvlan
    for name in under bare mv; do ip -n blue link set $name netns red; done

    """

  @Test("A tunnel says the number and namespace of the device below, and not its own number")
  func text() throws {
    let result = try Namespace.run(
      Self.devices + "for name in under bare mv v1; do $N -n red link $name; done")
    let lines = result.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 4, "\(result.output)\(result.errors)")
    #expect(lines[0].contains(" vxlan 5 remote 192.0.2.9 dev if20 ") && lines[0].hasSuffix(" netns blue"))
    #expect(lines[1].contains(" vxlan 6 mtu ") && lines[1].hasSuffix(" netns blue"))
    #expect(lines[2].contains(" on if20 ") && lines[2].hasSuffix(" netns blue"))
    #expect(lines[3].contains(" v1@if20 ") && lines[3].hasSuffix(" netns blue"))
    for line in lines[..<2] { #expect(!line.contains(" on "), "\(line)") }
    for line in lines { #expect(!line.contains(" one") && !line.contains(" two"), "\(line)") }
  }

  @Test("JSON has the numbers of ip, and beside the id of a namespace its name")
  func json() throws {
    let objects = try Namespace.objects(Self.devices + "$N -n red -j link")
    let names = ["under", "bare", "mv", "v1"]
    for name in names {
      let link = try #require(objects.first { $0["ifname"] as? String == name })
      #expect(link["link"] == nil && link["link_netnsid"] as? Int == 0, "\(name)")
      #expect(link["link_netns"] as? String == "blue", "\(name)")
      let data = (link["linkinfo"] as? [String: Any])?["info_data"] as? [String: Any]
      #expect(data?["link"] == nil && data?["link_index"] as? Int == (name == "under" ? 20 : nil), "\(name)")
    }
    let columns = try Namespace.run(
      Self.devices + "$N -n red link mv -F ifname,link_netnsid,link_netns; $N -n red -j link mv -F link_netns"
    )
    #expect(
      columns.output
        == "IFNAME\tLINK_NETNSID\tLINK_NETNS\nmv\t0\tblue\n[\n{\"link_netns\":\"blue\"}\n]\n")
    // A namespace without a name has only its id.
    let unnamed = Self.devices + ">/run/kept; mount --bind /run/netns/blue /run/kept; ip netns del blue\n"
    let kept = try #require(try Namespace.objects(unnamed + "$N -n red -j link mv").first)
    #expect(kept["link_netns"] == nil && kept["link_netnsid"] as? Int == 0)
  }

  @Test("Short JSON has the number of a device in another namespace where ip has it, and else its name")
  func brief() throws {
    let result = try Namespace.run(
      Self.devices
        + """
        ip -n red link add x0 type veth peer name x1
        for words in 'link' 'addr' 'link show mv' 'addr show x0' 'link show x0' 'link show one'; do
          for program in ip $N; do
            $program -n red -br -j $words | jq -Sc '.[] | select(. != {})' >/run/$(basename $program)
          done
          cmp /run/ip /run/nlctl; grep -c '"link_index":20' /run/nlctl || true
        done
        """)
    #expect(
      result.output == "2\n2\n1\n0\n0\n0\n" && result.errors.isEmpty, "\(result.output)\(result.errors)")
  }

  @Test("The ids of namespaces have their names beside them, as in ip netns list-id")
  func ids() throws {
    let make = Self.devices + "ip netns set red 7; ip netns set blue 3; >/run/kept\n"
    let result = try Namespace.run(
      make + """
        $N nsid | sort; $N -N nsid | sort; $N -j nsid | jq -c '.[]|[.nsid,.name]' | sort
        ip -j netns list-id | jq -c '.[]|[.nsid,.name]' | sort; $N nsid -F name,nsid | sort
        mount --bind /run/netns/red /run/kept; ip netns del red; $N nsid | sort
        """)
    #expect(
      result.output == """
        nsid 3 netns blue
        nsid 7 netns red
        nsid 3
        nsid 7
        [3,"blue"]
        [7,"red"]
        [3,"blue"]
        [7,"red"]
        NAME\tNSID
        blue\t3
        red\t7
        nsid 3 netns blue
        nsid 7

        """, "\(result.errors)")
  }

  @Test("The tree and the drawing name the device below in its namespace")
  func pictures() throws {
    let result = try Namespace.run(
      Self.devices + "$N -n red link --tree; $N -n red link --dot; $N link --dot --all-netns")
    let lines = result.output.split(separator: "\n").map(String.init)
    func line(_ start: String, _ end: String) -> Bool {
      lines.contains { $0.hasPrefix(start) && $0.hasSuffix(end) }
    }
    #expect(line("under  ", "  on v0 in netns blue"), "\(result.output)\(result.errors)")
    #expect(line("bare  ", "  through netns blue"))
    #expect(line("mv  ", "  on v0 in netns blue"))
    #expect(lines.contains("  \"0/0/20\" [label=\"v0 in netns blue\" style=dashed]"))
    // In the drawing of all, blue is the second namespace and red the third.
    #expect(lines.filter { $0.hasPrefix("  \"2/") && $0.contains("-> \"1/20\"") }.count == 2)
    #expect(lines.contains("  \"1/20\" -> \"2/22\" [dir=none label=\"pair\"]"))
  }

  @Test("The monitor says the name that the namespace of the other end has at that time")
  func monitor() throws {
    for (options, lead) in [("-n red", ""), ("--all-nsid", "netns red ")] {
      let result = try Namespace.run(
        Self.devices + """
          ip link add q0 type veth peer name q1 netns red
          $N \(options) monitor link --initial >/run/out 2>/run/err & m=$!
          $N \(options) -j monitor link --initial >/run/json 2>/run/err & n=$!
          until grep -q initial-end /run/out && grep -q initial-end /run/json; do sleep 0.05; done
          ip -n red link set mv mtu 1300
          ip netns add green; ip -n red link add w0 type veth peer name w1 netns green
          until grep -q 'new link .*w0@' /run/out && grep -q '"w0"' /run/json; do sleep 0.05; done
          kill $m $n; wait $m $n || true; sed '1,/initial-end/d' /run/out; grep '"event":"new".*"w0"' /run/json
          """)
      let lines = result.output.split(separator: "\n").map(String.init)
      func line(_ start: String, _ end: String) -> Bool {
        lines.contains { $0.hasPrefix(start) && $0.hasSuffix(end) }
      }
      #expect(line("change link \(lead)", " netns blue"), "\(options): \(result.output)\(result.errors)")
      #expect(line("new link \(lead)", " netns green"), "\(options): \(result.output)")
      #expect(lines.last?.contains(#""link_netns":"green","link_netnsid":"#) == true, "\(lines.last ?? "")")
    }
  }

  @Test("A recording answers with devices that were seen in other namespaces, and with the names of then")
  func recording() throws {
    let result = try Namespace.run(
      Self.devices + """
        $N -n red link --tree --record /run/r >/run/live
        # Today's names are not used.
        mount -t tmpfs none /run/netns
        # Files with the numbers that those of the namespaces had when it was recorded.
        for open in '' '3</dev/null' '3</dev/null 4</dev/null' '3</dev/null 4</dev/null 5</dev/null'; do
          eval "$N link --tree --from /run/r $open" | diff /run/live - &&
            echo same
        done
        $N link --dot --from /run/r | grep -o '"[^"]* in netns.*"' | sort -u
        umount /run/netns
        # Who lists the devices alone does not ask for those of other namespaces.
        $N -n red link --record /run/r >/run/null; $N link --tree --from /run/r | grep -o ' if2[02] in netns'
        """)
    #expect(
      result.output == """
        same
        same
        same
        same
        "v0 in netns blue"
         if20 in netns
         if20 in netns
         if20 in netns

        """, "\(result.errors)")
  }

  @Test("What a monitor asked about namespaces is no event when its recording is told")
  func events() throws {
    let result = try Namespace.run(
      Self.devices + """
        : >/run/live; $N -n red monitor -j --initial --record /run/r >/run/live & monitor=$!
        until grep -q initial-end /run/live; do sleep 0.05; done
        ip -n red link set v1 mtu 1400; ip -n red link set under mtu 1300
        until grep -q '"new":1300' /run/live; do sleep 0.05; done; sleep 0.5; kill $monitor; wait $monitor
        $N monitor -j --initial --from /run/r >/run/again
        for file in live again; do jq -c 'del(.link.link_netns)' /run/$file >/run/$file.events; done
        diff /run/live.events /run/again.events && grep -c '"change"' /run/again
        """)
    #expect(result.status == 0 && Int(result.output.dropLast()) ?? 0 >= 2, "\(result.output)\(result.errors)")
  }

  @Test("Devices and addresses of another namespace in a capture are not taken for its own")
  func capture() throws {
    let asker = """
      import socket, struct
      kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
      whole = b''
      def ask(number, type, header, attributes=b''):
          global whole
          body = header + attributes
          request = struct.pack('IHHII', 16 + len(body), type, 0x301, number, 0) + body
          kernel.send(request)
          whole += request
          while True:
              answer = kernel.recv(1 << 16)
              whole += answer
              if struct.unpack_from('H', answer, 4)[0] in (2, 3): return
      # IFLA_TARGET_NETNS and IFA_TARGET_NETNS, the ids
      ask(1, 18, bytes(16)); ask(2, 18, bytes(16), struct.pack('HHi', 8, 46, NUMBER))
      ask(3, 22, bytes(8)); ask(4, 22, bytes(8), struct.pack('HHi', 8, 10, NUMBER))
      open('/run/asked', 'wb').write(whole)
      # The end of a capture that began too late: the questions are not in it.
      parts, position = [], 0
      while position < len(whole):
          size, type = struct.unpack_from('IH', whole, position)
          if type not in (18, 22): parts.append(whole[position:position + (size + 3 & ~3)])
          position += size + 3 & ~3
      open('/run/late', 'wb').write(b''.join(parts))
      """
    let result = try Namespace.run(
      Self.devices + """
        ip -n red addr add 192.0.2.1/24 dev one; ip -n blue addr add 192.0.2.2/24 dev v0
        ip -n red link set one up; ip -n blue link set v0 up
        id=$($N -n red nsid | sed -n 's/^nsid \\([0-9]*\\) netns blue$/\\1/p')
        ip netns exec red python3 - <<END
        \(asker.replacingOccurrences(of: "NUMBER", with: "$id"))
        END
        $N -n red link -F ifindex,ifname >/run/links; $N -n red -4 addr >/run/addresses
        for file in asked late; do
          $N link -F ifindex,ifname --from /run/$file 2>&1 | diff /run/links - && echo same
          $N -4 addr --from /run/$file 2>&1 | diff /run/addresses - && echo same
        done
        """)
    #expect(result.output == "same\nsame\nsame\nsame\n", "\(result.errors)")
  }

  @Test("Of several namespaces or devices in a recording the first with messages is shown, and that is said")
  func several() throws {
    // Interfaces of pcapng before that on nlmon, as dumpcap writes them, which have no message of netlink.
    let shift = """
      import struct
      whole = open('/run/one', 'rb').read()
      position = struct.unpack_from('I', whole, 4)[0]
      other = struct.pack('IIHHII', 1, 20, 1, 0, 0, 20)
      out = whole[:position] + other
      while position < len(whole):
          kind, size = struct.unpack_from('II', whole, position)
          block = bytearray(whole[position:position + size])
          if kind == 6: struct.pack_into('I', block, 8, 1 + struct.unpack_from('I', block, 8)[0])
          out += block
          position += size
      open('/run/shifted', 'wb').write(out)
      """
    let result = try Namespace.run(
      Self.devices + """
        $N link --all-netns --record /run/all >/run/null; $N -n red link -F ifname >/run/red
        $N link -F ifname --from /run/all 2>&1; $N link -F ifname --from /run/all -q 2>&1
        $N monitor --from /run/all 2>&1; $N snapshot --from /run/all 2>&1 >/run/null | head -n 1
        ip netns exec red $N link --all-netns --record /run/one >/run/null
        python3 - <<'END'
        \(shift)
        END
        $N link -q -F ifname --from /run/shifted | diff /run/red - && echo same
        """)
    let line = "nlctl: the recording has messages of other network namespaces, too, which are not shown"
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0 == line }.count == 3, "\(result.output)\(result.errors)")
    #expect(lines.filter { $0 == "IFNAME" }.count == 2 && lines.last == "same", "\(result.output)")
  }
}
