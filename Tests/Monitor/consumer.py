#!/usr/bin/env python3
"""A consumer of `nlctl monitor --json`: applies the events, then compares with fresh dumps.

usage: consumer.py NLCTL EVENTS [neigh]

Knows nothing of keys but that they are equal or not. Rows that change by themselves are left out.
Exit status 0: the consumer's picture is the kernel's.
"""
import json
import subprocess
import sys

# What the tables mark as volatile.
VOLATILE = {
    "stats", "stats64", "event", "valid_life_time", "preferred_life_time", "updated", "expires", "used",
    "users", "age", "confirmed", "refcnt", "probes", "error", "ipid", "ts", "tsage", "icmp6stats",
    "cacheinfo",
    # What a dump asks for and no notification tells.
    "op_flags", "hw_stats", "hw_stats_used", "group_stats",
}


def strip(value):
    if isinstance(value, dict):
        # IPv6 notes there that it has solicited routers.
        drop = VOLATILE | {"flags"} if "icmp6stats" in value else VOLATILE
        return {key: strip(entry) for key, entry in value.items() if key not in drop}
    if isinstance(value, list):
        return [strip(entry) for entry in value]
    return value


def paths(one, other, path=""):
    """The places where two values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            yield from paths(one.get(key), other.get(key), f"{path}.{key}")
    elif one != other:
        yield f"{path}: {one} there, {other} here"


def dump(nlctl, *words):
    return json.loads(subprocess.run([nlctl, *words, "--json"], check=True, stdout=subprocess.PIPE).stdout)


def addresses(nlctl):
    for link in dump(nlctl, "addr", "dump"):
        yield from link["addr_info"]


def main():
    nlctl, events = sys.argv[1:3]
    picture, counts, lost = {}, {}, 0
    with open(events, encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            kind = event["event"]
            counts[kind] = counts.get(kind, 0) + 1
            lost += event.get("lost", 0)
            if "key" not in event:
                continue
            if kind == "delete":
                picture.pop(event["key"], None)
            else:
                picture[event["key"]] = (event["object"], event[event["object"]])
    dumps = {
        "neigh": dump(nlctl, "neigh", "dump") + dump(nlctl, "-f", "bridge", "neigh", "dump"),
    } if sys.argv[3:] == ["neigh"] else {
        "link": dump(nlctl, "link", "dump"),
        "addr": list(addresses(nlctl)),
        "route": dump(nlctl, "route", "dump", "table", "all"),
        "rule": dump(nlctl, "rule", "dump"),
        "nexthop": dump(nlctl, "nexthop", "dump"),
    }
    differences = 0
    for name, objects in dumps.items():
        want = [strip(entry) for entry in objects]
        have = [strip(entry) for kind, entry in picture.values() if kind == name]
        print(f"  {name}: {len(want)} in the kernel, {len(have)} in the picture")
        missing = list(want)
        extra = []
        for entry in have:
            if entry in missing:
                missing.remove(entry)
            else:
                extra.append(entry)
        differences += len(missing) + len(extra)
        for entry in missing[:6]:
            twin = next((e for e in extra if name == "link" and e["ifindex"] == entry["ifindex"]), None)
            if twin:
                print(f"  {name} differs:", *paths(entry, twin), sep="\n    ")
            else:
                print(f"  {name} missing: {json.dumps(entry)[:600]}")
        for entry in extra[:6]:
            print(f"  {name} too many: {json.dumps(entry)[:600]}")
    print(f"  events {counts}, lost {lost}")
    if differences:
        print(f"FAILED: {differences} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
