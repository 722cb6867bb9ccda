// Numbers of the kernel's interface by the kernel's names (uapi/linux/rtnetlink.h and its kin). They never change,
// and the headers at hand may be older than the kernel.

/// Types of rtnetlink messages. The kernel's `RTM_…`.
package enum RTM {
  package static let newLink: UInt16 = 16  // RTM_NEWLINK
  package static let deleteLink: UInt16 = 17  // RTM_DELLINK
  package static let getLink: UInt16 = 18  // RTM_GETLINK
  package static let newAddress: UInt16 = 20  // RTM_NEWADDR
  package static let deleteAddress: UInt16 = 21  // RTM_DELADDR
  package static let getAddress: UInt16 = 22  // RTM_GETADDR
  package static let newRoute: UInt16 = 24  // RTM_NEWROUTE
  package static let deleteRoute: UInt16 = 25  // RTM_DELROUTE
  package static let getRoute: UInt16 = 26  // RTM_GETROUTE
  package static let newNeighbour: UInt16 = 28  // RTM_NEWNEIGH
  package static let deleteNeighbour: UInt16 = 29  // RTM_DELNEIGH
  package static let getNeighbour: UInt16 = 30  // RTM_GETNEIGH
  package static let newRule: UInt16 = 32  // RTM_NEWRULE
  package static let deleteRule: UInt16 = 33  // RTM_DELRULE
  package static let getRule: UInt16 = 34  // RTM_GETRULE
  package static let newPrefix: UInt16 = 52  // RTM_NEWPREFIX
  package static let newMulticast: UInt16 = 56  // RTM_NEWMULTICAST
  package static let deleteMulticast: UInt16 = 57  // RTM_DELMULTICAST
  package static let getMulticast: UInt16 = 58  // RTM_GETMULTICAST
  package static let newNetconf: UInt16 = 80  // RTM_NEWNETCONF
  package static let deleteNetconf: UInt16 = 81  // RTM_DELNETCONF
  package static let getNetconf: UInt16 = 82  // RTM_GETNETCONF
  package static let newMDB: UInt16 = 84  // RTM_NEWMDB
  package static let getMDB: UInt16 = 86  // RTM_GETMDB
  package static let newNamespaceID: UInt16 = 88  // RTM_NEWNSID
  package static let deleteNamespaceID: UInt16 = 89  // RTM_DELNSID
  package static let getNamespaceID: UInt16 = 90  // RTM_GETNSID
  package static let newStats: UInt16 = 92  // RTM_NEWSTATS
  package static let newNextHop: UInt16 = 104  // RTM_NEWNEXTHOP
  package static let deleteNextHop: UInt16 = 105  // RTM_DELNEXTHOP
  package static let getNextHop: UInt16 = 106  // RTM_GETNEXTHOP
  package static let newVLAN: UInt16 = 112  // RTM_NEWVLAN
  package static let getVLAN: UInt16 = 114  // RTM_GETVLAN
  package static let newBucket: UInt16 = 116  // RTM_NEWNEXTHOPBUCKET
  package static let deleteBucket: UInt16 = 117  // RTM_DELNEXTHOPBUCKET
  package static let getBucket: UInt16 = 118  // RTM_GETNEXTHOPBUCKET
}

