extension LinkKind {
  /// Netlink monitor. Kernel: `drivers/net/nlmon.c`, which sends no data of its own.
  static let nlmon = LinkKind("nlmon", "Device on which netlink messages can be captured.")
}
