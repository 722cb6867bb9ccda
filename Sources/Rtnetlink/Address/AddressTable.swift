internal import NetlinkWire

extension ObjectType {
  /// Addresses of network interfaces.
  package static let addr = ObjectType(
    "addr", "ADDR", "Addresses of network interfaces.", new: RTM.newAddress, Address.table, Address.identity)
}

/// What the kernel says of an address. Kernel: `net/ipv4/devinet.c`, `net/ipv6/addrconf.c`.
enum Address {
  static let table = Table(
    "struct ifaddrmsg", headerLength: 8,
    [
      AddressFamily.row("ifa_family"),
      .field(
        4, "ifa_index", "dev", .interface, "The interface that has the address.", numberKey: "ifindex"),
      Attribute(2, "IFA_LOCAL", "local", .address, "The address.", presence: .orAttribute(1)),
      Attribute(
        1, "IFA_ADDRESS", "address", .address, "The other end's address, of a point-to-point address.",
        presence: .unlike(2)),
      .field(1, "ifa_prefixlen", "prefixlen", .u8, "Length of the network's prefix, in bits."),
      Attribute(
        9, "IFA_RT_PRIORITY", "metric", .u32, "Metric of the route to the network; lower is preferred."),
      Attribute(4, "IFA_BROADCAST", "broadcast", .address, "Broadcast address of the network."),
      Attribute(5, "IFA_ANYCAST", "anycast", .address, "Anycast address that the host serves."),
      Attribute(7, "IFA_MULTICAST", "multicast", .address, "Multicast address that the host has joined."),
      .field(
        3, "ifa_scope", "scope", .system(.scope), "How far the address is valid.", width: 1,
        numberKey: "scope_id"),
      Attribute(
        8, "IFA_FLAGS", "ifa_flags", .keyedFlagsOfFamily(flags), "State and origin of the address.",
        presence: .orField(2)),
      Attribute(
        11, "IFA_PROTO", "protocol", .system(.addressProtocol), "Who added the address.",
        numberKey: "protocol_id"),
      Attribute(3, "IFA_LABEL", "label", .string, "Name of the address, which begins with the interface's."),
      Attribute(
        10, "IFA_TARGET_NETNSID", "target_netnsid", .s32, "Id of the network namespace that was asked."),
      Attribute(6, "IFA_CACHEINFO", "", .inlineStructure(lifetimes), "Life times."),
    ])

  /// `IFA_F_…`; bit 32 stands for IPv6, where the lowest bit means something else.
  private static let flags = Flags([
    .init(mask: 0x1_0000_0001, value: 0x1, name: "secondary"),
    .init(mask: 0x1_0000_0001, value: 0x1_0000_0001, name: "temporary"),
    .init(mask: 0x2, value: 0x2, name: "nodad"),
    .init(mask: 0x4, value: 0x4, name: "optimistic"),
    .init(mask: 0x8, value: 0x8, name: "dadfailed"),
    .init(mask: 0x10, value: 0x10, name: "home"),
    .init(mask: 0x20, value: 0x20, name: "deprecated"),
    .init(mask: 0x40, value: 0x40, name: "tentative"),
    .init(mask: 0x80, value: 0, name: "dynamic"),
    .init(mask: 0x100, value: 0x100, name: "mngtmpaddr"),
    .init(mask: 0x200, value: 0x200, name: "noprefixroute"),
    .init(mask: 0x400, value: 0x400, name: "autojoin"),
    .init(mask: 0x800, value: 0x800, name: "stable_privacy"),
  ])

  private static let lifetimes = Table(
    "struct ifa_cacheinfo", headerLength: 16,
    [
      .field(
        4, "ifa_valid", "valid_life_time", .secondsLeft,
        "Seconds until it is removed; 4294967295 means never.",
        volatile: true),
      .field(
        0, "ifa_prefered", "preferred_life_time", .secondsLeft,
        "Seconds until no new connection uses it; 4294967295 means never.", volatile: true),
      .field(8, "cstamp", "created", .u32, "When it was added, in hundredths of a second since boot."),
      .field(
        12, "tstamp", "updated", .u32, "When it was last changed, in hundredths of a second since boot.",
        volatile: true),
    ])

  /// An interface has each address once; IPv4 addresses may differ in the other end alone.
  static let identity = Identity(
    "addr",
    [
      .init(
        family: Family.inet,
        [
          .field(4, width: 4), .family, .address(2, or: 1), .field(1, width: 1), .addressUnlike(1, 2),
        ]),
      .init([.field(4, width: 4), .family, .address(2, or: 1), .field(1, width: 1)]),
    ])
}
