#!/usr/bin/python3
"""Feeds the lines of `nlctl route dump` to `ip route replace` and expects the same routes again.

    replay.py                    in the network namespace of a topology; $NLCTL is the program

The routes that the kernel did not make itself of devices and addresses are noted and flushed, then
their lines are replayed until no line is refused any more, or none of a round was taken (a gateway
must be reachable by another route first). What the kernel keeps to itself does not count: ages, the
time that is left, how often a route was used. Exit status: 0 the same routes, 1 differences (listed).
"""
import json
import os
import subprocess
import sys
from collections import Counter

NLCTL = os.environ["NLCTL"]
FAMILIES = {"-4": ["-4"], "-6": ["-6"]}  # ip's word for each, and nlctl's
if os.path.isdir("/proc/sys/net/mpls"):
    FAMILIES["-M"] = ["-f", "mpls"]
DUMP = ["route", "dump", "--table", "all", "--not-proto", "kernel"]
# The kernel's own business, and what only passes: not part of the route.
RUNNING = {"expires", "age", "used", "users", "error", "ipid", "ts", "tsage", "stats64"}


def output(*words):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    return done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace").strip()


def arguments(line):
    """The words of a line. ip loses the word after `encap xfrm`, so that this comes last."""
    words = line.split()
    for start in range(len(words) - 1):
        if words[start:start + 2] == ["encap", "xfrm"]:
            end = start + 2
            while end < len(words) and words[end] in ("if_id", "link_dev"):
                end += 2
            return words[:start] + words[end:] + words[start:end]
    return words


def stripped(value):
    if isinstance(value, dict):
        return {key: stripped(inner) for key, inner in value.items() if key not in RUNNING}
    if isinstance(value, list):
        return [stripped(inner) for inner in value]
    return value


def place(route):
    """What IPv4 keeps one route for, unless others are appended; `replace` cannot make the others."""
    return tuple(str(route.get(key)) for key in ("family", "table", "dst", "tos", "metric"))


def routes(family):
    text, _ = output(NLCTL, *FAMILIES[family], *DUMP, "--json")
    found = [stripped(route) for route in json.loads(text)]
    appended = {key for key, count in Counter(map(place, found)).items() if count > 1 and family == "-4"}
    kept = [place(route) not in appended for route in found]
    return Counter(json.dumps(r, sort_keys=True) for r, is_kept in zip(found, kept) if is_kept), kept


def main():
    bad = total = 0
    for family in FAMILIES:
        before, kept = routes(family)
        lines = output(NLCTL, *FAMILIES[family], *DUMP)[0].splitlines()
        if len(lines) != len(kept):
            print(f"  other: {len(lines)} lines of {len(kept)} routes")
            bad += 1
        lines = [line for line, is_kept in zip(lines, kept) if is_kept]
        for number in {json.loads(route)["protocol_id"] for route in before}:
            output("ip", family, "route", "flush", "table", "all", "proto", str(number))
        waiting, refusals = lines, {}
        while waiting:
            refused = []
            for line in waiting:
                _, error = output("ip", family, "route", "replace", *arguments(line))
                if error:
                    refused.append(line)
                    refusals[line] = error.splitlines()[0]
            if len(refused) == len(waiting):
                break
            waiting = refused
        after, _ = routes(family)
        total += len(lines)
        for line in waiting:
            print(f"  refused: ip {family} route replace {line}: {refusals[line]}")
        for route in (before - after).elements():
            print(f"  lost: {route}")
        for route in (after - before).elements():
            print(f"  other: {route}")
        bad += len(waiting) + len(before - after) + len(after - before)
        if not all(kept):
            print(f"  note: {kept.count(False)} routes of IPv4 at one place, which replace cannot make")
    print(f"  compared: route lines {total}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
