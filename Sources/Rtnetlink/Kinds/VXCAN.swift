internal import NetlinkWire

extension LinkKind {
  /// Pair of CAN buses. Kernel: `drivers/net/can/vxcan.c`.
  static let vxcan = LinkKind(
    "vxcan", "One end of a CAN tunnel.",
    [Attribute(1, "VXCAN_INFO_PEER", "peer", .binary, "The other end; only in requests.")], isPair: true)
}
