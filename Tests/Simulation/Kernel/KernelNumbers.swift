// Numbers of the kernel's interface that the simulated kernel speaks: uapi/linux/netlink.h,
// rtnetlink.h, if_link.h, if_addr.h, neighbour.h, fib_rules.h, nexthop.h, net_namespace.h.

/// `NLMSG_…` and `RTM_…`: the types of messages.
enum MessageType {
  static let noop: UInt16 = 1
  static let error: UInt16 = 2
  static let done: UInt16 = 3
  static let firstFree: UInt16 = 16
  static let newLink: UInt16 = 16
  static let deleteLink: UInt16 = 17
  static let getLink: UInt16 = 18
  static let newAddress: UInt16 = 20
  static let deleteAddress: UInt16 = 21
  static let getAddress: UInt16 = 22
  static let newRoute: UInt16 = 24
  static let deleteRoute: UInt16 = 25
  static let getRoute: UInt16 = 26
  static let newNeighbour: UInt16 = 28
  static let deleteNeighbour: UInt16 = 29
  static let getNeighbour: UInt16 = 30
  static let newRule: UInt16 = 32
  static let deleteRule: UInt16 = 33
  static let getRule: UInt16 = 34
  static let newNamespaceID: UInt16 = 88
  static let deleteNamespaceID: UInt16 = 89
  static let getNamespaceID: UInt16 = 90
  static let newNextHop: UInt16 = 104
  static let deleteNextHop: UInt16 = 105
  static let getNextHop: UInt16 = 106
}

/// `NLM_F_…`
enum HeaderFlag {
  static let multi: UInt16 = 0x2
  static let acknowledge: UInt16 = 0x4
  static let interrupted: UInt16 = 0x10
  static let filtered: UInt16 = 0x20
  static let capped: UInt16 = 0x100
  static let replace: UInt16 = 0x100
  static let exclusive: UInt16 = 0x200
  static let dump: UInt16 = 0x300
  static let create: UInt16 = 0x400
  static let append: UInt16 = 0x800
}

/// `RTNLGRP_…`
enum Group {
  static let link: UInt32 = 1
  static let neighbour: UInt32 = 3
  static let address4: UInt32 = 5
  static let route4: UInt32 = 7
  static let rule4: UInt32 = 8
  static let address6: UInt32 = 9
  static let route6: UInt32 = 11
  static let rule6: UInt32 = 19
  static let namespaceID: UInt32 = 28
  static let nextHop: UInt32 = 32
}

/// `AF_…`
enum Family {
  static let unspecified: UInt8 = 0
  static let inet: UInt8 = 2
  static let bridge: UInt8 = 7
  static let inet6: UInt8 = 10
  static let mpls: UInt8 = 28
}

/// Error numbers.
enum ErrorCode {
  static let noEntry: Int32 = 2
  static let again: Int32 = 11
  static let busy: Int32 = 16
  static let noDevice: Int32 = 19
  static let invalid: Int32 = 22
  static let noBuffers: Int32 = 105
  static let notSupported: Int32 = 95
  static let protocolNotSupported: Int32 = 93
}

/// Levels and names of socket options.
enum OptionName {
  static let socketLevel: Int32 = 1
  static let netlinkLevel: Int32 = 270
  static let receiveBuffer: Int32 = 8
  static let receiveBufferForce: Int32 = 33
  static let addMembership: Int32 = 1
  static let dropMembership: Int32 = 2
  static let listenAllNamespaces: Int32 = 8
  static let strictChecking: Int32 = 12
}

/// `IFF_…`
enum LinkFlag {
  static let up: UInt32 = 0x1
  static let broadcast: UInt32 = 0x2
  static let running: UInt32 = 0x40
  static let multicast: UInt32 = 0x1000
  static let lowerUp: UInt32 = 0x10000
}

/// `IFLA_…`
enum LinkAttribute {
  static let address: UInt16 = 1
  static let name: UInt16 = 3
  static let mtu: UInt16 = 4
  static let link: UInt16 = 5
  static let master: UInt16 = 10
  static let operationalState: UInt16 = 16
  static let linkInfo: UInt16 = 18
  static let alias: UInt16 = 20
  static let virtualFunctionCount: UInt16 = 21
  static let virtualFunctions: UInt16 = 22
  static let group: UInt16 = 27
  static let extendedMask: UInt16 = 29
  static let carrier: UInt16 = 33
  static let infoKind: UInt16 = 1
  static let virtualFunction: UInt16 = 1
  static let virtualFunctionVLAN: UInt16 = 2
}

/// `IFA_…`
enum AddressAttribute {
  static let address: UInt16 = 1
  static let local: UInt16 = 2
  static let label: UInt16 = 3
  static let cacheInfo: UInt16 = 6
  static let flags: UInt16 = 8
  static let metric: UInt16 = 9
}

/// `RTA_…`
enum RouteAttribute {
  static let destination: UInt16 = 1
  static let device: UInt16 = 4
  static let gateway: UInt16 = 5
  static let metric: UInt16 = 6
  static let source: UInt16 = 7
  static let hops: UInt16 = 9
  static let cacheInfo: UInt16 = 12
  static let table: UInt16 = 15
  static let preference: UInt16 = 20
  static let nextHop: UInt16 = 30
  /// An attribute that no kernel has yet.
  static let noneYet: UInt16 = 200
}

/// Numbers of routes: `RT_TABLE_…`, `RTN_…`, `RTPROT_…`, `RT_SCOPE_…`, `RTNH_F_…`.
enum RouteNumber {
  static let compatibleTable: UInt8 = 252
  static let main: UInt32 = 254
  static let local: UInt32 = 255
  static let unicast: UInt8 = 1
  static let localType: UInt8 = 2
  static let byKernel: UInt8 = 2
  static let byBoot: UInt8 = 3
  static let universe: UInt8 = 0
  static let linkScope: UInt8 = 253
  static let hostScope: UInt8 = 254
  static let dead: UInt8 = 0x1
  static let linkDown: UInt8 = 0x10
}

/// `NDA_…`, `NUD_…`, `NTF_…`
enum NeighbourAttribute {
  static let destination: UInt16 = 1
  static let address: UInt16 = 2
  static let cacheInfo: UInt16 = 3
  static let probes: UInt16 = 4
  static let device: UInt16 = 8
  static let master: UInt16 = 9
  static let reachable: UInt16 = 0x2
  static let stale: UInt16 = 0x4
  static let noARP: UInt16 = 0x40
  static let permanent: UInt16 = 0x80
}

/// `FRA_…`, `FIB_RULE_…`, `FR_ACT_…`
enum RuleAttribute {
  static let source: UInt16 = 2
  static let inputName: UInt16 = 3
  static let priority: UInt16 = 6
  static let suppressedLength: UInt16 = 14
  static let table: UInt16 = 15
  static let `protocol`: UInt16 = 21
  static let permanent: UInt32 = 0x1
  static let inputDetached: UInt32 = 0x8
  static let toTable: UInt8 = 1
}

/// `NHA_…`
enum NextHopAttribute {
  static let id: UInt16 = 1
  static let group: UInt16 = 2
  static let groupType: UInt16 = 3
  static let blackhole: UInt16 = 4
  static let device: UInt16 = 5
  static let gateway: UInt16 = 6
}

/// `NETNSA_…`
enum NamespaceAttribute {
  static let id: UInt16 = 1
}
