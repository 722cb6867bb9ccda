internal import NetlinkWire
internal import Rtnetlink

/// An attribute of rtnetlink's messages, by name.
///
/// Those in everyday use are named here; every other that a table has is found by the kernel's name. A value;
/// thread-safe. OVS: the `IFLA_…` and `RTA_…` numbers in its policies.
public struct AttributeName: Sendable, Hashable, CustomStringConvertible {
  /// The kernel's name, such as `IFLA_MTU`.
  public let description: String
  /// The kernel's number.
  public let number: UInt16

  init(_ name: String, _ number: UInt16) {
    description = name
    self.number = number
  }

  /// The attribute that the kernel calls so, in whichever nest it stands: `IFLA_VXLAN_ID`; nil when no table has it.
  public init?(_ kernelName: String) {
    guard let number = AttributeName.numbers[kernelName] else { return nil }
    self.init(kernelName, number)
  }

  /// The numbers of all attributes that a table has, by the kernel's names.
  private static let numbers: [String: UInt16] = {
    var numbers: [String: UInt16] = [:]
    for type in ObjectType.all + ObjectType.others { collect(type.table, &numbers, depth: 0) }
    return numbers
  }()

  /// Adds the attributes of a table and of all tables within it.
  private static func collect(_ table: Table, _ numbers: inout [String: UInt16], depth: Int) {
    if depth > 12 { return }
    for index in 0..<table.count {
      let row = table[index]
      // Its number is that of the nest, its name that of the attribute within.
      if case .within = row.shape { continue }
      if let number = row.number { numbers["\(row.kernelName)"] = numbers["\(row.kernelName)"] ?? number }
      for inner in row.shape.tables { collect(inner, &numbers, depth: depth + 1) }
    }
  }
}

// Links.
extension AttributeName {
  /// The link-layer address. The kernel's `IFLA_ADDRESS`.
  public static let linkAddress = AttributeName("IFLA_ADDRESS", 1)
  /// The link-layer broadcast address. The kernel's `IFLA_BROADCAST`.
  public static let linkBroadcast = AttributeName("IFLA_BROADCAST", 2)
  /// The name; text. The kernel's `IFLA_IFNAME`.
  public static let linkName = AttributeName("IFLA_IFNAME", 3)
  /// The largest packet, in bytes; 32 bits. The kernel's `IFLA_MTU`.
  public static let linkMTU = AttributeName("IFLA_MTU", 4)
  /// The device below; 32 bits. The kernel's `IFLA_LINK`.
  public static let linkLower = AttributeName("IFLA_LINK", 5)
  /// The queueing discipline; text. The kernel's `IFLA_QDISC`.
  public static let linkQueueingDiscipline = AttributeName("IFLA_QDISC", 6)
  /// The device that it is a port of; 32 bits. The kernel's `IFLA_MASTER`.
  public static let linkMaster = AttributeName("IFLA_MASTER", 10)
  /// The length of the transmit queue, in packets; 32 bits. The kernel's `IFLA_TXQLEN`.
  public static let linkTransmitQueueLength = AttributeName("IFLA_TXQLEN", 13)
  /// What kind of device it is; a nest. The kernel's `IFLA_LINKINFO`.
  public static let linkInfo = AttributeName("IFLA_LINKINFO", 18)
  /// Within `linkInfo`, the kind; text. The kernel's `IFLA_INFO_KIND`.
  public static let linkInfoKind = AttributeName("IFLA_INFO_KIND", 1)
  /// Within `linkInfo`, what the kind has; a nest. The kernel's `IFLA_INFO_DATA`.
  public static let linkInfoData = AttributeName("IFLA_INFO_DATA", 2)
  /// Within `linkInfo`, the kind of its master; text. The kernel's `IFLA_INFO_SLAVE_KIND`.
  public static let linkInfoPortKind = AttributeName("IFLA_INFO_SLAVE_KIND", 4)
  /// A description; text. The kernel's `IFLA_IFALIAS`.
  public static let linkAlias = AttributeName("IFLA_IFALIAS", 20)
  /// Counters. The kernel's `IFLA_STATS64`.
  public static let linkStatistics = AttributeName("IFLA_STATS64", 23)
  /// The group; 32 bits. The kernel's `IFLA_GROUP`.
  public static let linkGroup = AttributeName("IFLA_GROUP", 27)
  /// The namespace to move to, by a descriptor; 32 bits. The kernel's `IFLA_NET_NS_FD`.
  public static let linkNamespaceDescriptor = AttributeName("IFLA_NET_NS_FD", 28)
  /// How many want promiscuous mode; 32 bits. The kernel's `IFLA_PROMISCUITY`.
  public static let linkPromiscuity = AttributeName("IFLA_PROMISCUITY", 30)
  /// How many transmit queues; 32 bits. The kernel's `IFLA_NUM_TX_QUEUES`.
  public static let linkTransmitQueueCount = AttributeName("IFLA_NUM_TX_QUEUES", 31)
  /// How many receive queues; 32 bits. The kernel's `IFLA_NUM_RX_QUEUES`.
  public static let linkReceiveQueueCount = AttributeName("IFLA_NUM_RX_QUEUES", 32)
  /// Whether there is a carrier; 8 bits. The kernel's `IFLA_CARRIER`.
  public static let linkCarrier = AttributeName("IFLA_CARRIER", 33)
  /// How often the carrier changed; 32 bits. The kernel's `IFLA_CARRIER_CHANGES`.
  public static let linkCarrierChangeCount = AttributeName("IFLA_CARRIER_CHANGES", 35)
  /// The namespace of the device below; 32 bits. The kernel's `IFLA_LINK_NETNSID`.
  public static let linkLowerNamespaceID = AttributeName("IFLA_LINK_NETNSID", 37)
  /// Whether a daemon keeps it down; 8 bits. The kernel's `IFLA_PROTO_DOWN`.
  public static let linkProtocolDown = AttributeName("IFLA_PROTO_DOWN", 39)
  /// The smallest MTU; 32 bits. The kernel's `IFLA_MIN_MTU`.
  public static let linkMinimumMTU = AttributeName("IFLA_MIN_MTU", 50)
  /// The largest MTU; 32 bits. The kernel's `IFLA_MAX_MTU`.
  public static let linkMaximumMTU = AttributeName("IFLA_MAX_MTU", 51)
  /// The address that the hardware was made with. The kernel's `IFLA_PERM_ADDRESS`.
  public static let linkPermanentAddress = AttributeName("IFLA_PERM_ADDRESS", 54)
}

