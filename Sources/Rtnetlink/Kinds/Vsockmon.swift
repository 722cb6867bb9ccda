extension LinkKind {
  /// Vsock monitor. Kernel: `drivers/net/vsockmon.c`, which sends no data of its own.
  static let vsockmon = LinkKind("vsockmon", "Device on which vsock packets can be captured.")
}
