internal import NetlinkWire

extension Encapsulation {
  /// The key of an IPv4 tunnel. Kernel: `net/ipv4/ip_tunnel_core.c`.
  static let ip = Table(
    "LWTUNNEL_ENCAP_IP",
    [
      Attribute(1, "LWTUNNEL_IP_ID", "id", .be64, "Tunnel id."),
      Attribute(3, "LWTUNNEL_IP_SRC", "src", .ipv4, "Source address of the tunnel."),
      Attribute(2, "LWTUNNEL_IP_DST", "dst", .ipv4, "Destination address of the tunnel."),
      Attribute(4, "LWTUNNEL_IP_TTL", "ttl", .u8, "Outer TTL; 0 means the device's."),
      Attribute(5, "LWTUNNEL_IP_TOS", "tos", .u8, "Outer type of service."),
      Attribute(
        6, "LWTUNNEL_IP_FLAGS", "tunnel_flags", .keyedFlagsBE(flags), "What the tunnel's header has."),
      Attribute(8, "LWTUNNEL_IP_OPTS", "", .inline(options), "Options of the tunnel's header."),
      Attribute(7, "LWTUNNEL_IP_PAD", "", .hidden, "Padding."),
    ])

  /// The key of an IPv6 tunnel.
  static let ip6 = Table(
    "LWTUNNEL_ENCAP_IP6",
    [
      Attribute(1, "LWTUNNEL_IP6_ID", "id", .be64, "Tunnel id."),
      Attribute(3, "LWTUNNEL_IP6_SRC", "src", .ipv6, "Source address of the tunnel."),
      Attribute(2, "LWTUNNEL_IP6_DST", "dst", .ipv6, "Destination address of the tunnel."),
      Attribute(4, "LWTUNNEL_IP6_HOPLIMIT", "hoplimit", .u8, "Outer hop limit; 0 means the device's."),
      Attribute(5, "LWTUNNEL_IP6_TC", "tc", .u8, "Outer traffic class."),
      Attribute(
        6, "LWTUNNEL_IP6_FLAGS", "tunnel_flags", .keyedFlagsBE(flags), "What the tunnel's header has."),
      Attribute(8, "LWTUNNEL_IP6_OPTS", "", .inline(options), "Options of the tunnel's header."),
      Attribute(7, "LWTUNNEL_IP6_PAD", "", .hidden, "Padding."),
    ])

  /// `TUNNEL_…`
  private static let flags: Flags = [
    0x4: "key", 0x1: "csum", 0x8: "seq", 0x2: "routing", 0x10: "strict", 0x20: "rec", 0x40: "version",
    0x80: "no_key", 0x100: "dont_fragment", 0x200: "oam", 0x400: "crit_opt", 0x800: "geneve_opt",
    0x1000: "vxlan_opt", 0x2000: "nocache", 0x4000: "erspan_opt", 0x8000: "gtp_opt",
  ]

  private static let options = Table(
    "LWTUNNEL_IP_OPTS",
    [
      Attribute(1, "LWTUNNEL_IP_OPTS_GENEVE", "geneve_opts", .runs(geneve), "Options of GENEVE."),
      Attribute(2, "LWTUNNEL_IP_OPTS_VXLAN", "vxlan_opts", .nestInArray(vxlan), "Options of VXLAN."),
      Attribute(3, "LWTUNNEL_IP_OPTS_ERSPAN", "erspan_opts", .nestInArray(erspan), "Options of ERSPAN."),
    ])

  private static let geneve = Table(
    "LWTUNNEL_IP_OPTS_GENEVE",
    [
      Attribute(1, "LWTUNNEL_IP_OPT_GENEVE_CLASS", "class", .be16, "Class of the option."),
      Attribute(2, "LWTUNNEL_IP_OPT_GENEVE_TYPE", "type", .u8, "Type of the option within its class."),
      Attribute(3, "LWTUNNEL_IP_OPT_GENEVE_DATA", "data", .binary, "The option's bytes."),
    ])

  private static let vxlan = Table(
    "LWTUNNEL_IP_OPTS_VXLAN",
    [Attribute(1, "LWTUNNEL_IP_OPT_VXLAN_GBP", "gbp", .u32, "Group policy of the packets.")])

