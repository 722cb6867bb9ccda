"""What is expected of dumps and of the monitor while a table changes."""
import collections
import functools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Monitor"))
from consumer import strip  # noqa: E402
from recording import Received  # noqa: E402

# Only a watchdog waits so many seconds.
WATCHDOG = 60
# Of a run of the program; each case has this folder for itself.
RECORDING = "/run/recording.pcapng"
# How long the monitor may take to have the kernel's state again.
SETTLE = 8


def canonical(entry):
    """An object without the rows that change by themselves."""
    return json.dumps(strip(entry), sort_keys=True)


@functools.cache
def canonical_line(line):
    return canonical(json.loads(line))


class Report:
    """The counts of one case, and what is wrong."""

    def __init__(self, name, waits=None):
        """waits: for what in the program, if it still fails."""
        self.name, self.waits, self.counts, self.faults, self.notes = name, waits, collections.Counter(), [], []

    def fault(self, text):
        self.faults.append(text)

    def expect(self, holds, text):
        self.counts["checks"] += 1
        if not holds:
            self.fault(text)

    def picture(self, missing, extra):
        """missing in a monitor's picture, and too many in it, when nothing changes any more."""
        words = f"{missing.total()} objects missing in the picture, {extra.total()} too many, {SETTLE} s after the churn"
        self.expect(not missing and not extra, f"{words}: {[*missing, *extra][:1]}")

    def line(self):
        names = ["runs", "exit 0", "exit 3", "checks", "wrong with 0", "missing", "missing that a try had", "doubled", "invented", "false deletes", "backwards", "lost"]
        counts = ", ".join(f"{name} {self.counts[name]}" for name in names if name in self.counts)
        words = "; ".join([counts, *self.notes])
        if not self.faults:
            return f"ok      {self.name}: {words}" + (f"; no longer waits for {self.waits}" if self.waits else "")
        state = f"waits   {self.name} for {self.waits}" if self.waits else f"FAILED  {self.name}"
        return f"{state}: {words}" + "".join(f"\n        {text}" for text in self.faults[:4])


