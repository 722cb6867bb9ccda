"""The cases: each in a fresh network namespace. case(program, options, report)."""
import os
import signal
import socket
import subprocess
import tempfile
import time

import churners
import kernel
from checks import Monitor, State, canonical, check_dump, check_monitor

CASES = {}


def case(function):
    CASES[function.__name__.replace("_", "-")] = function
    return function


def device(name):
    kernel.make(*kernel.veth(name, name + "p"))
    return socket.if_nametoindex(name)


def pair(message, *words, **options):
    return message("add", *words, **options), message("delete", *words, **options)


# Tables that churn: the stable entries are made; the others are returned as pairs of messages, with the number of
# the stable ones.

def routes6():
    """7,999 prefixes that stay, and 60 others before, between and behind them."""
    dev = device("v0")
    text = "2001:db8:{:x}::/64"
    between = range(200, 8000, 390)
    stable = [n for n in range(8019) if n not in between]
    kernel.make(*(kernel.route("add", text.format(n), dev) for n in stable))
    others = [f"2001:d00:{n:x}::/64" for n in range(20)] + [text.format(n) for n in between] + [f"2001:e00:{n:x}::/64" for n in range(20)]
    return [pair(kernel.route, prefix, dev) for prefix in others], 7999


def metrics4():
    """One prefix with 5,000 metrics, a hundred of which come and go."""
    dev = device("v0")
    make = lambda verb, n: kernel.route(verb, "10.0.0.0/24", dev, metric=n + 1)
    kernel.make(*(make("add", n) for n in range(5000) if n % 50))
    return [pair(make, n) for n in range(0, 5000, 50)], 4900


def tables4():
    """5,000 routes in table 356; tables that share its bucket appear, one after the other."""
    dev = device("v0")
    kernel.make(*(kernel.route("add", f"10.{n >> 8}.{n & 255}.0/24", dev, table=356) for n in range(5000)))
    return [pair(kernel.route, "192.0.2.0/24", dev, table=100 + 256 * n) for n in range(2, 40000)], 5000


def rules():
    make = lambda verb, n: kernel.rule(verb, 100 + n, "10.0.0.0/8")
    kernel.make(*(make("add", n) for n in range(2000) if n % 50))
    return [pair(make, n) for n in range(0, 2000, 50)], 1960


def mac(n):
    return bytes([2, 0, 0, n >> 16, n >> 8 & 255, n & 255])


def bridge_stations():
    kernel.make(kernel.link("add", "b0", "bridge", up=True))
    port = device("v0")
    kernel.make(kernel.master("v0", socket.if_nametoindex("b0")))
    make = lambda verb, n: kernel.station(verb, port, mac(n))
    kernel.make(*(make("add", n) for n in range(3000) if n % 50))
    return [pair(make, n) for n in range(0, 3000, 50)], 2940


def vxlan_stations():
    kernel.make(kernel.vxlan("x0"))
    index = socket.if_nametoindex("x0")
    make = lambda verb, n: kernel.station(verb, index, mac(n), "192.0.2.9", owner=0x02)
    kernel.make(*(make("add", n) for n in range(3000) if n % 5))
    return [pair(make, n) for n in range(0, 3000, 5)], 2400


def neighbours():
    dev = device("v0")
    make = lambda verb, n: kernel.neighbour(verb, dev, f"10.0.{n >> 8}.{n & 255}", mac(n))
    kernel.make(*(make("create", n) for n in range(4000) if n % 5))
    return [(make("create", n), make("delete", n)) for n in range(0, 4000, 5)], 3200


def addresses6():
    dev = device("v0")
    make = lambda verb, n: kernel.address(verb, dev, f"2001:db8::{n:x}/128")
    kernel.make(*(make("add", n) for n in range(1, 600)))
    return [pair(make, n) for n in range(600, 640)], 599


def dump_case(scene, *words, kind=churners.Churn):
    """Dumps while several processes churn: each stable object once, exit status 3 where that is not certain."""

    def run(program, options, report):
        others, count = scene()
        netlink, few = kernel.Socket(), others[:200]
        state = State(
            program, words, lambda: netlink.send(add for add, _ in few),
            lambda: netlink.send(delete for _, delete in few), count,
        )
        with kind(others[len(few) :] if kind is churners.Tables else others, pause=options.pause) as churn:
            time.sleep(0.2)
            for _ in range(options.runs):
                check_dump(report, program, words, state)
            report.notes.append(f"{churn.rate():,.0f} changes a second")
        if options.pause and report.counts["exit 0"] < 0.95 * options.runs:
            report.fault(f"exit status 0 in {report.counts['exit 0']} of {options.runs} runs although the churn pauses")
        # Afterwards nothing is uncertain.
        found, status, _ = program.objects(*words)
        report.expect(status == 0 and not state.stable - __import__("collections").Counter(found), "a dump after the churn is not exact")

    return run


def monitor_case(scene, dump, monitor, lossy=False, kind=churners.Churn):
    """A monitor that starts under churn; when that stops, the picture is the kernel's, and nothing stable was deleted."""

    def run(program, options, report):
        others, count = scene()
        netlink, few = kernel.Socket(), others[:200]
        state = State(
            program, dump, lambda: netlink.send(add for add, _ in few),
            lambda: netlink.send(delete for _, delete in few), count,
        )
        start = len(few) if kind is churners.Tables else 0
        for number in range(options.runs):
            share = others[start + number * 1000 : start + number * 1000 + 1000] if start else others
            with kind(share, pause=options.pause) as churn:
                time.sleep(0.1)
                running = Monitor(program, "monitor", *monitor, "--initial").ready()
                time.sleep(options.seconds)
                rate = churn.rate()
            check_monitor(report, program, running, dump, state)
        report.notes.append(f"{rate:,.0f} changes a second")
        if lossy and not report.counts["lost"]:
            report.fault("nothing was lost, so nothing was proved")

    return run


TABLES = {
    "route6": (routes6, ["-6", "route", "dump"], ["-6", "route"], churners.Churn),
    "route4-metrics": (metrics4, ["-4", "route", "dump"], ["-4", "route"], churners.Churn),
    "route4-tables": (tables4, ["-4", "route", "dump", "--table", "all"], ["-4", "route"], churners.Tables),
    "rule": (rules, ["rule", "dump"], ["rule"], churners.Churn),
    "fdb": (bridge_stations, ["-f", "bridge", "neigh", "dump"], ["-f", "bridge", "neigh"], churners.Churn),
    "fdb-vxlan": (vxlan_stations, ["-f", "bridge", "neigh", "dump"], ["-f", "bridge", "neigh"], churners.Churn),
    "neigh": (neighbours, ["neigh", "dump"], ["neigh"], churners.Churn),
    "addr6": (addresses6, ["-6", "addr", "dump"], ["-6", "addr"], churners.Churn),
}
for name, (scene, words, groups, kind) in TABLES.items():
    CASES[f"dump-{name}"] = dump_case(scene, *words, kind=kind)
    if name.startswith("route"):
        CASES[f"consistent-{name}"] = dump_case(scene, *words, "--consistent", kind=kind)
    CASES[f"monitor-{name}"] = monitor_case(scene, words, groups, kind=kind)
for name in "route6", "rule":
    scene, words, groups, kind = TABLES[name]
    CASES[f"resync-{name}"] = monitor_case(scene, words, [*groups, "--rcvbuf", "8k"], lossy=True)
