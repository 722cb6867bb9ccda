internal import NetlinkWire

extension LinkKind {
  /// OpenVPN's data channel. Kernel: `drivers/net/ovpn/main.c`.
  static let ovpn = LinkKind(
    "ovpn", "Data channel of OpenVPN.",
    [
      Attribute(
        1, "IFLA_OVPN_MODE", "mode", .named([0: "p2p", 1: "mp"]), "p2p: one peer; mp: many peers.")
    ],
    line: [.init("mode")])
}
