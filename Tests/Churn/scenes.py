"""Tables with stable entries and others that come and go, for what is measured here."""
import socket
import struct
import subprocess

import wire

# What measures other things than positions makes so many times fewer entries.
SCALE = 1


class Scene:
    """question: type and body of the dump's request. others: pairs of messages that add and delete an entry.
    once: what an entry brings with it stays when it is deleted, so each is added in one dump alone.
    act: makes changes, where they are no requests. settle: seconds that the kernel takes to be done with a deletion."""

    def __init__(self, question, stable, others, keys, once=False, settle=0, act=None):
        self.question, self.others, self.keys, self.act = question, others, keys, act
        self.once, self.settle = once, settle
        wire.make(*stable)


def pair(message, *words):
    return message("add", *words), message("delete", *words)


def chosen(offset, *kinds):
    """A key: these attributes, and the fixed header up to them."""

    def keys(body):
        found = dict(wire.attributes(body, offset))
        yield (body[:offset], *(found.get(kind) for kind in kinds))

    return keys


ROUTE_KEY = chosen(12, 1, 4, 5, 6, 15)


def devices(*names):
    """Pairs of veth that are up; the numbers of the first ends."""
    for name in names:
        wire.make(*wire.veth(name, name + "p"))
    return [socket.if_nametoindex(name) for name in names]


def links(question, keys):
    count = 240 // SCALE
    stable = [wire.link("add", f"s{n}", "ifb", index=1000 + 10 * n) for n in range(count)]
    others = [
        (wire.link("add", f"o{n}", "ifb", index=1005 + 10 * n), wire.link("delete", f"o{n}")) for n in range(0, count, 24)
    ]
    return Scene(question, stable, others, keys)


def link_table():
    return links((18, struct.pack("=BxHiII", 0, 0, 0, 0, 0)), lambda body: [struct.unpack_from("=i", body, 4)[0]])


def netconf(family):
    return links((wire.NETCONF + 2, struct.pack("=B", family)), chosen(4, 1))


