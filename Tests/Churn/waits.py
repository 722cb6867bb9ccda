"""Cases of waiting: silence, deadlines, what flaps, a reader that does not read."""
import fcntl
import os
import re
import signal
import struct
import subprocess
import time

import churners
import rtnl
import wire
from events import background
from tables import device, routes6

# A signal or the deadline ends it so soon; a busy machine may be late, so the best of some tries is looked at.
SOON = 0.1


def silent(program, options, report):
    """The kernel says nothing of a change of a device that is down: it is asked about."""
    # It never was up, so that nothing is told of it later.
    wire.make(wire.link("add", "x0", "ifb"))
    with background(device("v0")):
        waits = {
            words: program.start("wait", "link", "x0", *words.split())
            for words in ("group 7", "alias uplink", "group 7 --timeout 20s", "alias uplink --timeout 700ms")
        }
        time.sleep(0.4)
        for words, waiting in waits.items():
            report.expect(waiting.poll() is None, f"wait {words}: exit status {waiting.poll()} before the change")
        wire.make(wire.link("change", "x0", rows=wire.attribute(27, 7)), wire.link("change", "x0", rows=wire.attribute(20, "uplink")))
        for words, waiting in waits.items():
            report.expect(program.status(waiting, 8) == 0, f"wait {words} does not see it")
        polling = program.start("monitor", "link", "--poll", "300ms", "--count", "1")
        time.sleep(0.6)
        wire.make(wire.link("change", "x0", rows=wire.attribute(27, 8)))
        report.expect(program.status(polling, 8) == 0, "monitor --poll does not see it")


class FullPipe:
    """A pipe of one page that nobody reads, as if the reader were stopped; fill: without room."""

    def __init__(self, fill):
        self.reader, self.writer = os.pipe()
        fcntl.fcntl(self.writer, 1031, 4096)  # F_SETPIPE_SZ
        if fill:
            os.set_blocking(self.writer, False)
            try:
                while True:
                    os.write(self.writer, b" " * 4096)
            except BlockingIOError:
                os.set_blocking(self.writer, True)

    def close(self):
        os.close(self.reader)
        os.close(self.writer)


def took(program, words, number, fill):
    """Seconds from the signal, or from the deadline that the words have, to its end."""
    pipe = FullPipe(fill)
    began = time.monotonic()
    process = subprocess.Popen([program.path, *words], stdout=pipe.writer, stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        if process.poll() is not None:
            raise AssertionError(f"{words} ends with {process.poll()} although nobody reads")
        if number:
            began = time.monotonic()
            process.send_signal(number)
        else:
            began += 0.8
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return 1
        return time.monotonic() - began
    finally:
        pipe.close()


def reader(program, options, report):
    """Nobody who does not read blocks a signal or the deadline."""
    dev = device("v0")
    wire.make(*(wire.route("add", f"10.{n >> 8}.{n & 255}.0/24", dev) for n in range(1000)))
    with background(dev):
        for words, fill in [
            (["monitor", "-4", "route", "--initial", "--json"], False), (["monitor", "-4", "route", "--initial"], False),
            (["monitor", "-6", "route", "--json"], True), (["wait", "link", "lo", "--json"], True), (["wait", "link", "lo"], True),
        ]:
            for number, more in (signal.SIGTERM, []), (signal.SIGINT, []), (0, ["--timeout", "800ms"]):
                times = [took(program, [*words, *more], number, fill) for _ in range(5 if options.full else 3)]
                report.expect(
                    min(times) <= SOON,
                    f"{' '.join(words)}, {signal.Signals(number).name if number else '--timeout'}: ends {min(times):.2f} s later, or not at all",
                )


def stable(program, options, report):
    """--stable starts anew after a break."""
    dev = device("v0")
    with background(dev):
        for _ in range(3 if options.full else 1):
            waiting = program.start("wait", "link", "v0", "up", "--stable", "1500ms")
            time.sleep(1)
            wire.make(wire.link("change", "v0", up=False))
            time.sleep(0.05)
            wire.make(wire.link("change", "v0", up=True))
            again = time.monotonic()
            status = program.status(waiting, 10)
            took = time.monotonic() - again
            report.expect(status == 0 and 1.45 <= took <= 4, f"exit status {status}, {took:.2f} s after the break")


def timeout(program, options, report):
    """--timeout holds while events never pause."""
    others, _ = routes6(1000)
    with churners.Churn(others):
        time.sleep(0.2)
        for words, wanted in [
            (["monitor", "-6", "route"], (0, 3)), (["monitor", "-6", "route", "--initial", "--json"], (0, 3)),
            (["monitor"], (0, 3)), (["wait", "-6", "route", "root", "2001:db9::/64"], (1, 3)),
            (["wait", "-6", "route", "root", "2001:db8:5::/64", "--gone"], (1, 3)),
        ]:
            began = time.monotonic()
            done = program.run(*words, "--timeout", "1s")
            took = time.monotonic() - began
            report.expect(done.returncode in wanted, f"{' '.join(words)}: exit status {done.returncode}")
            # One that waits for a pause never ends. On a busy machine a process may wait seconds for a processor.
            report.expect(0.99 <= took <= 10, f"{' '.join(words)}: {took:.2f} s")


def barrier(program, options, report):
    """A question about a link waits for RTNL; the program asks it between joining the groups and the dump."""
    reader, teller = os.pipe()
    try:
        # On a busy machine the question may come when RTNL is free again.
        for seconds in 0.05, 0.1, 0.2, 0.4, 0.8:
            asker = wire.Socket()
            holder = rtnl.hold(seconds, teller)
            asked = time.monotonic()
            asker.ask(18, struct.pack("=BxHiII", 0, 0, 1, 0, 0))
            answered = time.monotonic()
            let_go, = struct.unpack("d", os.read(reader, 8))
            os.waitpid(holder, 0)
            if asked < let_go:
                break
        report.expect(asked < let_go <= answered, "a question about a link no longer waits for RTNL")
    except OSError as failure:
        report.notes.append(str(failure))
    for words, dump in (["rule", "dump"], "RTM_GETRULE"), (["-6", "route", "dump"], "RTM_GETROUTE"), (["neigh", "dump"], "RTM_GETNEIGH"):
        traced = subprocess.run(
            ["strace", "-f", "-e", "trace=sendto,sendmsg,setsockopt", program.path, *words], capture_output=True, text=True
        ).stderr
        joined = re.search("NETLINK_ADD_MEMBERSHIP", traced)
        asked = joined and re.compile(r"RTM_GETLINK, nlmsg_flags=(?!.*NLM_F_DUMP)").search(traced, joined.end())
        report.expect(asked and traced.find(dump) > asked.end(), f"{' '.join(words)}: no barrier between joining and the dump")


CASES = {"barrier": barrier, "silent": silent, "reader": reader, "stable": stable, "timeout": timeout}
