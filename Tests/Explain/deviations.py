"""Where explain and tshark differ on purpose, and what explain calls damaged in recordings of a real kernel.

Each entry: a pattern of the line that says it, and the reason. What is listed has to be met when all topologies are
recorded.
"""

# Lines of tshark.py. Of 32,858 messages with 478,529 attributes that tshark shows, none differs in more than a name.
DIFFERENCES = [
    (r'IFLA_TARGET_NETNSID: tshark calls it IFLA_IF_NETNSID$', 'the kernel has two names of this number, and tshark the older'),
]

# What tshark 4.0 shows as bytes, without attributes: protocol, message type (that of the object; the family of generic
# netlink; the subsystem of netfilter), and the attribute around them, '' for the message itself. Explain's own tests
# cover these: the names are the kernel's (`Tests/Vectors/uapi.txt`), the values those of `ip`.
NESTS = 'tshark has no table for what is in this attribute'
OBJECTS = 'tshark knows the header of these messages, and none of their attributes'
PROTOCOLS = 'tshark does not know the attributes of this family or protocol'
NOT_SHOWN = {
    (0, 16, 'IFLA_AF_SPEC'): NESTS,
    (0, 16, 'IFLA_DEVLINK_PORT'): NESTS,
    (0, 16, 'IFLA_LINKINFO'): NESTS,
    (0, 16, 'IFLA_PROP_LIST'): NESTS,
    (0, 16, 'IFLA_PROTINFO'): NESTS,
    (0, 16, 'IFLA_PROTO_DOWN_REASON'): NESTS,
    (0, 16, 'IFLA_VFINFO_LIST'): NESTS,
    (0, 16, 'IFLA_XDP'): NESTS,
    (0, 24, 'RTA_ENCAP'): NESTS,
    (0, 24, 'RTA_METRICS'): NESTS,
    (0, 24, 'RTA_MULTIPATH'): NESTS,
    (0, 28, ''): OBJECTS,  # neighbours
    (0, 32, ''): OBJECTS,  # rules
    (0, 36, ''): OBJECTS,  # queueing disciplines
    (0, 64, ''): OBJECTS,  # neighbour tables
    (0, 72, ''): OBJECTS,  # labels of addresses
    (0, 80, ''): OBJECTS,  # settings
    (0, 84, ''): OBJECTS,  # multicast groups of bridges
    (0, 88, ''): OBJECTS,  # ids of namespaces
    (0, 92, ''): OBJECTS,  # statistics
    (0, 104, ''): OBJECTS,  # next hops
    (0, 112, ''): OBJECTS,  # VLANs of bridges
    (0, 116, ''): OBJECTS,  # buckets
    (6, 18, ''): PROTOCOLS,  # states of xfrm
    (12, 10, ''): PROTOCOLS,  # nf_tables
    (16, 'TIPCv2', ''): PROTOCOLS,
    (16, 'devlink', ''): PROTOCOLS,
    (16, 'ethtool', ''): PROTOCOLS,
    (16, 'fou', ''): PROTOCOLS,
    (16, 'l2tp', ''): PROTOCOLS,
    (16, 'macsec', ''): PROTOCOLS,
    (16, 'mptcp_pm', ''): PROTOCOLS,
    (16, 'wireguard', ''): PROTOCOLS,
}

# Lines "RECORDING: TYPE: WHY".
DAMAGES = []

# Lines "RECORDING: EVENT OBJECT CHANGED": what `monitor --from` tells, though nobody changes anything on purpose.
CHANGES = [
    (r'^bond: change link .*(churn_|ad_actor_oper_port_state)', 'a bond of 802.3ad finds out that its peer does not answer'),
    (r'^bridge: (change link|new addr|new route) ', 'ports of a bridge come to forward, and the bridge gets a carrier'),
    (r'^generic: ', 'its questions take some devices away; links are asked for with and without virtual functions'),
    (r'^(neighbours|vxlan): change neigh (lladdr )?state', 'neighbours are looked for in vain'),
]
