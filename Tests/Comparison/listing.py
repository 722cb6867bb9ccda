"""What programs list, and what they say of what they do not know."""

import json
import os
import re
import shutil
import signal
import struct
import subprocess
import tempfile

from commands import expect, Failed, NLCTL, pairs, python, run, WATCHDOG

OBJECTS = {
    "link": "vx7",
    "addr": "10.7.0.1",
    "route": "10.2.0.0/16",
    "rule": "fwmark",
    "neigh": "10.7.0.99",
    "nexthop": "4711",
}


def lists(*words):
    def test():
        for noun, sign in OBJECTS.items():
            expect(sign in run([*words, noun, "show"], 0), f"{noun}: {sign} is not shown")

    return test


def pyroute2_lists():
    got = python(
        "for ask in (ipr.get_links, ipr.get_addr, ipr.get_routes, ipr.get_rules, ipr.get_neighbours):\n"
        "  print(list(ask()))\n"
        "print('nexthop' if any('nexthop' in name for name in dir(ipr)) else 'none')"
    )
    for sign in ("vx7", "10.7.0.1", "10.2.0.0", "FRA_FWMARK", "10.7.0.99"):
        expect(sign in got, f"{sign} is not shown")
    expect(got.endswith("none\n"), "it lists next hops")


def tshark_lists():
    expect("Device name: vx7" in recorded("link", "-V"), "no device has a name")
    route = recorded("route", "-V")
    expect("Data: 0a020000" in route and "10.2.0.0" not in route, "a route has a destination")


def recorded(noun, *options):
    """What tshark shows of a recording of a dump."""
    with tempfile.TemporaryDirectory() as folder:
        run([NLCTL, noun, "dump", "--record", f"{folder}/file"], 0)
        return run(["tshark", "-r", f"{folder}/file", *options], 0)


def is_json(*words):
    return lambda: pairs(run(list(words), 0))


def is_no_json(*words):
    def test():
        try:
            json.loads(run(list(words)))
        except ValueError:
            return
        raise Failed("it is JSON")

    return test


def repeats_keys():
    try:
        pairs(recorded("route", "-T", "json"))
    except Failed:
        return
    raise Failed("no key stands twice")


# A link with an attribute that nobody knows: number 999, four bytes.
UNKNOWN = (
    struct.pack("=BxHiII", 0, 1, 7, 1, 0)
    + struct.pack("=HH8s", 12, 3, b"strange\0")
    + struct.pack("=HH4s", 8, 999, b"\xca\xfe\xca\xfe")
)
UNKNOWN = struct.pack("=IHHII", 16 + len(UNKNOWN), 16, 0, 0, 0) + UNKNOWN
CAFE = re.compile("ca:?fe:?ca:?fe", re.I)


def given(data, *words):
    """What a command prints of a file with these bytes; FILE among its words is the file."""
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/file", "wb") as file:
            file.write(data)
        return run([f"{folder}/file" if word == "FILE" else word for word in words])


def log(message):
    """A log of rtmon with one message."""
    return struct.pack("=IHHIIII", 24, 15, 0, 0, 0, 1, 0) + message


def pcap(message):
    """A capture of nlmon with one message."""
    cooked = struct.pack(">HHHQH", 6, 824, 0, 0, 0) + message
    return (
        struct.pack("=IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65536, 253)
        + struct.pack("=IIII", 1, 0, len(cooked), len(cooked))
        + cooked
    )


def unknown(shows, data, *words):
    def test():
        got = given(data, *words)
        expect("strange" in got, f"it does not read the message: {got}")
        expect(bool(CAFE.search(got)) == shows, got)

    return test


def pyroute2_unknown():
    got = python(
        "from pyroute2.netlink.rtnl.ifinfmsg import ifinfmsg\n"
        f"message = ifinfmsg({UNKNOWN!r}); message.decode(); print(message)"
    )
    expect("strange" in got and "UNKNOWN" in got and not CAFE.search(got), got)


STABLE, PASSING = 1500, 60


def churn(ask, tries=60):
    """How many of so many lists of rules lack one that stays, and say nothing, while others before it come and go."""
    folder = tempfile.mkdtemp()
    try:
        for name, verb, numbers in (
            ("stay", "add", range(1000, 1000 + STABLE)),
            ("come", "add", range(PASSING)),
            ("go", "del", range(PASSING)),
        ):
            with open(f"{folder}/{name}", "w", encoding="ascii") as file:
                file.writelines(f"rule {verb} priority {n + 1} from 10.99.0.0/16 table 99\n" for n in numbers)
        run(["ip", "-batch", f"{folder}/stay"], 0)
        mover = subprocess.Popen(
            ["bash", "-c", f"while :; do ip -batch {folder}/come; ip -batch {folder}/go; done"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return sum(1 for _ in range(tries) if ask())
        finally:
            os.killpg(mover.pid, signal.SIGKILL)
            mover.wait()
            subprocess.run(["ip", "-batch", f"{folder}/go"], stderr=subprocess.DEVNULL, check=False)
            run(
                ["ip", "-force", "-batch", "-"], input="".join(f"rule del priority {n + 1001}\n" for n in range(STABLE))
            )
    finally:
        shutil.rmtree(folder)


def lacks_silently(*words):
    """Whether a list lacks a rule that stays, with status 0 and nothing on stderr."""

    def ask():
        done = subprocess.run(
            words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=WATCHDOG, check=False
        )
        expect(done.stdout, f"nothing is listed: {done.stderr}")
        pattern = r'^(\d+):|"priority":(\d+)'
        found = {int(text or json) for text, json in re.findall(pattern, done.stdout, re.M)}
        return done.returncode == 0 and not done.stderr and not found.issuperset(range(1001, 1001 + STABLE))

    return ask


def never(*words):
    return lambda: expect(churn(lacks_silently(*words)) == 0, "rules that stay are missing")


def sometimes(*words):
    return lambda: expect(churn(lacks_silently(*words)) > 0, "no rule that stays was missing")


def pyroute2_churn():
    program = (
        "import sys\nfor _ in range(40):\n"
        f"  seen = {{rule.get_attr('FRA_PRIORITY') for rule in ipr.get_rules(family=2)}}\n"
        f"  if not seen.issuperset(range(1001, {1001 + STABLE})): print('lacks'); break\n"
    )
    expect(churn(lambda: "lacks" in python(program), 3) > 0, "no rule that stays was missing")
