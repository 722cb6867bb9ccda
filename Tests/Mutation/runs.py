"""Runs of the tests, by suite, by test or by script, with a fault or without."""
import os
import re
import select
import shutil
import signal
import subprocess
import time

from copy_tree import BUNDLE, COPY, WORK

# What says nothing of a fault: the layout of the sources, and installing.
LEFT_OUT = {"HouseTests", "InstallTests", "KernelNumberTests", "ReadmeTests", "NeedsTests", "NightlyTests"}
# Whose tests are scripts that are run by themselves here, one after another.
BY_SCRIPT = {"MonitorTests"}
TRACE = os.path.join(WORK, "trace")
SPARE = os.path.join(WORK, "tmp")
ISSUE = re.compile(r'^(?:\x1b\[\d*m)*.(?:\x1b\[\d*m)* Test (.+?) (?:recorded an issue|failed after)')


def command(units):
    """The words that run these suites and tests, or this one script."""
    if " " not in units[0]:
        return ["nice", "-n", "10", BUNDLE, "--testing-library", "swift-testing", "--filter", pattern(*units)]
    script, *words = units[0].split(" ")
    if script == "churn":
        return ["nice", "-n", "10", os.path.join(COPY, "Tests", "Churn", "run"), "SAMPLE",
                os.path.join(os.path.dirname(BUNDLE), "nlctl"), *words]
    mounts = 'mount -t tmpfs tmpfs /run && mount -t sysfs sysfs /sys && exec "$0" "$@"'
    program = os.path.join(os.path.dirname(BUNDLE), "nlctl")
    return ["nice", "-n", "10", "unshare", "-n", "-m", "sh", "-c", mounts,
            os.path.join(COPY, "Tests", "Monitor", script), program, *words]


def run(units, number=None, trace=False, limit=600):
    """Runs tests until the first fails: what they say, whether they passed, and the seconds it took."""
    environment = dict(os.environ, NLCTL_FAULT=str(-1 if number is None else number))
    environment.pop("NLCTL_FAULT_TRACE", None)
    shutil.rmtree(SPARE, ignore_errors=True)
    os.makedirs(SPARE)
    environment["TMPDIR"] = SPARE
    # Of the 10,000 interleavings of the core and the 2,000 schedules of the simulation the first ones show as much.
    environment.setdefault("NLCTL_INTERLEAVINGS", "500")
    environment.setdefault("NLCTL_SCHEDULES", "400")
    if trace:
        environment["NLCTL_FAULT_TRACE"] = TRACE
    start = time.monotonic()
    process = subprocess.Popen(
        command(units), cwd=COPY, env=environment, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output, issue, is_late = b"", None, False
    while issue is None:
        left = start + limit - time.monotonic()
        if left <= 0 or not select.select([process.stdout], [], [], left)[0]:
            is_late = True
            break
        chunk = os.read(process.stdout.fileno(), 65536)
        if not chunk:
            break
        output += chunk
        if number is not None:
            lines = output.decode(errors="replace").split("\n")[:-1]
            issue = next((found[1] for line in lines if (found := ISSUE.match(line))), None)
    if is_late or issue is not None:
        end(process.pid)
    status = process.wait()
    process.stdout.close()
    end(process.pid)
    text = output.decode(errors="replace")
    return Run(text, None if is_late else 1 if issue is not None else status, time.monotonic() - start)


def end(session):
    """Ends what a run has started: its session, for `timeout` makes process groups of its own."""
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            if int(fields[3]) == session and fields[0] != "Z":
                os.kill(int(name), signal.SIGKILL)
        except (OSError, IndexError):
            pass


class Run:
    def __init__(self, output, status, seconds):
        self.output, self.status, self.seconds = output, status, seconds
        self.has_passed = status == 0
        self.left = sorted(os.listdir(SPARE)) if os.path.isdir(SPARE) else []

    @property
    def reason(self):
        """Which test noticed."""
        if self.status is None:
            return "time-out"
        for line in self.output.split("\n"):
            found = ISSUE.match(line)
            if found:
                return found[1].split(" with ")[0].strip('"')[:90]
        if self.status < 0 or self.status > 128:
            return "crash"
        return (self.output.strip().split("\n")[-1] or "failed")[:90]


def suites():
    """The suites of the tests, each with its tests."""
    found = subprocess.run(
        [BUNDLE, "--testing-library", "swift-testing", "--list-tests"], cwd=COPY, text=True, capture_output=True,
        check=True).stdout.split("\n")
    names = {}
    for test in found:
        if "." not in test:
            continue
        module, rest = test.split(".", 1)
        suite = rest.split("/")[0] if "/" in rest else rest.split("(")[0]
        if not {module, suite} & (LEFT_OUT | BY_SCRIPT):
            names.setdefault(f"{module}.{suite}", []).append(test.strip())
    return names


def scripts():
    """The scripts of MonitorTests, each with its words."""
    with open(os.path.join(COPY, "Tests", "MonitorTests", "MonitorTests.swift"), encoding="utf-8") as file:
        source = file.read()
    scenes = re.findall(r'"([a-z]+)"', re.search(r"let names = \[(.*?)\]", source, re.S)[1])
    found = [f"scenes.py {scene}" for scene in scenes]
    found += [f"silent.sh {row}" for row in range(1, 9)]
    modes = re.findall(r'"([a-z]+)"', re.search(r"let modes = \[(.*?)\]", source, re.S)[1])
    found += [f"equality.sh 400 {more}{mode}" for more in ("", "neigh-") for mode in modes]
    cases = subprocess.run(
        [os.path.join(COPY, "Tests", "Churn", "run"), "LIST"], text=True, capture_output=True, check=True).stdout.split()
    return found + [f"churn {case}" for case in cases if not case.startswith(("dump-", "consistent-", "monitor-"))]


def pattern(*units):
    return "^(" + "|".join(re.sub(r"([\\.^$*+?{}\[\]|()])", r"\\\1", unit) for unit in units) + r")(/|\(|$)"
