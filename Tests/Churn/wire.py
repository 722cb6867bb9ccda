"""rtnetlink messages and sockets, with the standard library alone.

Messages are made once and sent many to a datagram, so that one process makes tens of thousands of changes a
second.
"""
import errno
import os
import select
import socket
import struct

# Flags of a request.
REQUEST, MULTI, ACK, REPLACE, EXCLUSIVE, CREATE, APPEND, DUMP = 1, 2, 4, 0x100, 0x200, 0x400, 0x800, 0x300
INTERRUPTED = 0x10
VERBS = {
    "add": CREATE | EXCLUSIVE,
    "change": 0,
    "replace": CREATE | REPLACE,
    "append": CREATE | APPEND,
    "create": CREATE,
    "delete": 0,
}
ERROR, DONE = 2, 3
LINK, ADDRESS, ROUTE, NEIGHBOUR, RULE = 16, 20, 24, 28, 32
NETCONF, MDB, NEXTHOP, BUCKET = 80, 84, 104, 116
INET, BRIDGE, INET6, MPLS = socket.AF_INET, 7, socket.AF_INET6, 28
GROUPS = {
    "link": 1, "neigh": 3, "addr4": 5, "route4": 7, "rule4": 8, "addr6": 9, "route6": 11, "rule6": 19, "netconf4": 24,
    "netconf6": 25, "mdb": 26, "mpls": 27, "nexthop": 32,
}


def attribute(kind, payload):
    if isinstance(payload, int):
        payload = struct.pack("=I", payload)
    if isinstance(payload, str):
        payload = payload.encode() + b"\0"
    return struct.pack("=HH", 4 + len(payload), kind) + payload + b"\0" * (-len(payload) % 4)


def message(kind, flags, body, sequence=0):
    return struct.pack("=IHHII", 16 + len(body), kind, flags | REQUEST, sequence, 0) + body


def of(kind, verb, body):
    """A message that adds, changes or deletes an object whose kind has this first number."""
    return message(kind + 1 if verb == "delete" else kind, VERBS[verb], body)


def address_bytes(text):
    return socket.inet_pton(INET6 if ":" in text else INET, text)


def prefix(text):
    """Family, bytes and length of a prefix; `default` is not known here."""
    network, _, length = text.partition("/")
    family = INET6 if ":" in network else INET
    packed = socket.inet_pton(family, network)
    return family, packed, int(length) if length else 8 * len(packed)


def next_hop(device=0, via=None, weight=1):
    """One entry of RTA_MULTIPATH."""
    body = attribute(5, address_bytes(via)) if via else b""
    return struct.pack("=HBBi", 8 + len(body), 0, weight - 1, device) + body


def route(verb, destination, device=0, via=None, table=254, metric=0, hops=(), source=None, kind=1, identity=0):
    family, packed, length = prefix(destination)
    scope = 253 if family == INET and kind == 1 and not (via or hops or identity) else 0
    small = table if table < 256 else 0
    body = struct.pack("=BBBBBBBBI", family, length, 0, 0, small, 4, scope, kind, 0)
    body += attribute(1, packed) + attribute(15, table)
    if device:
        body += attribute(4, device)
    if via:
        body += attribute(5, address_bytes(via))
    if metric:
        body += attribute(6, metric)
    if source:
        body += attribute(7, address_bytes(source))
    if hops:
        body += attribute(9, b"".join(hops))
    if identity:
        body += attribute(30, identity)
    return of(ROUTE, verb, body)


def label_route(verb, label, device, via):
    """An MPLS route that takes the label off."""
    body = struct.pack("=BBBBBBBBI", MPLS, 20, 0, 0, 254, 4, 0, 1, 0)
    body += attribute(1, struct.pack(">I", label << 12 | 0x100)) + attribute(4, device)
    return of(ROUTE, verb, body + attribute(18, struct.pack("=H", INET) + address_bytes(via)))


