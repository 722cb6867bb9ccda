internal import NetlinkWire

/// What a link message of the family AF_BRIDGE has: IFLA_PROTINFO and IFLA_AF_SPEC.
enum BridgeFamily {
  /// What a bridge says of a port: IFLA_PROTINFO.
  static let port = Table("IFLA_PROTINFO", LinkKind.bridgePortRows)

  /// The VLANs of a port and the modes of its device: IFLA_AF_SPEC.
  static let table = Table(
    "IFLA_AF_SPEC",
    [
      Attribute(
        0, "IFLA_BRIDGE_FLAGS", "flags", .flags([0x1: "master", 0x2: "self"]),
        "Who speaks: the bridge or the device below."),
      Attribute(
        1, "IFLA_BRIDGE_MODE", "hwmode", .named([0: "VEB", 1: "VEPA", 0xffff: "UNDEF"]),
        "How the hardware switches among its own functions."),
      Attribute(2, "IFLA_BRIDGE_VLAN_INFO", "vlans", .repeated(.structure(vlan)), "VLANs of the port."),
      Attribute(
        3, "IFLA_BRIDGE_VLAN_TUNNEL_INFO", "tunnels", .repeated(.nest(tunnel)),
        "VLANs that are mapped to tunnels."),
      Attribute(4, "IFLA_BRIDGE_MRP", "mrp", .binary, "Media redundancy; sent only when asked for."),
      Attribute(5, "IFLA_BRIDGE_CFM", "cfm", .binary, "Connectivity faults; sent only when asked for."),
      Attribute(
        6, "IFLA_BRIDGE_MST", "mst", .children(.nest(tree)),
        "Multiple spanning trees; sent only when asked for."),
    ])

  /// `BR_STATE_…`: the states of a port in a spanning tree.
  static let portStates: Names = [
    0: "disabled", 1: "listening", 2: "learning", 3: "forwarding", 4: "blocking",
  ]

  /// `BRIDGE_VLAN_INFO_…`.
  static let vlanFlags: Flags = [
    0x1: "MASTER", 0x2: "PVID", 0x4: "Egress Untagged", 0x8: "RANGE_BEGIN", 0x10: "RANGE_END",
    0x20: "BRENTRY", 0x40: "ONLY_OPTS",
  ]

  private static let vlan = Table(
    "struct bridge_vlan_info", headerLength: 4,
    [
      .field(2, "vid", "vlan", .u16, "VLAN id, or one end of a range of them."),
      .field(0, "flags", "flags", .flags(vlanFlags), "How the VLAN is treated.", width: 2),
    ])

  private static let tunnel = Table(
    "IFLA_BRIDGE_VLAN_TUNNEL_INFO",
    [
      Attribute(2, "IFLA_BRIDGE_VLAN_TUNNEL_VID", "vlan", .u16, "VLAN id, or one end of a range of them."),
      Attribute(1, "IFLA_BRIDGE_VLAN_TUNNEL_ID", "tunid", .u32, "Number of the tunnel."),
      Attribute(3, "IFLA_BRIDGE_VLAN_TUNNEL_FLAGS", "flags", .flags(vlanFlags), "Which end of a range."),
    ])

  private static let tree = Table(
    "IFLA_BRIDGE_MST_ENTRY",
    [
      Attribute(1, "IFLA_BRIDGE_MST_ENTRY_MSTI", "msti", .u16, "Number of the tree."),
      Attribute(
        2, "IFLA_BRIDGE_MST_ENTRY_STATE", "state", .named(portStates), "State of the port in the tree."),
    ])
}
