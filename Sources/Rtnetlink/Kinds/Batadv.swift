internal import NetlinkWire

extension LinkKind {
  /// B.A.T.M.A.N. advanced mesh. Kernel: `net/batman-adv`.
  static let batadv = LinkKind(
    "batadv", "A mesh network on the link layer (B.A.T.M.A.N. advanced).",
    [
      Attribute(
        1, "IFLA_BATADV_ALGO_NAME", "algo_name", .string, "Routing algorithm; only in requests.")
    ])
}
