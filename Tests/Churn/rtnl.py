"""Holds RTNL for as long as one likes.

SIOCGIFCONF writes the list of addresses into the caller's memory with RTNL held. Where that memory is a page that
userfaultfd watches, the writing waits until somebody supplies the page.
"""
import ctypes
import fcntl
import mmap
import os
import signal
import socket
import struct
import threading
import time

SYSCALL = {"x86_64": 323, "aarch64": 282}
API, REGISTER, ZEROPAGE = 0xC018AA3F, 0xC020AA00, 0xC020AA04


def hold(seconds, teller=None):
    """Starts a process that holds RTNL so long; its id. On return RTNL is held. Into the pipe `teller` the process writes
    the time on the monotonic clock, as a double, just before it lets go."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        # Never longer, whatever happens: the whole machine waits for it.
        signal.alarm(int(seconds) + 1)
        try:
            hold_here(seconds, writer, teller)
        finally:
            os._exit(0)
    os.close(writer)
    began = os.read(reader, 1)
    os.close(reader)
    if not began:
        os.waitpid(child, 0)
        raise OSError("RTNL cannot be held: no userfaultfd")
    return child


def hold_here(seconds, writer, teller):
    libc = ctypes.CDLL(None, use_errno=True)
    watcher = libc.syscall(SYSCALL[os.uname().machine], os.O_CLOEXEC)
    if watcher < 0:
        return
    fcntl.ioctl(watcher, API, struct.pack("QQQ", 0xAA, 0, 0))
    page = mmap.mmap(-1, 4096)
    start = ctypes.addressof(ctypes.c_char.from_buffer(page))
    fcntl.ioctl(watcher, REGISTER, struct.pack("QQQQ", start, 4096, 1, 0))
    plain = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    question = struct.pack("iP", 4096, start)
    asking = threading.Thread(target=fcntl.ioctl, args=(plain, 0x8912, question), daemon=True)
    asking.start()
    # The fault: from here on it is held.
    os.read(watcher, 32)
    os.write(writer, b"1")
    time.sleep(seconds)
    if teller is not None:
        os.write(teller, struct.pack("d", time.monotonic()))
    fcntl.ioctl(watcher, ZEROPAGE, struct.pack("QQQQ", start, 4096, 0, 0))
    asking.join()
