#!/usr/bin/env python3
"""Scenes of `nlctl monitor` and `nlctl wait` on the live kernel, one at a time.

usage: scenes.py NLCTL SCENE      in a network and mount namespace of its own, /run writable

Exit status 0: the scene went as it should. Nothing is timed; a watchdog of two minutes ends what hangs.
"""
import json
import os
import queue
import re
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

nlctl = sys.argv[1]
WATCHDOG = int(os.environ.get("WATCHDOG", "120"))


def ip(*words, check=True, lines=()):
    """Runs ip, with lines for its `-batch -`."""
    batch = "".join(f"{line}\n" for line in lines)
    done = subprocess.run(["ip", *words], check=False, capture_output=True, text=True, input=batch)
    assert done.returncode == 0 or not check, f"ip {' '.join(words)}: {done.stderr}"
    return done


def sysctl(name, value):
    """In a fresh namespace /proc/sys/net is that of the thread that reads it."""
    with open(f"/proc/sys/{name.replace('.', '/')}", "w", encoding="ascii") as file:
        file.write(value)


class Monitor:
    """A running monitor, its events as they come."""

    def __init__(self, *words, initial=True, verb="monitor", netns=None):
        words = [verb, *words, "--json"] + (["--initial"] if initial else [])
        inside = ["ip", "netns", "exec", netns] if netns else []
        self.process = subprocess.Popen(
            [*inside, nlctl, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.events = []
        self.raw = []
        self.lines = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()
        if initial:
            self.until(lambda e: e["event"] == "initial-end")

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def until(self, matches):
        """The first event from here on that matches."""
        while True:
            try:
                line = self.lines.get(timeout=WATCHDOG)
            except queue.Empty:
                raise AssertionError(f"nothing came after {str(self.events[-4:])[:1500]}") from None
            if line is None:
                raise AssertionError(f"the monitor ended: {self.process.stderr.read()}")
            self.raw.append(line)
            event = json.loads(line)
            self.events.append(event)
            if matches(event):
                return event

    def rest(self):
        """All that came, once it has ended."""
        while (line := self.lines.get(timeout=WATCHDOG)) is not None:
            self.events.append(json.loads(line))
        return self.events

    def switches(self):
        """How often its threads have gone to sleep so far."""
        total = 0
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            with open(f"/proc/{self.process.pid}/task/{task}/status", encoding="ascii") as file:
                total += int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", file.read(), re.M)[1])
        return total

    def halt(self):
        """Stops it as a debugger would; returns when none of its threads runs any more."""
        self.process.send_signal(signal.SIGSTOP)
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            while True:
                with open(f"/proc/{self.process.pid}/task/{task}/stat", encoding="ascii") as file:
                    if file.read().rsplit(")", 1)[1].split()[0] in "Tt":
                        break
                time.sleep(0.001)

    def stop(self, number=signal.SIGINT, status=0):
        self.process.send_signal(number)
        got = self.process.wait(timeout=WATCHDOG)
        assert got == status, f"exit status {got}: {self.process.stderr.read()}"
        self.rest()
        return self.process.stderr.read()


def pair(one, other):
    ip("link", "add", one, "type", "veth", "peer", "name", other)
    ip("link", "set", one, "up")
    ip("link", "set", other, "up")


def quiet(monitor, pause=0.5):
    """Waits until no thread of the monitor has run for five pauses."""
    still, before, end = 0, monitor.switches(), time.monotonic() + WATCHDOG
    while still < 5:
        assert time.monotonic() < end, "it is never at rest"
        time.sleep(pause)
        now = monitor.switches()
        still = still + 1 if now == before else 0
        before = now


def of(kind, event=None, **members):
    """A test for events of an object."""

    def matches(e):
        if e.get("object") != kind or event and e["event"] != event:
            return False
        return all(e[kind].get(name) == value for name, value in members.items())

    return matches


# A netlink socket that this very process holds.
class Requester:
    def __init__(self):
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
        self.socket.bind((0, 0))

    def add(self, index, address):
        """RTM_NEWADDR; waits for the acknowledgement."""
        body = struct.pack("=BBBBI", 2, 24, 0, 0, index) + struct.pack("=HH4s", 8, 2, socket.inet_aton(address))
        self.socket.send(struct.pack("=IHHII", 16 + len(body), 20, 0x405, 4711, 0) + body)
        (error,) = struct.unpack_from("=i", self.socket.recv(65536), 16)
        assert error == 0, error


def number_of(name):
    return json.loads(ip("-j", "link", "show", name).stdout)[0]["ifindex"]


def rename():
    """After a rename every object has the new name, and a consumer ends with the kernel's state."""
    pair("v0", "w0")
    ip("address", "add", "192.0.2.1/24", "dev", "v0")
    ip("route", "add", "10.0.0.0/8", "via", "192.0.2.9")
    monitor = Monitor("link", "addr", "route")
    ip("link", "set", "v0", "name", "eth7")
    monitor.until(of("link", "change", ifname="eth7"))
    route = monitor.until(of("route", "change", dst="10.0.0.0/8"))
    assert route["route"]["dev"] == "eth7" and route["cause"] == "rename", route
    assert route["changed"]["dev"] == {"old": "v0", "new": "eth7"}, route
    ip("route", "add", "10.9.0.0/16", "via", "192.0.2.9")
    assert monitor.until(of("route", "new", dst="10.9.0.0/16"))["route"]["dev"] == "eth7"
    monitor.stop()


def change():
    """A change tells the fields that changed, old and new; the object keeps its key."""
    pair("v0", "w0")
    monitor = Monitor("link")
    start = next(e for e in monitor.events if of("link", "new", ifname="v0")(e))
    ip("link", "set", "v0", "mtu", "1400")
    event = monitor.until(of("link", "change", ifname="v0", mtu=1400))
    assert event["changed"]["mtu"] == {"old": 1500, "new": 1400}, event
    assert event["key"] == start["key"]
    assert (event["group"], event["group_id"]) == ("link", 1), event
    ip("link", "set", "v0", "down")
    event = monitor.until(lambda e: of("link", "change", ifname="v0")(e) and "UP" not in e["link"]["flags"])
    assert "flags" in event["changed"] and "ifindex" not in event["changed"], event["changed"]
    monitor.stop()


def repeats():
    """What changes nothing is counted and not printed; --all prints it."""
    pair("v0", "w0")
    ip("address", "add", "192.0.2.1/24", "dev", "v0")
    monitor, everything = Monitor("addr", "--verbose"), Monitor("addr", "--all")
    for _ in range(3):
        ip("address", "replace", "192.0.2.1/24", "dev", "v0")
    ip("address", "add", "192.0.2.2/24", "dev", "v0")
    monitor.until(of("addr", "new", local="192.0.2.2"))
    everything.until(of("addr", "new", local="192.0.2.2"))
    repeated = of("addr", "change", local="192.0.2.1")
    said = monitor.stop()
    assert sum(map(repeated, monitor.events)) == 0
    assert "3 repeats" in said, said
    everything.stop()
    assert sum(map(repeated, everything.events)) == 3


def who():
    """Who did it: port id and sequence number, the process behind them, the kernel for 0."""
    pair("v0", "w0")
    # All, for a dump may have shown first what a notification tells.
    monitor = Monitor("link", "addr", "--all")
    requester = Requester()
    requester.add(number_of("v0"), "192.0.2.1")
    event = monitor.until(of("addr", "new", local="192.0.2.1"))
    assert (event["seq"], event["portid"]) == (4711, requester.socket.getsockname()[0]), event
    with open(f"/proc/{os.getpid()}/comm", encoding="ascii") as file:
        comm = file.read().strip()
    assert event["by"] == {"pid": os.getpid(), "comm": comm}, event
    ip("link", "set", "w0", "down")
    event = monitor.until(lambda e: of("link", "change", ifname="v0")(e) and "group" in e)
    assert event["portid"] == 0 and event["by"] == {"kernel": True}, event
    monitor.stop()


def forget():
    """A requester that has gone is not guessed: its events have no `by`."""
    pair("v0", "w0")
    monitor = Monitor("addr")
    monitor.halt()
    requester = Requester()
    requester.add(number_of("v0"), "192.0.2.1")
    requester.socket.close()
    monitor.process.send_signal(signal.SIGCONT)
    event = monitor.until(of("addr", "new", local="192.0.2.1"))
    assert event["portid"] != 0 and "by" not in event, event
    monitor.stop()


def big():
    """A link message of 20 KB does not kill the monitor."""
    pair("v0", "w0")
    monitor = Monitor("link")
    names = [f"a{n:03d}" + "x" * 110 for n in range(160)]
    for start in range(0, 160, 8):
        ip("link", "property", "add", "dev", "v0", *(w for n in names[start : start + 8] for w in ("altname", n)))
    event = monitor.until(lambda e: of("link", ifname="v0")(e) and len(e["link"].get("altnames", [])) == 160)
    assert event["link"]["altnames"] == names
    ip("link", "set", "v0", "mtu", "1300")
    monitor.until(of("link", "change", ifname="v0", mtu=1300))
    monitor.stop()
    assert not [e for e in monitor.events if e["event"] == "lost"]


def lost():
    """What is lost is counted exactly: what came and what was lost are what happened."""
    # IPv6 has something to say of its own.
    sysctl("net.ipv6.conf.default.disable_ipv6", "1")
    pair("v0", "w0")
    ip("address", "add", "192.0.2.1/24", "dev", "v0")
    count = 3000
    monitor = Monitor("route", "--rcvbuf", "32k")
    monitor.halt()
    batch = "".join(f"route add 10.{n >> 8}.{n & 255}.0/24 via 192.0.2.9\n" for n in range(count))
    subprocess.run(["ip", "-batch", "-"], input=batch, text=True, check=True)
    monitor.process.send_signal(signal.SIGCONT)
    monitor.until(lambda e: e["event"] == "resync-end")
    said = monitor.stop()
    new = [e for e in monitor.events if of("route", "new")(e) and not e.get("initial")]
    came = [e for e in new if "group" in e]
    synthesized = [e for e in new if e.get("synthesized")]
    number = sum(e["lost"] for e in monitor.events if e["event"] == "lost")
    assert len(came) + number == count, (len(came), number)
    assert len(synthesized) == number and all(e["cause"] == "overflow" for e in synthesized)
    assert len({e["key"] for e in new}) == count
    kinds = [e["event"] for e in monitor.events if "key" not in e]
    assert kinds == ["initial-end", "lost", "resync-begin", "resync-end"], kinds
    assert f"{number} notifications lost" in said, said


def resync():
    """What a dump after a loss tells is the difference: each changed object once, others never."""
    pair("v0", "w0")
    ip("address", "add", "192.0.2.1/24", "dev", "v0")
    ip("-batch", "-", lines=(f"nexthop add id {n} via 192.0.2.9 dev v0" for n in range(1, 401)))
    monitor = Monitor("nexthop", "--rcvbuf", "32k")
    monitor.halt()
    # What fills the queue comes first, so that what follows is lost.
    flood = [f"nexthop replace id 400 via 192.0.2.{10 + n % 2} dev v0" for n in range(3000)]
    flood += [f"nexthop delete id {n}" for n in range(1, 21)]
    flood += [f"nexthop replace id {n} via 192.0.2.77 dev v0" for n in range(21, 51)]
    flood += [f"nexthop add id {n} via 192.0.2.9 dev v0" for n in range(501, 511)]
    # Gone and back again is no difference.
    flood += ["nexthop delete id 60", "nexthop add id 60 via 192.0.2.9 dev v0"]
    ip("-batch", "-", lines=flood)
    monitor.process.send_signal(signal.SIGCONT)
    monitor.until(lambda e: e["event"] == "resync-end")
    monitor.stop()
    kinds = [e["event"] for e in monitor.events]
    begin, end = kinds.index("resync-begin"), kinds.index("resync-end")
    before = {}
    for event in monitor.events[:begin]:
        if event["event"] == "delete":
            del before[event["key"]]
        elif "key" in event:
            before[event["key"]] = event["nexthop"]
    before = {hop["id"]: hop for hop in before.values()}
    dump = subprocess.run([nlctl, "nexthop", "dump", "--json"], check=True, capture_output=True).stdout
    after = {hop["id"]: hop for hop in json.loads(dump)}
    want = []
    for number in before.keys() | after.keys():
        one, other = before.get(number), after.get(number)
        if one != other:
            want.append((number, "new" if one is None else "delete" if other is None else "change"))
    told = [(e["nexthop"]["id"], e["event"]) for e in monitor.events[begin + 1 : end]]
    assert sorted(told) == sorted(want), (sorted(told), sorted(want))
    changed = set(range(1, 51)) | set(range(501, 511))
    assert {number for number, _ in want} - {400} == changed, sorted(want)
    assert all(e["cause"] == "overflow" and e["synthesized"] for e in monitor.events[begin + 1 : end])


def order():
    """After a loss, what is gone is told before what took its place under another key."""
    pair("v0", "w0")
    ip("address", "add", "192.0.2.1/24", "dev", "v0")
    ip("route", "add", "10.200.0.0/16", "via", "192.0.2.9")
    monitor = Monitor("route", "--rcvbuf", "32k")
    monitor.halt()
    batch = "".join(f"route add 10.{n >> 8}.{n & 255}.0/24 via 192.0.2.9\n" for n in range(3000))
    subprocess.run(["ip", "-batch", "-"], input=batch, text=True, check=True)
    ip("route", "replace", "10.200.0.0/16", "via", "192.0.2.10")
    monitor.process.send_signal(signal.SIGCONT)
    monitor.until(lambda e: e["event"] == "resync-end")
    monitor.stop()
    told = [e for e in monitor.events if of("route", dst="10.200.0.0/16")(e) and not e.get("initial")]
    assert [(e["event"], e["route"]["gateway"]) for e in told] == [("delete", "192.0.2.9"), ("new", "192.0.2.10")], told
    assert told[0]["key"] != told[1]["key"] and all(e["cause"] == "overflow" for e in told), told


def lines():
    """Each kind of event has just the line that the contract shows: these members, in this order."""
    sysctl("net.ipv6.conf.default.disable_ipv6", "1")
    time_of = r'\{"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d\d:\d\d",'
    kernel = r'"seq":0,"portid":0,"by":\{"kernel":true\}'
    by = r'"seq":\d+,"portid":\d+(?:,"by":\{"pid":\d+,"comm":"ip"\})?'

    def dumped(*words):
        """The object as a dump prints it."""
        done = subprocess.run([nlctl, *words, "--json"], check=True, capture_output=True, text=True)
        found = [line.rstrip(",") for line in done.stdout.splitlines() if line.startswith("{")]
        assert len(found) == 1, done.stdout
        return found[0]

    def expect(pattern):
        line = monitor.raw[-1]
        whole = time_of + pattern + r"\}\n"
        assert re.fullmatch(whole, line), f"{line} is not {whole}"

    def last(matches, pattern):
        monitor.until(matches)
        expect(pattern)

    def member(name, text):
        return f'"{name}":' + re.escape(text)

    ip("link", "add", "v0", "type", "veth", "peer", "name", "w0")
    index = number_of("v0")
    # What is there at first, and its end.
    ip("rule", "add", "from", "10.1.0.0/16", "table", "100", "priority", "100")
    monitor = Monitor("rule", "--initial", initial=False)
    rule = dumped("rule", "dump", "priority", "100")
    last(
        of("rule", "new", priority=100),
        '"event":"new","object":"rule","key":"[^"]+","initial":true,' + member("rule", rule),
    )
    key = monitor.events[-1]["key"]
    last(lambda e: e["event"] == "initial-end", '"event":"initial-end"')
    # Gone, and come again under the key of before.
    ip("rule", "delete", "priority", "100")
    ip("rule", "add", "from", "10.1.0.0/16", "table", "100", "priority", "100")
    for kind in "delete", "new":
        last(
            of("rule", kind, priority=100),
            f'"event":"{kind}","object":"rule",' + member("key", f'"{key}"') + f',"group":"ipv4-rule","group_id":8,{by},'
            + member("rule", rule),
        )
    monitor.stop()
    # A change; who did it; what the kernel did of its own.
    monitor = Monitor("link", "addr")
    ip("link", "set", "v0", "txqueuelen", "500")
    last(
        of("link", "change", ifname="v0"),
        f'"event":"change","object":"link","key":"link/{index}","group":"link","group_id":1,(?:{kernel}|{by}),'
        r'"changed":\{"txqlen":\{"old":1000,"new":500\}\},' + member("link", dumped("link", "dump", "dev", "v0")),
    )
    requester = Requester()
    port = requester.socket.getsockname()[0]
    requester.add(index, "192.0.2.1")
    with open(f"/proc/{os.getpid()}/comm", encoding="ascii") as file:
        comm = json.dumps(file.read().strip())
    monitor.until(of("addr", "new", local="192.0.2.1"))
    addr = dumped("addr", "dump", "dev", "v0").split('"addr_info":[', 1)[1]
    assert addr.endswith("]}")
    expect(
        r'"event":"new","object":"addr","key":"[^"]+","group":"ipv4-ifaddr","group_id":5,'
        rf'"seq":4711,"portid":{port},"by":\{{"pid":{os.getpid()},"comm":{re.escape(comm)}\}},'
        + member("addr", addr[:-2])
    )
    ip("link", "set", "v0", "up")
    ip("link", "set", "w0", "up")
    last(
        lambda e: of("link", "change", ifname="v0")(e) and e.get("portid") == 0,
        f'"event":"change","object":"link","key":"link/{index}","group":"link","group_id":1,{kernel},'
        r'"changed":\{.+\},"link":\{.+\}',
    )
    monitor.stop()
    # Routes: beside another, and in the place of another.
    monitor = Monitor("route")
    ip("route", "add", "unreachable", "10.0.0.0/8")
    ip("route", "append", "blackhole", "10.0.0.0/8")
    last(
        of("route", "append", dst="10.0.0.0/8"),
        f'"event":"append","object":"route","key":"[^"]+","group":"ipv4-route","group_id":7,{by},'
        + member("route", dumped("route", "dump", "type", "blackhole")),
    )
    ip("route", "add", "unreachable", "10.9.0.0/16")
    monitor.until(of("route", "new", dst="10.9.0.0/16"))
    old, key = dumped("route", "dump", "exact", "10.9.0.0/16"), monitor.events[-1]["key"]
    ip("route", "replace", "prohibit", "10.9.0.0/16")
    last(
        of("route", "delete", dst="10.9.0.0/16"),
        f'"event":"delete","object":"route",' + member("key", f'"{key}"') + ',"synthesized":true,"cause":"replaced",'
        + member("route", old),
    )
    last(
        of("route", "replace", dst="10.9.0.0/16"),
        f'"event":"replace","object":"route","key":"[^"]+","group":"ipv4-route","group_id":7,{by},'
        + member("route", dumped("route", "dump", "exact", "10.9.0.0/16")),
    )
    monitor.stop()
    # A loss, and what makes it good.
    monitor = Monitor("route", "--rcvbuf", "32k")
    monitor.halt()
    batch = "".join(f"route add unreachable 10.{n >> 8}.{n & 255}.0/24\n" for n in range(3000))
    subprocess.run(["ip", "-batch", "-"], input=batch, text=True, check=True)
    monitor.process.send_signal(signal.SIGCONT)
    last(lambda e: e["event"] == "lost", r'"event":"lost","lost":[1-9]\d*')
    last(lambda e: e["event"] == "resync-begin", '"event":"resync-begin"')
    last(
        of("route", "new", dst="10.11.183.0/24"),
        '"event":"new","object":"route","key":"[^"]+","synthesized":true,"cause":"overflow",'
        + member("route", dumped("route", "dump", "exact", "10.11.183.0/24")),
    )
    last(lambda e: e["event"] == "resync-end", '"event":"resync-end"')
    monitor.stop()
    # What no table knows.
    monitor = Monitor("tc")
    subprocess.run(["tc", "qdisc", "replace", "dev", "v0", "root", "pfifo"], check=True)
    last(
        lambda e: e["event"] == "message",
        '"event":"message","group":"tc","group_id":4,"type":3[67],"hex":"(?:[0-9a-f]{2})+"',
    )
    monitor.stop()
    # Another namespace.
    ip("netns", "add", "blue")
    ip("netns", "set", "blue", "5")
    monitor = Monitor("rule", "--all-nsid")
    ip("-n", "blue", "rule", "add", "from", "10.1.0.0/16", "table", "100", "priority", "100")
    last(
        of("rule", "new", priority=100),
        '"event":"new","object":"rule","key":"nsid/5/[^"]+","group":"ipv4-rule","group_id":8,"nsid":5,"netns":"blue",'
        + f"{by}," + member("rule", dumped("-n", "blue", "rule", "dump", "priority", "100")),
    )
    monitor.stop()


def stop():
    """SIGINT, SIGTERM, --count and --timeout end it with 0, and so does a reader that has gone."""
    pair("v0", "w0")
    for number in signal.SIGINT, signal.SIGTERM:
        assert Monitor("link").stop(number) == ""
    counted = Monitor("link", "--initial", "--count", "2", initial=False)
    counted.process.wait(timeout=WATCHDOG)
    assert len([e for e in counted.rest() if "key" in e]) == 2
    # Time that is up before all has been read is another matter, and on a busy machine a second may be too little.
    for seconds in 1, 4, 16, 64:
        timed = Monitor("link", "--initial", "--timeout", f"{seconds}s", initial=False)
        status = timed.process.wait(timeout=WATCHDOG)
        has_begun = any(e["event"] == "initial-end" for e in timed.rest())
        assert status == (0 if has_begun else 3), status
        if has_begun:
            break
    piped = subprocess.Popen([nlctl, "monitor", "link", "--initial"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    piped.stdout.readline()
    piped.stdout.close()
    while piped.poll() is None:
        ip("link", "set", "v0", "down")
        ip("link", "set", "v0", "up")
    assert piped.returncode == 0 and piped.stderr.read() == b""


def flush():
    """An event is out as soon as nothing more is queued, also into a pipe."""
    pair("v0", "w0")
    monitor = Monitor("link", initial=False)
    # Not said when it has begun, so ask until it answers.
    for mtu in range(1300, 1500):
        ip("link", "set", "v0", "mtu", str(mtu))
        if not monitor.lines.empty():
            break
        time.sleep(0.05)
    monitor.until(of("link", "change", ifname="v0"))
    monitor.stop()


def selectors():
    """A consumer has what the selectors leave: what begins to match is new, what ends to is deleted."""
    pair("v0", "w0")
    monitor = Monitor("link", "--mtu", "1400")
    assert [e for e in monitor.events if "key" in e] == []
    ip("link", "set", "v0", "mtu", "1400")
    event = monitor.until(of("link", ifname="v0"))
    assert event["event"] == "new", event
    ip("link", "set", "w0", "mtu", "1390")
    ip("link", "set", "v0", "mtu", "1390")
    event = monitor.until(of("link", "delete"))
    assert (event["link"]["ifname"], event["cause"]) == ("v0", "selector"), event
    assert all(e["link"]["ifname"] == "v0" for e in monitor.events if "key" in e)
    monitor.stop()
    # So does an address family, of what is there and of what comes.
    monitor = Monitor("-6", "addr", "rule", "nexthop")
    ip("address", "add", "192.0.2.1/24", "dev", "v0")
    ip("rule", "add", "pref", "7", "table", "7")
    ip("nexthop", "add", "id", "7", "via", "192.0.2.2", "dev", "v0")
    ip("-6", "rule", "add", "pref", "8", "table", "8")
    monitor.until(of("rule", "new", priority=8))
    ip("address", "add", "2001:db8::1/64", "dev", "v0", "nodad")
    monitor.until(of("addr", "new", local="2001:db8::1"))
    assert {e[e["object"]]["family"] for e in monitor.events if "key" in e} == {"inet6"}, monitor.events
    monitor.stop()


def namespaces():
    """--all-nsid: events, names and mirror of each namespace; nothing is held on to."""
    for name, number in ("blue", 5), ("red", 6):
        ip("netns", "add", name)
        ip("netns", "set", name, str(number))
    pair("v0", "w0")
    # The same numbers have other names there.
    for name in "blue", "red":
        ip("-n", name, "link", "add", f"{name}0", "type", "veth", "peer", "name", f"{name}1")
        ip("-n", name, "link", "set", f"{name}0", "up")
        ip("-n", name, "link", "set", f"{name}1", "up")
        ip("-n", name, "address", "add", "192.0.2.1/24", "dev", f"{name}0")
    monitor = Monitor("link", "addr", "route", "--all-nsid")
    # A change on the way, such as an address that is no duplicate, has the key of what was there before.
    keys = [e["key"] for e in monitor.events if e.get("initial")]
    assert len(keys) == len(set(keys)), keys
    start = [e for e in monitor.events if of("link", "new", ifname="blue0")(e)]
    assert len(start) == 1 and start[0]["initial"] and (start[0]["nsid"], start[0]["netns"]) == (5, "blue"), start
    for name, number in ("blue", 5), ("red", 6):
        ip("-n", name, "route", "add", "10.0.0.0/8", "via", "192.0.2.9")
        event = monitor.until(of("route", "new", dst="10.0.0.0/8"))
        assert (event["nsid"], event["netns"], event["route"]["dev"]) == (number, name, f"{name}0"), event
        assert event["key"].startswith(f"nsid/{number}/"), event
    ip("link", "set", "v0", "mtu", "1400")
    event = monitor.until(of("link", "change", ifname="v0"))
    assert "nsid" not in event and "netns" not in event, event
    # Silent there too.
    ip("-n", "blue", "link", "set", "blue0", "down")
    event = monitor.until(of("route", "delete", dst="10.0.0.0/8"))
    assert event["nsid"] == 5 and event["cause"] == "link-down" and event["route"]["dev"] == "blue0", event
    # One that gets its id later.
    ip("netns", "add", "green")
    ip("netns", "set", "green", "9")
    event = monitor.until(of("link", "new", ifname="lo"))
    assert (event["nsid"], event["netns"]) == (9, "green"), event
    # One that goes takes all with it; were it held on to, it would not go.
    ip("netns", "delete", "red")
    gone = set()
    there = {e["key"] for e in monitor.events if "key" in e and e.get("nsid") == 6 and e["event"] != "delete"}
    while gone != there:
        event = monitor.until(lambda e: e["event"] == "delete" and e.get("nsid") == 6)
        gone.add(event["key"])
    # Another may have its id.
    ip("netns", "add", "pink")
    ip("netns", "set", "pink", "6")
    event = monitor.until(of("link", "new", ifname="lo"))
    assert (event["nsid"], event["netns"]) == (6, "pink"), event
    monitor.stop()
    states = {}
    for event in monitor.events:
        if "key" in event:
            states[event["key"]] = event if event["event"] != "delete" else None
    for name, number in (None, None), ("blue", 5), ("green", 9), ("pink", 6):
        words = ["-n", name] if name else []
        want = json.loads(subprocess.run([nlctl, *words, "link", "dump", "--json"], check=True, capture_output=True).stdout)
        have = [e["link"]["ifname"] for e in states.values() if e and e["object"] == "link" and e.get("nsid") == number]
        assert sorted(have) == sorted(entry["ifname"] for entry in want), (name, have)


def netns():
    """--netns: in that namespace, by its name."""
    ip("netns", "add", "blue")
    ip("-n", "blue", "link", "add", "blue0", "type", "veth", "peer", "name", "blue1")
    monitor = Monitor("link", "--netns", "blue")
    assert any(of("link", "new", ifname="blue0")(e) for e in monitor.events)
    ip("-n", "blue", "link", "set", "blue0", "up")
    event = monitor.until(of("link", "change", ifname="blue0"))
    assert "nsid" not in event
    monitor.stop()


def groups():
    """Groups of messages that no table knows show type and bytes; by name, number, and of any protocol."""
    pair("v0", "w0")
    for words in ["--mcgroup", "tc"], ["--mcgroup", "4"], ["tc"], ["link", "tc", "dev", "w0"]:
        monitor = Monitor(*words)
        subprocess.run(["tc", "qdisc", "replace", "dev", "v0", "root", "pfifo"], check=True)
        event = monitor.until(lambda e: e["event"] == "message")
        assert (event["group"], event["group_id"], event["type"] in (36, 37)) == ("tc", 4, True), event
        assert re.fullmatch("([0-9a-f]{2})+", event["hex"]), event
        monitor.stop()
        subprocess.run(["tc", "qdisc", "delete", "dev", "v0", "root"], check=True)
    monitor = Monitor("--mcgroup", "ipv4-netconf")
    sysctl("net.ipv4.conf.v0.forwarding", "1")
    event = monitor.until(lambda e: e["event"] == "message")
    assert (event["group"], event["type"]) == ("ipv4-netconf", 80), event
    monitor.stop()
    # A word for what several groups tell, beside an object.
    monitor = Monitor("netconf", "addr")
    sysctl("net.ipv4.conf.v0.forwarding", "0")
    monitor.until(lambda e: e["event"] == "message" and e["group"] == "ipv4-netconf")
    ip("address", "add", "192.0.2.77/24", "dev", "v0")
    monitor.until(of("addr", "new", local="192.0.2.77"))
    sysctl("net.ipv6.conf.v0.forwarding", "1")
    monitor.until(lambda e: e["event"] == "message" and e["group"] == "ipv6-netconf")
    monitor.stop()
    # Namespace ids, bridge groups, offload counters: each by its word alone.
    ip("netns", "add", "blue")
    monitor = Monitor("nsid")
    ip("netns", "set", "blue", "5")
    event = monitor.until(lambda e: e["event"] == "message")
    assert (event["group"], event["type"]) == ("nsid", 88), event
    monitor.stop()
    assert {e["event"] for e in monitor.events} == {"initial-end", "message"}, monitor.events
    ip("link", "add", "b0", "type", "bridge", "mcast_snooping", "1")
    ip("link", "set", "v0", "master", "b0")
    ip("link", "set", "b0", "up")
    monitor = Monitor("mdb")
    subprocess.run(["bridge", "mdb", "add", "dev", "b0", "port", "v0", "grp", "239.1.1.1", "permanent"], check=True)
    event = monitor.until(lambda e: e["event"] == "message")
    assert (event["group"], event["type"]) == ("mdb", 84), event
    monitor.stop()
    ip("link", "set", "v0", "nomaster")
    # A group of an object has that object's table, and no other.
    monitor = Monitor("ipv4-route")
    ip("-6", "route", "add", "unreachable", "2001:db8:9::/48")
    ip("route", "add", "unreachable", "10.77.0.0/16")
    monitor.until(of("route", "new", dst="10.77.0.0/16"))
    monitor.stop()
    assert all(e["route"]["family"] == "inet" for e in monitor.events if "key" in e)
    # What only a capable device tells: the kernel lets in whoever asks.
    for word in "stats", "prefix", "mroute", "mcaddr", "tunnel", "dcb":
        Monitor(word).stop()
    # Everything: what `ip monitor` follows.
    monitor = Monitor()
    sysctl("net.ipv4.conf.w0.forwarding", "1")
    monitor.until(lambda e: e["event"] == "message" and e["group"] == "ipv4-netconf")
    monitor.stop()
    # Another protocol: what a process of this machine says to a group of its own.
    monitor = Monitor("--protocol", "usersock", "--mcgroup", "3", "--count", "1", initial=False)
    speaker = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 2)

    def waiting():
        """How many bytes wait in the socket that has joined; None before it has."""
        with open("/proc/net/netlink", encoding="ascii") as file:
            rows = [line.split() for line in file][1:]
        return next((int(row[4]) for row in rows if row[1] == "2" and int(row[3], 16) == 4), None)

    while waiting() is None:
        assert monitor.process.poll() is None
        time.sleep(0.02)
    for _ in range(20):
        # The group gets it, and the kernel, which does not listen, refuses.
        try:
            speaker.sendto(struct.pack("=IHHII", 20, 99, 0, 0, 0) + b"abcd", (0, 1 << 2))
        except ConnectionRefusedError:
            pass
    while waiting():
        time.sleep(0.02)
    # From here on it has read them all, and signals are handled.
    quiet(monitor)
    # Only the kernel is believed, so what a process says is not shown.
    assert monitor.lines.empty()
    monitor.stop()
    # Generic netlink, a family by name.
    monitor = Monitor("--protocol", "generic", "--mcgroup", "nlctrl.notify", "--timeout", "300ms", initial=False)
    assert monitor.process.wait(timeout=WATCHDOG) == 0


def wait():
    """wait: matched, timed out, gone, stable; a device that comes meanwhile is seen."""

    def run(*words):
        done = subprocess.run([nlctl, "wait", *words, "--json"], capture_output=True, text=True, timeout=WATCHDOG)
        assert done.stderr.endswith(": timed out\n") if done.returncode else not done.stderr, done.stderr
        return done.returncode, done.stdout

    pair("v0", "w0")
    # An address family is a condition, too.
    assert run("-4", "addr", "dev", "v0", "--timeout", "100ms") == (1, "")
    ip("address", "add", "192.0.2.1/24", "dev", "v0")
    assert run("-4", "addr", "dev", "v0")[0] == 0
    ip("-6", "address", "flush", "dev", "v0")
    assert run("-6", "addr", "dev", "v0", "--timeout", "100ms") == (1, "")
    ip("address", "delete", "192.0.2.1/24", "dev", "v0")
    status, output = run("link", "dev", "v0", "up")
    assert status == 0 and json.loads(output)["ifname"] == "v0", (status, output)
    assert run("link", "dev", "x0", "--timeout", "100ms") == (1, "")
    assert run("link", "dev", "x0", "--gone") == (0, "")
    assert run("link", "dev", "v0", "--gone", "--timeout", "100ms") == (1, "")
    for _ in range(10):
        waiting = Monitor("link", "dev", "x0", verb="wait", initial=False)
        ip("link", "add", "x0", "type", "veth", "peer", "name", "y0")
        assert waiting.process.wait(timeout=WATCHDOG) == 0
        waiting = Monitor("link", "dev", "x0", "--gone", verb="wait", initial=False)
        ip("link", "delete", "x0")
        assert waiting.process.wait(timeout=WATCHDOG) == 0
    # A route that goes without a word.
    ip("address", "add", "192.0.2.1/24", "dev", "v0")
    ip("route", "add", "10.0.0.0/8", "via", "192.0.2.9")
    waiting = Monitor("route", "root", "10.0.0.0/8", "--gone", verb="wait", initial=False)
    ip("link", "set", "v0", "down")
    assert waiting.process.wait(timeout=WATCHDOG) == 0
    # What flaps is not stable.
    waiting = Monitor("link", "dev", "v0", "up", "--stable", "2s", verb="wait", initial=False)
    # By one process, so that nothing comes between up and down for as long as it must hold.
    for _ in range(5):
        ip("-batch", "-", lines=["link set v0 up", "link set v0 down"] * 20)
    assert waiting.process.poll() is None
    ip("link", "set", "v0", "up")
    assert waiting.process.wait(timeout=WATCHDOG) == 0


def idle():
    """With nothing to do it does nothing: no thread of it runs."""
    pair("v0", "w0")
    monitor = Monitor()
    # IPv6 has still something to say of new links.
    quiet(monitor, pause=1)
    monitor.stop()


def cut():
    """Messages that end within their fixed header are shown as what they are, and nothing else is lost for them."""
    ip("link", "add", "b0", "up", "type", "bridge")
    pair("v0", "w0")

    def neighbours(numbers):
        for n in numbers:
            ip("neighbor", "add", f"192.0.2.{n}", "lladdr", "02:00:00:00:00:01", "dev", "w0")
            subprocess.run(["bridge", "fdb", "add", f"02:00:00:00:01:{n:02x}", "dev", "v0", "master", "static"], check=True)

    for family in [], ["-f", "bridge"]:
        # Of each family comes every second message; of three that follow each other not all are of the other.
        monitor = Monitor(*family, "link", "addr", "route", "neigh", "rule", "nexthop", "--fault", "cut:3")
        ip("link", "set", "v0", "master", "b0")
        ip("address", "add", "192.0.2.1/24", "dev", "w0")
        neighbours(range(2, 20))
        for n in range(20, 24):
            ip("route", "add", f"198.51.{n}.0/24", "via", "192.0.2.2")
        event = monitor.until(lambda e: e["event"] == "message" and e["type"] == 28)
        assert len(event["hex"]) == 8, event
        neighbours(range(32, 48))
        member, start = ("mac", "02:00:00:00:01:2") if family else ("dst", "192.0.2.4")
        monitor.until(lambda e: e["event"] == "new" and e["object"] == "neigh" and e["neigh"].get(member, "").startswith(start))
        ip("address", "del", "192.0.2.1/24", "dev", "w0")
        ip("link", "set", "v0", "nomaster")
        monitor.stop()


def stations():
    """The forwarding database: multicast addresses come and go without a word, entries move and go with their bridge."""
    ip("link", "add", "b0", "up", "type", "bridge")
    for n in 0, 1:
        pair(f"v{n}", f"w{n}")
        ip("link", "set", f"v{n}", "master", "b0")
    ip("address", "add", "192.0.2.1/24", "dev", "w0")
    monitor = Monitor("-f", "bridge", "neigh")
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    receiver.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton("239.1.2.3") + socket.inet_aton("192.0.2.1"))
    event = monitor.until(of("neigh", "new", mac="01:00:5e:01:02:03", dev="w0"))
    # Or whatever the device was read for when it was found.
    assert event["synthesized"] and event["cause"] in ("multicast", "carrier", "link-part", "interrupted"), event
    receiver.close()
    monitor.until(of("neigh", "delete", mac="01:00:5e:01:02:03", dev="w0"))

    def entry(verb, port):
        subprocess.run(["bridge", "fdb", verb, "02:00:00:00:00:01", "dev", port, "master", "static"], check=True)

    entry("add", "v0")
    monitor.until(of("neigh", "new", mac="02:00:00:00:00:01", dev="v0"))
    entry("replace", "v1")
    gone = monitor.until(of("neigh", "delete", mac="02:00:00:00:00:01"))
    # Or whatever it was read for first.
    causes = ("moved", "multicast", "carrier", "link-part", "interrupted")
    assert gone["neigh"]["dev"] == "v0" and gone["cause"] in causes, gone
    ip("link", "delete", "b0")
    monitor.until(of("neigh", "delete", mac="02:00:00:00:00:01", dev="v1"))
    monitor.stop()


def parts():
    """What a link going down, an address, a next hop takes with it is read anew, and no more."""
    pair("v0", "w0")
    pair("v1", "w1")
    ip("-batch", "-", lines=(f"link add i{n} type ifb" for n in range(150)))
    for n in 0, 1:
        ip("address", "add", f"192.0.{n}.1/24", "dev", f"v{n}")
        ip("address", "add", f"2001:db8:{n}::1/64", "dev", f"v{n}", "nodad")
    ip("-batch", "-", lines=(f"route add 10.{n >> 8}.{n & 255}.0/24 via 192.0.1.9" for n in range(20000)))
    ip("-batch", "-", lines=(f"route add 2001:db8:1:{n:x}::/64 via 2001:db8:1::9" for n in range(1, 5001)))
    ip("-batch", "-", lines=(f"nexthop add id {n} via 192.0.1.{n % 200 + 9} dev v1" for n in range(100, 2100)))
    ip("nexthop", "add", "id", "7", "via", "192.0.0.9", "dev", "v0")
    # The number of events, for each cause, and the steps that bring them about.
    routes = [f"route add 172.16.{n}.0/24 via 192.0.0.9" for n in range(10)]
    steps = [
        (["nexthop-delete"], 1, ["route add 172.17.0.0/24 nhid 7"], ["nexthop", "delete", "id", "7"]),
        (["addr-delete"], 10, routes, ["address", "delete", "192.0.0.1/24", "dev", "v0"]),
        # Of two devices at once.
        (["carrier", "link-down"], 10, ["address add 192.0.0.1/24 dev v0", *routes], ["link", "set", "w0", "down"]),
        (["link-down"], 10, ["nexthop add id 8 via 192.0.1.9 dev v1"], ["link", "set", "v0", "down"]),
    ]
    monitor = Monitor()
    trace = "/run/trace"
    for cause, count, before, step in steps:
        ip("-batch", "-", lines=before)
        monitor.until(of("nexthop" if "nexthop" in before[-1] else "route", "new"))
        # So that nothing is left to be done of what came before.
        quiet(monitor)
        tracer = subprocess.Popen(
            ["strace", "-f", "-e", "trace=recvmsg", "-o", trace, "-p", str(monitor.process.pid)],
            stderr=subprocess.PIPE, text=True,
        )
        # One line for all threads.
        assert "attached" in tracer.stderr.readline()
        ip(*step)
        keys = set()
        while len(keys) < count:
            event = monitor.until(lambda e: of("route")(e) and e.get("cause") in cause)
            keys.add(event["key"])
        quiet(monitor)
        tracer.send_signal(signal.SIGINT)
        tracer.wait(timeout=WATCHDOG)
        with open(trace, encoding="utf-8") as file:
            received = sum(int(n) for n in re.findall(r"recvmsg.* = (\d+)$", file.read(), re.M))
        print(f"{' '.join(step)}: {received} bytes received")
        # A dump of all routes is of some 1,600,000 bytes, one of all links of 200,000, one of next hops of 100,000.
        assert 0 < received < 65536, (step, received)
    monitor.stop()


def neighbours():
    """Neighbours and the forwarding database: a consumer ends with what a dump shows."""
    pair("v0", "w0")
    ip("address", "add", "192.0.2.1/24", "dev", "v0")
    ip("address", "add", "2001:db8::1/64", "dev", "v0", "nodad")
    ip("link", "add", "b0", "type", "bridge")
    ip("link", "set", "w0", "master", "b0")
    ip("link", "set", "b0", "up")
    monitor = Monitor("neigh")
    for n in range(2, 40):
        ip("neigh", "add", f"192.0.2.{n}", "lladdr", f"02:00:00:00:00:{n:02x}", "dev", "v0", "nud", "permanent")
        ip("neigh", "add", f"2001:db8::{n:x}", "lladdr", f"02:00:00:00:00:{n:02x}", "dev", "v0", "nud", "reachable")
    for n in range(2, 40, 3):
        ip("neigh", "replace", f"192.0.2.{n}", "lladdr", "02:00:00:00:01:01", "dev", "v0", "nud", "permanent")
        ip("neigh", "delete", f"2001:db8::{n:x}", "dev", "v0")
    ip("neigh", "add", "192.0.2.99", "lladdr", "02:00:00:00:00:99", "dev", "v0", "nud", "noarp")
    ip("neigh", "add", "192.0.2.100", "lladdr", "02:00:00:00:00:aa", "dev", "v0", "nud", "permanent")
    monitor.until(of("neigh", "new", dst="192.0.2.100"))
    monitor.stop()
    picture = {}
    for event in monitor.events:
        if event.get("object") == "neigh":
            picture[event["key"]] = event["neigh"] if event["event"] != "delete" else None

    def state(entry):
        return (entry["dst"], entry["dev"], entry.get("lladdr"))

    dump = json.loads(subprocess.run([nlctl, "neigh", "dump", "--json"], check=True, capture_output=True).stdout)
    have = sorted(state(entry) for entry in picture.values() if entry and "dst" in entry and entry["family"] != "bridge")
    want = sorted(state(entry) for entry in dump)
    assert have == want, (set(have) ^ set(want), len(have), len(want))


began = time.monotonic()
signal.alarm(WATCHDOG * 3)
scene = globals()[sys.argv[2]]
try:
    scene()
except AssertionError as failure:
    line = failure.__traceback__.tb_next.tb_lineno if failure.__traceback__.tb_next else 0
    sys.exit(f"FAILED: {scene.__doc__} (line {line}) {str(failure)[:2000]}")
print(f"ok: {scene.__doc__}")