// Addresses.
extension AttributeName {
  /// The other end's address, or the address itself. The kernel's `IFA_ADDRESS`.
  public static let addressPeer = AttributeName("IFA_ADDRESS", 1)
  /// The address. The kernel's `IFA_LOCAL`.
  public static let addressLocal = AttributeName("IFA_LOCAL", 2)
  /// The label; text. The kernel's `IFA_LABEL`.
  public static let addressLabel = AttributeName("IFA_LABEL", 3)
  /// The broadcast address. The kernel's `IFA_BROADCAST`.
  public static let addressBroadcast = AttributeName("IFA_BROADCAST", 4)
  /// Life times. The kernel's `IFA_CACHEINFO`.
  public static let addressLifetimes = AttributeName("IFA_CACHEINFO", 6)
  /// Flags; 32 bits. The kernel's `IFA_FLAGS`.
  public static let addressFlags = AttributeName("IFA_FLAGS", 8)
  /// The metric of the network's route; 32 bits. The kernel's `IFA_RT_PRIORITY`.
  public static let addressMetric = AttributeName("IFA_RT_PRIORITY", 9)
}

// Routes.
extension AttributeName {
  /// The destination's address. The kernel's `RTA_DST`.
  public static let routeDestination = AttributeName("RTA_DST", 1)
  /// The source's address. The kernel's `RTA_SRC`.
  public static let routeSource = AttributeName("RTA_SRC", 2)
  /// The device that packets come by; 32 bits. The kernel's `RTA_IIF`.
  public static let routeInputDevice = AttributeName("RTA_IIF", 3)
  /// The device that packets leave by; 32 bits. The kernel's `RTA_OIF`.
  public static let routeDevice = AttributeName("RTA_OIF", 4)
  /// The next hop's address. The kernel's `RTA_GATEWAY`.
  public static let routeGateway = AttributeName("RTA_GATEWAY", 5)
  /// The metric; 32 bits. The kernel's `RTA_PRIORITY`.
  public static let routeMetric = AttributeName("RTA_PRIORITY", 6)
  /// The source address of the host's own packets. The kernel's `RTA_PREFSRC`.
  public static let routePreferredSource = AttributeName("RTA_PREFSRC", 7)
  /// Next hops, where there are several. The kernel's `RTA_MULTIPATH`.
  public static let routeNextHops = AttributeName("RTA_MULTIPATH", 9)
  /// The table; 32 bits. The kernel's `RTA_TABLE`.
  public static let routeTable = AttributeName("RTA_TABLE", 15)
  /// The firewall mark of a lookup; 32 bits. The kernel's `RTA_MARK`.
  public static let routeMark = AttributeName("RTA_MARK", 16)
  /// The next hop's address in another family. The kernel's `RTA_VIA`.
  public static let routeVia = AttributeName("RTA_VIA", 18)
  /// The next hop object; 32 bits. The kernel's `RTA_NH_ID`.
  public static let routeNextHopID = AttributeName("RTA_NH_ID", 30)
}

