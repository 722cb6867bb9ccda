#!/usr/bin/python3
"""Runs the cases of selectors.txt in the network that selectors.sh has made.

    selecting.py FILE            $NLCTL is the program

Each selector once alone, when the kernel may filter, and once given twice, when the program alone does:
the same answer, and the one that stands in the file. What is pushed down is what --verbose says of the
request. With its negation it leaves everything. Exit status 1 if anything is otherwise.
"""
import fnmatch
import os
import re
import shlex
import subprocess
import sys


def run(words):
    done = subprocess.run([os.environ["NLCTL"], "--verbose", *words], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120, encoding="utf-8", errors="replace")
    asked = [line for line in done.stderr.splitlines() if line.startswith("nlctl: asks ")]
    said = [line for line in done.stderr.splitlines() if not line.startswith("nlctl: asks ")]
    if done.returncode != 0 or said:
        print(f"{' '.join(words)}: status {done.returncode}: {' '.join(said)}")
    return done.stdout.splitlines(), " ".join(asked)


def identity(line, command):
    """What tells an object from the others."""
    words = line.split()
    if "link" in command:
        return words[1].split("@")[0]
    if "addr" in command:
        return f"{words[1]}@{words[0]}"
    if "nexthop" in command:
        return words[1]
    if "rule" in command:
        return words[0].rstrip(":")
    return words[1] if words[0] in ("local", "broadcast", "unreachable", "prohibit", "throw") else words[0]


def steady(lines):
    """Without lifetimes, which run."""
    return sorted(re.sub(r" \d+s\b", "", line) for line in lines)


def same(found, expected):
    rest = list(found)
    for pattern in expected:
        match = next((item for item in rest if fnmatch.fnmatchcase(item, pattern)), None)
        if match is None:
            return False
        rest.remove(match)
    return not rest


def main():
    indexes = {line.split()[1].split("@")[0]: line.split()[0] for line in run(["link", "dump"])[0]}
    bad = count = 0

    def wrong(message):
        nonlocal bad
        bad += 1
        print(f"  {message}")

    with open(sys.argv[1], encoding="utf-8") as file:
        cases = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
    for case in cases:
        command, selector, expected, pushed = [part.strip() for part in case.split("|")]
        words, chosen = command.split(), shlex.split(selector)
        count += 1
        once, asked = run(words + chosen)
        twice, asked_again = run(words + chosen + chosen)
        found = [identity(line, command) for line in once]
        if not same(found, expected.split()):
            wrong(f"{command} {selector}: {' '.join(found)}, expected {expected}")
        if steady(once) != steady(twice):
            wrong(f"{command} {selector}: {len(once)} objects once, {len(twice)} twice")
        for part in pushed.split():
            is_always = part.endswith("+")
            part = re.sub("@(.*)", lambda found: indexes[found[1]], part.rstrip("+"))
            if f"{part} " not in f"{asked} ".replace("}", " "):
                wrong(f"{command} {selector}: {part} is not pushed down: {asked}")
            if not is_always and f"{part} " in f"{asked_again} ".replace("}", " "):
                wrong(f"{command} {selector} {selector}: {part} is pushed down")
        # Two selectors are and-ed, which no negation undoes; proxies are no part of a bare dump.
        if len(chosen) > 2 or chosen[0] in ("not", "proxy"):
            continue
        negated, _ = run(words + ["not"] + chosen)
        whole, _ = run(words)
        if steady(once + negated) != steady(whole):
            wrong(f"{command} not {selector}: {len(once)} and {len(negated)} objects of {len(whole)}")
    print(f"selectors: {count} cases, {bad} differences" if bad else f"selectors: {count} cases, the same")
    return 1 if bad or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
