extension LinkKind {
  /// Virtual CAN bus. Kernel: `drivers/net/can/vcan.c`, which sends no data of its own.
  static let vcan = LinkKind("vcan", "A CAN bus in memory.")
}
