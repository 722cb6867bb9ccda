#!/usr/bin/python3
"""Makes what ip cannot make.

    hold.py slcan            a CAN interface on a pseudo terminal; stays until it is killed
    hold.py ppp              a PPP unit; stays until it is killed
    hold.py xdp DEVICE       a program on the device's receive path
    hold.py routes DEVICE    routes with programs as their encapsulation

The first two write the interface's name to /run/held once it is there.
"""
import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys
import time

from rtnetlink import NLM_F_ACK, NLM_F_CREATE, NLM_F_EXCL, ask, attribute, opened

NESTED = 0x8000
XDP, LWT_IN, LWT_OUT, LWT_XMIT, SEG6LOCAL = 6, 10, 11, 12, 19  # BPF_PROG_TYPE_*


def held(name, answering=None):
    with open("/run/held.new", "w") as file:
        file.write(name)
    os.rename("/run/held.new", "/run/held")
    while True:
        if answering is None:
            time.sleep(1000)
        else:
            os.read(answering, 4096)


def slcan():
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, 0x5423, struct.pack("=i", 17))  # TIOCSETD, N_SLCAN
    name = fcntl.ioctl(theirs, 0x8910, bytes(32)).split(b"\0")[0].decode()  # SIOCGIFNAME
    # The line discipline makes its interface in the first namespace.
    subprocess.run(["nsenter", "--net=/proc/1/ns/net", "ip", "link", "set", name, "netns",
                    str(os.getpid())], check=True)
    held(name, ours)


def ppp():
    unit = struct.pack("=i", -1)
    file = os.open("/dev/ppp", os.O_RDWR)
    number, = struct.unpack("=i", fcntl.ioctl(file, 0xC004743E, unit))  # PPPIOCNEWUNIT
    held(f"ppp{number}")


def program(kind, result, name):
    """A program that returns result, as a file descriptor."""
    code = ctypes.create_string_buffer(struct.pack("=BBhi", 0xB7, 0, 0, result)
                                       + struct.pack("=BBhi", 0x95, 0, 0, 0))
    license_ = ctypes.create_string_buffer(b"GPL")
    arguments = ctypes.create_string_buffer(
        struct.pack("=IIQQIIQII16s", kind, 2, ctypes.addressof(code), ctypes.addressof(license_),
                    0, 0, 0, 0, 0, name), 128)
    number = ctypes.CDLL(None, use_errno=True).syscall(321, 5, arguments, len(arguments))
    if number < 0:
        raise OSError(ctypes.get_errno(), f"BPF_PROG_LOAD {kind}")
    return struct.pack("=I", number)


def xdp(device):
    body = struct.pack("=BxHiII", 0, 0, socket.if_nametoindex(device), 0, 0) + attribute(
        43 | NESTED, attribute(1, program(XDP, 2, b"pass")) + attribute(3, struct.pack("=I", 4)))
    list(ask(opened(), 16, body, NLM_F_ACK))


def routes(device):
    def reference(kind, fd, name):
        return attribute(kind | NESTED, attribute(1, fd) + attribute(2, name + b"\0"))

    into, out = program(LWT_IN, 0, b"in"), program(LWT_OUT, 0, b"out")
    xmit, local = program(LWT_XMIT, 0, b"xmit"), program(SEG6LOCAL, 0, b"local")
    cases = [  # family, prefix, encapsulation's type and content
        (2, "30.0.0.0", 6, reference(2, out, b"out.o:[out]")),
        (2, "30.1.0.0", 6, reference(1, into, b"in.o:[in]") + reference(2, out, b"out.o:[out]")
         + reference(3, xmit, b"xmit.o:[xmit]") + attribute(4, struct.pack("=I", 64))),
        (10, "2001:db8:400::", 6, reference(3, xmit, b"xmit.o:[xmit]")),
        (10, "2001:db8:401::", 7, attribute(1, struct.pack("=I", 15)) + reference(8, local, b"e.o")),
    ]
    refused = []
    for family, prefix, kind, content in cases:
        body = struct.pack("=BBBBBBBBI", family, 16 if family == 2 else 64, 0, 0, 254, 4, 0, 1, 0)
        body += attribute(1, socket.inet_pton(family, prefix))
        body += attribute(4, struct.pack("=I", socket.if_nametoindex(device)))
        body += attribute(21, struct.pack("=H", kind)) + attribute(22 | NESTED, content)
        try:
            list(ask(opened(), 24, body, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL))
        except OSError as error:
            refused.append(f"{prefix}: {error.strerror}")
    if refused:
        sys.exit("refused: " + "; ".join(refused))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
