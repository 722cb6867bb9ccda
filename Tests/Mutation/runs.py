"""Runs of the tests, whole or by suite, with a fault or without."""
import os
import re
import shutil
import signal
import subprocess
import time

from copy_tree import BUNDLE, COPY, WORK

# What says nothing of a fault: the layout of the sources, and installing.
LEFT_OUT = {"HouseTests", "InstallTests", "KernelNumberTests", "ReadmeTests"}
TRACE = os.path.join(WORK, "trace")
SPARE = os.path.join(WORK, "tmp")


def run(pattern, number=None, trace=False, limit=600):
    """Runs the tests that the pattern names: what they say, whether they passed, and the seconds it took."""
    environment = dict(os.environ, NLCTL_FAULT=str(-1 if number is None else number))
    environment.pop("NLCTL_FAULT_TRACE", None)
    shutil.rmtree(SPARE, ignore_errors=True)
    os.makedirs(SPARE)
    environment["TMPDIR"] = SPARE
    if trace:
        environment["NLCTL_FAULT_TRACE"] = TRACE
    start = time.monotonic()
    process = subprocess.Popen(
        ["nice", "-n", "10", BUNDLE, "--testing-library", "swift-testing", "--filter", pattern],
        cwd=COPY, env=environment, encoding="utf-8", errors="replace", start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        output, _ = process.communicate(timeout=limit)
        status = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        status = None
    return Run(output, status, time.monotonic() - start)


class Run:
    def __init__(self, output, status, seconds):
        self.output, self.status, self.seconds = output, status, seconds
        self.has_passed = status == 0
        self.left = sorted(os.listdir(SPARE))

    @property
    def reason(self):
        """Which test noticed."""
        if self.status is None:
            return "time-out"
        failed = re.findall(r'^. Test (.+?) (?:recorded an issue|failed after)', self.output, re.M)
        if failed:
            return failed[0].split(" with ")[0].strip('"')[:90]
        return "crash" if self.status and (self.status < 0 or self.status > 128) else "failed"


def suites():
    """The suites of the tests, as patterns for `--filter`."""
    found = subprocess.run(
        [BUNDLE, "--testing-library", "swift-testing", "--list-tests"], cwd=COPY, text=True, capture_output=True,
        check=True).stdout.split("\n")
    names = {}
    for test in found:
        if "." not in test:
            continue
        module, rest = test.split(".", 1)
        suite = rest.split("/")[0] if "/" in rest else rest.split("(")[0]
        if module not in LEFT_OUT and suite not in LEFT_OUT:
            names[f"{module}.{suite}"] = None
    return sorted(names)


def pattern(*suites):
    return "^(" + "|".join(re.escape(suite) for suite in suites) + r")(/|\()"
