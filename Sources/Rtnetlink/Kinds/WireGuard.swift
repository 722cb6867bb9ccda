extension LinkKind {
  /// WireGuard. Kernel: `drivers/net/wireguard/device.c`, which sends no data of its own.
  static let wireguard = LinkKind("wireguard", "Encrypted tunnel to peers known by their keys (WireGuard).")
}
