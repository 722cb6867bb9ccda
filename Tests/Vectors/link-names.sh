# Names of any bytes, 160 further names, reasons to be down with every bit, an address of small octets.
batch <<'END'
link add v0 type veth peer name v1
link add m1 link v0 type macvlan
link set m1 protodown on
link add br0 address 02:0a:00:01:02:03 type bridge
END
ip link set v0 alias "$(printf 'caf\351 "quoted"\ttab \\ \001')"
ip link add "$(printf 'n\377\376me')" type dummy
for i in $(seq 0 159); do
    echo "link property add dev v0 altname alternative-name-of-the-device-with-a-number-$i-$(printf 'a%.0s' $(seq 47))"
done | ip -batch -
# ip sets the first 32 reasons by one name each; here IFLA_PROTO_DOWN_REASON says them at once.
python3 - <<'END'
import socket, struct
def attribute(kind, payload): return struct.pack("=HH", 4 + len(payload), kind) + payload
reasons = attribute(1, b"\xff\xff\xff\xff") + attribute(2, struct.pack("=I", 0x80000301))
body = struct.pack("=BxHiII", 0, 0, socket.if_nametoindex("m1"), 0, 0) + attribute(0x8000 | 55, reasons)
with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as link:
    link.send(struct.pack("=IHHII", 16 + len(body), 19, 5, 1, 0) + body)
    assert struct.unpack_from("=i", link.recv(4096), 16) == (0,)
END