/// Multicast groups of rtnetlink. The kernel's `RTNLGRP_…`.
package enum RouteGroup {
  package static let link: UInt32 = 1  // RTNLGRP_LINK
  package static let neighbour: UInt32 = 3  // RTNLGRP_NEIGH
  package static let trafficControl: UInt32 = 4  // RTNLGRP_TC
  package static let ipv4Address: UInt32 = 5  // RTNLGRP_IPV4_IFADDR
  package static let ipv4MulticastRoute: UInt32 = 6  // RTNLGRP_IPV4_MROUTE
  package static let ipv4Route: UInt32 = 7  // RTNLGRP_IPV4_ROUTE
  package static let ipv4Rule: UInt32 = 8  // RTNLGRP_IPV4_RULE
  package static let ipv6Address: UInt32 = 9  // RTNLGRP_IPV6_IFADDR
  package static let ipv6MulticastRoute: UInt32 = 10  // RTNLGRP_IPV6_MROUTE
  package static let ipv6Route: UInt32 = 11  // RTNLGRP_IPV6_ROUTE
  package static let ipv6Link: UInt32 = 12  // RTNLGRP_IPV6_IFINFO
  package static let ipv6Prefix: UInt32 = 18  // RTNLGRP_IPV6_PREFIX
  package static let ipv6Rule: UInt32 = 19  // RTNLGRP_IPV6_RULE
  package static let neighbourOption: UInt32 = 20  // RTNLGRP_ND_USEROPT
  package static let ipv4Netconf: UInt32 = 24  // RTNLGRP_IPV4_NETCONF
  package static let ipv6Netconf: UInt32 = 25  // RTNLGRP_IPV6_NETCONF
  package static let bridgeGroups: UInt32 = 26  // RTNLGRP_MDB
  package static let mplsRoute: UInt32 = 27  // RTNLGRP_MPLS_ROUTE
  package static let namespaceID: UInt32 = 28  // RTNLGRP_NSID
  package static let mplsNetconf: UInt32 = 29  // RTNLGRP_MPLS_NETCONF
  package static let nextHop: UInt32 = 32  // RTNLGRP_NEXTHOP
  package static let bridgeVLAN: UInt32 = 33  // RTNLGRP_BRVLAN
  package static let tunnel: UInt32 = 35  // RTNLGRP_TUNNEL
  package static let statistics: UInt32 = 36  // RTNLGRP_STATS
  package static let ipv4Multicast: UInt32 = 37  // RTNLGRP_IPV4_MCADDR
  package static let ipv6Multicast: UInt32 = 38  // RTNLGRP_IPV6_MCADDR
}

/// Attributes of links that code reads without a table. The kernel's `IFLA_…`.
package enum LinkAttribute {
  package static let name: UInt16 = 3  // IFLA_IFNAME
  package static let lower: UInt16 = 5  // IFLA_LINK
  package static let master: UInt16 = 10  // IFLA_MASTER
  package static let info: UInt16 = 18  // IFLA_LINKINFO
  package static let infoKind: UInt16 = 1  // IFLA_INFO_KIND
  /// Within `info`: the attributes of the device's kind.
  package static let infoData: UInt16 = 2  // IFLA_INFO_DATA
  /// Within `info`: the attributes that the kind of its master has for a port.
  package static let infoPortData: UInt16 = 5  // IFLA_INFO_SLAVE_DATA
  /// Within `infoData`: the table of a VRF.
  package static let vrfTable: UInt16 = 1  // IFLA_VRF_TABLE
  /// The group of devices that it is in.
  package static let group: UInt16 = 27  // IFLA_GROUP
  package static let filterMask: UInt16 = 29  // IFLA_EXT_MASK
  /// The namespace of `lower`, where it is another.
  package static let lowerNamespaceID: UInt16 = 37  // IFLA_LINK_NETNSID
  package static let targetNamespaceID: UInt16 = 46  // IFLA_TARGET_NETNSID
  package static let properties: UInt16 = 52  // IFLA_PROP_LIST
  package static let alternativeName: UInt16 = 53  // IFLA_ALT_IFNAME
}

/// Where the fields of `struct ifinfomsg` lie.
package enum LinkHeader {
  package static let hardwareType = 2
  package static let index = 4
  package static let flags = 8
}

/// Where the fields of `struct ifaddrmsg` lie.
package enum AddressHeader {
  package static let index = 4
}

/// Attributes of addresses. The kernel's `IFA_…`.
package enum AddressAttribute {
  package static let address: UInt16 = 1  // IFA_ADDRESS
  package static let local: UInt16 = 2  // IFA_LOCAL
  package static let label: UInt16 = 3  // IFA_LABEL
  package static let targetNamespaceID: UInt16 = 10  // IFA_TARGET_NETNSID
}

