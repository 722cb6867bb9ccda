#!/usr/bin/env python3
"""Explain, --from and tshark on a recording of many routes, in a namespace of this kernel that is made here.

    recordings.py [--nlctl PATH] [--routes N] [--sample N]

1,700,000 routes make a recording of about 100 MB. Prints Markdown: seconds, seconds of the processor, and MB of memory
at most. tshark gets a sample of the recording, of N routes, for it takes minutes and gigabytes for all; explain gets
the same beside it.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def measure(words, namespace=None):
    """Seconds, seconds of the processor, and MB at most, of one run whose output goes nowhere."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        # In a process of its own, for the maximum of children only grows.
        if namespace:
            words = ["nsenter", "--net=" + namespace] + words
        start = time.monotonic()
        done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wall = time.monotonic() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        peak, processor = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
        os.write(writer, f"{wall} {processor} {peak} {done.returncode}".encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    wall, processor, peak, status = os.read(reader, 200).split()
    os.close(reader)
    if int(status) != 0:
        raise SystemExit(f"{' '.join(words)}: status {int(status)}")
    return float(wall), float(processor), float(peak)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nlctl", default=os.path.join(HERE, "../.build/release/nlctl"))
    parser.add_argument("--routes", type=int, default=1_700_000)
    parser.add_argument("--sample", type=int, default=50_000)
    options = parser.parse_args()
    nlctl = os.path.abspath(options.nlctl)
    keeper = subprocess.Popen(["unshare", "-n", "sh", "-c", "echo; exec sleep 3600"], stdout=subprocess.PIPE)
    folder = tempfile.mkdtemp()
    try:
        keeper.stdout.readline()
        namespace = f"/proc/{keeper.pid}/ns/net"
        enter = ["nsenter", "--net=" + namespace]
        run = lambda *words: subprocess.run(enter + list(words), check=True, stdout=subprocess.DEVNULL)
        run("ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1")
        run("ip", "link", "set", "v0", "up")
        run("ip", "addr", "add", "192.0.2.1/24", "dev", "v0")

        def add(first, last):
            lines = (
                f"route add {10 + (i >> 16)}.{i >> 8 & 255}.{i & 255}.0/24 dev v0 src 192.0.2.1\n"
                for i in range(first, last))
            batch = subprocess.Popen(enter + ["ip", "-batch", "-"], stdin=subprocess.PIPE, text=True)
            batch.stdin.writelines(lines)
            batch.communicate()

        # A destination has 24 bits: a hundred networks of 65,536.
        add(0, options.sample)
        sample = f"{folder}/sample.pcapng"
        run(nlctl, "route", "dump", "--record", sample)
        add(options.sample, options.routes)
        file = f"{folder}/routes.pcapng"
        run(nlctl, "route", "dump", "--record", file)
        size = os.path.getsize(file) / 1e6
        print(f"{options.routes} routes, {size:.0f} MB; the sample has {os.path.getsize(sample) / 1e6:.1f} MB\n")
        print("| | seconds | of the processor | MB at most |\n| --- | ---: | ---: | ---: |")
        rows = [
            ("route dump --json, live", [nlctl, "route", "dump", "--json"], namespace),
            ("route dump --json --from", [nlctl, "route", "dump", "--json", "--from", file], None),
            ("route dump --from", [nlctl, "route", "dump", "--from", file], None),
            ("explain", [nlctl, "explain", file], None),
            ("explain --json", [nlctl, "explain", "--json", file], None),
            ("explain --json, sample", [nlctl, "explain", "--json", sample], None),
        ]
        if shutil.which("tshark"):
            rows.append(("tshark -T json, sample", ["tshark", "-r", sample, "-T", "json"], None))
        found = {}
        for name, words, place in rows:
            wall, processor, peak = found[name] = measure(words, place)
            print(f"| {name} | {wall:.2f} | {processor:.2f} | {peak:.0f} |", flush=True)
        print()
        live, replayed = found["route dump --json, live"], found["route dump --json --from"]
        print(f"--from takes {replayed[0] / live[0]:.1f} times the live dump, {replayed[1] / live[1]:.1f} of the processor")
        messages = size * 1e6 - 48 * options.routes / 400
        over = (replayed[2] - live[2]) * 1048576 / options.routes - messages / options.routes
        print(f"--from holds {over:.0f} bytes a route besides its message")
        if "tshark -T json, sample" in found:
            shark, ours = found["tshark -T json, sample"], found["explain --json, sample"]
            print(f"tshark takes {shark[0] / ours[0]:.0f} times explain --json, {shark[1] / ours[1]:.0f} of the processor")
    finally:
        keeper.kill()
        shutil.rmtree(folder)


main()
