internal import NetlinkWire

/// Rows of `IFLA_VTI_…`, which vti and vti6 share.
enum VirtualTunnelRows {
  static let all =
    TunnelRows.ends(
      remote: (5, "IFLA_VTI_REMOTE"), local: (4, "IFLA_VTI_LOCAL"), link: (1, "IFLA_VTI_LINK")) + [
      Attribute(2, "IFLA_VTI_IKEY", "ikey", .dottedQuad, "Mark that received packets get; 0.0.0.0: none."),
      Attribute(3, "IFLA_VTI_OKEY", "okey", .dottedQuad, "Mark that selects the policy of sent packets."),
      Attribute(
        6, "IFLA_VTI_FWMARK", "fwmark", .hex, "Mark that the tunnel's own packets are routed by; 0: none."),
    ]
}
