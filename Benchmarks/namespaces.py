"""Network namespaces that a benchmark makes for itself."""

import atexit
import ctypes
import os
import subprocess
import tempfile
import time

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000


class Namespace:
    """A network namespace that lives as long as a process in it."""

    def __init__(self):
        self.holder = subprocess.Popen(
            ["unshare", "-n", "sleep", "infinity"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        atexit.register(self.holder.kill)
        own = os.stat("/proc/self/ns/net").st_ino
        self.path = f"/proc/{self.holder.pid}/ns/net"
        while os.stat(self.path).st_ino == own:
            time.sleep(0.01)
        self.descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        self.run(["ip", "link", "set", "lo", "up"])

    def enter(self):
        if LIBC.setns(self.descriptor, CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns")

    def run(self, command, **more):
        return subprocess.run(command, preexec_fn=self.enter, check=True, **more)

    def batch(self, lines, program="ip"):
        with tempfile.NamedTemporaryFile("w", suffix=".batch") as file:
            file.writelines(line + "\n" for line in lines)
            file.flush()
            self.run([program, "-batch", file.name])

    def index(self, name):
        """The index of an interface, as text."""
        return self.run(["ip", "-o", "link", "show", name], stdout=subprocess.PIPE, text=True).stdout.split(":")[0]

    def close(self):
        self.holder.kill()
        self.holder.wait()
        os.close(self.descriptor)


def veth(space):
    """A device with a neighbour that answers nothing, up."""
    space.batch(["link add veth0 type veth peer name veth1", "link set veth0 up", "link set veth1 up",
                 "addr add 192.0.2.1/24 dev veth0", "addr add 2001:db8::1/64 dev veth0 nodad"])


def four(index):
    return f"{1 + (index >> 16)}.{index >> 8 & 255}.{index & 255}.0/24"
