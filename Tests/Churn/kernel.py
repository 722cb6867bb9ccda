#!/usr/bin/env python3
"""What a dump of each table promises while the table changes.

usage: tables.py [--runs N] [TABLE...]      as root; makes a network namespace of its own

A table has stable entries, which nobody touches, and others, which come and go. Each dump is read datagram by
datagram, and entries are changed between the datagrams:

  delete   after each datagram every other entry that lies before its end is deleted
  add      the same, but added
  random   after each datagram a few random ones are added or deleted
  busy     nothing is done between the datagrams; another process adds and deletes all the time
  new      after the third datagram one is added that never was there

One line for each: dumps made, dumps that had NLM_F_DUMP_INTR, then dumps without that flag in which a stable entry
was missing or there twice, with the number of such entries. The last column is for dumps that had the flag.
"""
import argparse
import collections
import os
import random
import signal
import subprocess
import sys
import time

import wire
from scenes import SCENES


# The kernel makes datagrams as large as the largest read, and one of them ahead: the next that is ready fills this
# buffer, so that looking at it has no further one made.
SIZE = 4096


def read(netlink, scene, between):
    """One dump: the keys in their order, and whether it was flagged. between(what the kernel has put into the dump so
    far) runs after each datagram."""
    def keys(datagram):
        return [key for kind, _, body in datagram if kind not in (wire.DONE, wire.ERROR) for key in scene.keys(body)]

    order, flagged = [], False
    for datagram in netlink.dump(*scene.question, SIZE):
        flagged |= any(flags & wire.INTERRUPTED for _, flags, _ in datagram)
        order += keys(datagram)
        if datagram[-1][0] != wire.DONE:
            between(order + keys(netlink.ahead(SIZE)))
    return order, flagged


class Trial:
    """Dumps of one table under one kind of change."""

    def __init__(self, scene, style, seed):
        self.scene, self.style = scene, style
        self.pick = random.Random(seed)
        self.changer, self.reader = wire.Socket(), wire.Socket(buffer=SIZE)
        self.datagrams = 0
        if scene.once:
            self.stable = collections.Counter(self.quiet())
            self.fresh = iter(range(len(scene.others)))
            return
        numbers = range(len(scene.others))
        self.put("delete", numbers)
        self.stable = collections.Counter(self.quiet())
        # Which change makes which entry: in dump number B are those with bit B in their number.
        made = collections.Counter()
        for bit in range(len(scene.others).bit_length()):
            chosen = [number for number in numbers if number >> bit & 1]
            self.put("add", chosen)
            made.update({key: 1 << bit for key in self.quiet() if key not in self.stable})
            self.put("delete", chosen)
        # With all of them in it, their places are seen.
        self.put("add", numbers)
        self.place = {key: number for number, key in enumerate(self.quiet())}
        others = [key for key in self.place if key not in self.stable]
        self.makers = [(self.place[key], made[key]) for key in others]
        if sorted(number for _, number in self.makers) != list(numbers):
            raise AssertionError(f"{len(others)} of {len(numbers)} entries can be told from the stable ones")

    def quiet(self):
        time.sleep(self.scene.settle)
        return read(self.reader, self.scene, lambda order: None)[0]

    def put(self, verb, numbers):
        act = self.scene.act or self.changer.send
        act(self.scene.others[number][verb == "delete"] for number in numbers)

    def run(self):
        """One dump; (flagged, missing, doubled)."""
        left, datagrams = [], 0
        if self.style != "new":
            self.put("add" if self.style == "delete" else "delete", range(len(self.makers)))
            left = list(self.makers)
        time.sleep(self.scene.settle)

        def between(order):
            nonlocal left, datagrams
            datagrams += 1
            if self.style == "new":
                if datagrams == 3:
                    self.put("add", [next(self.fresh)])
            elif self.style == "random":
                for number in self.pick.sample(range(len(self.makers)), 3):
                    self.put(self.pick.choice(["add", "delete"]), [number])
            elif self.style != "busy" and order:
                end = self.place.get(order[-1], 0)
                now = [number for place, number in left if place <= end]
                left = [entry for entry in left if entry[0] > end]
                self.put(self.style, now)

        order, flagged = read(self.reader, self.scene, between)
        self.datagrams = max(self.datagrams, datagrams)
        count = collections.Counter(key for key in order if key in self.stable)
        missing = sum(1 for key in self.stable if not count[key])
        doubled = sum(1 for key, number in count.items() if number > self.stable[key])
        return flagged, missing, doubled


def churn(scene):
    """A process that adds and deletes at random until it is killed; its id."""
    child = os.fork()
    if child:
        return child
    try:
        act, pick = scene.act or wire.Socket().send, random.Random(os.getpid())
        while True:
            act([pick.choice(pick.choice(scene.others)) for _ in range(8)])
    finally:
        os._exit(1)


def measure(name, runs, seed):
    scene = SCENES[name]()
    for style in ["new"] if scene.once else ["delete", "add", "random", "busy"]:
        trial = Trial(scene, style, seed)
        process = churn(scene) if style == "busy" else 0
        flagged, quiet, loud = 0, [0, 0, 0, 0], [0, 0]
        try:
            for _ in range(runs):
                flag, missing, doubled = trial.run()
                flagged += flag
                if flag:
                    loud[0] += missing
                    loud[1] += doubled
                else:
                    quiet = [quiet[0] + bool(missing), quiet[1] + bool(doubled), quiet[2] + missing, quiet[3] + doubled]
        finally:
            if process:
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
        print(
            f"{name:18} {style:7} {len(trial.stable):6} stable, {trial.datagrams + 1:4} datagrams, {runs:4} dumps: "
            f"{flagged:4} flagged; without the flag missing in {quiet[0]:4} ({quiet[2]}), twice in {quiet[1]:4} "
            f"({quiet[3]}); with it {loud[0]} missing, {loud[1]} twice", flush=True,
        )


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inside", metavar="TABLE", help=argparse.SUPPRESS)
    parser.add_argument("tables", nargs="*", choices=[[], *SCENES], metavar="TABLE")
    options = parser.parse_args()
    if options.inside:
        wire.quiet()
        try:
            measure(options.inside, options.runs, options.seed)
        except (OSError, AssertionError) as failure:
            print(f"{options.inside:18} not here: {failure}", flush=True)
        return
    print(f"Linux {os.uname().release}", flush=True)
    for name in options.tables or SCENES:
        words = ["unshare", "-n", "-m", sys.executable, __file__, "--inside", name, "--runs", str(options.runs)]
        subprocess.run([*words, "--seed", str(options.seed)], check=True)


main()
