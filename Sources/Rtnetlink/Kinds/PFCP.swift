extension LinkKind {
  /// Packet forwarding control protocol. Kernel: `drivers/net/pfcp.c`, which sends no data of its own.
  static let pfcp = LinkKind("pfcp", "End of the sessions of mobile subscribers (PFCP).")
}
