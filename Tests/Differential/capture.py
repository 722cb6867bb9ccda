#!/usr/bin/python3
"""Records what the kernel says of this network namespace.

    capture.py DIRECTORY TOPOLOGY

For each word of the topology's `records:` line: DIRECTORY/WHAT-TOPOLOGY.hex with the raw messages
and DIRECTORY/WHAT-TOPOLOGY.ip.json with ip's answers about the same objects, one a line (link:KIND
makes link-KIND, link:KIND_slave link-KIND-port). Lines of a .hex file: offset in the message, its
bytes, and a comment; an empty line between messages.
"""
import json
import os
import platform
import re
import struct
import subprocess
import sys

import compare
import headers
import rtnetlink

PREFIXES = {"link": "IFLA_", "addr": "IFA_", "route": "RTA_", "neigh": "NDA_", "fdb": "NDA_",
            "rule": "FRA_", "nexthop": "NHA_", "bucket": "NHA_"}
# What ip or bridge says of objects that are recorded but not compared.
ASKED = {"netconf": [["ip", "-j", "netconf"]], "nsid": [["ip", "-j", "netns", "list-id"]], "maddr": [],
         "vlan": [["bridge", "-j", "-s", "vlan"]], "mdb": [["bridge", "-d", "-s", "-j", "mdb"]]}
# Header constants that share a prefix with the attributes but are none.
ATTRIBUTE_FILES = {"link": "if_link.h", "addr": "if_addr.h", "route": "rtnetlink.h",
                   "neigh": "neighbour.h", "fdb": "neighbour.h", "rule": "fib_rules.h",
                   "nexthop": "nexthop.h", "bucket": "nexthop.h", "netconf": "netconf.h",
                   "maddr": "if_addr.h", "nsid": "net_namespace.h", "vlan": "if_bridge.h",
                   "mdb": "if_bridge.h"}
FIRST = {"link": "IFLA_ADDRESS", "addr": "IFA_ADDRESS", "route": "RTA_DST", "neigh": "NDA_DST",
         "fdb": "NDA_DST", "rule": "FRA_DST", "nexthop": "NHA_ID", "bucket": "NHA_ID", "netconf": "NETCONFA_IFINDEX",
         "maddr": "IFA_ADDRESS", "nsid": "NETNSA_NSID", "vlan": "BRIDGE_VLANDB_ENTRY", "mdb": "MDBA_MDB"}


def names(obj):
    """Number to name of an object's top attributes, by the enum that holds its first one."""
    for directory in headers.directories():
        path = f"{directory}/linux/{ATTRIBUTE_FILES[obj]}"
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as file:
            text = headers.COMMENT.sub(" ", file.read())
        for body in headers.ENUM.findall(text):
            body = re.sub(r"^[ \t]*#.*$", "", body, flags=re.M)
            # Such enums count from 0 without a gap; what has a value of its own is an alias.
            entries = [entry.strip() for entry in body.split(",") if "=" not in entry]
            if FIRST[obj] in entries:
                return dict(enumerate(entries))
    return {}


def attributes(data):
    offset = 0
    while offset + 4 <= len(data):
        length, kind = struct.unpack_from("=HH", data, offset)
        if length < 4 or offset + length > len(data):
            break
        yield offset, kind & 0x3FFF, data[offset + 4:offset + length]
        offset += (length + 3) & ~3


def find(data, *path):
    for number in path:
        for _, kind, payload in attributes(data):
            if kind == number:
                data = payload
                break
        else:
            return None
    return data


def text(data):
    return "" if data is None else data.rstrip(b"\0").decode("utf-8", "replace")


def lines(message, known):
    """One message as lines of at most 48 bytes, each attribute on a line of its own."""
    fixed = 16 + rtnetlink.FIXED[struct.unpack_from("=H", message, 4)[0]]
    kind = struct.unpack_from("=H", message, 4)[0]
    parts = [(0, message[:16], f"{rtnetlink.NAMES[kind]}, {len(message)} bytes"),
             (16, message[16:fixed], "fixed header")]
    end = fixed
    for offset, number, payload in attributes(message[fixed:]):
        at = fixed + offset
        end = min(len(message), at + ((len(payload) + 7) & ~3))
        parts.append((at, message[at:end], known.get(number, f"attribute {number}")))
    if end < len(message):
        parts.append((end, message[end:], "rest"))
    for offset, data, comment in parts:
        for start in range(0, len(data), 48):
            yield f"{offset + start:04x}  {data[start:start + 48].hex()}" + (
                f"  # {comment}" if start == 0 else "")


def chosen(what, messages):
    """The messages that one word of `records:` asks for."""
    if not what.startswith("link:") or what == "link:all":
        return messages
    kind = what[5:]
    slave = kind.endswith("_slave")
    # IFLA_LINKINFO 18: IFLA_INFO_KIND 1, IFLA_INFO_SLAVE_KIND 4
    return [m for m in messages
            if text(find(m[32:], 18, 4 if slave else 1)) == (kind[:-6] if slave else kind)]


def origin(obj, name, commands):
    version = subprocess.run(["ip", "-V"], stdout=subprocess.PIPE).stdout.decode().strip()
    yield f"# Linux {platform.release()} {platform.machine()}, {version}"
    yield f"# Built by: Tests/Differential/topologies/{name}.sh"
    yield (f"# Asked: raw AF_NETLINK, {obj} dump, strict checking" +
           (", RTEXT_FILTER_VF" if obj == "link" else "") + "; beside it: " +
           "; ".join(" ".join(command) for command in commands))


def main():
    directory, name = sys.argv[1:]
    here = os.path.dirname(os.path.abspath(__file__))
    with open(f"{here}/topologies/{name}.sh", encoding="utf-8") as file:
        wanted = re.search(r"^# records: *(.*)$", file.read(), flags=re.M)
    os.makedirs(directory, exist_ok=True)
    count = 0
    for what in wanted[1].split() if wanted else []:
        obj = what.split(":")[0]
        stem = f"{obj}-{name}"
        if obj == "link" and what != "link:all":
            stem = "link-" + what[5:].replace("_slave", "-port")
        messages = chosen(what, list(rtnetlink.dump(obj)))
        if not messages:
            print(f"FAILED: no messages for {what}")
            continue
        commands = [ip for ip, _ in compare.COMMANDS[obj]] if obj in compare.COMMANDS else ASKED[obj]
        known = names(obj)
        with open(f"{directory}/{stem}.hex", "w", encoding="utf-8") as file:
            file.write("\n".join(origin(obj, name, commands)) + "\n")
            for message in messages:
                file.write("\n" + "\n".join(lines(message, known)) + "\n")
        indices = {struct.unpack_from("=i", m, 20)[0] for m in messages} if obj == "link" else None
        objects = []
        for command in commands:
            objects += [item for item in compare.parsed(compare.run(command)[1])
                        if indices is None or item.get("ifindex") in indices]
        with open(f"{directory}/{stem}.ip.json", "w", encoding="utf-8") as file:
            file.write("[" + ",".join("\n" + json.dumps(item, ensure_ascii=False, separators=(",", ":"))
                                      for item in objects) + "\n]\n")
        count += len(messages)
    print(f"  compared: {count} messages recorded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