def addresses(family, text):
    first, second = devices("v0", "v1")
    # Of IPv4 those of smaller scope are in front, of IPv6 the newest.
    scope = lambda n: 253 if n >= 600 and family == wire.INET else 0
    entry = lambda verb, n: wire.address(verb, first if n % 2 else second, text.format(n >> 8, n & 255), scope(n))
    stable = [entry("add", n) for n in range(1, 600 // SCALE)]
    others = [pair(entry, n) for n in range(600, 600 + max(2, 40 // SCALE))]
    return Scene((22, struct.pack("=BBBBI", family, 0, 0, 0, 0)), stable, others, chosen(8, 1, 2))


def next_hops():
    device, = devices("v0")
    wire.make(wire.address("add", device, "192.0.0.1/16"))
    stable = [wire.next_hop_object("add", n * 10, device, f"192.0.{n >> 8}.{n & 255}") for n in range(1, 1 + 1000 // SCALE)]
    others = [pair(wire.next_hop_object, n * 10 + 5, device, "192.0.2.9") for n in range(1, 1 + 1000 // SCALE, 20)]
    return Scene((106, struct.pack("=BBBBI", 0, 0, 0, 0, 0)), stable, others, chosen(8, 1))


def bucket_keys(body):
    found = dict(wire.attributes(body, 8))
    yield struct.unpack("=I", found[1])[0], struct.unpack("=H", dict(wire.attributes(found[13]))[1])[0]


def buckets():
    device, = devices("v0")
    wire.make(wire.address("add", device, "192.0.0.1/16"))
    stable = [wire.next_hop_object("add", n, device, f"192.0.2.{n + 8}") for n in (1, 2)]
    group = lambda verb, number: wire.next_hop_object(verb, number, members=(1, 2), buckets=64)
    stable += [group("add", 100 + 10 * n) for n in range(20)]
    scene = Scene((118, struct.pack("=BBBBI", 0, 0, 0, 0, 0)), stable, [], bucket_keys)
    # One of these has 64 entries; the first stands for it.
    numbers = [105 + 20 * n for n in range(10)]
    scene.others = [pair(group, number) for number in numbers]
    scene.keys = lambda body: (
        key for key in bucket_keys(body) if key[0] % 10 != 5 or key[1] == 0
    )
    return scene


def routes4():
    device, = devices("v0")
    text = "10.{}.{}.0/24"
    stable = [wire.route("add", text.format(n >> 8, n & 255), device) for n in range(5000 // SCALE) if n % 50]
    others = [pair(wire.route, text.format(n >> 8, n & 255), device) for n in range(0, 5000 // SCALE, 50)]
    return Scene((26, struct.pack("=BBBBBBBBI", wire.INET, *[0] * 8)), stable, others, ROUTE_KEY)


def metrics4():
    """One prefix, many metrics."""
    device, = devices("v0")
    route = lambda verb, n: wire.route(verb, "10.0.0.0/24", device, metric=n + 1)
    stable = [route("add", n) for n in range(5000 // SCALE) if n % 50]
    others = [pair(route, n) for n in range(0, 5000 // SCALE, 50)]
    return Scene((26, struct.pack("=BBBBBBBBI", wire.INET, *[0] * 8)), stable, others, ROUTE_KEY)


def tables4():
    """Tables 100, 356, 612 … share a bucket of tables, and stay when their last route goes."""
    device, = devices("v0")
    stable = [wire.route("add", f"10.{n >> 8}.{n & 255}.0/24", device, table=356) for n in range(5000 // SCALE)]
    table = lambda verb, n: wire.route(verb, "192.0.2.0/24", device, table=612 + 256 * n)
    others = [pair(table, n) for n in range(200)]
    return Scene((26, struct.pack("=BBBBBBBBI", wire.INET, *[0] * 8)), stable, others, ROUTE_KEY, once=True)


def routes6():
    device, = devices("v0")
    text = "2001:db8:{:x}::/64"
    stable = [wire.route("add", text.format(n), device) for n in range(8000 // SCALE) if n % 100]
    others = [pair(wire.route, text.format(n), device) for n in range(0, 8000 // SCALE, 100)]
    return Scene((26, struct.pack("=BBBBBBBBI", wire.INET6, *[0] * 8)), stable, others, ROUTE_KEY)


def legs6():
    """IPv6 routes of four legs."""
    device, = devices("v0")
    wire.make(wire.address("add", device, "2001:db8:ffff::1/64"))
    hops = [wire.next_hop(device, f"2001:db8:ffff::{n:x}") for n in range(2, 6)]
    entry = lambda verb, n: wire.route(verb, f"2001:db8:{n:x}::/64", hops=hops)
    stable = [entry("add", n) for n in range(2000 // SCALE) if n % 100]
    others = [pair(entry, n) for n in range(0, 2000 // SCALE, 100)]
    return Scene((26, struct.pack("=BBBBBBBBI", wire.INET6, *[0] * 8)), stable, others, chosen(12, 1, 6, 15))


def label_routes():
    try:
        with open("/proc/sys/kernel/modprobe", encoding="ascii") as file:
            subprocess.run([file.read().strip(), "mpls_router"], check=False, stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        pass
    try:
        with open("/proc/sys/net/mpls/platform_labels", "w", encoding="ascii") as file:
            file.write("100000")
    except FileNotFoundError:
        raise OSError("this kernel has no MPLS") from None
    device, = devices("v0")
    stable = [wire.label_route("add", n, device, "192.0.2.9") for n in range(100, 100 + 5000 // SCALE) if n % 50]
    others = [pair(wire.label_route, n, device, "192.0.2.9") for n in range(100, 100 + 5000 // SCALE, 50)]
    return Scene((26, struct.pack("=BBBBBBBBI", wire.MPLS, *[0] * 8)), stable, others, chosen(12, 1))


def rules(family, source):
    stable = [wire.rule("add", 1000 + n, source) for n in range(2000 // SCALE) if n % 50]
    others = [pair(wire.rule, 1000 + n, source) for n in range(0, 2000 // SCALE, 50)]
    return Scene((34, struct.pack("=BBBBBBBBI", family, *[0] * 8)), stable, others, chosen(12, 2, 6))


def mac(n):
    return bytes([2, 0, 0, n >> 16, n >> 8 & 255, n & 255])


STATION_KEY = chosen(12, 1, 2, 9)
# Without the state, which says how an entry came.
STATELESS_KEY = lambda body: [(body[4:8], *sorted(pair for pair in wire.attributes(body, 12) if pair[0] in (1, 2, 9)))]
# Device and destination: a deletion tells no more.
NEIGHBOUR_KEY = lambda body: [(body[4:8], dict(wire.attributes(body, 12)).get(1))]
STATIONS = (30, struct.pack("=BBHiHBB", wire.BRIDGE, 0, 0, 0, 0, 0, 0))


def bridged():
    """The numbers of a bridge and of its port."""
    wire.make(wire.link("add", "b0", "bridge", up=True))
    port, = devices("v0")
    bridge = socket.if_nametoindex("b0")
    wire.make(wire.master("v0", bridge))
    return bridge, port


def bridge_stations():
    _, port = bridged()
    stable = [wire.station("add", port, mac(n)) for n in range(3000 // SCALE) if n % 50]
    others = [pair(wire.station, port, mac(n)) for n in range(0, 3000 // SCALE, 50)]
    return Scene(STATIONS, stable, others, STATION_KEY)


def learnt_stations():
    """What the bridge learns from frames, and forgets again by request: no RTNL is held when it learns."""
    _, port = bridged()
    plain = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    plain.bind(("v0p", 0))
    changer = wire.Socket()

    def act(texts):
        for text in texts:
            if len(text) == 12:
                plain.send(b"\xff" * 6 + text[6:] + struct.pack(">H", 0x88B5) + bytes(46))
            else:
                changer.send([text])

    stable = [wire.station("add", port, mac(n)) for n in range(3000 // SCALE) if n % 50]
    others = [(bytes(6) + mac(n), wire.station("delete", port, mac(n))) for n in range(0, 3000 // SCALE, 50)]
    return Scene(STATIONS, stable, others, STATELESS_KEY, act=act)


def vxlan_stations():
    wire.make(wire.vxlan("x0"))
    index = socket.if_nametoindex("x0")
    station = lambda verb, n: wire.station(verb, index, mac(n), "192.0.2.9", owner=0x02)
    stable = [station("add", n) for n in range(3000 // SCALE) if n % 5]
    others = [pair(station, n) for n in range(0, 3000 // SCALE, 5)]
    return Scene(STATIONS, stable, others, STATION_KEY)


def neighbours(family):
    device, = devices("v0")
    text = "10.0.{}.{}" if family == wire.INET else "2001:db8::{:x}:{:x}"
    entry = lambda verb, n: wire.neighbour(verb, device, text.format(n >> 8, n & 255), mac(n))
    stable = [entry("create", n) for n in range(4000 // SCALE) if n % 5]
    others = [(entry("create", n), entry("delete", n)) for n in range(0, 4000 // SCALE, 5)]
    return Scene((30, struct.pack("=BBHiHBB", family, 0, 0, 0, 0, 0, 0)), stable, others, NEIGHBOUR_KEY)


def proxies():
    device, = devices("v0")

    def entry(verb, n):
        body = struct.pack("=BBHiHBB", wire.INET, 0, 0, device, 0, 0x08, 0)
        return wire.of(wire.NEIGHBOUR, verb, body + wire.attribute(1, wire.address_bytes(f"10.0.{n >> 8}.{n & 255}")))

    stable = [entry("create", n) for n in range(2000 // SCALE) if n % 5]
    others = [(entry("create", n), entry("delete", n)) for n in range(0, 2000 // SCALE, 5)]
    return Scene((30, struct.pack("=BBHiHBB", wire.INET, 0, 0, 0, 0, 0x08, 0)), stable, others, chosen(12, 1))


def member_keys(body):
    for kind, nest in wire.attributes(body, 8):
        if kind == 1:
            for _, entry in wire.attributes(nest):
                for kind, info in wire.attributes(entry):
                    if kind == 1:
                        # Port, VLAN and group: the first 28 bytes; timers stand behind.
                        yield info[:4], info[6:26]


def members():
    bridge, port = bridged()
    text = "239.1.{}.{}"
    stable = [wire.member("add", bridge, port, text.format(n >> 8, n & 255)) for n in range(2000 // SCALE) if n % 25]
    others = [pair(wire.member, bridge, port, text.format(n >> 8, n & 255)) for n in range(0, 2000 // SCALE, 25)]
    return Scene((wire.MDB + 2, struct.pack("=BxxxI", wire.BRIDGE, 0)), stable, others, member_keys, settle=0.1)


SCENES = {
    "link": link_table,
    "address4": lambda: addresses(wire.INET, "10.0.{}.{}/32"),
    "address6": lambda: addresses(wire.INET6, "2001:db8::{:x}:{:x}/128"),
    "nexthop": next_hops,
    "bucket": buckets,
    "netconf4": lambda: netconf(wire.INET),
    "netconf6": lambda: netconf(wire.INET6),
    "route4": routes4,
    "route4-metrics": metrics4,
    "route4-tables": tables4,
    "route6": routes6,
    "route6-legs": legs6,
    "mpls": label_routes,
    "rule4": lambda: rules(wire.INET, "10.0.0.0/8"),
    "rule6": lambda: rules(wire.INET6, "2001:db8::/32"),
    "neigh4": lambda: neighbours(wire.INET),
    "neigh6": lambda: neighbours(wire.INET6),
    "proxy": proxies,
    "fdb-bridge": bridge_stations,
    "fdb-learnt": learnt_stations,
    "fdb-vxlan": vxlan_stations,
    "mdb": members,
}
