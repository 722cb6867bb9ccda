#!/usr/bin/python3
"""uapi.py DIRECTORY: the enumerators of the kernel's headers there (include/uapi/linux), for uapi.txt."""
import re
import sys

HEADERS = ("if_link if_bridge if_tunnel if_addr neighbour nexthop fib_rules rtnetlink lwtunnel snmp wwan "
           "veth amt can/netlink can/vxcan netconf net_namespace "
           "mpls_iptunnel seg6_iptunnel seg6_local rpl_iptunnel ioam6_iptunnel ila").split()
for header in HEADERS:
    try:
        text = open(f"{sys.argv[1]}/{header}.h").read()
    except FileNotFoundError:
        continue
    text = re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)
    known = {}
    for body in re.findall(r"\benum\b\s*\w*\s*\{(.*?)\}", text, flags=re.S):
        body = re.sub(r"^\s*#.*$", "", body, flags=re.M)
        print(f"\nenum {header}.h")
        number = -1
        for item in filter(None, (item.strip() for item in body.split(","))):
            name, _, value = (part.strip() for part in item.partition("="))
            try:
                number = eval(value.rstrip("UL"), {}, known) if value else number + 1
            except Exception:
                break
            known[name] = number
            print(name, number)