class Program:
    """nlctl, as the cases use it."""

    def __init__(self, path):
        self.path = path

    def run(self, *words, **options):
        return subprocess.run([self.path, *words], capture_output=True, text=True, timeout=WATCHDOG, **options)

    def start(self, *words):
        """Runs beside; what it says is not looked at."""
        return subprocess.Popen([self.path, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def status(self, process, seconds):
        """Its exit status; None when it has to be ended after so long."""
        try:
            return process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return None

    def objects(self, *words):
        """(objects, exit status, stderr) of a dump; addresses one by one."""
        done = self.run(*words, "--json")
        lines = done.stdout.splitlines()
        try:
            if "addr" not in words and lines[:1] == ["["] and lines[-1] == "]":
                # One object a line, most of them seen before.
                return [canonical_line(line.rstrip(",")) for line in lines[1:-1]], done.returncode, done.stderr
            found = json.loads(done.stdout or "[]")
        except ValueError:
            raise AssertionError(f"{words}: no JSON, exit status {done.returncode}: {done.stderr}") from None
        if found and "addr_info" in found[0]:
            found = [entry for device in found for entry in device["addr_info"]]
        return [canonical(entry) for entry in found], done.returncode, done.stderr


class State:
    """What a scene holds: objects that stay, and all that may come beside them. Taken while nothing changes."""

    def __init__(self, program, words, churn_on, churn_off, count, endless, naming):
        """endless: ever new ones come, so they are not known. naming: what names an entry."""
        churn_off()
        self.naming = naming
        quiet, status, errors = program.objects(*words, "--record", RECORDING)
        if status:
            raise AssertionError(f"quiet dump: exit status {status}: {errors}")
        self.stable = collections.Counter(quiet)
        if len(quiet) < count:
            raise AssertionError(f"{len(quiet)} of {count} stable objects in a quiet dump")
        if self.received(quiet)[0] != len(quiet):
            raise AssertionError("what the quiet dump has is not in its recording")
        churn_on()
        self.known = None if endless else set(program.objects(*words)[0])
        churn_off()
        if self.known and naming.dying:
            passing = self.known - self.stable.keys()
            self.known |= {canonical(naming.dying(json.loads(key))) for key in passing}


    def received(self, objects):
        """How many of these the program received in the run that it recorded, and how many dumps it made."""
        received = Received(RECORDING, self.naming.of_message)
        return sum(self.naming.of_entry(json.loads(key)) in received.names for key in objects), received.dumps


def check_dump(report, program, words, state, record):
    """One dump under churn: each stable object once; one is missing only with exit status 3, and where the program is
    recorded, only if none of its tries had it."""
    found, status, errors = program.objects(*words, *(["--record", RECORDING] if record else []))
    count = collections.Counter(found)
    absent = [key for key in state.stable if not count[key]]
    missing = len(absent)
    doubled = sum(1 for key, number in count.items() if number > state.stable.get(key, 1))
    strange = [key for key in count if key not in state.stable and key not in (state.known or count)]
    invented = len(strange)
    report.counts.update(
        {"runs": 1, f"exit {status}": 1, "missing": missing, "doubled": doubled, "invented": invented}
    )
    report.counts["wrong with 0"] += status == 0 and missing + doubled > 0
    if status not in (0, 3):
        report.fault(f"exit status {status}: {errors.strip()}")
    if status == 0 and missing:
        report.fault(f"{missing} stable objects missing with exit status 0")
    if missing and record:
        had, dumps = state.received(absent)
        report.counts["missing that a try had"] += had
        report.notes.append(f"run {report.counts['runs']}: {missing} missing, of {dumps} dumps none had {missing - had}")
        if had:
            report.fault(f"{had} of {missing} missing stable objects were in one of {dumps} dumps, exit status {status}")
    if doubled:
        report.fault(f"{doubled} objects twice with exit status {status}")
    if invented:
        report.fault(f"{invented} objects that never were: {strange[0]}")
    if status == 3 and len(errors.splitlines()) != 1:
        report.fault(f"exit status 3 with {len(errors.splitlines())} lines on stderr")


class Monitor:
    """A running monitor that writes into a file, and a consumer of it that knows keys alone."""

    def __init__(self, program, *words, keep=True):
        """keep: its events are kept, too."""
        self.keep = keep
        self.file = tempfile.TemporaryFile(mode="w+b")
        self.errors = tempfile.TemporaryFile(mode="w+")
        self.process = subprocess.Popen([program.path, *words, "--json"], stdout=self.file, stderr=self.errors)
        self.reader = open(f"/proc/self/fd/{self.file.fileno()}", "rb")
        self.rest, self.picture, self.events, self.last_time, self.backwards = b"", {}, [], "", 0
        self.kinds, self.deleted = collections.Counter(), []

    def take(self):
        """Applies what has come; the new events."""
        data = self.rest + self.reader.read()
        *lines, self.rest = data.split(b"\n")
        new = [json.loads(line) for line in lines]
        for event in new:
            self.kinds[event["event"]] += 1
            self.backwards += event["time"] < self.last_time
            self.last_time = event["time"]
            if "key" not in event:
                continue
            if event["event"] == "delete":
                gone = self.picture.pop(event["key"], None)
                self.deleted.append(gone if gone is not None else event[event["object"]])
            else:
                self.picture[event["key"]] = event[event["object"]]
        if self.keep:
            self.events += new
        return new

    def until(self, matches, seconds=WATCHDOG):
        """The first event that matches, from now on; None when none comes in time."""
        end = time.monotonic() + seconds
        while True:
            for event in self.take():
                if matches(event):
                    return event
            if self.process.poll() is not None or time.monotonic() > end:
                return None
            time.sleep(0.01)

    def ready(self, report=None):
        """Waits for the end of what was there at the start; when none comes, a fault of the report or an exception."""
        if self.until(lambda event: event["event"] == "initial-end") is not None:
            return self
        self.errors.seek(0)
        words = f"no initial-end; exit status {self.process.poll()}: {self.errors.read().strip()}"
        self.process.kill()
        self.process.wait()
        if report is None:
            raise AssertionError(words)
        report.counts["runs"] += 1
        report.fault(words)
        return None

    def agrees(self, program, *words):
        """Waits until its picture is a fresh dump; what differs when it never is: (missing, too many)."""
        end, last = time.monotonic() + SETTLE, time.monotonic() + WATCHDOG
        while True:
            size = os.fstat(self.file.fileno()).st_size
            self.take()
            want = collections.Counter(program.objects(*words)[0])
            have = collections.Counter(canonical(entry) for entry in self.picture.values())
            missing, extra = want - have, have - want
            # Reading it can take longer than the monitor may take.
            whole = size == os.fstat(self.file.fileno()).st_size
            if whole and (not missing and not extra or time.monotonic() > end) or time.monotonic() > last:
                return missing, extra
            time.sleep(0.2)

    def stop(self, number=signal.SIGINT, report=None, status=0):
        """Its exit status. To the report go another one than that, and a time that runs backwards."""
        got = self.end(number)
        if report:
            report.expect(not self.backwards, f"time ran backwards {self.backwards} times")
            report.expect(status is None or got == status, f"monitor: exit status {got}")
        return got

    def end(self, number):
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(timeout=WATCHDOG)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()
        finally:
            self.take()


def check_monitor(report, program, monitor, words, state):
    """After the churn: the picture is a fresh dump, and nothing stable was ever told as deleted."""
    missing, extra = monitor.agrees(program, *words)
    status = monitor.stop()
    false = sum(1 for entry in monitor.deleted if canonical(entry) in state.stable)
    report.counts.update({
        "runs": 1, f"exit {status}": 1, "missing": missing.total(), "doubled": extra.total(), "false deletes": false,
        "backwards": monitor.backwards, "lost": monitor.kinds["lost"],
    })
    report.picture(missing, extra)
    if false:
        report.fault(f"{false} delete events of objects that stayed")
    if monitor.backwards:
        report.fault(f"time ran backwards {monitor.backwards} times")
    if status:
        report.fault(f"exit status {status}")