// Neighbours, rules and next hops.
extension AttributeName {
  /// The neighbour's address. The kernel's `NDA_DST`.
  public static let neighbourAddress = AttributeName("NDA_DST", 1)
  /// Its link-layer address. The kernel's `NDA_LLADDR`.
  public static let neighbourLinkAddress = AttributeName("NDA_LLADDR", 2)
  /// The VLAN of an entry of a forwarding database; 16 bits. The kernel's `NDA_VLAN`.
  public static let neighbourVLAN = AttributeName("NDA_VLAN", 5)
  /// The bridge that the device is a port of; 32 bits. The kernel's `NDA_MASTER`.
  public static let neighbourMaster = AttributeName("NDA_MASTER", 9)

  /// The destination's address. The kernel's `FRA_DST`.
  public static let ruleDestination = AttributeName("FRA_DST", 1)
  /// The source's address. The kernel's `FRA_SRC`.
  public static let ruleSource = AttributeName("FRA_SRC", 2)
  /// The device that the packet came by; text. The kernel's `FRA_IIFNAME`.
  public static let ruleInputDevice = AttributeName("FRA_IIFNAME", 3)
  /// The place among the rules; 32 bits. The kernel's `FRA_PRIORITY`.
  public static let rulePriority = AttributeName("FRA_PRIORITY", 6)
  /// The firewall mark; 32 bits. The kernel's `FRA_FWMARK`.
  public static let ruleMark = AttributeName("FRA_FWMARK", 10)
  /// The table; 32 bits. The kernel's `FRA_TABLE`.
  public static let ruleTable = AttributeName("FRA_TABLE", 15)

  /// The number of the object; 32 bits. The kernel's `NHA_ID`.
  public static let nextHopID = AttributeName("NHA_ID", 1)
  /// The members of a group. The kernel's `NHA_GROUP`.
  public static let nextHopGroup = AttributeName("NHA_GROUP", 2)
  /// Whether it drops packets; no bytes. The kernel's `NHA_BLACKHOLE`.
  public static let nextHopBlackhole = AttributeName("NHA_BLACKHOLE", 4)
  /// The device; 32 bits. The kernel's `NHA_OIF`.
  public static let nextHopDevice = AttributeName("NHA_OIF", 5)
  /// The next hop's address. The kernel's `NHA_GATEWAY`.
  public static let nextHopGateway = AttributeName("NHA_GATEWAY", 6)

  /// All that are named here.
  package static let named: [AttributeName] = [
    linkAddress, linkBroadcast, linkName, linkMTU, linkLower, linkQueueingDiscipline, linkMaster,
    linkTransmitQueueLength, linkInfo, linkInfoKind, linkInfoData, linkInfoPortKind, linkAlias,
    linkStatistics,
    linkGroup, linkNamespaceDescriptor, linkPromiscuity, linkTransmitQueueCount, linkReceiveQueueCount,
    linkCarrier,
    linkCarrierChangeCount, linkLowerNamespaceID, linkProtocolDown, linkMinimumMTU, linkMaximumMTU,
    linkPermanentAddress, addressPeer, addressLocal, addressLabel, addressBroadcast, addressLifetimes,
    addressFlags, addressMetric, routeDestination, routeSource, routeInputDevice, routeDevice, routeGateway,
    routeMetric, routePreferredSource, routeNextHops, routeTable, routeMark, routeVia, routeNextHopID,
    neighbourAddress, neighbourLinkAddress, neighbourVLAN, neighbourMaster, ruleDestination, ruleSource,
    ruleInputDevice, rulePriority, ruleMark, ruleTable, nextHopID, nextHopGroup, nextHopBlackhole,
    nextHopDevice, nextHopGateway,
  ]
}
