#!/usr/bin/env python3
"""Which questions wait for RTNL, and whether a notification is queued when a dump shows the change.

usage: barrier.py [waits|late] [--runs N] [TABLE...]      as root; makes network namespaces of its own

waits: a process holds RTNL for 50 ms. Each question is asked meanwhile, in the same namespace and from another one.
Printed: how long it takes when nothing happens, how often it waited for RTNL, and how long it took (medians).

late: a process adds and deletes entries as fast as it can. After each dump, what the dump shows of them is compared
with what the witness, a socket in the table's groups, has heard. Printed: dumps with a change of which the witness had not heard
when DONE was read; of these, the ones where it still had not after each barrier, one after the other.
"""
import argparse
import ctypes
import fcntl
import os
import socket
import statistics
import struct
import subprocess
import sys
import time

import churners
import wire
import rtnl
import scenes

# RTNL is held so many seconds.
HOLD = 0.05


def asked(kind, body, flags=0):
    return lambda netlink: netlink.ask(kind, body, flags)


def dumped(kind, body):
    def question(netlink):
        for _ in netlink.dump(kind, body):
            pass

    return question


def configuration(_):
    """SIOCGIFCONF: the devices and their IPv4 addresses."""
    room = ctypes.create_string_buffer(4096)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plain:
        fcntl.ioctl(plain, 0x8912, struct.pack("iP", len(room), ctypes.addressof(room)))


def driver(_):
    """SIOCETHTOOL, ETHTOOL_GLINK of lo."""
    value = ctypes.create_string_buffer(struct.pack("II", 10, 0), 8)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plain:
        fcntl.ioctl(plain, 0x8946, struct.pack("16sP16x", b"lo", ctypes.addressof(value)))


def rows(count, *values):
    return struct.pack("=" + "B" * count, *values)


LO = struct.pack("=BxHiII", 0, 0, 1, 0, 0)
PLAIN = struct.pack("=BxHiII", 0, 0, 0, 0, 0)
TRAFFIC = struct.pack("=BxxxiIII", 0, 1, 0, 0, 0)
ROUTE4 = struct.pack("=BBBBBBBBI", wire.INET, 32, *[0] * 7) + wire.attribute(1, bytes([127, 0, 0, 1]))
QUESTIONS = {
    "getlink lo": asked(18, LO),
    "getlink lo, no stats": asked(18, LO + wire.attribute(29, 8)),
    "getlink of no device": asked(18, struct.pack("=BxHiII", 0, 0, 999999, 0, 0)),
    "setlink lo, nothing": asked(16, LO, wire.ACK),
    "dump link": dumped(18, PLAIN),
    "dump addr4": dumped(22, struct.pack("=BBBBI", wire.INET, 0, 0, 0, 0)),
    "dump addr6": dumped(22, struct.pack("=BBBBI", wire.INET6, 0, 0, 0, 0)),
    "getaddr ::1": asked(22, struct.pack("=BBBBI", wire.INET6, 128, 0, 0, 0) + wire.attribute(1, bytes(15) + b"\1")),
    "getroute 127.0.0.1": asked(26, ROUTE4),
    "dump route4": dumped(26, struct.pack("=BBBBBBBBI", wire.INET, *[0] * 8)),
    "dump route6": dumped(26, struct.pack("=BBBBBBBBI", wire.INET6, *[0] * 8)),
    "dump rule4": dumped(34, struct.pack("=BBBBBBBBI", wire.INET, *[0] * 8)),
    "dump neigh4": dumped(30, struct.pack("=BBHiHBB", wire.INET, 0, 0, 0, 0, 0, 0)),
    "dump fdb": dumped(30, struct.pack("=BBHiHBB", wire.BRIDGE, 0, 0, 0, 0, 0, 0)),
    "getnexthop 9": asked(106, struct.pack("=BBBBI", 0, 0, 0, 0, 0) + wire.attribute(1, 9)),
    "dump nexthop": dumped(106, struct.pack("=BBBBI", 0, 0, 0, 0, 0)),
    "dump bucket": dumped(118, struct.pack("=BBBBI", 0, 0, 0, 0, 0)),
    "dump mdb": dumped(86, struct.pack("=BxxxI", wire.BRIDGE, 0)),
    "getnetconf lo": asked(82, struct.pack("=Bxxx", wire.INET) + wire.attribute(1, 1)),
    "dump netconf4": dumped(82, struct.pack("=Bxxx", wire.INET)),
    "getstats lo": asked(94, struct.pack("=BBHII", 0, 0, 0, 1, 1)),
    "getqdisc lo": asked(38, TRAFFIC),
    "dump qdisc lo": dumped(38, TRAFFIC),
    "dump neightbl": dumped(66, struct.pack("=Bxxx", 0)),
    "getnsid": asked(90, struct.pack("=Bxxx", 0) + wire.attribute(2, os.getpid())),
    "SIOCGIFCONF": configuration,
    "SIOCETHTOOL": driver,
}


def waits(runs):
    wire.Socket().request(wire.link("change", "lo", up=True))
    print(f"{'':22} {'when idle':>10} | same namespace            | another namespace")
    for name, question in QUESTIONS.items():
        print(f"{name:22} ", end="", flush=True)
        try:
            same, other = (times(question, runs, elsewhere) for elsewhere in (False, True))
        except OSError as failure:
            print(f"not here: {failure}", flush=True)
            continue
        print(f"{same.pop(0) * 1e6:7.1f} us", end="")
        for found in same, other[1:]:
            waited = sum(1 for one in found if one > HOLD * 0.9)
            print(f" | waited {waited:2} of {runs}, {statistics.median(found) * 1e3:5.1f} ms", end="")
        print(flush=True)