/// Attributes of routes. The kernel's `RTA_…`.
package enum RouteAttribute {
  package static let destination: UInt16 = 1  // RTA_DST
  package static let source: UInt16 = 2  // RTA_SRC
  package static let inputDevice: UInt16 = 3  // RTA_IIF
  package static let outputDevice: UInt16 = 4  // RTA_OIF
  package static let gateway: UInt16 = 5  // RTA_GATEWAY
  package static let preferredSource: UInt16 = 7  // RTA_PREFSRC
  package static let hops: UInt16 = 9  // RTA_MULTIPATH
  package static let table: UInt16 = 15  // RTA_TABLE
  package static let mark: UInt16 = 16  // RTA_MARK
  package static let via: UInt16 = 18  // RTA_VIA
  package static let userID: UInt16 = 25  // RTA_UID
  package static let transport: UInt16 = 27  // RTA_IP_PROTO
  package static let sourcePort: UInt16 = 28  // RTA_SPORT
  package static let destinationPort: UInt16 = 29  // RTA_DPORT
  package static let nextHop: UInt16 = 30  // RTA_NH_ID
}

/// Attributes of rules. The kernel's `FRA_…`.
package enum RuleAttribute {
  package static let inputDevice: UInt16 = 3  // FRA_IIFNAME
  package static let table: UInt16 = 15  // FRA_TABLE
  package static let outputDevice: UInt16 = 17  // FRA_OIFNAME
}

/// What rules do. The kernel's `FR_ACT_…`.
package enum RuleAction {
  package static let toTable: UInt8 = 1  // FR_ACT_TO_TBL
  package static let goTo: UInt8 = 2  // FR_ACT_GOTO
  package static let nothing: UInt8 = 3  // FR_ACT_NOP
  package static let blackhole: UInt8 = 6  // FR_ACT_BLACKHOLE
  package static let unreachable: UInt8 = 7  // FR_ACT_UNREACHABLE
  package static let prohibit: UInt8 = 8  // FR_ACT_PROHIBIT
}

/// Where the fields of `struct ndmsg` lie.
package enum NeighbourHeader {
  package static let state = 8
}

/// Attributes of neighbours. The kernel's `NDA_…`.
package enum NeighbourAttribute {
  package static let destination: UInt16 = 1  // NDA_DST
  package static let linkAddress: UInt16 = 2  // NDA_LLADDR
  package static let device: UInt16 = 8  // NDA_IFINDEX
  package static let master: UInt16 = 9  // NDA_MASTER
}

/// Attributes of next hops. The kernel's `NHA_…`.
package enum NextHopAttribute {
  package static let id: UInt16 = 1  // NHA_ID
  package static let group: UInt16 = 2  // NHA_GROUP
  package static let device: UInt16 = 5  // NHA_OIF
  /// In a request: groups alone.
  package static let groups: UInt16 = 9  // NHA_GROUPS
  package static let master: UInt16 = 10  // NHA_MASTER
  /// For forwarding databases.
  package static let forwarding: UInt16 = 11  // NHA_FDB
  package static let bucket: UInt16 = 13  // NHA_RES_BUCKET
  /// In a request: what more is wanted.
  package static let wanted: UInt16 = 14  // NHA_OP_FLAGS
}

/// Parts of next hops that the kernel sends only when asked for. The kernel's `NHA_OP_FLAG_…`.
package enum NextHopWanted {
  package static let statistics: UInt32 = 0x1  // NHA_OP_FLAG_DUMP_STATS
  package static let hardwareStatistics: UInt32 = 0x2  // NHA_OP_FLAG_DUMP_HW_STATS
}

/// Attributes of buckets. The kernel's `NHA_RES_BUCKET_…`.
package enum BucketAttribute {
  package static let index: UInt16 = 1  // NHA_RES_BUCKET_INDEX
  package static let nextHop: UInt16 = 3  // NHA_RES_BUCKET_NH_ID
}

/// Attributes of ids of namespaces. The kernel's `NETNSA_…`.
package enum NamespaceAttribute {
  package static let id: UInt16 = 1  // NETNSA_NSID
  package static let process: UInt16 = 2  // NETNSA_PID
  package static let descriptor: UInt16 = 3  // NETNSA_FD
  package static let target: UInt16 = 4  // NETNSA_TARGET_NSID
}

/// What a bridge says of multicast. The kernel's `MDBA_…`.
package enum MulticastAttribute {
  package static let groups: UInt16 = 1  // MDBA_MDB
  package static let routers: UInt16 = 2  // MDBA_ROUTER
  /// In the nests of `groups`.
  package static let entry: UInt16 = 1  // MDBA_MDB_ENTRY_INFO
  /// In `routers`.
  package static let router: UInt16 = 1  // MDBA_ROUTER_PORT
}

