extension LinkKind {
  /// Dummy device. Kernel: `drivers/net/dummy.c`, which sends no data of its own.
  static let dummy = LinkKind("dummy", "A device that drops what it is given.")
}
