"""What programs tell of changes."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

from commands import expect, Failed, NLCTL, pairs, run, shell, WATCHDOG


class Follower:
    """A program that follows changes, its output in a file."""

    def __init__(self, words, mark):
        """Begun when it has told that the marked address is gone."""
        self.file = tempfile.NamedTemporaryFile(mode="r", suffix=".out")
        self.process = subprocess.Popen(words, stdout=open(self.file.name, "wb"), stderr=subprocess.STDOUT)
        self.mark = mark
        self.flush()
        with open(self.file.name, "wb"):
            pass

    def flush(self):
        """Waits until it has told all so far."""
        end = time.monotonic() + WATCHDOG
        before = self.text().count(self.mark)
        while self.text().count(self.mark) <= before:
            expect(time.monotonic() < end and self.process.poll() is None, f"it does not follow: {self.text()[-300:]}")
            run(["ip", "addr", "add", f"{self.mark}/32", "dev", "lo"])
            run(["ip", "addr", "del", f"{self.mark}/32", "dev", "lo"])
            time.sleep(0.1)

    def text(self):
        with open(self.file.name, "r", encoding="utf-8", errors="replace") as file:
            return file.read().replace("\0", "")

    def end(self):
        self.process.kill()
        self.process.wait()
        return self.text()


def followed(words, do, mark="203.0.113.77", until=None):
    """What a program tells of what is done meanwhile."""
    follower = Follower(words, mark)
    try:
        do()
        end = time.monotonic() + 10
        while until and until not in follower.text() and time.monotonic() < end:
            time.sleep(0.1)
        follower.flush()
        return follower.end()
    finally:
        follower.end()


PYROUTE2_FOLLOWS = [
    sys.executable,
    "-uc",
    "from pyroute2 import IPRoute\nipr = IPRoute()\nipr.bind()\n"
    "while True:\n  for message in ipr.get(): print(message)",
]


def mtu():
    run(["ip", "link", "set", "web0", "mtu", "1400"], 0)
    run(["ip", "link", "set", "web0", "mtu", "1500"], 0)


def nlctl_follows():
    got = followed([NLCTL, "monitor", "link", "addr", "--json"], mtu)
    for line in got.split("\n")[:-1]:
        pairs(line)
    expect('"mtu":{"old":1500,"new":1400}' in got, got)


def follows(words):
    return lambda: expect("web0" in followed(words, mtu), "it does not tell of web0")


def follows_no_json():
    got = followed(["ip", "-j", "monitor", "link", "address"], mtu)
    try:
        json.loads(got)
    except ValueError:
        return
    raise Failed("it is JSON")


def down():
    run(["ip", "link", "set", "eth0", "down"], 0)


def silent(words, tells):
    def test():
        got = followed(words, down, until="10.2.0.0" if tells else None)
        expect(("10.2.0.0" in got) == tells, got)

    return test


def burst(words, says, repaired=None):
    """A follower that is stopped while more happens than fits."""

    def test():
        follower = Follower(words, "203.0.113.77")
        try:
            follower.process.send_signal(signal.SIGSTOP)
            lines = "".join(
                f"addr {verb} 10.98.{n // 250}.{n % 250 + 1}/32 dev lo\n"
                for n in range(5000)
                for verb in ("add", "del")
            )
            run(["ip", "-batch", "-"], 0, input=lines + "addr add 10.98.99.99/32 dev lo\n")
            follower.process.send_signal(signal.SIGCONT)
            end = time.monotonic() + 15
            while time.monotonic() < end and not re.search(says, follower.text()):
                time.sleep(0.1)
            got = follower.text()
            expect(re.search(says, got), f"it does not say so: {got[-300:]}")
            if repaired is not None:
                while time.monotonic() < end and ("10.98.99.99" in follower.text()) != repaired:
                    time.sleep(0.1)
                expect(("10.98.99.99" in follower.text()) == repaired, "the address that was added last")
        finally:
            follower.end()
            run(["ip", "addr", "del", "10.98.99.99/32", "dev", "lo"])

    return test


def expire():
    with open("/run/leased.pid", encoding="ascii") as file:
        os.kill(int(file.read()), signal.SIGUSR1)


def names_process(words, tells):
    def test():
        got = followed(words, expire, until="198.51.100.20")
        expect("198.51.100.20" in got, got)
        expect(("leased" in got) == tells, got)

    return test


def waits():
    shell("(sleep 0.3; ip link set vx7 mtu 1300) &")
    run([NLCTL, "wait", "link", "dev", "vx7", "mtu", "1300", "--timeout", "20s"], 0)


def says_nothing_of(word, *words):
    return lambda: expect(not re.search(rf"\b{word}\b", shell(" ".join(words) + " 2>&1")), f"its help has {word}")
