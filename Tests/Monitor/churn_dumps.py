#!/usr/bin/env python3
"""Dumps and the monitor while others come and go: what stays is there once, or the program says that it may not be.

usage: churn_dumps.py NLCTL CASE RUNS      in a network namespace of its own; CASE is routes6, rules or stations
"""
import collections
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

NLCTL, CASE, RUNS = sys.argv[1], sys.argv[2], int(sys.argv[3])
STABLE = 2000


def batch(lines, tool="ip"):
    """Runs many commands in one process; failures count."""
    subprocess.run([tool, "-force", "-batch", "-"], input="".join(f"{line}\n" for line in lines), text=True,
                   check=True, stdout=subprocess.DEVNULL)


class Case:
    """What stays, what comes and goes, and how each is recognized in JSON."""

    routes6 = dict(
        words=["route", "dump", "-6"], object="route", monitor=["-6", "route"], tool="ip",
        stable=[f"2001:db8:{number:x}::/64" for number in range(1, STABLE)],
        name=lambda entry: entry["dst"],
        add=lambda name: f"route add {name} dev v0", delete=lambda name: f"route del {name} dev v0",
        # Before, between and behind what stays.
        moving=[f"{prefix}:{number:x}::/64" for number in range(1, 21) for prefix in ("2001:1", "2001:db8:400", "2001:fff")])
    rules = dict(
        words=["rule", "dump", "-4"], object="rule", monitor=["-4", "rule"], tool="ip",
        stable=[str(1000 + 3 * number) for number in range(1, STABLE // 4)],
        name=lambda entry: str(entry["priority"]),
        add=lambda name: f"rule add priority {name} from 10.0.0.1 table 100",
        delete=lambda name: f"rule del priority {name}",
        moving=[str(500 + number) for number in range(20)] + [str(1001 + 30 * number) for number in range(20)])
    stations = dict(
        words=["neigh", "dump", "-f", "bridge", "dev", "vx0"], object="neigh", monitor=["-f", "bridge", "neigh"],
        tool="bridge",
        stable=[f"02:00:00:00:{number >> 8:02x}:{number & 255:02x}" for number in range(1, STABLE)],
        name=lambda entry: entry.get("lladdr") or entry.get("mac"),
        add=lambda name: f"fdb append {name} dev vx0 dst 192.0.2.7",
        delete=lambda name: f"fdb del {name} dev vx0 dst 192.0.2.7",
        moving=[f"06:00:00:00:00:{number:02x}" for number in range(60)])


case = getattr(Case, CASE)


def churn(moving):
    """A process that adds and deletes for as long as it lives."""
    script = "".join(f"{case['add'](name)}\n" for name in moving) + "".join(
        f"{case['delete'](name)}\n" for name in moving)
    return subprocess.Popen(
        ["sh", "-c", 'while :; do "$0" -force -batch "$1"; done', case["tool"], script_file(script)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def script_file(text):
    file = tempfile.NamedTemporaryFile("w", prefix="nlctl-churn-", delete=False)
    file.write(text)
    file.close()
    FILES.append(file.name)
    return file.name


FILES = []


def check_dump():
    """One dump: its exit status, how much of what stays is missing, how much is there twice."""
    done = subprocess.run([NLCTL, *case["words"], "--json"], capture_output=True, text=True)
    assert done.returncode in (0, 3), done.stderr
    assert (done.returncode == 3) == bool(done.stderr), done.stderr
    counted = collections.Counter(case["name"](entry) for entry in json.loads(done.stdout))
    missing = sum(counted[name] == 0 for name in case["stable"])
    twice = sum(counted[name] > 1 for name in case["stable"])
    return done.returncode, missing, twice


def wait_for(fact):
    """Waits until something is so."""
    end = time.time() + 120
    while not fact():
        assert time.time() < end, "this never came"
        time.sleep(0.1)


def main():
    batch(["link add v0 type veth peer name w0", "link set v0 up", "link set w0 up",
           "link add vx0 type vxlan id 7 dstport 4789 local 192.0.2.1", "link set vx0 up"])
    time.sleep(0.2)
    batch([case["add"](name) for name in case["stable"]], case["tool"])
    half = len(case["moving"]) // 2
    churners = [churn(case["moving"][:half]), churn(case["moving"][half:])]
    told = tempfile.TemporaryFile("w+")
    try:
        runs = [check_dump() for _ in range(RUNS)]
        monitor = subprocess.Popen([NLCTL, "monitor", *case["monitor"], "--initial", "--json"],
                                   stdout=told, text=True)
        time.sleep(1.5)
    finally:
        for churner in churners:
            os.killpg(churner.pid, signal.SIGKILL)
            churner.wait()
        for name in FILES:
            os.unlink(name)
    # A round of reading anew comes two seconds later at most.
    wait_for(lambda: b'"initial-end"' in os.pread(told.fileno(), 1 << 30, 0))
    size = -1
    while size != os.fstat(told.fileno()).st_size:
        size = os.fstat(told.fileno()).st_size
        time.sleep(3)
    monitor.send_signal(signal.SIGINT)
    assert monitor.wait(timeout=20) == 0
    told.seek(0)
    output = told.read()
    picture, stable, last, false_deletions = {}, set(case["stable"]), "", 0
    for line in output.splitlines():
        event = json.loads(line)
        assert event["time"] >= last, "time went back"
        last = event["time"]
        if "key" not in event:
            continue
        name = case["name"](event[case["object"]])
        if event["event"] == "delete":
            picture.pop(event["key"], None)
            false_deletions += name in stable
        else:
            picture[event["key"]] = name
    counted = collections.Counter(picture.values())
    lacking = sum(counted[name] == 0 for name in stable)
    twice = sum(counted[name] > 1 for name in stable)
    certain = [run for run in runs if run[0] == 0]
    print(f"{CASE}: {len(runs)} dumps, {len(certain)} certain, missing {sum(run[1] for run in certain)} in these and "
          f"{sum(run[1] for run in runs)} in all, twice {sum(run[2] for run in certain)} and "
          f"{sum(run[2] for run in runs)}; monitor lacks {lacking}, has twice {twice}, deleted {false_deletions}")
    assert not any(run[1] or run[2] for run in certain)
    assert not lacking and not twice and not false_deletions


main()