def rule(verb, priority, source, table=254, device=None):
    """device: the name of the incoming one."""
    family, packed, length = prefix(source)
    small = table if table < 256 else 0
    body = struct.pack("=BBBBBBBBI", family, 0, length, 0, small, 0, 0, 1, 0)
    body += attribute(2, packed) + attribute(6, priority) + attribute(15, table)
    return of(RULE, verb, body + (attribute(3, device) if device else b""))


def neighbour(verb, device, destination, mac):
    body = struct.pack("=BBHiHBB", prefix(destination)[0], 0, 0, device, 0x80, 0, 0)
    return of(NEIGHBOUR, verb, body + attribute(1, address_bytes(destination)) + attribute(2, mac))


def station(verb, device, mac, destination=None, owner=0x04):
    """An entry of a forwarding database; owner: 0x04 the bridge (master), 0x02 the device itself."""
    body = struct.pack("=BBHiHBB", BRIDGE, 0, 0, device, 0x80 if destination else 0x40, owner, 0) + attribute(2, mac)
    return of(NEIGHBOUR, verb, body + (attribute(1, address_bytes(destination)) if destination else b""))


def member(verb, bridge, port, group):
    """A permanent entry of a bridge's multicast database."""
    entry = struct.pack("=IBBH", port, 1, 0, 0) + address_bytes(group).ljust(16, b"\0")
    entry += struct.pack(">H", 0x86DD if ":" in group else 0x800) + b"\0\0"
    return of(MDB, verb, struct.pack("=BxxxI", BRIDGE, bridge) + attribute(1, entry))


def address(verb, device, text, scope=0):
    family, packed, length = prefix(text)
    flags = 0x02 if family == INET6 else 0
    body = struct.pack("=BBBBI", family, length, flags, scope, device)
    return of(ADDRESS, verb, body + attribute(2, packed) + attribute(1, packed))


def next_hop_object(verb, identity, device=0, via=None, members=(), buckets=0):
    """A next hop; with members a group, with buckets a resilient one."""
    body = struct.pack("=BBBBI", prefix(via)[0] if via else 0, 0, 4 if verb != "delete" else 0, 0, 0) + attribute(1, identity)
    if verb != "delete" and members:
        body += attribute(2, b"".join(struct.pack("=IBBH", number, 0, 0, 0) for number in members))
        if buckets:
            body += attribute(3, struct.pack("=H", 1))
            body += attribute(12 | 0x8000, attribute(1, struct.pack("=H", buckets)))
    elif verb != "delete":
        body += attribute(5, device) + (attribute(6, address_bytes(via)) if via else b"")
    return of(NEXTHOP, verb, body)


def link(verb, name, kind=None, data=b"", index=0, up=None, rows=b""):
    """kind and data: IFLA_LINKINFO; rows: further attributes."""
    body = struct.pack("=BxHiII", 0, 0, index, bool(up), up is not None) + attribute(3, name) + rows
    if kind:
        body += attribute(18, attribute(1, kind) + (attribute(2, data) if data else b""))
    return of(LINK, verb, body)


def veth(name, other):
    """Makes a pair of devices, then sets both up."""
    peer = struct.pack("=BxHiII", 0, 0, 0, 0, 0) + attribute(3, other)
    return link("add", name, "veth", attribute(1, peer)), link("change", name, up=True), link("change", other, up=True)


def vxlan(name):
    data = attribute(1, 7) + attribute(15, struct.pack(">H", 4789)) + attribute(2, address_bytes("192.0.2.9"))
    return link("add", name, "vxlan", data, up=True)


def rename(name, other):
    return message(LINK, 0, struct.pack("=BxHiII", 0, 0, number(name), 0, 0) + attribute(3, other))


def master(name, bridge):
    return link("change", name, rows=attribute(10, bridge))


