extension LinkKind {
  /// Team device. Kernel: `drivers/net/team`, which speaks of itself by generic netlink alone.
  static let team = LinkKind("team", "Several devices that a daemon makes act as one.")
}
