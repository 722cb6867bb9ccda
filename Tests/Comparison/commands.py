"""Commands, and what is expected of them."""

import json
import os
import subprocess
import sys

WATCHDOG = 60
NLCTL = os.environ.get("NLCTL", "nlctl")


class Failed(Exception):
    """A cell that is not so."""


def expect(holds, why):
    if not holds:
        raise Failed(str(why)[:600])


def run(words, status=None, **more):
    """What a command prints on stdout; its exit status may be any, or this one."""
    done = subprocess.run(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=WATCHDOG, check=False, text=True, **more
    )
    expect(status is None or done.returncode == status, f"{words}: status {done.returncode}, {done.stderr}")
    return done.stdout


def shell(line):
    return run(["bash", "-uc", line])


def python(program):
    return run([sys.executable, "-c", "from pyroute2 import IPRoute\nipr = IPRoute()\n" + program], 0)


def pairs(text):
    """JSON in which no object has a key twice."""

    def unique(members):
        names = [name for name, _ in members]
        if len(names) != len(set(names)):
            raise Failed(f"a key stands twice among {names[:9]}")
        return dict(members)

    return json.loads(text, object_pairs_hook=unique)