  private static let erspan = Table(
    "LWTUNNEL_IP_OPTS_ERSPAN",
    [
      Attribute(1, "LWTUNNEL_IP_OPT_ERSPAN_VER", "ver", .u8, "Version of ERSPAN, 1 or 2."),
      Attribute(2, "LWTUNNEL_IP_OPT_ERSPAN_INDEX", "index", .be32, "Port index of version 1."),
      Attribute(3, "LWTUNNEL_IP_OPT_ERSPAN_DIR", "dir", .u8, "Direction of version 2: 0 in, 1 out."),
      Attribute(4, "LWTUNNEL_IP_OPT_ERSPAN_HWID", "hwid", .u8, "Hardware id of version 2."),
    ])

  /// Labels of MPLS. Kernel: `net/mpls/mpls_iptunnel.c`.
  static let mpls = Table(
    "LWTUNNEL_ENCAP_MPLS",
    [
      Attribute(1, "MPLS_IPTUNNEL_DST", "dst", .labels, "Labels that are pushed, the outermost first."),
      Attribute(2, "MPLS_IPTUNNEL_TTL", "ttl", .u8, "TTL of the labels; 0 means the packet's."),
    ])

  /// A policy of IPsec by interface id. Kernel: `net/xfrm/xfrm_interface_core.c`.
  static let xfrm = Table(
    "LWTUNNEL_ENCAP_XFRM",
    [
      Attribute(1, "LWT_XFRM_IF_ID", "if_id", .u32, "Interface id that policies and states have."),
      Attribute(
        2, "LWT_XFRM_LINK", "link_dev", .interface, "Device below.", numberKey: "link_dev_index"),
    ])

  /// Identifier locator addressing. Kernel: `net/ipv6/ila/ila_lwt.c`.
  static let ila = Table(
    "LWTUNNEL_ENCAP_ILA",
    [
      Attribute(1, "ILA_ATTR_LOCATOR", "locator", .locator, "Upper half of the address that is put in."),
      Attribute(
        7, "ILA_ATTR_CSUM_MODE", "csum_mode",
        .named([0: "adj-transport", 1: "neutral-map", 2: "no-action", 3: "neutral-map-auto"]),
        "How checksums stay right."),
      Attribute(
        8, "ILA_ATTR_IDENT_TYPE", "ident_type",
        .named([
          0: "iid", 1: "luid", 2: "virt-v4", 3: "virt-uni-v6", 4: "virt-multi-v6", 5: "nonlocal-addr",
          32: "use-format",
        ]), "Kind of identifier in the lower half."),
      Attribute(
        9, "ILA_ATTR_HOOK_TYPE", "hook_type", .named([0: "output", 1: "input"]),
        "Whether packets are changed on the way out or in."),
      Attribute(2, "ILA_ATTR_IDENTIFIER", "identifier", .locator, "Lower half of the address."),
      Attribute(3, "ILA_ATTR_LOCATOR_MATCH", "locator_match", .locator, "Locator that is looked for."),
      Attribute(4, "ILA_ATTR_IFINDEX", "dev", .interface, "Device.", numberKey: "ifindex"),
      Attribute(5, "ILA_ATTR_DIR", "dir", .u32, "Direction: 1 in, 2 out."),
      Attribute(6, "ILA_ATTR_PAD", "", .hidden, "Padding."),
    ])

  /// Programs that see packets. Kernel: `net/core/lwt_bpf.c`.
  static let bpf = Table(
    "LWTUNNEL_ENCAP_BPF",
    [
      Attribute(
        1, "LWT_BPF_IN", "", .inline(program("LWT_BPF_IN", "in", "in_fd")), "Program for packets received."),
      Attribute(
        2, "LWT_BPF_OUT", "", .inline(program("LWT_BPF_OUT", "out", "out_fd")), "Program for packets sent."),
      Attribute(
        3, "LWT_BPF_XMIT", "", .inline(program("LWT_BPF_XMIT", "xmit", "xmit_fd")),
        "Program before packets are transmitted."),
      Attribute(
        4, "LWT_BPF_XMIT_HEADROOM", "headroom", .u32, "Bytes that the program may put before a packet."),
    ])

  private static func program(_ name: StaticString, _ key: StaticString, _ number: StaticString) -> Table {
    Table(
      name,
      [
        Attribute(2, "LWT_BPF_PROG_NAME", key, .string, "Name of the program."),
        Attribute(1, "LWT_BPF_PROG_FD", number, .u32, "Descriptor of the program."),
      ])
  }
}
