extension LinkKind {
  /// Intermediate functional block. Kernel: `drivers/net/ifb.c`, which sends no data of its own.
  static let ifb = LinkKind("ifb", "Intermediate functional block, for shaping what comes in.")
}
