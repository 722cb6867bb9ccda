#!/usr/bin/python3
"""Compares what nlctl prints of this network namespace with what ip prints, key by key.

    compare.py [OBJECT...]       objects: link addr route neigh fdb rule nexthop bucket (default: all)
        --nlctl PATH             the program under test (default: $NLCTL)
        --no-schema              nlctl's answers are not checked against its schemas, which takes long
        --ip-alone               no nlctl: ip's own answer, brought into nlctl's form, is compared
                                 with a second answer; proves that the topology can be compared
    compare.py --self-test       proves on ip's recorded answers that every change of a value is found

Every key that ip prints must be in nlctl's answer, with a value of the same type and content, but
for deviations.py. Exit status: 0 the same, 1 differences (listed on stdout), 2 nothing to compare.
"""
import argparse
import copy
import glob
import json
import os
import re
import subprocess
import sys
import time
from functools import reduce

import deviations

IP = ["ip", "-d", "-s", "-s", "-j"]
COMMANDS = {  # object: pairs of ip's and nlctl's arguments
    "link": [(IP + ["link", "show"], ["link", "dump"])],
    "addr": [(IP + ["addr", "show"], ["addr", "dump"])],
    "route": [(IP[:1] + [family] + IP[1:] + ["route", "show", "table", "all"],
               [family, "route", "dump", "--table", "all"] if family != "-M"
               else ["-f", "mpls", "route", "dump", "--table", "all"])
              for family in ("-4", "-6", "-M")],
    "neigh": [(IP + ["neigh", "show", "nud", "all"], ["neigh", "dump", "--nud", "all"]),
              (IP + ["neigh", "show", "proxy"], ["neigh", "dump", "--proxy"])],
    "fdb": [(["bridge", "-d", "-s", "-s", "-j", "fdb", "show"], ["-f", "bridge", "neigh", "dump"])],
    "rule": [(IP[:1] + [family] + IP[1:] + ["rule", "show"], [family, "rule", "dump"])
             for family in ("-4", "-6")],
    "nexthop": [(IP + ["nexthop", "show"], ["nexthop", "dump"])],
    "bucket": [(IP + ["nexthop", "bucket", "show"], ["bucket", "dump"])],
}
IDENTITY = {
    "link": ("ifindex",),
    "addr": ("ifindex",),
    "route": ("type", "dst", "table", "tos", "metric", "from"),
    "neigh": ("dst", "dev"),
    "fdb": ("mac", "dev", "dst", "vlan", "vni", "master"),
    "rule": ("priority",),
    "nexthop": ("id",),
    "bucket": ("id", "bucket.index"),
}
MORE = "(no such object)"
SCHEMAS = {"fdb": "neigh"}


def parsed(text):
    """ip writes names raw: bytes that are no UTF-8, and, older ones, control characters."""
    text = text.decode("utf-8", "replace").strip()
    if not text:
        return []
    value = json.loads(text, strict=False, object_pairs_hook=deviations.paired)
    for item in value:
        if isinstance(item.get("addr_info"), list):
            item["addr_info"] = [entry for entry in item["addr_info"] if entry != {}]
    return [item for item in value if item != {}]


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip()


def kind_of(value):
    return type(value).__name__


def differences(want, have, path, found):
    """Appends (path, wanted, had) to found for all that have lacks of want."""
    if want is deviations.ANY:
        return
    if isinstance(want, dict):
        if not isinstance(have, dict):
            found.append((path, want, have))
            return
        for key, inner in want.items():
            at = f"{path}.{key}"
            if key not in have:
                found.append((at, inner, "(absent)"))
            else:
                differences(inner, have[key], at, found)
        return
    if isinstance(want, list):
        if not isinstance(have, list) or len(want) != len(have):
            found.append((path, want, have))
            return
        for index, (one, other) in enumerate(zip(want, have)):
            differences(one, other, f"{path}[{index}]", found)
        return
    if kind_of(want) != kind_of(have):
        found.append((path, want, have))
    elif want != have:
        endless = deviations.FOREVER in (want, have) if isinstance(want, int) else False
        if endless or not deviations.VOLATILE.search(path):
            found.append((path, want, have))


def identity(obj, item):
    return tuple(json.dumps(reduce(dict.get, key.split("."), item)) for key in IDENTITY[obj])


def grouped(obj, items):
    groups = {}
    for item in items:
        groups.setdefault(identity(obj, item), []).append(item)
    return groups


def with_addresses_in_order(item):
    """Addresses of one link, matched by what identifies them, not by their order."""
    entries = item.get("addr_info")
    if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
        item = dict(item)
        item["addr_info"] = sorted(entries, key=lambda a: json.dumps(
            [a.get("family"), a.get("local"), a.get("address"), a.get("prefixlen")]))
    return item


def conform(obj, items):
    """ip's objects in the form that nlctl's must have."""
    if obj == "fdb":
        return [deviations.fdb_expected(item) for item in items]
    return [deviations.expected(obj, item) for item in items]


