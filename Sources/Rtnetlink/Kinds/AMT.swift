internal import NetlinkWire

extension LinkKind {
  /// Automatic multicast tunnelling (RFC 7450). Kernel: `drivers/net/amt.c`.
  static let amt = LinkKind(
    "amt", "Tunnel that brings multicast over networks without it (AMT).",
    [
      Attribute(1, "IFLA_AMT_MODE", "mode", .named([0: "gateway", 1: "relay"]), "Which end this is."),
      Attribute(3, "IFLA_AMT_GATEWAY_PORT", "gateway_port", .be16, "UDP port of the gateway."),
      Attribute(2, "IFLA_AMT_RELAY_PORT", "relay_port", .be16, "UDP port of the relay."),
      Attribute(5, "IFLA_AMT_LOCAL_IP", "local", .ipv4, "Address of this end."),
      Attribute(6, "IFLA_AMT_REMOTE_IP", "remote", .ipv4, "Address of the relay."),
      Attribute(7, "IFLA_AMT_DISCOVERY_IP", "discovery", .ipv4, "Address at which relays are looked for."),
      Attribute(
        4, "IFLA_AMT_LINK", "link", .interfaceBelow, "Device that the tunnel's packets leave by.",
        numberKey: "link_index"),
      Attribute(8, "IFLA_AMT_MAX_TUNNELS", "max_tunnels", .u32, "Most tunnels that a relay keeps."),
    ],
    lower: .data(4),
    line: [
      .init("mode"), .init("local", "local", .address), .init("remote", "remote", .address),
      .init("discovery", "discovery", .address), .init("link", "dev", .name),
    ])
}
