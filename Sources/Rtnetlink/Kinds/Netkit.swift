internal import NetlinkWire

extension LinkKind {
  /// Pair of devices with programs on them. Kernel: `drivers/net/netkit.c`.
  static let netkit = LinkKind(
    "netkit", "One end of a pair whose packets BPF programs see first.",
    [
      Attribute(5, "IFLA_NETKIT_MODE", "mode", .named([0: "l2", 1: "l3"]), "Layer of the packets."),
      Attribute(
        2, "IFLA_NETKIT_PRIMARY", "type", .named([0: "peer", 1: "primary"]),
        "Which end this is; programs are attached through the primary."),
      Attribute(
        3, "IFLA_NETKIT_POLICY", "policy", .named(policies), "What happens where no program decides."),
      Attribute(
        4, "IFLA_NETKIT_PEER_POLICY", "peer_policy", .named(policies), "The same at the other end."),
      Attribute(
        6, "IFLA_NETKIT_SCRUB", "scrub", .named(scrubs), "Whether mark and priority are cleared."),
      Attribute(
        7, "IFLA_NETKIT_PEER_SCRUB", "peer_scrub", .named(scrubs), "The same at the other end."),
      Attribute(8, "IFLA_NETKIT_HEADROOM", "headroom", .u16, "Bytes wanted before each packet."),
      Attribute(9, "IFLA_NETKIT_TAILROOM", "tailroom", .u16, "Bytes wanted after each packet."),
      Attribute(
        10, "IFLA_NETKIT_PAIRING", "pairing", .named([0: "pair", 1: "single"]),
        "Whether there is another end."),
      Attribute(1, "IFLA_NETKIT_PEER_INFO", "peer_info", .binary, "The other end, in requests alone."),
    ],
    isPair: true, line: [.init("mode"), .init("type")])

  private static let policies: Names = [0: "forward", 2: "blackhole"]
  private static let scrubs: Names = [0: "none", 1: "default"]
}
