internal import NetlinkWire

extension LinkKind {
  /// Wireless wide area network. Kernel: `drivers/net/wwan/wwan_core.c`.
  static let wwan = LinkKind(
    "wwan", "A data session of a cellular modem.",
    [Attribute(1, "IFLA_WWAN_LINK_ID", "linkid", .u32, "Number of the session.")],
    line: [.init("linkid", "session")])
}
