#!/usr/bin/python3
"""capture.py [--family N] [--mask N] [--only NAME...] [--origin TEXT] NAME

Records what the kernel of this namespace answers to a dump of links, as NAME.hex, and beside it what
`ip -d -j link show` says (with -s -s where the mask lets counters through) as NAME.ip.json.
A line is an offset within a message and bytes, both in hexadecimal; `#` begins a remark.
"""
import argparse
import json
import os
import socket
import struct
import subprocess

arguments = argparse.ArgumentParser()
arguments.add_argument("--family", type=int, default=0)
arguments.add_argument("--mask", type=int, default=9)
arguments.add_argument("--only", nargs="*")
arguments.add_argument("--origin", default="")
arguments.add_argument("name")
options = arguments.parse_args()


def dump():
    link = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    link.bind((0, 0))
    body = bytes([options.family]) + bytes(15) + struct.pack("=HHI", 8, 29, options.mask)
    link.send(struct.pack("=IHHII", 16 + len(body), 18, 0x301, 1, 0) + body)
    while True:
        answer = link.recv(1 << 20)
        at = 0
        while at + 16 <= len(answer):
            length, kind = struct.unpack_from("=IH", answer, at)
            if kind in (2, 3):
                return
            yield answer[at:at + length]
            at += (length + 3) & ~3


def attributes(message):
    at = 32
    while at + 4 <= len(message):
        length, kind = struct.unpack_from("=HH", message, at)
        end = min(len(message), at + ((max(4, length) + 3) & ~3))
        yield at, kind & 0x3fff, message[at:end]
        at = end


def name_of(message):
    return next((m[4:].split(b"\0")[0].decode("utf-8", "replace") for _, kind, m in attributes(message)
                 if kind == 3), "")


command = ["ip", "-d", "-j", "link", "show"]
if not options.mask & 8:
    command[1:1] = ["-s", "-s"]
messages = [m for m in dump() if not options.only or name_of(m) in options.only]
objects = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
names = [name_of(m) for m in messages]
objects = [o for o in objects if o.get("ifname") in names]
version = subprocess.run(["ip", "-V"], capture_output=True, text=True).stdout.strip()
with open(f"{options.name}.hex", "w") as out:
    print(f"# RTM_NEWLINK messages, one a link: the answer to a dump of family {options.family} with "
          f"IFLA_EXT_MASK {options.mask}.", file=out)
    print(f"# Kernel {os.uname().release}, {version}.", file=out)
    print(f"# {options.origin}\n", file=out)
    for message in messages:
        # Sequence number and port id tell nothing.
        message = message[:8] + struct.pack("=II", 1, 0) + message[16:]
        print(f"0000  {message[:32].hex()}  # {name_of(message)}", file=out)
        for at, kind, piece in attributes(message):
            print(f"{at:04x}  {piece.hex()}  # attribute {kind}", file=out)
        print(file=out)
if options.family == 0:
    with open(f"{options.name}.ip.json", "w") as out:
        out.write("[\n" + ",\n".join(json.dumps(o, separators=(",", ":")) for o in objects) + "\n]\n")
