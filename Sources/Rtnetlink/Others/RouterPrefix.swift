internal import NetlinkWire

extension ObjectType {
  /// Prefixes that routers announce.
  package static let prefix = ObjectType(
    "prefix", "PREFIX", "Prefixes that routers announce.", new: RTM.newPrefix, RouterPrefix.table,
    RouterPrefix.identity)
}

/// What the kernel says of a prefix that a router announced. Kernel: `net/ipv6/addrconf.c`.
enum RouterPrefix {
  static let table = Table(
    "struct prefixmsg", headerLength: 12,
    [
      AddressFamily.row("prefix_family"),
      .field(4, "prefix_ifindex", "dev", .interface, "The interface.", numberKey: "ifindex"),
      Attribute(1, "PREFIX_ADDRESS", "address", .ip, "The prefix."),
      .field(9, "prefix_len", "prefixlen", .u8, "Length of the prefix, in bits."),
      .field(8, "prefix_type", "type", .u8, "Type of the option."),
      .field(
        10, "prefix_flags", "flags", .flags([0x1: "onlink", 0x2: "autoconf"]), "What hosts may do with it.",
        width: 1),
      Attribute(2, "PREFIX_CACHEINFO", "", .inlineStructure(times), "Life times."),
    ])

  private static let times = Table(
    "struct prefix_cacheinfo", headerLength: 8,
    [
      .field(
        4, "valid_time", "valid_life_time", .secondsLeft, "Seconds that it is valid.", width: 4,
        volatile: true),
      .field(
        0, "preferred_time", "preferred_life_time", .secondsLeft, "Seconds that it is preferred.", width: 4,
        volatile: true),
    ])

  /// The interface and the prefix.
  static let identity = Identity(
    "prefix", [.init([.family, .field(4, width: 4), .address(1, or: 1), .field(9, width: 1)])])

  static let line = Layout(
    [
      .init("dev", "dev", .name, column: 1), .init("address", "", .address, column: 2),
      .init("prefixlen", "/", column: 2, isJoined: true),
      .init("flags", separator: UInt8(ascii: " ")),
      .init("valid_life_time", "valid"), .init("preferred_life_time", "preferred"),
    ], of: table)
}
