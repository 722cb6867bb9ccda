package import NetlinkWire

extension ObjectType {
  /// Multicast addresses that interfaces listen to.
  package static let maddr = ObjectType(
    "maddr", "MULTICAST", "Multicast addresses that interfaces listen to.", new: RTM.newMulticast,
    MulticastAddress.table, MulticastAddress.identity)

  /// The interface that a multicast address is on, as a list says it once for all of its addresses.
  package static let maddrDevice = MulticastAddress.device
}

/// What the kernel says of a multicast address. Kernel: `net/ipv4/igmp.c`, `net/ipv6/mcast.c`.
enum MulticastAddress {
  static let table = Table(
    "struct ifaddrmsg", headerLength: 8,
    [
      AddressFamily.row("ifa_family"),
      .field(4, "ifa_index", "dev", .interface, "The interface that listens.", numberKey: "ifindex"),
      Attribute(7, "IFA_MULTICAST", "address", .address, "The multicast address."),
      .field(1, "ifa_prefixlen", "prefixlen", .u8, "Length of the address, in bits."),
      .field(
        3, "ifa_scope", "scope", .system(.scope), "How far the address is valid.", width: 1,
        numberKey: "scope_id"),
      Attribute(
        6, "IFA_CACHEINFO", "", .inlineStructure(times), "When it was joined."),
      Attribute(
        10, "IFA_TARGET_NETNSID", "target_netnsid", .s32, "Id of the network namespace that was asked."),
    ])

  /// The interface alone: what a list has the addresses under.
  static let device = Table(
    "struct ifaddrmsg", headerLength: 8,
    [.field(4, "ifa_index", "ifname", .interface, "The interface.", numberKey: "ifindex")])

  private static let times = Table(
    "struct ifa_cacheinfo", headerLength: 16,
    [
      .field(8, "cstamp", "created", .u32, "When it was joined, in hundredths of a second since boot."),
      .field(
        12, "tstamp", "updated", .u32, "When it was last changed, in hundredths of a second since boot.",
        volatile: true),
    ])

  /// The interface and the address.
  static let identity = Identity("maddr", [.init([.family, .field(4, width: 4), .address(7, or: 7)])])

  static let line = Layout(
    [
      .init("dev", "", .name, column: 1), .init("address", "", .address, column: 2),
      .init("scope", "", column: 3),
    ],
    of: table)
}
