extension LinkKind {
  /// Simulated device for tests of the kernel. Kernel: `drivers/net/netdevsim`, which sends no data of its own.
  static let netdevsim = LinkKind("netdevsim", "A simulated device.", isPair: true)
}
