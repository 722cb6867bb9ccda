"""Processes that change a table all the time."""
import mmap
import os
import random
import signal
import struct
import time

import wire

# With a pause: so many seconds of each second nobody changes anything.
PAUSE = 0.02


class Churn:
    """Several processes, each of which adds and deletes its share of the entries at random.

    pairs: messages that add and delete an entry. rest: seconds between eight changes of one process. Used by `with`;
    at its end all entries are gone.
    """

    def __init__(self, pairs, processes=3, pause=False, rest=0):
        self.pairs, self.processes, self.pause, self.rest = pairs, processes, pause, rest
        self.counts = mmap.mmap(-1, 8 * processes)

    def __enter__(self):
        self.began = time.monotonic()
        self.children = [self.start(number) for number in range(self.processes)]
        return self

    def start(self, number):
        parent = os.getpid()
        child = os.fork()
        if child:
            return child
        try:
            self.work(number, parent)
        finally:
            os._exit(1)

    def work(self, number, parent):
        netlink, pick = wire.Socket(), random.Random(number)
        share = self.pairs[number :: self.processes]
        there, count = [False] * len(share), 0
        while os.getppid() == parent:
            if self.pause and (now := time.time() % 1) < PAUSE:
                time.sleep(PAUSE - now)
            texts = []
            for _ in range(8):
                entry = pick.randrange(len(share))
                texts.append(share[entry][there[entry]])
                there[entry] = not there[entry]
            netlink.send(texts)
            if self.rest:
                time.sleep(self.rest)
            count += len(texts)
            struct.pack_into("Q", self.counts, 8 * number, count)

    def rate(self):
        """Changes a second so far, of all processes."""
        counts = struct.unpack_from(f"{self.processes}Q", self.counts)
        return sum(counts) / (time.monotonic() - self.began)

    def __exit__(self, *_):
        for child in self.children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        wire.Socket().send(delete for _, delete in self.pairs)


class Tables(Churn):
    """Adds one route after the other, each in a table of its own: what it brings with it stays."""

    def work(self, number, parent):
        netlink, count = wire.Socket(), 0
        for add, delete in self.pairs[number :: self.processes]:
            if os.getppid() != parent:
                return
            if self.pause and (now := time.time() % 1) < PAUSE:
                time.sleep(PAUSE - now)
            netlink.send([add, delete])
            count += 1
            struct.pack_into("Q", self.counts, 8 * number, count)
            time.sleep(0.01)
        time.sleep(1 << 20)


def busy(count=None):
    """Processes that do nothing but use the processors; their ids."""
    parent, children = os.getpid(), []
    for _ in range(count or 2 * os.cpu_count()):
        child = os.fork()
        if not child:
            while os.getppid() == parent:
                pass
            os._exit(0)
        children.append(child)
    return children


def end(children):
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
