"""Cases of dumps and of the monitor while several processes churn one table."""
import collections
import time

import churners
import wire
from checks import Monitor, State, check_dump, check_monitor
from tables import TABLES, tables4


class Scene:
    """A churning table. churn(): starts the processes, for `with`."""

    def __init__(self, name, program, options):
        self.make, self.words, self.monitor, naming = TABLES[name]
        self.options = options
        self.others, count = self.make(options.size)
        self.once = self.make is tables4
        few, netlink = self.others[:200] if self.once else self.others, wire.Socket()
        self.state = State(
            program, self.words, lambda: netlink.send(add for add, _ in few),
            lambda: netlink.send(delete for _, delete in few), count, self.once or name in ("addr4", "addr6"),
            naming,
        )
        self.next = len(few) if self.once else 0

    def churn(self, rest=0.0005):
        """rest: seconds between eight changes of a process."""
        pause = self.options.pause
        if not self.once:
            return churners.Churn(self.others, pause=pause, rest=0 if self.options.flood else rest)
        # A table that was there once does no harm again.
        pairs = self.others[self.next :]
        self.next += 3000
        return churners.Tables(pairs[: None if self.options.full else 3000], pause=pause)


def dump_case(name, *more):
    """Each stable object is in a dump once; one may be missing only with exit status 3."""

    def run(program, options, report):
        scene = Scene(name, program, options)
        words = [*scene.words, *more]
        # The tests' program is slower, and follows every change.
        with scene.churn(0.01 if more and not options.full else 0.0005) as churn:
            time.sleep(0.2)
            for _ in range(options.runs):
                check_dump(report, program, words, scene.state, options.record)
            report.notes.append(f"{churn.rate():,.0f} changes a second")
        if options.pause and report.counts["exit 0"] < 0.95 * options.runs:
            report.fault(f"exit status 0 in {report.counts['exit 0']} of {options.runs} runs although the churn pauses")
        # Afterwards nothing is uncertain.
        found, status, _ = program.objects(*words)
        report.expect(
            status == 0 and not scene.state.stable - collections.Counter(found), f"after the churn: exit status {status}"
        )

    return run


def monitor_case(name, *more):
    """A monitor that starts under churn; when that stops, the picture is the kernel's, and nothing stable was deleted."""

    def run(program, options, report):
        scene, rates = Scene(name, program, options), []
        for _ in range(options.runs):
            # The tests' program is slower.
            with scene.churn(0.0005 if options.full else 0.01) as churn:
                time.sleep(0.1)
                running = Monitor(program, "monitor", *scene.monitor, "--initial", *more, keep=False)
                if not running.ready(report):
                    break
                time.sleep(options.seconds)
                rates.append(churn.rate())
            check_monitor(report, program, running, scene.words, scene.state)
        report.notes.append(f"{sum(rates) / max(1, len(rates)):,.0f} changes a second")
        if more and not report.counts["lost"]:
            report.fault("nothing was lost, so nothing was proved")

    return run


CASES = {}
for name in TABLES:
    CASES[f"dump-{name}"] = dump_case(name)
    if name.startswith("route"):
        CASES[f"consistent-{name}"] = dump_case(name, "--consistent")
    CASES[f"monitor-{name}"] = monitor_case(name)
for name in "route6", "rule", "fdb":
    # Notifications are lost, so that tables are read anew under churn.
    CASES[f"resync-{name}"] = monitor_case(name, "--rcvbuf", "8k")
