#!/usr/bin/python3
"""Raw rtnetlink, independent of the program under test.

    rtnetlink.py missing NEED...   prints the needs that this kernel does not fulfil; a need is a
                                   link kind, module:NAME (loaded if it can be) or lab
As a module: dump(object) yields the messages of the kernel's answer, headers included.
"""
import os
import socket
import struct
import subprocess
import sys

NLM_F_REQUEST, NLM_F_ACK, NLM_F_DUMP, NLM_F_CREATE, NLM_F_EXCL = 1, 4, 0x300, 0x400, 0x200
SOL_NETLINK, NETLINK_EXT_ACK, NETLINK_GET_STRICT_CHK = 270, 11, 12
NLMSG_ERROR, NLMSG_DONE = 2, 3
AF_BRIDGE, AF_MPLS = 7, 28
HEADER = struct.Struct("=IHHII")


def attribute(kind, payload):
    return struct.pack("=HH", len(payload) + 4, kind) + payload + b"\0" * (-len(payload) % 4)


# RTEXT_FILTER_VF | RTEXT_FILTER_MRP | RTEXT_FILTER_CFM_CONFIG would add bridge extras; VF is ip's.
EXT_MASK = attribute(29, struct.pack("=I", 1))


def link(family=0):
    return 18, struct.pack("=BxHiII", family, 0, 0, 0, 0) + EXT_MASK


def address(family=0):
    return 22, struct.pack("=BBBBI", family, 0, 0, 0, 0)


def route(family):
    return 26, struct.pack("=BBBBBBBBI", family, 0, 0, 0, 0, 0, 0, 0, 0)


def neighbour(family=0, flags=0):
    return 30, struct.pack("=BxHiHBB", family, 0, 0, 0, flags, 0)


def rule(family):
    return 34, struct.pack("=BBBBBBBBI", family, 0, 0, 0, 0, 0, 0, 0, 0)


def nexthop(family=0):
    # NHA_OP_FLAGS: statistics of groups too.
    return 106, struct.pack("=BBBBI", family, 0, 0, 0, 0) + attribute(14, struct.pack("=I", 3))


def bucket():
    return 118, struct.pack("=BBBBI", 0, 0, 0, 0, 0)


def plain(kind, family, length):
    """A request whose header says nothing but the family."""
    return kind, bytes([family]) + bytes(length - 1)


REQUESTS = {
    "link": [link()],
    "addr": [address()],
    "route": [route(socket.AF_INET), route(socket.AF_INET6), route(AF_MPLS)],
    "neigh": [neighbour(), neighbour(flags=8)],
    "fdb": [neighbour(AF_BRIDGE)],
    "rule": [rule(socket.AF_INET), rule(socket.AF_INET6)],
    "nexthop": [nexthop()],
    "bucket": [bucket()],
    "netconf": [plain(82, socket.AF_INET, 4), plain(82, socket.AF_INET6, 4), plain(82, AF_MPLS, 4)],
    "maddr": [plain(58, socket.AF_INET, 8), plain(58, socket.AF_INET6, 8)],
    "nsid": [plain(90, 0, 4)],
    # BRIDGE_VLANDB_DUMP_FLAGS: counters, then settings of VLANs instead of the VLANs themselves.
    "vlan": [(kind, body + attribute(1, struct.pack("=I", flags)))
             for flags in (0, 1, 2) for kind, body in [plain(114, AF_BRIDGE, 8)]],
    "mdb": [plain(86, AF_BRIDGE, 8)],
}
NAMES = {16: "RTM_NEWLINK", 20: "RTM_NEWADDR", 24: "RTM_NEWROUTE", 28: "RTM_NEWNEIGH",
         32: "RTM_NEWRULE", 80: "RTM_NEWNETCONF", 88: "RTM_NEWNSID",
         # Some answers have the number of the question.
         58: "RTM_GETMULTICAST", 84: "RTM_NEWMDB", 86: "RTM_GETMDB", 104: "RTM_NEWNEXTHOP", 112: "RTM_NEWVLAN", 116: "RTM_NEWNEXTHOPBUCKET"}
FIXED = {16: 16, 20: 8, 24: 12, 28: 12, 32: 12, 58: 8, 80: 4, 84: 8, 86: 8, 88: 4, 104: 8, 112: 8, 116: 8}


def opened():
    sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    for option in (NETLINK_EXT_ACK, NETLINK_GET_STRICT_CHK):
        sock.setsockopt(SOL_NETLINK, option, 1)
    sock.bind((0, 0))
    return sock


def messages(datagram):
    offset = 0
    while offset + 16 <= len(datagram):
        length, kind, flags, sequence, port = HEADER.unpack_from(datagram, offset)
        yield kind, flags, datagram[offset:offset + length]
        offset += (length + 3) & ~3


def ask(sock, kind, body, flags):
    sock.send(HEADER.pack(16 + len(body), kind, NLM_F_REQUEST | flags, 1, 0) + body)
    while True:
        for kind, flags, message in messages(sock.recv(1 << 20)):
            if kind == NLMSG_ERROR:
                error = struct.unpack_from("=i", message, 16)[0]
                if error:
                    raise OSError(-error, os.strerror(-error), message[20:])
                return
            if kind == NLMSG_DONE:
                return
            yield message
            if not flags & 2:
                return


def dump(name):
    for kind, body in REQUESTS[name]:
        family = body[0]
        sock = opened()
        # A first receive with a large buffer: the kernel sizes the dump's buffers by it.
        list(ask(sock, 18, struct.pack("=BxHiII", 0, 0, 1, 0, 0), 0))
        try:
            for message in ask(sock, kind, body, NLM_F_DUMP):
                # Without the family's module the kernel answers for all families. Some
                # answers have none.
                if family in (0, message[16]) or message[16] == 0:
                    yield message
        except OSError as error:
            if error.errno not in (95, 97):
                raise
        finally:
            sock.close()


def fulfilled(need):
    if need == "lab":  # the emulated kernel, where a crash harms nobody
        return os.environ.get("LAB") == "1"
    if need.startswith("module:"):
        name = need[7:]
        if os.path.isdir("/sys/module/" + name):
            return True
        try:
            loader = open("/proc/sys/kernel/modprobe").read().strip()
            return subprocess.run([loader, name], stderr=subprocess.DEVNULL).returncode == 0
        except OSError:
            return False
    body = struct.pack("=BxHiII", 0, 0, 0, 0, 0) + attribute(18, attribute(1, need.encode() + b"\0"))
    sock = opened()
    try:
        list(ask(sock, 16, body, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL))
        return True
    except OSError as error:
        return error.errno != 95 or b"Unknown device type" not in error.filename
    finally:
        sock.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["missing"]:
        # The devices that the probes make disappear with the namespace of the caller.
        print("\n".join(need for need in sys.argv[2:] if not fulfilled(need)))
    else:
        sys.exit(__doc__)