def messages(datagram):
    """(type, flags, bytes after the header) of each message."""
    offset = 0
    while offset + 16 <= len(datagram):
        length, kind, flags = struct.unpack_from("=IHH", datagram, offset)
        yield kind, flags, datagram[offset + 16 : offset + length]
        offset += length + 3 & ~3


def attributes(payload, offset=0):
    """(type, bytes) of each attribute from there on."""
    while offset + 4 <= len(payload):
        length, kind = struct.unpack_from("=HH", payload, offset)
        if length < 4:
            return
        yield kind & 0x3FFF, payload[offset + 4 : offset + length]
        offset += length + 3 & ~3


class Socket:
    """A netlink socket of this namespace."""

    def __init__(self, *groups, buffer=None, port=0, protocol=0):
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, protocol)
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, 33, buffer)  # SO_RCVBUFFORCE
        self.socket.bind((port, 0))
        for group in groups:
            self.socket.setsockopt(270, 1, GROUPS[group])

    def fileno(self):
        return self.socket.fileno()

    def close(self):
        self.socket.close()

    def strict(self):
        """The kernel obeys the filters of a dump's request."""
        self.socket.setsockopt(270, 12, 1)
        return self

    def request(self, text):
        """Sends one message and waits for its acknowledgement."""
        kind, flags, body = next(messages(text))
        self.socket.send(message(kind, flags | ACK, body))
        while True:
            for kind, _, body in messages(self.socket.recv(65536)):
                if kind == ERROR:
                    number = -struct.unpack_from("=i", body)[0]
                    if number:
                        raise OSError(number, os.strerror(number))
                    return

    def send(self, texts):
        """Sends messages, many to a datagram; what the kernel refuses is not looked at."""
        datagram, size = [], 0
        for text in texts:
            if size + len(text) > 16384:
                self.flush(datagram)
                datagram, size = [], 0
            datagram.append(text)
            size += len(text)
        if datagram:
            self.flush(datagram)

    def flush(self, datagram):
        self.socket.send(b"".join(datagram))
        self.drain()

    def drain(self):
        """What waits to be read, as messages; None where some were lost."""
        found, lost = [], False
        while True:
            try:
                found += messages(self.socket.recv(1 << 18, socket.MSG_DONTWAIT))
            except BlockingIOError:
                return None if lost else found
            except OSError as error:
                if error.errno != errno.ENOBUFS:
                    raise
                lost = True

    def ask(self, kind, body, flags=0):
        """One question, one answer or refusal."""
        self.socket.send(message(kind, flags, body))
        return self.socket.recv(1 << 17)

    def dump(self, kind, body, size=1 << 16):
        """The datagrams of a dump, the end among them, as lists of messages."""
        self.socket.send(message(kind, DUMP, body, 1))
        while True:
            found = list(messages(self.socket.recv(size)))
            for code, _, payload in found:
                if code in (ERROR, DONE) and len(payload) >= 4:
                    number = -struct.unpack_from("=i", payload)[0]
                    if number:
                        raise OSError(number, os.strerror(number))
            yield found
            if any(code == DONE for code, _, _ in found):
                return

    def ahead(self, size):
        """The messages that the next read will give: what a dump has put ready."""
        return list(messages(self.socket.recv(size, socket.MSG_PEEK)))

    def wait(self, seconds):
        return bool(select.select([self.socket], [], [], seconds)[0])


def make(*texts, port=0):
    """Sends messages that all must succeed, from this port id."""
    netlink = Socket(port=port)
    for text in texts:
        netlink.request(text)
    netlink.close()


def number(name):
    return socket.if_nametoindex(name)


def quiet():
    """Devices of this namespace get no addresses and routes by themselves."""
    for name, value in ("addr_gen_mode", 1), ("accept_dad", 0), ("router_solicitations", 0):
        with open(f"/proc/sys/net/ipv6/conf/default/{name}", "w", encoding="ascii") as file:
            file.write(str(value))
