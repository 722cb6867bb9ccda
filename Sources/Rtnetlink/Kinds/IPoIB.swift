internal import NetlinkWire

extension LinkKind {
  /// IP over InfiniBand. Kernel: `drivers/infiniband/ulp/ipoib/ipoib_netlink.c`.
  static let ipoib = LinkKind(
    "ipoib", "IP over InfiniBand.",
    [
      Attribute(1, "IFLA_IPOIB_PKEY", "key", .paddedHex(prefixed: true), "Partition key."),
      Attribute(
        2, "IFLA_IPOIB_MODE", "mode", .named([0: "datagram", 1: "connected"]),
        "Whether packets go by datagrams or by connections."),
      Attribute(
        3, "IFLA_IPOIB_UMCAST", "umcast", .paddedHex(prefixed: false),
        "Whether programs manage multicast groups: 0001 yes, 0000 no."),
    ],
    line: [.init("key", "key"), .init("mode")])
}
