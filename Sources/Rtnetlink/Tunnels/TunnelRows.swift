internal import NetlinkWire

/// Rows that families of tunnels share: the numbers differ, the meaning is the same.
enum TunnelRows {
  /// An attribute's number and its kernel name.
  typealias Mark = (UInt16, StaticString)

  /// The ends of a tunnel and the device that its packets leave by.
  static func ends(remote: Mark, local: Mark, link: Mark) -> [Attribute] {
    [
      Attribute(remote.0, remote.1, "remote", .tunnelEnd, "Far end of the tunnel; any: not fixed."),
      Attribute(local.0, local.1, "local", .tunnelEnd, "Near end of the tunnel; any: not fixed."),
      Attribute(
        link.0, link.1, "link", .interfaceBelow, "Device that the tunnel's packets leave by.",
        numberKey: "link_index"),
    ]
  }

  /// The far end, on a line of text.
  static let remoteLine: [Layout.Item] = [
    .init("remote", "remote", .address, when: .unlikeWord("any")),
    .init("remote6", "remote", .address),
  ]

  /// The ends, on a line of text.
  static let endsLine: [Layout.Item] = [
    .init("remote", "remote", .address, when: .unlikeWord("any")),
    .init("local", "local", .address, when: .unlikeWord("any")),
  ]

  /// The ends of a tunnel, or `external` where they come with each packet, on a line of text.
  static let line = [.mark("external", "external")] + endsLine

  /// The same with the keys.
  static let keyedLine = line + [.init("ikey", "ikey"), .init("okey", "okey")]

  /// Rows of tunnels over IPv6 alone: the encapsulation limit and the flow information.
  static func overIPv6(limit: Mark, flow: Mark) -> [Attribute] {
    [
      Attribute(
        limit.0, limit.1, "encap_limit", .u8, "How many more tunnels a packet may enter (RFC 2473)."),
      Attribute(
        flow.0, flow.1, "tclass", .hexPartBE(mask: 0x0ff0_0000, digits: 2),
        "Traffic class of the outer header."
      ),
      Attribute(
        flow.0, flow.1, "flowlabel", .hexPartBE(mask: 0x000f_ffff, digits: 5),
        "Flow label of the outer header.",
        presence: .orAttribute(flow.0)),
      Attribute(
        flow.0, flow.1, "flowinfo", .keyedFlagsBE([0x0fff_ffff: ""]), "What else is in the flow information.",
        presence: .orAttribute(flow.0)),
    ]
  }

  /// `IP6_TNL_F_…`.
  static let flagsOverIPv6: Flags = [
    0x1: "ip6_tnl_f_ign_encap_limit", 0x2: "ip6_tnl_f_use_orig_tclass",
    0x4: "ip6_tnl_f_use_orig_flowlabel", 0x8: "ip6_tnl_f_mip6_dev", 0x10: "ip6_tnl_f_rcv_dscp_copy",
    0x20: "ip6_tnl_f_use_orig_fwmark", 0x40: "ip6_tnl_f_allow_local_remote",
    0x10000: "ip6_tnl_f_cap_xmit", 0x20000: "ip6_tnl_f_cap_rcv", 0x40000: "ip6_tnl_f_cap_per_packet",
  ]

  /// One sentence on `IP6_TNL_F_…`.
  static let flagsSummary: StaticString = """
    ign_encap_limit: no limit is sent; use_orig_tclass, use_orig_flowlabel, use_orig_fwmark: taken from \
    the inner packet; rcv_dscp_copy: given to the inner packet; mip6_dev: for Mobile IPv6; \
    allow_local_remote: the far end may be this machine; cap_xmit, cap_rcv, cap_per_packet: what the \
    ends allow.
    """

  /// `TUNNEL_ENCAP_…`: what a tunnel's packets are wrapped in.
  private static let wrappers: Names = [0: "none", 1: "fou", 2: "gue", 3: "mpls"]

  /// The object `encap`, from four attributes.
  static func encap(type: Mark, flags: Mark, source: Mark, destination: Mark) -> Attribute {
    .field(
      0, type.1, "encap",
      .part(
        Table(
          type.1,
          [
            Attribute(
              type.0, type.1, "type", .named(wrappers), "What the packets are wrapped in; none: nothing."),
            Attribute(source.0, source.1, "sport", .be16, "UDP source port; 0: chosen by flow."),
            Attribute(destination.0, destination.1, "dport", .be16, "UDP destination port."),
            Attribute(flags.0, flags.1, "csum", .bit(1), "UDP checksums over IPv4 are sent."),
            Attribute(
              flags.0, flags.1, "csum6", .bit(2), "UDP checksums over IPv6 are sent.",
              presence: .orAttribute(flags.0)),
            Attribute(
              flags.0, flags.1, "remcsum", .bit(4), "Remote checksum offload.",
              presence: .orAttribute(flags.0)),
            Attribute(
              flags.0, flags.1, "flags", .keyedFlags([0x7: ""]), "What else is set.",
              presence: .orAttribute(flags.0)),
          ])), "Wrapping of the tunnel's packets in UDP.")
  }
}
