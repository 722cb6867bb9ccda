// Numbers of the kernel's interface (uapi/linux/netlink.h), of packets and of capture files. They never
// change.

/// Netlink protocols. The kernel's `NETLINK_…`.
enum ProtocolNumber {
  static let route: UInt16 = 0
  static let netfilter: UInt16 = 12
  static let objectEvents: UInt16 = 15
  static let generic: UInt16 = 16
}

/// Link types of capture files.
enum LinkType {
  /// LINKTYPE_LINUX_SLL: any device, with a cooked header.
  static let cooked: UInt16 = 113
  /// LINKTYPE_NETLINK.
  static let netlink: UInt16 = 253
}

/// The direction of a captured packet. The kernel's `PACKET_…`.
enum PacketType {
  static let host: UInt16 = 0
  static let broadcast: UInt16 = 1
  static let multicast: UInt16 = 2
  static let outgoing: UInt16 = 4
  static let user: UInt16 = 6
  static let kernel: UInt16 = 7
}

/// The magic numbers of files.
enum FileMagic {
  /// pcap files with times in microseconds and in nanoseconds. A machine of the other byte order writes them swapped.
  static let microseconds: UInt32 = 0xa1b2_c3d4
  static let nanoseconds: UInt32 = 0xa1b2_3c4d
  /// Files that `ip route save`, `ip addr save` and `ip rule save` write.
  static let routes: UInt32 = 0x4531_1224
  static let addresses: UInt32 = 0x4736_1222
  static let rules: UInt32 = 0x7170_6986
}

/// The version of pcap's format.
enum PcapVersion {
  static let major: UInt16 = 2
  static let minor: UInt16 = 4
}

/// Blocks of pcapng.
enum PcapngBlock {
  static let section: UInt32 = 0x0a0d_0d0a
  static let interface: UInt32 = 1
  static let packet: UInt32 = 2
  static let simplePacket: UInt32 = 3
  static let statistics: UInt32 = 5
  static let enhancedPacket: UInt32 = 6
  /// The magic number that tells the byte order of a section.
  static let byteOrder: UInt32 = 0x1a2b_3c4d
}

/// Options of the blocks of pcapng.
enum PcapngOption {
  static let end: UInt16 = 0
  static let comment: UInt16 = 1
  static let interfaceName: UInt16 = 2
  static let application: UInt16 = 4
  static let resolution: UInt16 = 9
  static let offset: UInt16 = 14
}

/// The time in a log of `rtmon`: a message of its own.
enum TimeStamp {
  static let type: UInt16 = 15
  static let length = 24
}