/// Attributes of the settings of an interface. The kernel's `NETCONFA_…`.
package enum NetconfAttribute {
  package static let index: UInt16 = 1  // NETCONFA_IFINDEX
}

/// Parts of links that the kernel sends only when asked for, or leaves out when asked to. The kernel's
/// `RTEXT_FILTER_…`.
package enum LinkFilter {
  package static let virtualFunctions: UInt32 = 0x1  // RTEXT_FILTER_VF
  package static let compressedVLANs: UInt32 = 0x4  // RTEXT_FILTER_BRVLAN_COMPRESSED
  package static let skipStatistics: UInt32 = 0x8  // RTEXT_FILTER_SKIP_STATS
}

/// A request for the VLANs of bridges. The kernel's `BRIDGE_VLANDB_…`.
enum VLANDump {
  /// What more is wanted.
  static let flags: UInt16 = 1  // BRIDGE_VLANDB_DUMP_FLAGS
  /// Counters.
  static let statistics: UInt32 = 0x1  // BRIDGE_VLANDB_DUMPF_STATS
}

/// Names of interfaces.
package enum InterfaceName {
  /// How many bytes a name may have with its NUL; only alternative names may be longer.
  package static let size: Int = 16  // IFNAMSIZ
}

/// Flags of routes. The kernel's `RTM_F_…`.
package enum RouteFlag {
  /// A copy of a route that was looked up, which is in no table.
  package static let cloned: UInt32 = 0x200  // RTM_F_CLONED
  /// In a request: tell the table in which the route was found.
  package static let lookUpTable: UInt32 = 0x1000  // RTM_F_LOOKUP_TABLE
  /// In a request: tell the route of the table that fits, and not the outcome of the lookup.
  package static let matchTable: UInt32 = 0x2000  // RTM_F_FIB_MATCH
}

/// Flags of a request for a change; notifications of the change repeat some. The kernel's `NLM_F_…`.
package enum ChangeFlag {
  package static let replace: UInt16 = 0x100  // NLM_F_REPLACE
  package static let exclusive: UInt16 = 0x200  // NLM_F_EXCL
  package static let create: UInt16 = 0x400  // NLM_F_CREATE
  package static let append: UInt16 = 0x800  // NLM_F_APPEND
}

/// Flags of neighbours. The kernel's `NTF_…`.
package enum NeighbourFlag {
  package static let proxy: UInt8 = 0x08  // NTF_PROXY
  package static let own: UInt8 = 0x02  // NTF_SELF
  package static let ofMaster: UInt8 = 0x04  // NTF_MASTER
}

/// States of neighbours. The kernel's `NUD_…`.
package enum NeighbourState {
  package static let noARP: UInt16 = 0x40  // NUD_NOARP
  package static let permanent: UInt16 = 0x80  // NUD_PERMANENT
}

/// Tables of routes that the kernel knows by number. The kernel's `RT_TABLE_…`.
package enum RouteTableNumber {
  package static let main: UInt32 = 254  // RT_TABLE_MAIN
  package static let local: UInt32 = 255  // RT_TABLE_LOCAL
}

/// Who added a route. The kernel's `RTPROT_…`.
package enum RouteOrigin {
  package static let redirect: UInt8 = 1  // RTPROT_REDIRECT
  package static let kernel: UInt8 = 2  // RTPROT_KERNEL
  package static let boot: UInt8 = 3  // RTPROT_BOOT
  package static let `static`: UInt8 = 4  // RTPROT_STATIC
  package static let routerAdvertisement: UInt8 = 9  // RTPROT_RA
  package static let dhcp: UInt8 = 16  // RTPROT_DHCP
  package static let bgp: UInt8 = 186  // RTPROT_BGP
}

/// How far away a destination is, or how far an address is valid. The kernel's `RT_SCOPE_…`.
package enum RouteScope {
  package static let universe: UInt8 = 0  // RT_SCOPE_UNIVERSE
  package static let site: UInt8 = 200  // RT_SCOPE_SITE
  package static let link: UInt8 = 253  // RT_SCOPE_LINK
  package static let host: UInt8 = 254  // RT_SCOPE_HOST
  package static let nowhere: UInt8 = 255  // RT_SCOPE_NOWHERE
}
