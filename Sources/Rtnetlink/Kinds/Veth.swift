extension LinkKind {
  /// Virtual Ethernet pair. Kernel: `drivers/net/veth.c`, which sends no data of its own.
  static let veth = LinkKind("veth", "One end of a virtual Ethernet pair.", isPair: true)
}
