#!/usr/bin/env python3
"""Prints lines for `ip -batch`: random changes of links, addresses, routes, next hops and rules.

usage: churn.py COUNT SEED

Many of them fail, as they should; run with `ip -force`.
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
    gateway6 = f"2001:db8:ff{number}::{pick.randrange(2, 6)}"
    action = pick.randrange(100)
    if action < 22:
        verb = pick.choice(["add", "replace", "append", "prepend", "del", "del"])
        extra = pick.choice(["", f" metric {pick.randrange(1, 4)}", f" table {pick.randrange(100, 103)}"])
        return f"route {verb} {prefix()} via {gateway}{extra}"
    if action < 28:
        return f"route replace {prefix()} nexthop via {gateway} nexthop dev {dev} weight {pick.randrange(1, 4)}"
    if action < 44:
        verb = pick.choice(["add", "replace", "append", "del", "del"])
        extra = pick.choice(["", f" metric {pick.randrange(1, 3)}"])
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
        if verb == "del":
            return f"nexthop del id {identity}"
        return f"nexthop {verb} id {identity} via {gateway} dev v{number}"
    if action < 80:
        return f"route replace {prefix()} nhid {pick.randrange(1, 9)}"
    if action < 86:
        verb = pick.choice(["add", "del"])
        return f"rule {verb} from {prefix()} table {pick.randrange(100, 103)} priority {pick.randrange(100, 120)}"
    if action < 94:
        return f"link set {dev} {pick.choice(['up', 'up', 'down'])}"
    if action < 96:
        return f"link set {dev} mtu {pick.randrange(1280, 1500)}"
    if action < 98:
        return f"link {pick.choice(['add', 'del'])} d{number} type dummy"
    return f"link set w{number} {pick.choice(['up', 'down'])}"


for _ in range(count):
    print(line())
