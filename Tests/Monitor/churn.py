#!/usr/bin/env python3
"""Prints lines for `ip -batch`: random changes of links, addresses, routes, next hops and rules.

usage: churn.py COUNT SEED [neigh|fdb]

neigh: instead changes of neighbours, and of what they hang on. fdb: lines for `bridge -batch`, changes of
forwarding databases. Many of them fail, as they should; run with `-force`.
"""
import random
import sys

count, seed = int(sys.argv[1]), int(sys.argv[2])
pick = random.Random(seed)
devices = [f"v{number}" for number in range(4)]


def prefix():
    return f"10.{pick.randrange(4)}.{pick.randrange(40)}.0/24"


def prefix6():
    return f"2001:db8:{pick.randrange(40):x}::/64"


def line():
    dev = pick.choice(devices)
    number = pick.randrange(4)
    gateway = f"192.0.{number}.{pick.randrange(2, 6)}"
    if pick.randrange(8) == 0:
        gateway = f"198.18.{number}.9"
    gateway6 = f"2001:db8:ff{number}::{pick.randrange(2, 6)}"
    action = pick.randrange(100)
    if action < 22:
        verb = pick.choice(["add", "replace", "append", "prepend", "del", "del"])
        source = f" src 192.0.{pick.randrange(4)}.{pick.randrange(1, 9)}"
        extra = pick.choice(["", f" metric {pick.randrange(1, 4)}", f" table {pick.randrange(100, 103)}", source])
        return f"route {verb} {prefix()} via {gateway}{extra}"
    if action < 28:
        return f"route replace {prefix()} nexthop via {gateway} nexthop dev {dev} weight {pick.randrange(1, 4)}"
    if action < 30:
        hops = f"nexthop via {gateway6} nexthop via 2001:db8:ff{pick.randrange(4)}::9"
        return f"route {pick.choice(['add', 'replace', 'append'])} {prefix6()} {hops}"
    if action < 44:
        verb = pick.choice(["add", "replace", "append", "del", "del"])
        source = f" src 2001:db8:ff{pick.randrange(4)}::{pick.randrange(1, 9)}"
        extra = pick.choice(["", f" metric {pick.randrange(1, 3)}", source])
        return f"route {verb} {prefix6()} via {gateway6}{extra}"
    if action < 50:
        return f"route {pick.choice(['add', 'del'])} {pick.choice(['blackhole ', 'unreachable '])}{prefix()}"
    if action < 60:
        verb = pick.choice(["add", "del"])
        return f"address {verb} 192.0.{number}.{pick.randrange(1, 9)}/24 dev v{number}"
    if action < 66:
        verb = pick.choice(["add", "del"])
        return f"address {verb} 2001:db8:ff{number}::{pick.randrange(1, 9)}/64 dev v{number} nodad"
    if action < 74:
        verb = pick.choice(["add", "replace", "del"])
        identity = pick.randrange(1, 9)
        kind = pick.randrange(8)
        if kind == 0:
            members = sorted(pick.sample(range(1, 9), pick.randrange(1, 4)))
            return f"nexthop {verb} id {20 + identity}" + (
                "" if verb == "del" else f" group {'/'.join(map(str, members))}"
            )
        if kind == 1:
            return f"nexthop {verb} id {40 + identity}" + ("" if verb == "del" else f" via {gateway6} dev v{number}")
        if verb == "del":
            return f"nexthop del id {identity}"
        return f"nexthop {verb} id {identity} via {gateway} dev v{number}"
    if action < 80:
        kind = pick.randrange(6)
        if kind == 0:
            return f"route replace {prefix6()} nhid {40 + pick.randrange(1, 9)}"
        return f"route replace {prefix()} nhid {(20 if kind < 3 else 0) + pick.randrange(1, 9)}"
    if action < 86:
        verb = pick.choice(["add", "del"])
        return f"rule {verb} from {prefix()} table {pick.randrange(100, 103)} priority {pick.randrange(100, 120)}"
    if action < 94:
        return f"link set {dev} {pick.choice(['up', 'up', 'down'])}"
    if action < 96:
        return f"link set {dev} mtu {pick.randrange(1280, 1500)}"
    if action < 98:
        return pick.choice(
            [
                f"link add d{number} type ifb",
                f"link del d{number}",
                f"link add x{number} up type veth peer name y{number} up",
                f"link add x{number} up type veth peer name y{number} up",
                f"address add 198.18.{number}.1/24 dev x{number}",
                f"address add 198.18.{number}.1/24 dev x{number}",
                f"link del x{number}",
            ]
        )
    return f"link set w{number} {pick.choice(['up', 'down'])}"


