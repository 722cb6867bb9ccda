// Numbers of the kernel's interface by the kernel's names (uapi/linux/rtnetlink.h and its kin). They never change,
// and the headers at hand may be older than the kernel.

/// Types of rtnetlink messages. The kernel's `RTM_…`.
package enum RTM {
  package static let newLink: UInt16 = 16
  package static let deleteLink: UInt16 = 17
  package static let getLink: UInt16 = 18
  package static let newAddress: UInt16 = 20
  package static let deleteAddress: UInt16 = 21
  package static let getAddress: UInt16 = 22
  package static let newRoute: UInt16 = 24
  package static let deleteRoute: UInt16 = 25
  package static let getRoute: UInt16 = 26
  package static let newNeighbour: UInt16 = 28
  package static let deleteNeighbour: UInt16 = 29
  package static let getNeighbour: UInt16 = 30
  package static let newRule: UInt16 = 32
  package static let deleteRule: UInt16 = 33
  package static let getRule: UInt16 = 34
  package static let newPrefix: UInt16 = 52
  package static let newMulticast: UInt16 = 56
  package static let getMulticast: UInt16 = 58
  package static let deleteMulticast: UInt16 = 57
  package static let newNetconf: UInt16 = 80
  package static let deleteNetconf: UInt16 = 81
  package static let getNetconf: UInt16 = 82
  package static let newMDB: UInt16 = 84
  package static let getMDB: UInt16 = 86
  package static let newNamespaceID: UInt16 = 88
  package static let deleteNamespaceID: UInt16 = 89
  package static let getNamespaceID: UInt16 = 90
  package static let newNextHop: UInt16 = 104
  package static let deleteNextHop: UInt16 = 105
  package static let getNextHop: UInt16 = 106
  package static let newVLAN: UInt16 = 112
  package static let getVLAN: UInt16 = 114
  package static let newBucket: UInt16 = 116
}

/// Address families, the first byte of most headers. The kernel's `AF_…`.
package enum Family {
  package static let unspecified: UInt8 = 0
  package static let inet: UInt8 = 2
  package static let bridge: UInt8 = 7
  package static let inet6: UInt8 = 10
  package static let mpls: UInt8 = 28
}

/// Multicast groups of rtnetlink. The kernel's `RTNLGRP_…`.
package enum RouteGroup {
  package static let link: UInt32 = 1
  package static let neighbour: UInt32 = 3
  package static let ipv4Address: UInt32 = 5
  package static let ipv4Route: UInt32 = 7
  package static let ipv4Rule: UInt32 = 8
  package static let ipv6Address: UInt32 = 9
  package static let ipv6Route: UInt32 = 11
  package static let ipv6Link: UInt32 = 12
  package static let ipv6Rule: UInt32 = 19
  package static let ipv4Netconf: UInt32 = 24
  package static let ipv6Netconf: UInt32 = 25
  package static let mplsRoute: UInt32 = 27
  package static let namespaceID: UInt32 = 28
  package static let mplsNetconf: UInt32 = 29
  package static let nextHop: UInt32 = 32
  package static let ipv4Multicast: UInt32 = 37
  package static let ipv6Multicast: UInt32 = 38
}

/// Attributes that code looks for by itself; all others are rows of a table.
package enum LinkAttribute {
  /// The kernel's `IFLA_IFNAME`.
  package static let name: UInt16 = 3
  /// The kernel's `IFLA_LINK`.
  package static let lower: UInt16 = 5
  /// The kernel's `IFLA_MASTER`.
  package static let master: UInt16 = 10
  /// The kernel's `IFLA_LINKINFO` and, in it, `IFLA_INFO_KIND`.
  package static let info: UInt16 = 18
  package static let infoKind: UInt16 = 1
  /// What the kind says of the device, among what is in `info`.
  package static let infoData: UInt16 = 2
  /// The table of a VRF, among what is in `infoData`.
  package static let vrfTable: UInt16 = 1
  /// The group of devices that it is in.
  package static let group: UInt16 = 27
  /// The kernel's `IFLA_EXT_MASK`.
  package static let filterMask: UInt16 = 29
  /// The kernel's `IFLA_TARGET_NETNSID`.
  package static let targetNamespaceID: UInt16 = 46
  /// The kernel's `IFLA_PROP_LIST` and, in it, `IFLA_ALT_IFNAME`.
  package static let properties: UInt16 = 52
  package static let alternativeName: UInt16 = 53
}

/// Attributes of addresses. The kernel's `IFA_…`.
package enum AddressAttribute {
  package static let address: UInt16 = 1
  package static let local: UInt16 = 2
}

/// Attributes of routes. The kernel's `RTA_…`.
package enum RouteAttribute {
  package static let destination: UInt16 = 1
  package static let outputDevice: UInt16 = 4
  package static let gateway: UInt16 = 5
  package static let preferredSource: UInt16 = 7
  package static let hops: UInt16 = 9
  package static let table: UInt16 = 15
  package static let via: UInt16 = 18
  package static let nextHop: UInt16 = 30
}

/// Attributes of neighbours. The kernel's `NDA_…`.
package enum NeighbourAttribute {
  package static let destination: UInt16 = 1
  package static let linkAddress: UInt16 = 2
  package static let device: UInt16 = 8
  package static let master: UInt16 = 9
}

/// Attributes of next hops. The kernel's `NHA_…`.
package enum NextHopAttribute {
  package static let id: UInt16 = 1
  package static let group: UInt16 = 2
  package static let device: UInt16 = 5
}

/// Flags of interfaces. The kernel's `IFF_…`.
package enum InterfaceFlag {
  package static let up: UInt32 = 0x1
  package static let running: UInt32 = 0x40
  package static let lowerUp: UInt32 = 0x1_0000
}

/// Flags of routes. The kernel's `RTM_F_…`.
package enum RouteFlag {
  /// A copy of a route that was looked up, which is in no table. The kernel's `RTM_F_CLONED`.
  package static let cloned: UInt32 = 0x200
}

/// Flags with which a change was asked for, as notifications repeat them. The kernel's `NLM_F_…`.
package enum ChangeFlag {
  package static let replace: UInt16 = 0x100
  package static let append: UInt16 = 0x800
}

/// Flags of neighbours. The kernel's `NTF_…`.
package enum NeighbourFlag {
  package static let proxy: UInt8 = 0x08
  /// The kernel's `NTF_SELF`.
  package static let own: UInt8 = 0x02
}

/// States of neighbours. The kernel's `NUD_…`.
package enum NeighbourState {
  package static let noARP: UInt16 = 0x40
  package static let permanent: UInt16 = 0x80
}

/// Tables of routes that the kernel knows by number. The kernel's `RT_TABLE_…`.
package enum RouteTableNumber {
  package static let main: UInt32 = 254
  package static let local: UInt32 = 255
}

/// Error numbers of the kernel that say what is there.
package enum KernelErrno {
  package static let noEntry: Int32 = 2
  package static let noDevice: Int32 = 19
  package static let invalid: Int32 = 22
  package static let notSupported: Int32 = 95
  package static let familyNotSupported: Int32 = 97
}
