extension LinkKind {
  /// IPv6 over 802.15.4 (RFC 4944). Kernel: `net/ieee802154/6lowpan`, which sends no data of its own.
  static let lowpan = LinkKind("lowpan", "IPv6 over low-power wireless networks.")
}
