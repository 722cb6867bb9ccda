internal import NetlinkWire

extension LinkKind {
  /// Bonding: several devices as one. Kernel: `drivers/net/bonding/bond_netlink.c`.
  static let bond = LinkKind(
    "bond", "Several devices that act as one.", bondRows + bondAggregationRows, port: bondPortRows,
    line: [.init("mode"), .init("active_slave", "active", .name)],
    portLine: [
      .init("state", "port", words: [.init("ACTIVE", "active", .good), .init("BACKUP", "backup")]),
      .init(
        "mii_status", "mii", when: .unlikeWord("UP"),
        words: [
          .init("GOING_DOWN", "going-down", .bad), .init("DOWN", "down", .bad),
          .init("GOING_BACK", "going-back", .bad),
        ]),
    ])

  private static let bondRows = [
    Attribute(
      1, "IFLA_BOND_MODE", "mode",
      .named([
        0: "balance-rr", 1: "active-backup", 2: "balance-xor", 3: "broadcast", 4: "802.3ad",
        5: "balance-tlb", 6: "balance-alb",
      ]), "How the ports share the work."),
    Attribute(
      2, "IFLA_BOND_ACTIVE_SLAVE", "active_slave", .interface, "The port in use.",
      numberKey: "active_slave_index"),
    Attribute(3, "IFLA_BOND_MIIMON", "miimon", .u32, "Time between checks of the carrier, in milliseconds."),
    Attribute(
      4, "IFLA_BOND_UPDELAY", "updelay", .u32,
      "Time until a port is used after its carrier came, in milliseconds."),
    Attribute(
      5, "IFLA_BOND_DOWNDELAY", "downdelay", .u32,
      "Time until a port is given up after its carrier went, in milliseconds."),
    Attribute(
      28, "IFLA_BOND_PEER_NOTIF_DELAY", "peer_notify_delay", .u32,
      "Time between announcements to neighbours, in milliseconds."),
    Attribute(6, "IFLA_BOND_USE_CARRIER", "use_carrier", .u8, "Drivers are trusted about their carrier."),
    Attribute(
      7, "IFLA_BOND_ARP_INTERVAL", "arp_interval", .u32, "Time between ARP probes, in milliseconds."),
    Attribute(
      30, "IFLA_BOND_MISSED_MAX", "arp_missed_max", .u8, "Failed ARP probes after which a port is down."),
    Attribute(
      8, "IFLA_BOND_ARP_IP_TARGET", "arp_ip_target", .children(.ipv4), "Addresses that are probed by ARP."),
    Attribute(
      31, "IFLA_BOND_NS_IP6_TARGET", "ns_ip6_target", .children(.ipv6),
      "IPv6 addresses that are probed by neighbour solicitation."),
    Attribute(
      9, "IFLA_BOND_ARP_VALIDATE", "arp_validate",
      .named([
        0: "none", 1: "active", 2: "backup", 3: "all", 4: "filter", 5: "filter_active", 6: "filter_backup",
      ]), "On which ports probes and answers are checked."),
    Attribute(
      10, "IFLA_BOND_ARP_ALL_TARGETS", "arp_all_targets", .named([0: "any", 1: "all"]),
      "How many of the probed addresses must answer."),
    Attribute(
      11, "IFLA_BOND_PRIMARY", "primary", .interface, "The port that is used whenever it can be.",
      numberKey: "primary_index"),
    Attribute(
      12, "IFLA_BOND_PRIMARY_RESELECT", "primary_reselect",
      .named([0: "always", 1: "better", 2: "failure"]), "When the primary port takes over again."),
    Attribute(
      13, "IFLA_BOND_FAIL_OVER_MAC", "fail_over_mac", .named([0: "none", 1: "active", 2: "follow"]),
      "Which link-layer addresses the ports have."),
    Attribute(
      14, "IFLA_BOND_XMIT_HASH_POLICY", "xmit_hash_policy",
      .named([
        0: "layer2", 1: "layer3+4", 2: "layer2+3", 3: "encap2+3", 4: "encap3+4", 5: "vlan+srcmac",
      ]), "What of a packet chooses its port."),
    Attribute(15, "IFLA_BOND_RESEND_IGMP", "resend_igmp", .u32, "IGMP reports after a change of port."),
    Attribute(
      16, "IFLA_BOND_NUM_PEER_NOTIF", "num_peer_notif", .u8, "Announcements after a change of port."),
    Attribute(
      17, "IFLA_BOND_ALL_SLAVES_ACTIVE", "all_slaves_active", .u8,
      "What comes in by ports not in use is delivered too."),
    Attribute(
      18, "IFLA_BOND_MIN_LINKS", "min_links", .u32, "Ports needed for the bond to have a carrier."),
    Attribute(
      19, "IFLA_BOND_LP_INTERVAL", "lp_interval", .u32, "Time between learning packets, in seconds."),
    Attribute(
      20, "IFLA_BOND_PACKETS_PER_SLAVE", "packets_per_slave", .u32,
      "Packets sent by one port before the next one's turn; 0: at random."),
  ]

