"""How nlctl's JSON differs from `ip -d -s -s -j` on purpose.

The numbers are those of the list of deviations in the documentation of the JSON. Each function
takes one object as `ip` printed it (already of the named object) and returns what nlctl must print
at least; further keys of nlctl's are always welcome.
"""
import re

REASONS = {
    1: "snake_case keys",
    2: "presence-only keys are true, not null",
    3: "family on every object",
    4: "a number beside each name",
    5: "locks and all 32 bits of proto_down_reason",
    6: "two digits for each octet of an address",
    7: "no trailing blank in dst",
    8: "what ip hides is there",
    9: "what ip asks by another request, or makes up, is not there",
    10: "_unparsed",
}

RENAMED = {  # 1
    "netns-immutable": "netns_immutable", "stable-privacy": "stable_privacy",
    "ttl-propogate": "ttl_propagate", "ttl-propagate": "ttl_propagate",
    "node guid": "node_guid", "port guid": "port_guid",
    " pwms": "pwms", " pwml": "pwml", " pwmo": "pwmo",
}

# Keys whose null says "none" and not "present".
NONE_KEYS = {"link", "slave1", "slave2", "interlink", "arp_validate"}

# 9: keys that ip fetches by another request than the object's own dump.
OTHER_REQUEST = {"nh_info"}

# Counters, timers and ages: presence and type are compared. An endless life time is no timer.
VOLATILE = re.compile(
    r"(^|\.)(stats64|stats|info_xstats|cacheinfo|group_stats)\.|"
    r"\.(valid_life_time|preferred_life_time|expires|age|used|users|updated|confirmed|probes|"
    r"idle_time|unbalanced_time|refcnt|ipid|ts|tsage|fdb_n_learned|usedbcqueuelen|[a-z0-9_]*_timer|"
    r"forward_delay_timer|seq_nr|ad_partner_oper_port_state(_str)?|load_time)$")
FOREVER = 4294967295

ADDRESS = re.compile(r"^([0-9a-f]{4}\.)?([0-9a-f]{1,2}:)+[0-9a-f]{1,2}$")

# Number keys that must stand beside a name, by object: 4.
BESIDE = {
    "route": {"table": "table_id", "protocol": "protocol_id", "scope": "scope_id", "dev": "ifindex"},
    "rule": {"table": "table_id", "protocol": "protocol_id"},
    "nexthop": {"protocol": "protocol_id", "scope": "scope_id", "dev": "ifindex"},
    "bucket": {"protocol": "protocol_id", "scope": "scope_id"},
    "neigh": {"dev": "ifindex"},
    "link": {"master": "master_index", "link": "link_index", "group": "group_id"},
    "addr": {"master": "master_index", "link": "link_index", "group": "group_id"},
    "fdb": {},
}

# Values of ip that are wrong or differ between its versions, with the reason. (object, path, test)
TOLERATED = [
    ("link", r"phys_(switch|port)_id", "ip cuts 32 bytes at 31"),
    ("addr", r"phys_(switch|port)_id", "ip cuts 32 bytes at 31"),
    ("link", r"proto_down_reason", "5: ip reads eight bits only"),
    ("addr", r"proto_down_reason", "5: ip reads eight bits only"),
]


class Any:
    """Matches any value: presence alone is compared."""


ANY = Any()


# What an encapsulation is made of, by its type. Until release 6.3 or so `ip` wrote these keys
# without an object around them, so that an inner "dst" hides the route's own.
ENCAP_KEYS = {
    "mpls": {"dst", "ttl"},
    "ip": {"id", "src", "dst", "ttl", "tos", "key", "csum", "seq", "geneve_opts", "vxlan_opts",
           "erspan_opts"},
    "ip6": {"id", "src", "dst", "hoplimit", "tc", "key", "csum", "seq", "geneve_opts", "vxlan_opts",
            "erspan_opts"},
    "ila": {"locator", "csum_mode", "ident_type", "hook_type"},
    "bpf": {"in", "out", "xmit", "headroom"},
    "seg6": {"mode", "segs", "hmac", "tunsrc"},
    "seg6local": {"action", "srh", "table", "vrftable", "nh4", "nh6", "iif", "oif", "endpoint",
                  "flavors", "lblen", "nflen", "stats64"},
    "rpl": {"segs"},
    "ioam6": {"freqk", "freqn", "mode", "tunsrc", "tundst", "trace", "prealloc", "type", "ns", "size"},
    "xfrm": {"if_id", "link_dev"},
}


