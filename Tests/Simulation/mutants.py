#!/usr/bin/env python3
"""Switches off one rule of the mirror after another, in a copy of the sources, and shows that the simulation finds it.

usage: mutants.py [NAME...]      from anywhere; SWIFT names the compiler, SEEDS how many schedules may be needed
       mutants.py check          only looks whether the text of each mutant stands in its file

Each mutant replaces text that must stand in its file exactly once: where the text has moved, this fails. MUTANT in what
is written instead is true while that mutant is chosen, so that all of them take one build. Exit status 1 when a mutant
is not found. Nothing of this is in the program.
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
SWITCH = """import Glibc

/// Which mutant is chosen; 0 for none.
private let chosen = unsafe getenv("NLCTL_MUTANT").map { unsafe atoi($0) } ?? 0

package func isMutant(_ number: Int32) -> Bool { number == chosen }
"""

# The rules are those of docs/reliability.md. (rule, file, text, what stands there instead)
MUTANTS = {
    "witness": (
        "1: notifications do not disturb a dump", MIRROR + "NamespaceMirror.swift",
        "  var isDisturbed: Bool { judges.contains { $0.isDisturbed } }",
        "  var isDisturbed: Bool { MUTANT ? false : judges.contains { $0.isDisturbed } }",
    ),
    "dump-witness": (
        "1: the witness of a dump that is held hears nothing", "Sources/NetlinkCore/DumpWitness.swift",
        "    if !receivePending() || hasLost || judge.isDisturbed { return true }",
        "    if MUTANT { return false }\n    if !receivePending() || hasLost || judge.isDisturbed { return true }",
    ),
    "gaps": (
        "1: a dump of IPv4 routes is not read again where some may have been skipped",
        "Sources/Rtnetlink/Route/IPv4RouteStream.swift",
        "    gaps = gaps.map {", "    if MUTANT { gaps = []; judge = IPv4RouteJudge(); return }\n    gaps = gaps.map {",
    ),
    "repeats": (
        "1: what a dump of IPv4 routes repeats is shown again", "Sources/Rtnetlink/Route/IPv4RouteStream.swift",
        "        case .behind: isKnown = true", "        case .behind: isKnown = !MUTANT",
    ),
    "rule-devices": (
        "1: a change of links does not disturb a dump of rules", "Sources/Rtnetlink/Witness/ChangeJudge.swift",
        "    table == RTM.newRule && message.type", "    !MUTANT && table == RTM.newRule && message.type",
    ),
    "barrier": (
        "1: nothing waits for the lock before a dump", MIRROR + "Follower+Reading.swift",
        "    client.wait(forBarrier: Witness.linkQuestion)\n    let answer",
        "    if !MUTANT { client.wait(forBarrier: Witness.linkQuestion) }\n    let answer",
    ),
    "queue": (
        "2: the dump is taken over before what was queued until its end", MIRROR + "Follower+Reading.swift",
        "    let hasLost = try drain()\n    let time", "    let hasLost = MUTANT ? false : try drain()\n    let time",
    ),
    "places": (
        "2: a dump is taken over also where notifications have spoken", MIRROR + "NamespaceMirror+Notifications.swift",
        "      load?.places.insert(Array(key[..<placeLength]))\n",
        "      if !MUTANT { load?.places.insert(Array(key[..<placeLength])) }\n",
    ),
    "loss": (
        "2: a dump during which notifications were lost is taken over", MIRROR + "Follower+Reading.swift",
        "    load.hasLost = load.hasLost || hasLost || isLosing\n",
        "    load.hasLost = !MUTANT && (load.hasLost || hasLost || isLosing)\n",
    ),
    "keeping": (
        "3: a list does not keep what a dump had that cannot be judged", MIRROR + "Follower+Reading.swift",
        "    load.isKeptAnyway = options.keepsAllTries\n", "    load.isKeptAnyway = options.keepsAllTries && !MUTANT\n",
    ),
    "addresses": (
        "1: the kernel's flag of a dump of addresses is believed", "Sources/Rtnetlink/Address/AddressRequest.swift",
        "groups: [RouteGroup.ipv4Address, RouteGroup.ipv6Address],",
        "groups: MUTANT ? [] : [RouteGroup.ipv4Address, RouteGroup.ipv6Address],",
    ),
    "addresses-again": (
        "1: nothing is asked behind a dump of addresses", "Sources/Rtnetlink/Address/AddressRequest.swift",
        "barrier: linkQuestion, asksAgain: true", "barrier: linkQuestion, asksAgain: !MUTANT",
    ),
    "absence": (
        "3: what an uncertain dump lacks is told to be gone", MIRROR + "NamespaceMirror+Absence.swift",
        "    if !isCertain { return true }\n", "    if !isCertain, !MUTANT { return true }\n",
    ),
    "merging": (
        "3: of several uncertain tries only the last is shown", MIRROR + "MergedTries.swift",
        "    guard !snapshot.status.isCertain, let tries else { return snapshot }\n",
        "    guard !snapshot.status.isCertain, !MUTANT, let tries else { return snapshot }\n",
    ),
    "copies": (
        "4: identical objects are one", MIRROR + "Tracked.swift",
        "    case .rules, .routes4, .routes6: true\n", "    case .rules, .routes4, .routes6: !MUTANT\n",
    ),
    "silence": (
        "5: nobody asks again for what changes silently", MIRROR + "Follower+Running.swift",
        "    if let nextPoll, host.now() >= nextPoll {\n", "    if let nextPoll, !MUTANT, host.now() >= nextPoll {\n",
    ),
    "link-down": (
        "5: nobody asks for what goes with a device that goes down", MIRROR + "NamespaceMirror+Silence.swift",
        "    guard (now ^ then) &", "    guard !MUTANT, (now ^ then) &",
    ),
    "census": (
        "6: the kernel's count of IPv4 routes is not asked for", MIRROR + "Follower+Reading.swift",
        "    if table == .routes4, answer.touched == nil, answer.isWhole {",
        "    if table == .routes4, answer.touched == nil, answer.isWhole, !MUTANT {",
    ),
    "completion": (
        "6: a dump that was cut short is not completed device by device", MIRROR + "RouteCount.swift",
        "    guard hasLackedRoutes else { return }", "    guard hasLackedRoutes, !MUTANT else { return }",
    ),
    "large-route": (
        "6: a route that ends dumps, heard while a part is read, is not suspected", MIRROR + "NamespaceMirror.swift",
        "    if message.type & ~1 == RTM.newRoute, message", "    if !MUTANT, message.type & ~1 == RTM.newRoute, message",
    ),
    "next-hop": (
        "5: a next hop told while routes are to be read again is no other one", MIRROR + "NamespaceMirror+Silence.swift",
        "    guard message.type == RTM.newNextHop else", "    guard !MUTANT, message.type == RTM.newNextHop else",
    ),
    "too-large": (
        "6: a notification that does not fit is no loss", "Sources/NetlinkCore/Subscription.swift",
        "        buffer.grow(to: needed)\n        if let", "        buffer.grow(to: needed)\n        if MUTANT { continue }\n        if let",
    ),
    "reader-poll": (
        "7: nobody waits for the reader before a write", "Sources/NetlinkCore/PatientWriter.swift",
        "      switch target.wait(patience) {", "      switch MUTANT ? .ready : target.wait(patience) {",
    ),
    "reader-piece": (
        "7: a write may be larger than what a pipe takes at once", "Sources/NetlinkCore/PatientWriter.swift",
        "    if bytes.count <= Self.largestWrite {", "    if MUTANT || bytes.count <= Self.largestWrite {",
    ),
    "reader-deadline": (
        "7: the deadline does not end the wait for a reader", "Sources/NetlinkCore/PatientWriter.swift",
        "Int { end.map {", "Int { MUTANT ? -1 : end.map {",
    ),
    "reader-signal": (
        "7: a signal does not end the wait for a reader", "Sources/NetlinkCore/PatientWriter.swift",
        "      case .timedOut, .cancelled: return", "      case .cancelled where MUTANT: continue\n      case .timedOut, .cancelled: return",
    ),
}
# Too rare for that many schedules, or told as not known instead; run when they are named.
RARE = {"repeats", "addresses", "addresses-again", "rule-devices", "loss", "completion", "large-route", "next-hop"}


def run(*words, **options):
    return subprocess.run(words, text=True, capture_output=True, **options)


def copy_sources():
    """Copies what the build needs; files that did not change keep their times."""
    os.makedirs(COPY, exist_ok=True)
    words = ["Package.swift", "Sources", "Tests", "Benchmarks", "Support"]
    files = run("git", "-C", ROOT, "ls-files", "-co", "--exclude-standard", "--", *words, check=True).stdout.split("\n")
    files.append("Sources/CNetlink/libmnl_version.c")
    # What is gone from the repository, or was never in it, is not to be built.
    known = {os.path.join(COPY, name) for name in files}
    for folder, _, names in os.walk(os.path.join(COPY, "Sources")):
        for path in (os.path.join(folder, name) for name in names):
            if path not in known:
                os.remove(path)
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


def check():
    """Ends with what is wrong where the text of a mutant does not stand in its file exactly once."""
    wrong = []
    for name, (_, path, old, _) in MUTANTS.items():
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            count = file.read().count(old)
        if count != 1:
            wrong.append(f"{name}: its text stands {count} times in {path}")
    if wrong:
        sys.exit("\n".join(wrong))


def put_in(numbers):
    """Writes the mutants and their switch into the copy."""
    with open(os.path.join(COPY, "Sources/NetlinkWire/Mutant.swift"), "w", encoding="utf-8") as file:
        file.write(SWITCH)
    for name, (_, path, old, new) in MUTANTS.items():
        path = os.path.join(COPY, path)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        text = text.replace(old, new.replace("MUTANT", f"isMutant({numbers[name]})"))
        if "import NetlinkWire" not in text:
            text = "internal import NetlinkWire\n" + text
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def find(number):
    """What the simulation says of a mutant: the seed and its fault; None where it finds none."""
    done = run(os.path.join(COPY, ".build/release/simulate"), "--count", str(SEEDS), "--failures", "1", "--whole",
               env=os.environ | {"NLCTL_MUTANT": str(number)})
    if done.returncode == 0:
        return None
    found = re.search(r"^seed (\d+): .*$", done.stdout, re.M)
    # A mirror that traps is found, too.
    return found.group(0)[:160] if found else f"ended with status {done.returncode}: {done.stderr[-300:]}"


def main():
    check()
    if sys.argv[1:] == ["check"]:
        return
    names = sys.argv[1:] or [name for name in MUTANTS if name not in RARE]
    numbers = {name: number for number, name in enumerate(MUTANTS, 1)}
    copy_sources()
    put_in(numbers)
    build = run(os.environ.get("SWIFT", "swift"), "build", "-c", "release", "--product", "simulate", cwd=COPY,
                env=os.environ | {"NLCTL_SIMULATE": "1"})
    if build.returncode != 0:
        sys.exit(build.stdout + build.stderr)
    if fault := find(0):
        sys.exit(f"without a mutant: {fault}")
    missed = []
    for name in names:
        start = time.time()
        fault = find(numbers[name])
        if fault is None:
            missed.append(name)
        print(f"{name} ({MUTANTS[name][0]}): {fault or 'NOT FOUND'} [{time.time() - start:.0f} s]", flush=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