  private static let bondAggregationRows = [
    Attribute(
      29, "IFLA_BOND_AD_LACP_ACTIVE", "ad_lacp_active", .named([0: "off", 1: "on"]),
      "Whether LACP packets are sent unasked."),
    Attribute(
      21, "IFLA_BOND_AD_LACP_RATE", "ad_lacp_rate", .named([0: "slow", 1: "fast"]),
      "How often the partner is to send: every 30 seconds or every second."),
    Attribute(
      32, "IFLA_BOND_COUPLED_CONTROL", "coupled_control", .bool,
      "A port collects and distributes at once, rather than one after the other."),
    Attribute(
      33, "IFLA_BOND_BROADCAST_NEIGH", "broadcast_neighbor", .bool,
      "ARP and neighbour packets are sent by every port."),
    Attribute(
      34, "IFLA_BOND_LACP_STRICT", "lacp_strict", .bool, "Ports that no partner answers on have no carrier."),
    Attribute(
      22, "IFLA_BOND_AD_SELECT", "ad_select",
      .named([0: "stable", 1: "bandwidth", 2: "count", 3: "actor_port_prio"]),
      "How the aggregator in use is chosen."),
    Attribute(23, "IFLA_BOND_AD_INFO", "ad_info", .nest(bondAggregator), "The aggregator in use."),
    Attribute(
      24, "IFLA_BOND_AD_ACTOR_SYS_PRIO", "ad_actor_sys_prio", .u16, "Priority of this system in LACP."),
    Attribute(
      25, "IFLA_BOND_AD_USER_PORT_KEY", "ad_user_port_key", .u16,
      "The part of the port key that an administrator chooses."),
    Attribute(
      26, "IFLA_BOND_AD_ACTOR_SYSTEM", "ad_actor_system", .mac, "Address of this system in LACP."),
    Attribute(
      27, "IFLA_BOND_TLB_DYNAMIC_LB", "tlb_dynamic_lb", .u8, "Flows are moved to other ports by load."),
  ]

  private static let bondAggregator = Table(
    "IFLA_BOND_AD_INFO",
    [
      Attribute(1, "IFLA_BOND_AD_INFO_AGGREGATOR", "aggregator", .u16, "Number of the aggregator."),
      Attribute(2, "IFLA_BOND_AD_INFO_NUM_PORTS", "num_ports", .u16, "Ports of the aggregator."),
      Attribute(3, "IFLA_BOND_AD_INFO_ACTOR_KEY", "actor_key", .u16, "Operational key of this system."),
      Attribute(4, "IFLA_BOND_AD_INFO_PARTNER_KEY", "partner_key", .u16, "Operational key of the partner."),
      Attribute(5, "IFLA_BOND_AD_INFO_PARTNER_MAC", "partner_mac", .mac, "Address of the partner."),
    ])
}