def compare(obj, want, have):
    """want: ip's objects, conformed; have: nlctl's. Differences as (name, path, want, have)."""
    if obj == "addr":
        want = [with_addresses_in_order(item) for item in want]
        have = [with_addresses_in_order(item) for item in have]
    if obj == "fdb":
        have = [deviations.fdb_ours(item) for item in have]
    out, ours = [], grouped(obj, have)
    for key, group in grouped(obj, want).items():
        others = ours.pop(key, [])
        name = obj + " " + " ".join(json.loads(part) if part.startswith('"') else part
                                    for part in key if part != "null")
        if group[0].get("ifname"):
            name += f" ({group[0]['ifname']})"
        if len(group) != len(others):
            out.append((name, "", f"{len(group)} object(s)", f"{len(others)} object(s)"))
        for one, other in zip(group, others):
            found = []
            differences(one, other, "", found)
            out += [(name, path, a, b) for path, a, b in found]
    for key, others in ours.items():
        # A dump of nlctl's may say more than ip's only by keys, not by objects.
        out.append((f"{obj} {' '.join(key)}", "", MORE, others[0]))
    return out


def beside(obj, items):
    """What deviations 3 and 4 promise of nlctl's own objects."""
    out = []
    for item in items:
        inner = item.get("addr_info", []) if obj == "addr" else [item]
        if obj != "link":
            out += [(f"{obj} {identity(obj, item)}", ".family", "a family", "(absent)")
                    for entry in inner if "family" not in entry and "family_index" not in entry]
        for name, number in deviations.BESIDE[obj].items():
            if item.get(name) is not None and not isinstance(item.get(number), int):
                out.append((f"{obj} {identity(obj, item)}", f".{number}", f"beside {name}",
                            item.get(number, "(absent)")))
    return out


def short(value):
    text = value if isinstance(value, str) and value.startswith("(") else json.dumps(
        value, ensure_ascii=True, default=repr)
    return text if len(text) < 200 else text[:197] + "..."


def report(rows):
    for name, path, want, have in rows:
        print(f"  {name} {path}: ip {short(want)}, nlctl {short(have)}")


def validate(obj, items, nlctl, schemas={}):
    """Checks nlctl's answer against the schema that nlctl prints of itself."""
    name = SCHEMAS.get(obj, obj)
    try:
        import jsonschema
    except ImportError:
        print("  note: python3-jsonschema is not here, schemas are not checked") \
            if not schemas.setdefault("said", False) else None
        schemas["said"] = True
        return []
    if name not in schemas:
        status, text, error = run([nlctl, "schema", name])
        if status != 0:
            print(f"  note: nlctl schema {name}: {error or status}")
        schemas[name] = json.loads(text) if status == 0 and text.strip() else None
    if schemas[name] is None:
        return []
    schema = schemas[name]
    document = items if schema.get("type") == "array" else None
    targets = [document] if document is not None else items
    checker = jsonschema.Draft202012Validator(schema)
    return [(f"{obj} schema", "".join(f".{p}" for p in error.absolute_path), error.message[:150],
             "(does not validate)") for target in targets for error in checker.iter_errors(target)]


def unparsed(items, path=""):
    if isinstance(items, dict):
        for key, value in items.items():
            if key == "_unparsed":
                yield from value
            else:
                yield from unparsed(value, f"{path}.{key}")
    elif isinstance(items, list):
        for value in items:
            yield from unparsed(value, path)


def asked(obj, ip_command):
    """ip's objects, conformed, or None and why not; why not all, if it ended with an error."""
    status, text, error = run(ip_command)
    if status != 0 and not text.strip():
        if "-M" in ip_command or "not supported" in error or "Unknown" in error:
            return [], None
        return None, f"ip: {error}"
    try:
        return conform(obj, parsed(text)), f"ip: {error}" if status != 0 else None
    except ValueError as problem:
        if obj in os.environ.get("IP_LOSES", "").split():
            return [], f"{' '.join(ip_command[:2])}: {error or problem}"
        return None, f"{' '.join(ip_command)} is no JSON: {problem}"


def answered(obj, arguments, nlctl):
    """nlctl's objects, or None and why not."""
    status, text, error = run([nlctl] + arguments + ["--json"])
    if status != 0:
        return None, f"(exit {status}: {error})"
    try:
        return json.loads(text.decode("utf-8")), None
    except ValueError as problem:
        return None, f"({problem})"


