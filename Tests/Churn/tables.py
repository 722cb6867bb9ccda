"""Tables that churn. Each function makes the entries that stay and returns the others as pairs of messages that add
and delete, with the number of those that stay. size: how many there are of all, about."""
import socket

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


class Naming:
    """What names an entry, in a message and in JSON, so that the two can be compared."""

    def __init__(self, kind, header, in_message, *keys, dying=None):
        """kind: the message's type. header: the bytes before its attributes. in_message: from body and attributes.
        keys: the same in JSON. dying: what an entry in JSON is while it is being deleted, where it is another then."""
        self.kind, self.header, self.in_message, self.keys, self.dying = kind, header, in_message, keys, dying

    def of_message(self, kind, body):
        """None for a message of another type."""
        if kind == self.kind:
            return self.in_message(body, dict(wire.attributes(body, self.header)))

    def of_entry(self, entry):
        return tuple(entry.get(key) for key in self.keys)


def number(found, kind):
    return int.from_bytes(found[kind], "little") if kind in found else None


def text(packed):
    return socket.inet_ntop(wire.INET if len(packed) == 4 else wire.INET6, packed) if packed else None


def route_name(body, found):
    host = 32 if body[0] == wire.INET else 128
    prefix = (text(found.get(1)) or "default") + (f"/{body[1]}" if 0 < body[1] < host else "")
    return prefix, number(found, 15), number(found, 6), number(found, 4)


def hardware(packed):
    return packed.hex(":") if packed else None


ROUTES = Naming(wire.ROUTE, 12, route_name, "dst", "table_id", "metric", "ifindex")
RULES = Naming(wire.RULE, 12, lambda _, found: (number(found, 6) or 0,), "priority")
def neighbour_name(body, found):
    return int.from_bytes(body[4:8], "little"), hardware(found.get(2)), text(found.get(1))


def dying_neighbour(entry):
    """The kernel says of a neighbour that it has failed, and only then removes it."""
    return {key: value for key, value in entry.items() if key != "lladdr"} | {"state": ["FAILED"]}


STATIONS = Naming(wire.NEIGHBOUR, 12, neighbour_name, "ifindex", "mac", "dst")
NEIGHBOURS = Naming(wire.NEIGHBOUR, 12, neighbour_name, "ifindex", "lladdr", "dst", dying=dying_neighbour)
ADDRESSES = Naming(
    wire.ADDRESS, 8, lambda body, found: (text(found.get(2) or found.get(1)), body[1]), "local", "prefixlen"
)
NEXT_HOPS = Naming(wire.NEXTHOP, 8, lambda _, found: (number(found, 1),), "id")

# Name: the table, the words of its dump, the words of its monitor, what names its entries.
TABLES = {
    "route6": (routes6, ["-6", "route", "dump", "--table", "all"], ["-6", "route"], ROUTES),
    "route4-metrics": (metrics4, ["-4", "route", "dump", "--table", "all"], ["-4", "route"], ROUTES),
    "route4-tables": (tables4, ["-4", "route", "dump", "--table", "all"], ["-4", "route"], ROUTES),
    "rule": (rules, ["-4", "rule", "dump"], ["-4", "rule"], RULES),
    "fdb": (bridge_stations, ["-f", "bridge", "neigh", "dump"], ["-f", "bridge", "neigh"], STATIONS),
    "fdb-vxlan": (vxlan_stations, ["-f", "bridge", "neigh", "dump"], ["-f", "bridge", "neigh"], STATIONS),
    "neigh": (neighbours, ["-4", "neigh", "dump"], ["-4", "neigh"], NEIGHBOURS),
    "addr4": (addresses4, ["-4", "addr", "dump"], ["-4", "addr"], ADDRESSES),
    "addr6": (addresses6, ["-6", "addr", "dump"], ["-6", "addr"], ADDRESSES),
    "nexthop": (next_hops, ["nexthop", "dump"], ["nexthop"], NEXT_HOPS),
}
