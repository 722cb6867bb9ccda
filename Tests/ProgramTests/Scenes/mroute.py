"""Adds a multicast route from one device to another, and goes; what it added goes with it.

usage: mroute.py INPUT OUTPUT
"""
import socket, struct, sys

MRT_INIT, MRT_ADD_VIF, MRT_ADD_MFC = 200, 202, 204  # linux/mroute.h
VIFF_USE_IFINDEX = 8

group = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_IGMP)
group.setsockopt(socket.IPPROTO_IP, MRT_INIT, 1)
for number, name in enumerate(sys.argv[1:]):
    device = struct.pack("=HBBII4x", number, VIFF_USE_IFINDEX, 1, 0, socket.if_nametoindex(name))
    group.setsockopt(socket.IPPROTO_IP, MRT_ADD_VIF, device)
ends = socket.inet_aton("10.0.0.1") + socket.inet_aton("239.1.1.1")
limits = bytes([0, 1]) + bytes(30)
group.setsockopt(socket.IPPROTO_IP, MRT_ADD_MFC, ends + struct.pack("=H32s2xIIIi", 0, limits, 0, 0, 0, 0))
