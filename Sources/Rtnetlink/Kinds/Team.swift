extension LinkKind {
  /// Team device. Kernel: `drivers/net/team`, which has its settings in generic netlink alone.
  static let team = LinkKind("team", "Several devices that a daemon makes act as one.")
}
