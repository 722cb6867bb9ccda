internal import NetlinkWire

extension LinkKind {
  /// MAC-address based virtual device. Kernel: `drivers/net/macvlan.c`.
  static let macvlan = LinkKind(
    "macvlan", "A device with a MAC address of its own on another device.", macvlanRows,
    line: [.init("mode")])

  /// The same with a character device instead of a place in the stack. Kernel: `drivers/net/macvtap.c`.
  static let macvtap = LinkKind(
    "macvtap", "A macvlan whose packets go to a character device.", macvlanRows,
    line: [.init("mode")])

  private static let macvlanRows = [
    Attribute(
      1, "IFLA_MACVLAN_MODE", "mode",
      .named([1: "private", 2: "vepa", 4: "bridge", 8: "passthru", 16: "source"]),
      "How devices on the same lower device talk to each other."),
    Attribute(
      2, "IFLA_MACVLAN_FLAGS", "flags", .keyedFlags([0x1: "nopromisc", 0x2: "nodst"]),
      "nopromisc: the lower device is not put into promiscuous mode; nodst: sources are not checked."),
    Attribute(
      7, "IFLA_MACVLAN_BC_QUEUE_LEN", "bcqueuelen", .u32, "Wanted length of the broadcast queue, in packets."),
    Attribute(
      8, "IFLA_MACVLAN_BC_QUEUE_LEN_USED", "usedbcqueuelen", .u32,
      "Length of the broadcast queue in force on the lower device, in packets."),
    Attribute(
      9, "IFLA_MACVLAN_BC_CUTOFF", "bclim", .s32,
      "Broadcast packets a second before they are queued; negative: no limit."),
    Attribute(
      6, "IFLA_MACVLAN_MACADDR_COUNT", "macaddr_count", .u32, "How many source addresses are allowed."),
    Attribute(
      5, "IFLA_MACVLAN_MACADDR_DATA", "macaddr_data", .children(.mac),
      "The source addresses that are allowed."),
    Attribute(
      3, "IFLA_MACVLAN_MACADDR_MODE", "macaddr_mode", .named([0: "add", 1: "del", 2: "flush", 3: "set"]),
      "What to do with source addresses; only in requests."),
    Attribute(4, "IFLA_MACVLAN_MACADDR", "macaddr", .mac, "A source address; only in requests."),
  ]
}