def paired(pairs):
    """An object of ip's; an encapsulation whose keys stand in the object around gets its own."""
    out, inner = {}, None
    for key, value in pairs:
        if key == "encap" and isinstance(value, str):
            inner = out[key] = {"encap_type": value}
        elif inner is not None and key not in inner and key in ENCAP_KEYS.get(inner["encap_type"], ()):
            inner[key] = value
        else:
            inner = None
            out[key] = value
    return out


def padded(text):
    head, dot, tail = text.rpartition(".")
    return head + dot + ":".join(octet.rjust(2, "0") for octet in tail.split(":"))


def expected(obj, value, path=""):
    """The value that nlctl must have for what ip printed at path."""
    if isinstance(value, dict):
        out = {}
        for key, inner in value.items():
            if key in OTHER_REQUEST:
                continue
            if path.endswith(".prog") and ".xdp" in path and key != "id":
                continue  # 9: asked of the program, by bpf(2)
            if path.endswith(".erspan_opts[]") and inner == 0:
                continue  # 9: ip makes up those that the version of ERSPAN does not have
            if path.endswith(".hw_stats") and key == "used" and inner is False:
                continue  # 9: ip makes it up where the kernel says nothing
            key = RENAMED.get(key, key)
            inner_path = f"{path}.{key}"
            if inner is None and key not in NONE_KEYS:
                inner = True
            if inner is None and key != "link":
                continue
            if any(o == obj and re.search(p + "$", inner_path) for o, p, _ in TOLERATED):
                out[key] = ANY
                continue
            out[key] = expected(obj, inner, inner_path)
            if key == "dst" and isinstance(out[key], str):
                out[key] = out[key].rstrip()
        return out
    if isinstance(value, list):
        return [expected(obj, item, path + "[]") for item in value]
    if obj in ("link", "addr") and path == ".link_type" and re.match(r"^\[\d+\]$", value):
        return ANY  # a hardware type that this ip has no name for
    if isinstance(value, str) and ADDRESS.match(value) and path.endswith(("bridge_id", "root_id")):
        return padded(value)
    return value


# The keys of `bridge fdb` under the names of the neighbour table. `bridge` has words of its own for
# the state, "" where none is set, and writes the port's bridge among the flags.
FDB = {"mac": "mac", "ifname": "dev", "dst": "dst", "port": "port", "vni": "vni",
       "src_vni": "src_vni", "vlan": "vlan", "nhid": "nhid", "master": "master",
       "viaIf": "via", "linkNetNsId": "link_netnsid"}
FDB_STATES = {"permanent": "PERMANENT", "static": "NOARP", "stale": "STALE"}


def fdb_expected(entry):
    out = {FDB[key]: value for key, value in entry.items() if key in FDB}
    out["flags"] = sorted(flag for flag in entry.get("flags", []) if flag != "master")
    if entry.get("state") in FDB_STATES:
        out["bridge_state"] = FDB_STATES[entry["state"]]
    return out


def fdb_ours(entry):
    """What of nlctl's entry is compared with that."""
    out = dict(entry)
    if "flags" in entry:
        out["flags"] = sorted(flag for flag in entry["flags"] if flag != "master")
    for state in ("PERMANENT", "NOARP", "STALE"):
        if state in entry.get("state", []):
            out["bridge_state"] = state
            break
    return out
