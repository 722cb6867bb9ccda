internal import NetlinkWire

/// A network device. The kernel's `RTM_NEWLINK`.
///
/// It owns its message; immutable, thread-safe. The fields of its kind stand under `linkinfo.info_data`. OVS:
/// `struct rtnetlink_change`.
public struct Link: TypedObject {
  /// Links.
  public static let objectKind = ObjectKind.link
  /// The object behind it.
  public let object: NetlinkObject

  /// The link that an object is; nil for another kind.
  public init?(_ object: NetlinkObject) {
    guard object.kind == Link.objectKind else { return nil }
    self.object = object
  }

  /// Its number, unique in its namespace. The kernel's `ifi_index`.
  public var index: UInt32 { header32(4) }

  /// Its name; at most 15 bytes. The kernel's `IFLA_IFNAME`.
  public var name: String { text(.linkName) ?? "" }

  /// More names that it goes by. The kernel's `IFLA_ALT_IFNAME`.
  public var alternativeNames: [String] { self["altnames"]?.elements.compactMap(\.string) ?? [] }

  /// Its largest packet, in bytes; 0 when the kernel does not say. The kernel's `IFLA_MTU`.
  public var mtu: UInt32 { number(.linkMTU, UInt32.self) ?? 0 }

  /// Its state and abilities. The kernel's `ifi_flags`.
  public var flags: Flags { Flags(rawValue: header32(8)) }

  /// Whether an administrator set it up. It may still have no carrier. The kernel's `IFF_UP`.
  public var isUp: Bool { flags.contains(.up) }

  /// Whether there is a carrier; nil when the kernel does not say. The kernel's `IFLA_CARRIER`.
  public var hasCarrier: Bool? { number(.linkCarrier, UInt8.self).map { $0 != 0 } }

  /// Its operational state (RFC 2863): `UP`, `DOWN`, `LOWERLAYERDOWN` … The kernel's `IFLA_OPERSTATE`.
  public var operationalState: String? { self["operstate"]?.string }

  /// What kind of device it is: `veth`, `bridge`, `vxlan`; nil for hardware and loopback. The kernel's
  /// `IFLA_INFO_KIND`.
  public var kind: String? { nested(.linkInfoKind) }

  /// The kind of the device that it is a port of. The kernel's `IFLA_INFO_SLAVE_KIND`.
  public var masterKind: String? { nested(.linkInfoPortKind) }

  /// The number of the device that it is a port of; nil when it is none's. The kernel's `IFLA_MASTER`.
  public var master: UInt32? { number(.linkMaster, UInt32.self) }

  /// The name of that device; nil when it is not known.
  public var masterName: String? { name(of: master) }

  /// The number of the device it sits on, or of its peer; which may be of another namespace, see `lowerNamespaceID`.
  /// The kernel's `IFLA_LINK`.
  public var lower: UInt32? { number(.linkLower, UInt32.self).flatMap { $0 == 0 ? nil : $0 } }

  /// The id of the namespace of that device, where it is another. The kernel's `IFLA_LINK_NETNSID`.
  public var lowerNamespaceID: Int32? { number(.linkLowerNamespaceID, Int32.self) }

  /// Its link-layer address, or the local end of a tunnel. The kernel's `IFLA_ADDRESS`.
  public var address: LinkAddress? { linkAddress(.linkAddress) }

  /// The broadcast address, or the far end of a tunnel. The kernel's `IFLA_BROADCAST`.
  public var broadcast: LinkAddress? { linkAddress(.linkBroadcast) }

  /// The address that the hardware was made with. The kernel's `IFLA_PERM_ADDRESS`.
  public var permanentAddress: LinkAddress? { linkAddress(.linkPermanentAddress) }

  /// Its queueing discipline at the root. The kernel's `IFLA_QDISC`.
  public var queueingDiscipline: String? { text(.linkQueueingDiscipline) }

  /// The length of its transmit queue, in packets. The kernel's `IFLA_TXQLEN`.
  public var transmitQueueLength: UInt32? { number(.linkTransmitQueueLength, UInt32.self) }

  /// How many transmit queues it has. The kernel's `IFLA_NUM_TX_QUEUES`.
  public var transmitQueueCount: UInt32? { number(.linkTransmitQueueCount, UInt32.self) }

  /// How many receive queues it has. The kernel's `IFLA_NUM_RX_QUEUES`.
  public var receiveQueueCount: UInt32? { number(.linkReceiveQueueCount, UInt32.self) }

  /// The group of devices that it is in; 0 unless somebody set it. The kernel's `IFLA_GROUP`.
  public var group: UInt32 { number(.linkGroup, UInt32.self) ?? 0 }