def checked(obj, ip_command, arguments, nlctl, schema=True):
    """Rows of differences of one object, and how many objects ip printed.

    The kernel works on while both are asked (addresses become good, neighbours are forgotten): if
    they differ and ip's next answer differs from its first, both are asked again.
    """
    theirs, partial = asked(obj, ip_command)
    for attempt in range(6):
        if theirs is None:
            return [(obj, "", partial, "")], 0
        ours, problem = answered(obj, arguments, nlctl) if nlctl else asked(obj, ip_command)
        if ours is None:
            return [(obj, "", "an answer", problem)], len(theirs)
        rows = compare(obj, theirs, ours)
        if obj in os.environ.get("IP_LOSES", "").split():
            partial = partial or "ip loses some without a word"
        if partial:  # a message that is too big for its buffer, a family without a table
            more = [row for row in rows if row[2] == MORE]
            rows = [row for row in rows if row[2] != MORE]
            if more:
                print(f"  note: {obj}: {partial}; {len(more)} objects more than ip's")
        if not rows:
            break
        again, problem = asked(obj, ip_command)
        if again is not None and not compare(obj, theirs, again):
            break
        theirs = again
        time.sleep(0.2 * attempt)
    if nlctl is None:
        return rows, len(theirs)
    if schema:
        rows += validate(obj, ours, nlctl)
    if obj != "fdb":
        rows += beside(obj, ours)
    odd = sorted({(("/".join(map(str, u.get("path", [])))), u.get("type"), u.get("why"))
                  for u in unparsed(ours)}, key=repr)
    for path, number, why in odd:
        print(f"  note: {obj}: unparsed {path} #{number} ({why})")
    return rows, len(theirs)


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, path + (key,))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, path + (index,))
    elif value is not deviations.ANY:
        yield path, value


def changed(value, path, how):
    copied = copy.deepcopy(value)
    inner = copied
    for step in path[:-1]:
        inner = inner[step]
    if how is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = how
    return copied


def recorded(obj):
    """Lists of ip's objects, from the files beside the recorded messages."""
    here = os.path.dirname(os.path.abspath(__file__))
    for path in sorted(glob.glob(f"{here}/../Vectors/{obj}-*.ip.json")):
        with open(path, "rb") as file:
            yield conform(obj, parsed(file.read()))


def ways(value, dotted, last):
    """What a leaf is changed to: gone, another value, another type."""
    if isinstance(last, str):
        yield None
    if not deviations.VOLATILE.search(dotted) or value == deviations.FOREVER:
        yield ("other" if isinstance(value, str)
               else not value if isinstance(value, bool)
               else ["x"] if isinstance(value, list)
               else {"x": 1} if isinstance(value, dict)
               else "a" if value is None else value + 1)
    yield [0] if not isinstance(value, list) else "list"


def self_test():
    """Every path of ip's recorded answers: changed, of another type, gone. All must be found."""
    checks = missed = 0

    def expect(condition, what):
        nonlocal checks, missed
        checks += 1
        if not condition:
            missed += 1
            print(what)

    for obj in COMMANDS:
        seen = set()
        for items in recorded(obj):
            expect(not compare(obj, items, copy.deepcopy(items)), f"{obj}: differs from itself")
            expect(not compare(obj, items, [dict(item, extra_key=[1, {"a": 2}]) for item in items]),
                   f"{obj}: a further key counts as a difference")
            expect(compare(obj, items, items[1:]), f"{obj}: a lost object is not found")
            expect(compare(obj, items[1:], items), f"{obj}: an additional object is not found")
            for item in items:
                for path, value in leaves(item):
                    dotted = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path)
                    shape = (re.sub(r"\[\d+\]", "[]", dotted), kind_of(value))
                    if shape in seen:
                        continue
                    seen.add(shape)
                    for way in ways(value, dotted, path[-1]):
                        expect(compare(obj, [item], [changed(item, path, way)]),
                               f"{obj}: change of {dotted} from {value!r} to {way!r} not found")
        expect(seen, f"{obj}: nothing is recorded")
    # The deviations themselves, on what ip prints.
    sample = {"netns-immutable": None, "link": None, "dst": "0/8 ", "ttl-propogate": False,
              "linkinfo": {"info_data": {"bridge_id": "8000.f6:14:2b:2f:3:94"}}}
    want = {"netns_immutable": True, "link": None, "dst": "0/8", "ttl_propagate": False,
            "linkinfo": {"info_data": {"bridge_id": "8000.f6:14:2b:2f:03:94"}}}
    expect(deviations.expected("link", sample) == want, "deviations: not as documented")
    print(f"self-test: {checks} expectations, {missed} not met")
    return 1 if missed else 0


def main():
    options = argparse.ArgumentParser()
    options.add_argument("objects", nargs="*")
    options.add_argument("--nlctl", default=os.environ.get("NLCTL"))
    options.add_argument("--ip-alone", action="store_true")
    options.add_argument("--no-schema", action="store_true")
    options.add_argument("--self-test", action="store_true")
    arguments = options.parse_args()
    if arguments.self_test:
        return self_test()
    nlctl = None if arguments.ip_alone else arguments.nlctl
    if nlctl is None and not arguments.ip_alone:
        print("compare.py: no program: give --nlctl or NLCTL, or --ip-alone", file=sys.stderr)
        return 2
    rows, counts = [], []
    for obj in arguments.objects or COMMANDS:
        total = 0
        for ip_command, ours in COMMANDS[obj]:
            found, count = checked(obj, ip_command, ours, nlctl, not arguments.no_schema)
            rows += found
            total += count
        counts.append(f"{obj} {total}")
    print("  compared: " + ", ".join(counts))
    report(rows)
    return 1 if rows else 0


if __name__ == "__main__":
    sys.exit(main())