def neighbour():
    """States that the kernel's clock does not change; and nothing of `ip neigh` that fails, which ends the batch."""
    number = pick.randrange(4)
    action = pick.randrange(100)
    address = pick.choice([f"192.0.{number}.{pick.randrange(10, 40)}", f"2001:db8:ff{number}::{pick.randrange(10, 40):x}"])
    mac = f"02:00:00:00:{pick.randrange(3):02x}:{pick.randrange(40):02x}"
    if action < 70:
        if pick.randrange(3) == 0:
            return f"neigh flush to {address} dev v{number} nud all"
        return f"neigh replace {address} lladdr {mac} dev v{number} nud {pick.choice(['permanent', 'noarp', 'permanent'])}"
    if action < 76:
        return f"neigh add proxy {address} dev v{number}"
    if action < 82:
        return f"link set {pick.choice('vw')}{number} {pick.choice(['up', 'up', 'down'])}"
    if action < 86:
        return f"link set p{number} {pick.choice(['up', 'up', 'down'])}"
    if action < 90:
        return f"link set p{number} {pick.choice(['master b0', 'master b0', 'nomaster'])}"
    if action < 94:
        return f"address {pick.choice(['add', 'del'])} 2001:db8:{pick.randrange(4)}::{pick.randrange(1, 9)}/64 dev v{number} nodad"
    if action < 96:
        return f"link set p{number} address 02:00:00:00:09:{pick.randrange(8):02x}"
    if action < 100:
        return pick.choice(
            [
                "link add x0 up type vxlan id 7 dstport 4789 dev v0",
                "link del x0",
                f"link add m{number} up link v{number} type macvlan",
                f"link del m{number}",
            ]
        )


def entry():
    number = pick.randrange(4)
    mac = f"02:00:00:00:{pick.randrange(3):02x}:{pick.randrange(40):02x}"
    verb = pick.choice(["add", "replace", "append", "del", "del"])
    kind = pick.randrange(10)
    if kind < 6:
        return f"fdb {verb} {mac} dev p{number} master" + ("" if verb == "del" else pick.choice([" static", " local"]))
    if kind < 7:
        return f"fdb {verb} {mac} dev b0 self" + ("" if verb == "del" else " local")
    if kind < 9:
        mac = pick.choice([mac, "00:00:00:00:00:00"])
        return f"fdb {verb} {mac} dev x0 dst 192.0.2.{pick.randrange(1, 20)}"
    mac = pick.choice([mac, f"01:00:5e:01:01:{pick.randrange(8):02x}"])
    return f"fdb {pick.choice(['add', 'del'])} {mac} dev v{number} self"


if len(sys.argv) > 3:
    for _ in range(count):
        print(neighbour() if sys.argv[3] == "neigh" else entry())
    sys.exit()
for _ in range(count):
    print(line())
# So that something is left of everything.
for number in range(4):
    print(f"link set v{number} up", f"link set w{number} up", sep="\n")
    print(f"address replace 192.0.{number}.1/24 dev v{number}")
    print(f"address replace 2001:db8:ff{number}::1/64 dev v{number} nodad")
    print(f"nexthop replace id {number + 1} via 192.0.{number}.9 dev v{number}")
    print(f"nexthop replace id {number + 21} group 1/{number + 1}" if number else "nexthop del id 21")
    print(f"route replace 10.0.{number}.0/24 nhid {number + 1}", f"route replace 10.0.{number + 8}.0/24 nhid {number + 21}", sep="\n")
for _ in range(min(count, 100)):
    this = line()
    if not this.startswith("link"):
        print(this)
