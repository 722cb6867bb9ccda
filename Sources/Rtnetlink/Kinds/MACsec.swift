internal import NetlinkWire

extension LinkKind {
  /// MAC security (802.1AE). Kernel: `drivers/net/macsec.c`.
  static let macsec = LinkKind(
    "macsec", "Encryption and authentication on the link layer (802.1AE).",
    [
      Attribute(1, "IFLA_MACSEC_SCI", "sci", .binary, "Secure channel identifier: address and port."),
      Attribute(2, "IFLA_MACSEC_PORT", "port", .be16, "Port in the identifier; only in requests."),
      Attribute(8, "IFLA_MACSEC_PROTECT", "protect", .bool, "Sent packets are protected."),
      Attribute(
        4, "IFLA_MACSEC_CIPHER_SUITE", "cipher_suite",
        .named([
          0x0080_0200_0100_0001: "GCM-AES-128",  // deprecated: MACSEC_DEFAULT_CIPHER_ID
          0x0080_c200_0100_0001: "GCM-AES-128",
          0x0080_c200_0100_0002: "GCM-AES-256",
          0x0080_c200_0100_0003: "GCM-AES-XPN-128",
          0x0080_c200_0100_0004: "GCM-AES-XPN-256",
        ]), "Cipher suite."),
      Attribute(3, "IFLA_MACSEC_ICV_LEN", "icv_len", .u8, "Length of the integrity check value, in bytes."),
      Attribute(6, "IFLA_MACSEC_ENCODING_SA", "encoding_sa", .u8, "Secure association used for sending."),
      Attribute(
        13, "IFLA_MACSEC_VALIDATION", "validation", .named([0: "disabled", 1: "check", 2: "strict"]),
        "How received packets are checked."),
      Attribute(
        15, "IFLA_MACSEC_OFFLOAD", "offload", .named([0: "off", 1: "phy", 2: "mac"]),
        "What hardware does the work."),
      Attribute(7, "IFLA_MACSEC_ENCRYPT", "encrypt", .bool, "Sent packets are encrypted."),
      Attribute(9, "IFLA_MACSEC_INC_SCI", "inc_sci", .bool, "Sent packets bear the channel identifier."),
      Attribute(10, "IFLA_MACSEC_ES", "es", .bool, "End station: the channel is told from the address."),
      Attribute(11, "IFLA_MACSEC_SCB", "scb", .bool, "Single copy broadcast."),
      Attribute(12, "IFLA_MACSEC_REPLAY_PROTECT", "replay_protect", .bool, "Replayed packets are dropped."),
      Attribute(5, "IFLA_MACSEC_WINDOW", "window", .u32, "How far packets may be out of order, in packets."),
      Attribute(14, "IFLA_MACSEC_PAD", "", .hidden, "Padding."),
    ],
    line: [.init("sci", "sci"), .mark("encrypt", "encrypt")])
}
