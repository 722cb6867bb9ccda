"""Tables that churn. Each function makes the entries that stay and returns the others as pairs of messages that add
and delete, with the number of those that stay. size: how many there are of all, about."""
import wire


def device(name):
    wire.make(*wire.veth(name, name + "p"))
    return wire.number(name)


def pair(message, *words, **options):
    return message("add", *words, **options), message("delete", *words, **options)


def routes6(size):
    """Sixty prefixes come and go before, between and behind those that stay."""
    dev, text = device("v0"), "2001:db8:{:x}::/64"
    between = range(200, size, max(1, (size - 200) // 20))
    wire.make(*(wire.route("add", text.format(n), dev) for n in range(size) if n not in between))
    around = [f"2001:{half}:{n:x}::/64" for half in ("d00", "e00") for n in range(20)]
    others = around + [text.format(n) for n in between]
    return [pair(wire.route, prefix, dev) for prefix in others], size - len(between)


def metrics4(size):
    """One prefix with many metrics, each fiftieth of which comes and goes."""
    dev = device("v0")
    make = lambda verb, n: wire.route(verb, "10.0.0.0/24", dev, metric=n + 1)
    wire.make(*(make("add", n) for n in range(size) if n % 50))
    return [pair(make, n) for n in range(0, size, 50)], size - size // 50


def tables4(size):
    """Routes in table 356; tables that share its bucket appear, one after the other, and stay."""
    dev = device("v0")
    wire.make(*(wire.route("add", f"10.{n >> 8}.{n & 255}.0/24", dev, table=356) for n in range(size)))
    return [pair(wire.route, "192.0.2.0/24", dev, table=100 + 256 * n) for n in range(2, 60000)], size


def rules(size):
    # Some datagrams of them, or none ends between two.
    count = max(1500, size // 3)
    make = lambda verb, n: wire.rule(verb, 100 + n, "10.0.0.0/8")
    wire.make(*(make("add", n) for n in range(count) if n % 20))
    return [pair(make, n) for n in range(0, count, 20)], count - count // 20 - 1


def mac(n):
    return bytes([2, 0, 0, n >> 16, n >> 8 & 255, n & 255])


def bridge_stations(size):
    wire.make(wire.link("add", "b0", "bridge", up=True))
    port = device("v0")
    wire.make(wire.master("v0", wire.number("b0")))
    count = max(2000, size // 2)
    make = lambda verb, n: wire.station(verb, port, mac(n))
    wire.make(*(make("add", n) for n in range(count) if n % 20))
    return [pair(make, n) for n in range(0, count, 20)], count - count // 20 - 1


def vxlan_stations(size):
    wire.make(wire.vxlan("x0"))
    index = wire.number("x0")
    make = lambda verb, n: wire.station(verb, index, mac(n), "192.0.2.9", owner=0x02)
    wire.make(*(make("add", n) for n in range(size // 2) if n % 5))
    return [pair(make, n) for n in range(0, size // 2, 5)], size // 2 - size // 10


def neighbours(size):
    dev = device("v0")
    make = lambda verb, n: wire.neighbour(verb, dev, f"10.0.{n >> 8}.{n & 255}", mac(n))
    wire.make(*(make("create", n) for n in range(size // 2) if n % 5))
    return [(make("create", n), make("delete", n)) for n in range(0, size // 2, 5)], size // 2 - size // 10


def addresses4(size):
    """First addresses of networks come and go in front of the further ones of another network."""
    dev = device("v0")
    make = lambda verb, n: wire.address(verb, dev, f"10.0.{n >> 8}.{n & 255}/16")
    wire.make(*(make("add", n) for n in range(1, size // 4)))
    return [pair(wire.address, dev, f"10.{n}.0.1/24") for n in range(1, 61)], size // 4 - 1


def addresses6(size):
    dev = device("v0")
    make = lambda verb, n: wire.address(verb, dev, f"2001:db8::{n:x}/128")
    wire.make(*(make("add", n) for n in range(1, size // 10)))
    return [pair(make, n) for n in range(size // 10, size // 10 + 40)], size // 10 - 1


def next_hops(size):
    dev = device("v0")
    wire.make(wire.address("add", dev, "192.0.0.1/16"))
    make = lambda verb, n: wire.next_hop_object(verb, n, dev, f"192.0.{n >> 8}.{n & 255}")
    wire.make(*(make("add", n) for n in range(10, size // 8) if n % 20))
    return [pair(make, n) for n in range(20, size // 8, 20)], size // 8 - size // 160 - 10


# Name: the table, the words of its dump, the words of its monitor.
TABLES = {
    "route6": (routes6, ["-6", "route", "dump", "--table", "all"], ["-6", "route"]),
    "route4-metrics": (metrics4, ["-4", "route", "dump", "--table", "all"], ["-4", "route"]),
    "route4-tables": (tables4, ["-4", "route", "dump", "--table", "all"], ["-4", "route"]),
    "rule": (rules, ["-4", "rule", "dump"], ["-4", "rule"]),
    "fdb": (bridge_stations, ["-f", "bridge", "neigh", "dump"], ["-f", "bridge", "neigh"]),
    "fdb-vxlan": (vxlan_stations, ["-f", "bridge", "neigh", "dump"], ["-f", "bridge", "neigh"]),
    "neigh": (neighbours, ["-4", "neigh", "dump"], ["-4", "neigh"]),
    "addr4": (addresses4, ["-4", "addr", "dump"], ["-4", "addr"]),
    "addr6": (addresses6, ["-6", "addr", "dump"], ["-6", "addr"]),
    "nexthop": (next_hops, ["nexthop", "dump"], ["nexthop"]),
}
