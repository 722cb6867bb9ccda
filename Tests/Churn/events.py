"""Cases of what the monitor tells, while several processes change other entries of the same tables."""
import contextlib
import json
import os
import time

import churners
import wire
from checks import Monitor
from tables import device, pair


def background(dev, rest=0.004):
    """Processes that add and delete routes of both families and rules, all through."""
    pairs = []
    for n in range(30):
        pairs.append(pair(wire.route, f"2001:db8:{0xA000 + n:x}::/64", dev))
        pairs.append(pair(wire.route, f"172.16.{n}.0/24", dev))
        pairs.append(pair(wire.rule, 20000 + n, "10.9.0.0/16"))
    return churners.Churn(pairs, processes=2, rest=rest)


def events_of(monitor, start, name, value):
    """Since then: the kinds of the events whose object has this value there."""
    return [e["event"] for e in monitor.events[start:] if "key" in e and e[e["object"]].get(name) == value]


def settle(monitor, wanted=lambda: True, more=1, seconds=10):
    """Takes what comes until that is so, at most so many seconds, and then what comes in some more."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        monitor.take()
        if wanted():
            end, wanted = min(end, time.monotonic() + more), lambda: False
        time.sleep(0.02)


def copies(monitor, words):
    """How many objects of the picture have these values."""
    return sum(1 for e in monitor.picture.values() if all(e.get(k) == v for k, v in words.items()))


def same(program, report, dev, add, delete, dump, monitor, wait, words):
    """Two identical objects, of which one is deleted, then the other; under churn, and when nothing else changes."""
    for churn in background(dev), contextlib.nullcontext():
        same_once(program, report, churn, add, delete, dump, monitor, wait, words)


def same_once(program, report, churn, add, delete, dump, monitor, wait, words):
    with churn:
        running = Monitor(program, "monitor", *monitor, "--initial").ready()
        add()
        settle(running, lambda: copies(running, words) == 2)
        report.expect(copies(running, words) == 2, f"{copies(running, words)} of two identical objects in the picture")
        waiting = program.start("wait", *wait, "--gone")
        time.sleep(0.5)
        delete()
        settle(running, lambda: copies(running, words) == 1, more=2)
        report.expect(waiting.poll() is None, f"--gone with exit status {waiting.poll()} although one of two is there")
        report.expect(copies(running, words) == 1, f"{copies(running, words)} in the picture, and one is there")
        late = Monitor(program, "monitor", *monitor, "--initial").ready()
        report.expect(copies(late, words) == 1, f"{copies(late, words)} for a new monitor, and one is there")
        late.stop(report=report)
        delete()
    # Only a dump that nothing disturbed proves absence.
    report.expect(program.status(waiting, 20) == 0, "--gone does not end when both are gone")
    missing, extra = running.agrees(program, *dump)
    report.picture(missing, extra)
    running.stop(report=report)


def same_rules(program, options, report):
    """Two identical rules, as NLM_F_EXCL is not set; one goes, then the other."""
    dev = device("v0")
    make = lambda verb: wire.make(wire.rule(verb, 100, "10.0.0.0/8"))
    same(
        program, report, dev, lambda: (make("create"), make("create")), lambda: make("delete"), ["-4", "rule", "dump"],
        ["-4", "rule"], ["-4", "rule", "pref", "100"], {"priority": 100},
    )


def same_routes6(program, options, report):
    """Two identical IPv6 routes, by append and then replace; one goes, then the other."""
    devs = device("v0"), device("v1")
    make = lambda verb, dev: wire.make(wire.route(verb, "2001:db8:1::/64", dev, metric=50))
    same(
        program, report, devs[0], lambda: (make("add", devs[0]), make("append", devs[1]), make("replace", devs[1])),
        lambda: make("delete", devs[1]), ["-6", "route", "dump", "--table", "all"], ["-6", "route"],
        ["-6", "route", "root", "2001:db8:1::/64"], {"dst": "2001:db8:1::/64"},
    )


def legs6(program, options, report):
    """Legs come to and go from an IPv6 route: each time one change of one object."""
    dev = device("v0")
    wire.make(wire.address("add", dev, "2001:db8:ffff::1/64"))
    name = "2001:db8:1::/64"
    leg = lambda verb, n: wire.make(wire.route(verb, name, dev, f"2001:db8:ffff::{n:x}", metric=50))
    with background(dev):
        for n in 0xD, 0xA:
            leg("append", n)
        running = Monitor(program, "monitor", "-6", "route", "--initial").ready()
        for verb, n in [("append", 0xB), ("append", 3), ("append", 0xF), ("delete", 0xD), ("delete", 3), ("append", 2)]:
            start = len(running.events)
            leg(verb, n)
            settle(running, lambda: events_of(running, start, "dst", name), more=0.7)
            kinds = events_of(running, start, "dst", name)
            report.expect(kinds == ["change"], f"{verb} of a leg: {kinds}")
    missing, extra = running.agrees(program, "-6", "route", "dump", "--table", "all")
    report.picture(missing, extra)
    running.stop(report=report)


def many_hops(program, options, report):
    """A route of 2,100 next hops among 206 others: its message ends no dump for us."""
    dev = device("v0")
    wire.make(wire.address("add", dev, "192.0.0.1/16"))
    words = ["-4", "route", "dump", "--consistent"]
    ours = lambda found: sum(1 for entry in found if entry.get("dst", "").startswith("10."))
    count = lambda found: ours(json.loads(entry) for entry in found)
    big = wire.route("add", "10.0.100.0/24", hops=[wire.next_hop(dev, f"192.0.{n >> 8}.{n & 255}") for n in range(9, 2109)])
    with background(dev):
        running = Monitor(program, "monitor", "-4", "route", "--initial").ready()
        wire.make(*(wire.route("add", f"10.0.{n}.0/24", dev) for n in range(206) if n != 100), big)
        settle(running, lambda: ours(running.picture.values()) == 206)
        told = ours(running.picture.values())
        report.expect(told == 206, f"monitor: {told} of 206 routes")
        late = Monitor(program, "monitor", "-4", "route", "--initial").ready()
        settle(late, lambda: ours(late.picture.values()) == 206, more=0)
        told = ours(late.picture.values())
        status = late.stop(report=report, status=None)
        report.expect(told == 206 or status == 3, f"a new monitor: {told} of 206 routes, exit status {status}")
        found, status, _ = program.objects(*words)
        report.expect(count(found) == 206 or status == 3, f"--consistent: {count(found)} of 206 routes, exit status {status}")
    found, status, _ = program.objects(*words)
    report.expect(
        count(found) == 206 or status == 3, f"--consistent when nothing changes: {count(found)} of 206 routes, exit status {status}"
    )
    settle(running)
    false = [e for e in running.deleted if e.get("dst", "").startswith("10.")]
    report.expect(not false, f"{len(false)} deletes of routes that are there")
    # The kernel shows some of them in no dump, which the monitor then says.
    status = running.stop(report=report, status=None)
    report.expect(status in (0, 3), f"monitor: exit status {status}")


def sources(program, options, report):
    """Routes that go with a source address or a next hop, where only routes are followed."""
    one, two = device("v0"), device("v1")
    wire.make(
        wire.address("add", one, "192.0.2.1/24"), wire.address("add", two, "198.51.100.1/24"),
        wire.next_hop_object("add", 7, two, "198.51.100.9"),
        wire.route("add", "10.1.0.0/16", one, source="198.51.100.1"), wire.route("add", "10.2.0.0/16", identity=7),
    )
    with background(one):
        running = Monitor(program, "monitor", "-4", "route", "--initial").ready()
        waits = [program.start("wait", "-4", "route", "root", f"10.{n}.0.0/16", "--gone") for n in (1, 2)]
        time.sleep(0.5)
        wire.make(wire.next_hop_object("delete", 7))
        gone = lambda name: events_of(running, 0, "dst", name)[-1:] == ["delete"]
        settle(running, lambda: gone("10.2.0.0/16"), more=0)
        report.expect(gone("10.2.0.0/16"), "a route that went with its next hop is not told")
        wire.make(wire.address("delete", two, "198.51.100.1/24"))
        settle(running, lambda: gone("10.1.0.0/16"), more=0)
        report.expect(gone("10.1.0.0/16"), "a route that went with its source is not told")
    for waiting, what in zip(waits, ["source", "next hop"]):
        report.expect(program.status(waiting, 10) == 0, f"wait --gone does not see a route go with its {what}")
    running.stop(report=report)


def compat(program, options, report):
    """IPv6 routes that go with their next hop where nexthop_compat_mode is 0: no notification is made."""
    dev = device("v0")
    with open("/proc/sys/net/ipv4/nexthop_compat_mode", "w", encoding="ascii") as file:
        file.write("0")
    wire.make(wire.address("add", dev, "2001:db8:ffff::1/64"), wire.next_hop_object("add", 7, dev, "2001:db8:ffff::9"))
    wire.make(*(wire.route("add", f"2001:db8:{n}::/64", identity=7) for n in range(1, 5)))
    with background(dev):
        running = Monitor(program, "monitor", "-6", "route", "--initial").ready()
        waiting = program.start("wait", "-6", "route", "root", "2001:db8:1::/64", "--gone")
        time.sleep(0.5)
        report.expect(waiting.poll() is None, "wait --gone ends although the route is there")
        wire.make(wire.next_hop_object("delete", 7))
        gone = lambda: sum(events_of(running, 0, "dst", f"2001:db8:{n}::/64")[-1:] == ["delete"] for n in range(1, 5))
        settle(running, lambda: gone() == 4, more=0)
        report.expect(gone() == 4, f"{gone()} of 4 routes told as gone")
    report.expect(program.status(waiting, 10) == 0, "wait --gone does not see the route go")
    running.stop(report=report)


def rule_devices(program, options, report):
    """Rules whose device goes, comes again and is renamed: no notification is made of what changes in them."""
    dev = device("v0")
    wire.make(wire.link("add", "x0", "ifb"), wire.rule("create", 50, "10.0.0.0/8", device="x0"))
    changes = [
        ("the device goes", wire.link("delete", "x0"), True), ("it comes again", wire.link("add", "x0", "ifb"), False),
        ("it is renamed", None, True),
    ]
    with background(dev):
        running = Monitor(program, "monitor", "-4", "rule", "--initial").ready()
        for what, text, detached in changes:
            start = len(running.events)
            wire.make(text or wire.rename("x0", "x1"))
            settle(running, lambda: events_of(running, start, "priority", 50))
            kinds = events_of(running, start, "priority", 50)
            have = [bool(e.get("iif_detached")) for e in running.picture.values() if e.get("priority") == 50]
            report.expect(kinds == ["change"] and have == [detached], f"{what}: events {kinds}, detached {have}")
    running.stop(report=report)


def joins(program, options, report):
    """A port joins a bond, a bridge where there are none, while the machine is busy: it is told once, and time never
    goes back."""
    device("v0")
    try:
        wire.make(wire.link("add", "b0", "bond", up=True), wire.link("change", "v0", up=False))
    except OSError:
        wire.make(wire.link("add", "b0", "bridge", up=True))
        report.notes.append("a bridge")
    busy = churners.busy()
    try:
        for _ in range(options.runs if options.full else 3):
            running = Monitor(program, "monitor", "link", "--initial").ready()
            wire.make(wire.master("v0", wire.number("b0")))
            settle(running, lambda: any(e["link"].get("master") for e in running.events if e.get("object") == "link"), more=0.7)
            masters = [e["link"].get("master") for e in running.events if e.get("object") == "link" and e["link"]["ifname"] == "v0"]
            steps = [one for n, one in enumerate(masters) if not n or one != masters[n - 1]]
            report.counts["runs"] += 1
            report.expect(steps == [None, "b0"], f"its master: {steps}")
            running.stop(report=report)
            wire.make(wire.link("change", "v0", rows=wire.attribute(10, 0)))
    finally:
        churners.end(busy)


def port_ids(program, options, report):
    """A port id that another process uses again names the new one; sockets of other protocols do not count."""
    dev, port = device("v0"), 0x70000000 + os.getpid()
    with background(dev):
        running = Monitor(program, "monitor", "-4", "addr", "--initial").ready()
        other = wire.Socket(port=port, protocol=16)
        for n in range(1, 6):
            reader, writer = os.pipe()
            child = os.fork()
            if not child:
                same = wire.Socket(port=port)
                same.request(wire.address("add", dev, f"192.0.2.{n}/32"))
                # It stays until it has been looked for.
                os.close(writer)
                os.read(reader, 1)
                os._exit(0)
            os.close(reader)
            event = running.until(lambda e: e["event"] == "new" and e["addr"].get("local") == f"192.0.2.{n}", 10)
            named = event and event.get("by", {}).get("pid")
            report.expect(named == child, f"process {child} named as {named}")
            os.kill(child, 9)
            os.waitpid(child, 0)
            os.close(writer)
        other.close()
    running.stop(report=report)


CASES = {
    "same-rules": same_rules, "same-routes6": same_routes6, "legs6": legs6, "many-hops": many_hops, "sources": sources,
    "compat": compat, "rule-devices": rule_devices, "joins": joins, "port-ids": port_ids,
}
