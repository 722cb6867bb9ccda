#!/usr/bin/env python3
"""Counts the lines of a monitor: how many, in what time from the first to the last, how many were lost
by its own word, how many are synthesized."""
import os
import time

count = lost = synthesized = 0
first = last = None
rest = b""
while chunk := os.read(0, 1 << 20):
    last = time.monotonic()
    lines = (rest + chunk).split(b"\n")
    rest = lines.pop()
    for line in lines:
        if b'"initial' in line:
            continue
        if first is None:
            first = last
        count += 1
        if b'"event":"lost"' in line:
            lost += int(line.rpartition(b":")[2].strip(b"}"))
        if b'"synthesized"' in line:
            synthesized += 1
print(count, (last - first) if first and last > first else 1.0, lost, synthesized)