def times(question, runs, elsewhere):
    """What the question takes when nothing happens, and each time that RTNL is held here."""
    reader, writer = os.pipe()
    go, begin = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            ask(question, runs, elsewhere, go, writer)
            status = 0
        except OSError as failure:
            os.write(writer, str(failure).encode())
        finally:
            os._exit(status)
    os.close(writer)
    os.close(go)
    found = os.read(reader, 8)
    if len(found) == 8:
        for _ in range(runs):
            holder = rtnl.hold(HOLD)
            os.write(begin, b"1")
            os.waitpid(holder, 0)
    while part := os.read(reader, 4096):
        found += part
    os.close(begin)
    os.close(reader)
    if os.waitpid(child, 0)[1]:
        raise OSError(found.decode(errors="replace"))
    return list(struct.unpack(f"{len(found) // 8}d", found))


def ask(question, runs, elsewhere, go, writer):
    libc = ctypes.CDLL(None, use_errno=True)
    if elsewhere and libc.unshare(0x40000000):
        raise OSError(ctypes.get_errno(), "unshare")
    wire.Socket().request(wire.link("change", "lo", up=True))
    netlink = wire.Socket(buffer=1 << 20)

    def took():
        began = time.monotonic()
        question(netlink)
        return time.monotonic() - began

    os.write(writer, struct.pack("d", statistics.median(took() for _ in range(300))))
    for _ in range(runs):
        os.read(go, 1)
        os.write(writer, struct.pack("d", took()))


def membarrier():
    """Waits for all readers of RCU, soft interrupts among them."""
    ctypes.CDLL(None).syscall(324, 1, 0, 0)


# Legs of one IPv6 route are notified of together, when all are in the table.
GROUPS_OF = {
    "link": ["link"], "address4": ["addr4"], "address6": ["addr6"], "nexthop": ["nexthop"], "route4": ["route4"],
    "route6": ["route6"], "route6-legs": ["route6"], "rule4": ["rule4"], "rule6": ["rule6"], "neigh4": ["neigh"],
    "neigh6": ["neigh"], "fdb-bridge": ["neigh"], "fdb-learnt": ["neigh"], "fdb-vxlan": ["neigh"], "mdb": ["mdb"],
    "netconf4": ["netconf4"], "netconf6": ["netconf6"], "mpls": ["mpls"],
}


def flip(scene, parent):
    """A process that adds and deletes one entry after the other until it is killed; its id."""
    child = os.fork()
    if child:
        return child
    try:
        act = scene.act or wire.Socket().send
        while os.getppid() == parent:
            for texts in scene.others:
                for text in texts:
                    act([text])
                    time.sleep(0.00002)
    finally:
        os._exit(1)


def late(name, runs):
    scenes.SCALE = 40
    scene = scenes.SCENES[name]()
    netlink, dumper, witness = wire.Socket(), wire.Socket(), wire.Socket(*GROUPS_OF[name], buffer=1 << 24)
    told = {}

    def listen():
        """The keys that the witness has heard of."""
        heard = set()
        for kind, _, body in witness.drain() or []:
            for key in scene.keys(body):
                heard.add(key)
                told[key] = kind & 3 == 0
        return heard

    steps = [
        ("after DONE", lambda: None),
        ("after a question about a link", lambda: netlink.ask(18, LO)),
        ("after membarrier", membarrier),
        ("after 50 ms", lambda: time.sleep(0.05)),
    ]
    counts = [0] * len(steps)
    # A changer that has to share its processor is interrupted between the change and its notification.
    children = [flip(scene, os.getpid()), *churners.busy()]
    try:
        for _ in range(runs):
            listen()
            before, shown = dict(told), set()
            for datagram in dumper.dump(*scene.question):
                for kind, _, body in datagram:
                    if kind not in (wire.DONE, wire.ERROR):
                        shown.update(scene.keys(body))
            unheard = {key for key, there in before.items() if there != (key in shown)}
            for number, (_, wait) in enumerate(steps):
                wait()
                unheard -= listen()
                if not unheard:
                    break
                counts[number] += 1
    finally:
        churners.end(children)
    print(f"{name:12} {runs} dumps, not heard of: " + ", ".join(
        f"{count} {words}" for count, (words, _) in zip(counts, steps)), flush=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    parser.add_argument("what", nargs="?", choices=["waits", "late"])
    parser.add_argument("--runs", type=int)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("tables", nargs="*", metavar="TABLE")
    options = parser.parse_intermixed_args()
    if options.inside:
        wire.quiet()
        if options.what == "waits":
            waits(options.runs or 5)
            return
        for name in options.tables:
            try:
                late(name, options.runs or 5000)
            except OSError as failure:
                print(f"{name:12} not here: {failure}", flush=True)
        return
    print(f"Linux {os.uname().release}", flush=True)
    words = ["unshare", "-n", "-m", sys.executable, __file__, "--inside"]
    count = ["--runs", str(options.runs)] if options.runs else []
    if options.what != "late":
        subprocess.run([*words, *count, "waits"], check=True)
    if options.what != "waits":
        for name in options.tables or GROUPS_OF:
            subprocess.run([*words, *count, "late", name], check=True)


main()
