#!/usr/bin/env python3
"""A consumer of `nlctl monitor --json`: applies the events, then compares with fresh dumps.

usage: consumer.py NLCTL EVENTS

Knows nothing of keys but that they are equal or not. Rows that change by themselves are left out.
Exit status 0: the consumer's picture is the kernel's.
"""
import json
import subprocess
import sys

# What the tables mark as volatile.
VOLATILE = {
    "stats", "stats64", "event", "valid_life_time", "preferred_life_time", "created", "updated", "expires",
    "used", "users", "age", "confirmed", "refcnt", "probes", "error", "ipid", "ts", "tsage", "carrier_changes",
    "carrier_up_count", "carrier_down_count", "hello_timer", "tcn_timer", "topology_change_timer",
    "gc_timer", "cacheinfo", "last_used", "mfc_stats", "inet6_stats", "icmp6_stats", "idle_time",
}


def strip(value):
    if isinstance(value, dict):
        return {key: strip(entry) for key, entry in value.items() if key not in VOLATILE}
    if isinstance(value, list):
        return [strip(entry) for entry in value]
    return value


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
        "link": dump(nlctl, "link", "dump"),
        "addr": list(addresses(nlctl)),
        "route": dump(nlctl, "route", "dump", "table", "all"),
        "rule": dump(nlctl, "rule", "dump"),
        "nexthop": dump(nlctl, "nexthop", "dump"),
    }
    differences = 0
    for name, objects in dumps.items():
        want = sorted(json.dumps(strip(entry), sort_keys=True) for entry in objects)
        have = sorted(
            json.dumps(strip(entry), sort_keys=True) for kind, entry in picture.values() if kind == name)
        for title, one, other in (("missing", want, have), ("too many", have, want)):
            rest = list(other)
            for entry in one:
                if entry in rest:
                    rest.remove(entry)
                else:
                    differences += 1
                    if differences <= 12:
                        print(f"  {name} {title}: {entry[:600]}")
        print(f"  {name}: {len(want)} in the kernel, {len(have)} in the picture")
    print(f"  events {counts}, lost {lost}")
    if differences:
        print(f"FAILED: {differences} differences")
    return 1 if differences else 0


sys.exit(main())