  /// A description that an administrator gave. The kernel's `IFLA_IFALIAS`.
  public var alias: String? { text(.linkAlias) }

  /// What hardware it is: `ether`, `loopback`, `none`. The kernel's `ifi_type`, `ARPHRD_…`.
  public var hardwareType: String? { self["link_type"]?.string }

  /// The smallest MTU that may be set, in bytes. The kernel's `IFLA_MIN_MTU`.
  public var minimumMTU: UInt32? { number(.linkMinimumMTU, UInt32.self) }

  /// The largest MTU that may be set, in bytes; 0 for no limit. The kernel's `IFLA_MAX_MTU`.
  public var maximumMTU: UInt32? { number(.linkMaximumMTU, UInt32.self) }

  /// How many users want promiscuous mode. The kernel's `IFLA_PROMISCUITY`.
  public var promiscuity: UInt32? { number(.linkPromiscuity, UInt32.self) }

  /// How often the carrier came or went. The kernel's `IFLA_CARRIER_CHANGES`.
  public var carrierChangeCount: UInt32? { number(.linkCarrierChangeCount, UInt32.self) }

  /// Whether a daemon keeps it down. The kernel's `IFLA_PROTO_DOWN`.
  public var isKeptDown: Bool { number(.linkProtocolDown, UInt8.self) == 1 }

  /// Its counters; nil when the kernel did not send them. The kernel's `IFLA_STATS64`.
  public var statistics: Statistics? { self[.linkStatistics].flatMap { Statistics($0) } }

  private func nested(_ name: AttributeName) -> String? {
    self[.linkInfo].flatMap { info in
      let value = info.raw.attribute(name.number).untilNUL
      return value.byteCount == 0 ? nil : value.string
    }
  }

  /// State and abilities of a device. The kernel's `IFF_…`.
  public struct Flags: OptionSet, Sendable, Hashable {
    /// The kernel's bits.
    public let rawValue: UInt32
    /// The flags of those bits, known here or not.
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// An administrator set it up. `IFF_UP`.
    public static let up = Flags(rawValue: 0x1)
    /// It can broadcast. `IFF_BROADCAST`.
    public static let broadcast = Flags(rawValue: 0x2)
    /// It loops back. `IFF_LOOPBACK`.
    public static let loopback = Flags(rawValue: 0x8)
    /// It has one peer. `IFF_POINTOPOINT`.
    public static let pointToPoint = Flags(rawValue: 0x10)
    /// Its operational state is up. `IFF_RUNNING`.
    public static let running = Flags(rawValue: 0x40)
    /// It resolves no addresses. `IFF_NOARP`.
    public static let noARP = Flags(rawValue: 0x80)
    /// It takes all packets. `IFF_PROMISC`.
    public static let promiscuous = Flags(rawValue: 0x100)
    /// It takes all multicast. `IFF_ALLMULTI`.
    public static let allMulticast = Flags(rawValue: 0x200)
    /// It is a port of another device. `IFF_SLAVE`.
    public static let port = Flags(rawValue: 0x800)
    /// It can multicast. `IFF_MULTICAST`.
    public static let multicast = Flags(rawValue: 0x1000)
    /// The device below, or the wire, is up. `IFF_LOWER_UP`.
    public static let lowerUp = Flags(rawValue: 0x1_0000)
    /// It waits for something outside. `IFF_DORMANT`.
    public static let dormant = Flags(rawValue: 0x2_0000)
  }

  /// Counters of a device since it was made; they wrap at 64 bits. The kernel's `struct rtnl_link_stats64`.
  public struct Statistics: Sendable, Hashable {
    /// Packets received.
    public let receivedPackets: UInt64
    /// Packets sent.
    public let sentPackets: UInt64
    /// Bytes received.
    public let receivedBytes: UInt64
    /// Bytes sent.
    public let sentBytes: UInt64
    /// Bad packets received.
    public let receiveErrors: UInt64
    /// Packets that could not be sent.
    public let sendErrors: UInt64
    /// Packets received and dropped for want of room.
    public let receiveDrops: UInt64
    /// Packets dropped before they were sent.
    public let sendDrops: UInt64

    init?(_ bytes: [UInt8]) {
      let span = bytes.raw
      guard span.byteCount >= 64 else { return nil }
      receivedPackets = span.u64(at: 0)
      sentPackets = span.u64(at: 8)
      receivedBytes = span.u64(at: 16)
      sentBytes = span.u64(at: 24)
      receiveErrors = span.u64(at: 32)
      sendErrors = span.u64(at: 40)
      receiveDrops = span.u64(at: 48)
      sendDrops = span.u64(at: 56)
    }
  }
}
