#!/usr/bin/env python3
"""Switches off one rule of the mirror after another, in a copy of the sources, and shows that the simulation finds it.

usage: mutants.py [NAME...]      from anywhere; SWIFT names the compiler, SEEDS how many schedules may be needed

Each mutant replaces text that must stand in its file exactly once: where the text has moved, this fails. Exit status 1
when a mutant is not found. Nothing of this is in the program.
"""
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
COPY = os.path.join(ROOT, ".build-mutants", "source")
SEEDS = int(os.environ.get("SEEDS", "20000"))
MIRROR = "Sources/NetlinkMirror/"

# The rules are those of docs/reliability.md.
MUTANTS = {
    "witness": (
        "1: notifications do not disturb a dump",
        [(MIRROR + "NamespaceMirror.swift",
          "  var isDisturbed: Bool { judges.contains { $0.isDisturbed } }",
          "  var isDisturbed: Bool { false }")],
    ),
    "dump-witness": (
        "1: the witness of a dump that the program prints hears nothing",
        [("Sources/NetlinkCore/DumpWitness.swift",
          "      case .wouldBlock: return hasLost || judge.isDisturbed",
          "      case .wouldBlock: return false")],
    ),
    "barrier": (
        "1: nothing waits for the lock before a dump",
        [(MIRROR + "Follower+Reading.swift",
          "    client.wait(forBarrier: Witness.linkQuestion)\n    return try",
          "    return try")],
    ),
    "queue": (
        "2: the dump is taken over before what was queued until its end",
        [(MIRROR + "Follower+Reading.swift",
          "    let hasLost = try drain()\n    guard var load",
          "    let hasLost = false\n    guard var load")],
    ),
    "places": (
        "2: a dump is taken over also where notifications have spoken",
        [(MIRROR + "NamespaceMirror+Notifications.swift",
          "      load?.places.insert(Array(key[..<placeLength]))\n",
          "")],
    ),
    "absence": (
        "3: what an uncertain dump lacks is told to be gone",
        [(MIRROR + "NamespaceMirror+Absence.swift",
          "    if !isCertain { return true }\n",
          "")],
    ),
    "merging": (
        "3: of several uncertain tries only the last is shown",
        [(MIRROR + "MergedTries.swift",
          "    guard snapshot.status.disturbed, let tries else { return snapshot }\n",
          "    guard snapshot.status.disturbed, tries == nil else { return snapshot }\n"
          "    guard let tries else { return snapshot }\n")],
    ),
    "copies": (
        "4: identical objects are one",
        [(MIRROR + "Tracked.swift",
          "    case .rules, .routes4, .routes6: true\n",
          "    case .rules, .routes4, .routes6: false\n")],
    ),
    "silence": (
        "5: nobody asks again for what changes silently",
        [(MIRROR + "Follower.swift",
          "    if let nextPoll, host.now() >= nextPoll {\n",
          "    if let nextPoll, nextPoll < 0 {\n")],
    ),
    "link-down": (
        "5: nobody asks for what goes with a device that goes down",
        [(MIRROR + "NamespaceMirror+Silence.swift",
          "    guard (now ^ then) & (InterfaceFlag.up | InterfaceFlag.running | InterfaceFlag.lowerUp) != 0 else {\n",
          "    guard now == 0, then != 0 else {\n")],
    ),
    "loss": (
        "2: a dump during which notifications were lost is taken over",
        [(MIRROR + "NamespaceMirror+Answers.swift",
          "    if load.hasLost {\n",
          "    if load.hasLost, load.notifications < 0 {\n")],
    ),
}


def run(*words, **options):
    return subprocess.run(words, text=True, capture_output=True, **options)


def copy_sources():
    """Copies what the build needs; files that did not change keep their times."""
    os.makedirs(COPY, exist_ok=True)
    words = ["Package.swift", "Sources", "Tests", "Benchmarks", "Support"]
    files = run("git", "-C", ROOT, "ls-files", "-co", "--exclude-standard", "--", *words, check=True).stdout.split("\n")
    files.append("Sources/CNetlink/libmnl_version.c")
    for name in filter(None, files):
        source, target = os.path.join(ROOT, name), os.path.join(COPY, name)
        if not os.path.isfile(source):
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(source, "rb") as file:
            data = file.read()
        if os.path.isfile(target):
            with open(target, "rb") as file:
                if file.read() == data:
                    continue
        shutil.copy(source, target)


def find(mutant):
    """What the simulation says of a mutant: the seed and its fault; None where it finds none."""
    before = {}
    for name, old, new in mutant[1]:
        path = os.path.join(COPY, name)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if text.count(old) != 1:
            sys.exit(f"{name}: this text stands there {text.count(old)} times, not once:\n{old}")
        before.setdefault(path, text)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))
    try:
        build = run(os.environ.get("SWIFT", "swift"), "build", "-c", "release", "--product", "simulate", cwd=COPY,
                    env=os.environ | {"NLCTL_SIMULATE": "1"})
        if build.returncode != 0:
            sys.exit(build.stdout + build.stderr)
        done = run(os.path.join(COPY, ".build/release/simulate"), "--count", str(SEEDS), "--failures", "1", "--whole")
        if done.returncode == 0:
            return None
        found = re.search(r"^seed (\d+): .*$", done.stdout, re.M)
        # A mirror that traps is found, too.
        return found.group(0) if found else f"ended with status {done.returncode}: {done.stderr[-300:]}"
    finally:
        for path, text in before.items():
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)


def main():
    names = sys.argv[1:] or list(MUTANTS)
    copy_sources()
    missed = []
    for name in names:
        start = time.time()
        fault = find(MUTANTS[name])
        if fault is None:
            missed.append(name)
        print(f"{name} ({MUTANTS[name][0]}): {fault or 'NOT FOUND'} [{time.time() - start:.0f} s]", flush=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
