internal import NetlinkWire

extension LinkKind {
  /// What a bond says of each of its ports. Kernel: `bond_fill_slave_info`.
  static let bondPortRows = [
    Attribute(
      1, "IFLA_BOND_SLAVE_STATE", "state", .named([0: "ACTIVE", 1: "BACKUP"]), "Whether the port is in use."),
    Attribute(
      2, "IFLA_BOND_SLAVE_MII_STATUS", "mii_status",
      .named([0: "UP", 1: "GOING_DOWN", 2: "DOWN", 3: "GOING_BACK"]), "What monitoring makes of the port."),
    Attribute(
      3, "IFLA_BOND_SLAVE_LINK_FAILURE_COUNT", "link_failure_count", .u32, "How often the port went down."),
    Attribute(
      4, "IFLA_BOND_SLAVE_PERM_HWADDR", "perm_hwaddr", .mac, "Link-layer address before it became a port."),
    Attribute(5, "IFLA_BOND_SLAVE_QUEUE_ID", "queue_id", .u16, "Transmit queue of the bond that leads here."),
    Attribute(9, "IFLA_BOND_SLAVE_PRIO", "prio", .s32, "Priority when the port in use is chosen."),
    Attribute(6, "IFLA_BOND_SLAVE_AD_AGGREGATOR_ID", "ad_aggregator_id", .u16, "The port's aggregator."),
    Attribute(
      7, "IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE", "ad_actor_oper_port_state", .u8,
      "State of this end in LACP, as a number."),
    Attribute(
      7, "IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE", "ad_actor_oper_port_state_str", .flags(lacpStates),
      "State of this end in LACP.", presence: .orAttribute(7)),
    Attribute(
      8, "IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE", "ad_partner_oper_port_state", .uint,
      "State of the other end in LACP, as a number."),
    Attribute(
      8, "IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE", "ad_partner_oper_port_state_str", .flags(lacpStates),
      "State of the other end in LACP.", presence: .orAttribute(8)),
    Attribute(
      11, "IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE", "churn_actor_state", .named(churnStates),
      "Whether this end fails to come into step."),
    Attribute(
      12, "IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE", "churn_partner_state", .named(churnStates),
      "Whether the other end fails to come into step."),
    Attribute(
      10, "IFLA_BOND_SLAVE_ACTOR_PORT_PRIO", "actor_port_prio", .u16, "Priority of the port in LACP."),
  ]

  /// `LACP_STATE_…`.
  private static let lacpStates: Flags = [
    0x1: "active", 0x2: "short_timeout", 0x4: "aggregating", 0x8: "in_sync", 0x10: "collecting",
    0x20: "distributing", 0x40: "defaulted", 0x80: "expired",
  ]

  private static let churnStates: Names = [0: "MONITOR", 1: "CHURN", 2: "NO_CHURN"]
}
