internal import NetlinkWire

extension LinkKind {
  /// GPRS tunnelling protocol, user plane. Kernel: `drivers/net/gtp.c`.
  static let gtp = LinkKind(
    "gtp", "End of the tunnels of mobile subscribers (GTP-U).",
    [
      Attribute(
        4, "IFLA_GTP_ROLE", "role", .named([0: "ggsn", 1: "sgsn"]),
        "Which address of an inner packet finds the tunnel: ggsn the destination, sgsn the source."),
      Attribute(3, "IFLA_GTP_PDP_HASHSIZE", "hsize", .u32, "Buckets of the table of tunnels."),
      Attribute(
        6, "IFLA_GTP_RESTART_COUNT", "restart_count", .u8, "Restart counter in answers to echo requests."),
      Attribute(7, "IFLA_GTP_LOCAL", "local", .ipv4, "Local address of the kernel's own sockets."),
      Attribute(8, "IFLA_GTP_LOCAL6", "local6", .ipv6, "Local address of the kernel's own sockets, IPv6."),
      Attribute(
        5, "IFLA_GTP_CREATE_SOCKETS", "create_sockets", .bool, "The kernel opens sockets of its own."),
      Attribute(1, "IFLA_GTP_FD0", "fd0", .u32, "Socket of version 0, in requests alone."),
      Attribute(2, "IFLA_GTP_FD1", "fd1", .u32, "Socket of version 1, in requests alone."),
    ],
    line: [.init("role")])
}
