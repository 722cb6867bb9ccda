internal import NetlinkWire

extension LinkKind {
  /// Multiplexing of Qualcomm modems. Kernel: `drivers/net/ethernet/qualcomm/rmnet`.
  static let rmnet = LinkKind(
    "rmnet", "One channel of a modem (Qualcomm).",
    [
      Attribute(1, "IFLA_RMNET_MUX_ID", "mux_id", .u16, "Number of the channel, 1 to 254."),
      Attribute(
        2, "IFLA_RMNET_FLAGS", "flags",
        .maskedFlags([
          0x1: "INGRESS_DEAGGREGATION", 0x2: "INGRESS_MAP_COMMANDS", 0x4: "INGRESS_MAP_CKSUMV4",
          0x8: "EGRESS_MAP_CKSUMV4", 0x10: "INGRESS_MAP_CKSUMV5", 0x20: "EGRESS_MAP_CKSUMV5",
        ]), "Abilities of the multiplexing protocol in use."),
    ],
    line: [.init("mux_id", "mux")])
}
