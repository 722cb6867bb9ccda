internal import NetlinkWire

extension LinkKind {
  /// Packets or frames that a program reads and writes. Kernel: `drivers/net/tun.c`.
  static let tun = LinkKind(
    "tun", "Device whose packets a program reads and writes.",
    [
      Attribute(
        3, "IFLA_TUN_TYPE", "type", .named([1: "tun", 2: "tap"]), "tun: packets; tap: Ethernet frames."),
      Attribute(4, "IFLA_TUN_PI", "pi", .bool, "Each packet comes after four bytes of flags and protocol."),
      Attribute(5, "IFLA_TUN_VNET_HDR", "vnet_hdr", .bool, "Each packet comes after a virtio header."),
      Attribute(7, "IFLA_TUN_MULTI_QUEUE", "multi_queue", .bool, "Many queues may be opened."),
      Attribute(8, "IFLA_TUN_NUM_QUEUES", "numqueues", .u32, "Queues in use."),
      Attribute(9, "IFLA_TUN_NUM_DISABLED_QUEUES", "numdisabled", .u32, "Queues that are switched off."),
      Attribute(
        6, "IFLA_TUN_PERSIST", "persist", .bool, "The device stays when no program has it open."),
      Attribute(
        1, "IFLA_TUN_OWNER", "user", .account(.user), "User who may open the device.", numberKey: "user_id"),
      Attribute(
        2, "IFLA_TUN_GROUP", "group", .account(.userGroup), "Group whose users may open the device.",
        numberKey: "group_id"),
    ],
    line: [.init("type"), .init("user", "user")])
}
