internal import NetlinkWire

extension LinkKind {
  /// What a bridge says of each of its ports. Kernel: `net/bridge/br_netlink.c`, `br_port_fill_attrs`.
  static let bridgePortRows = [
    Attribute(
      1, "IFLA_BRPORT_STATE", "state", .named(BridgeFamily.portStates), "State in the spanning tree."),
    Attribute(2, "IFLA_BRPORT_PRIORITY", "priority", .u16, "Priority in the spanning tree."),
    Attribute(3, "IFLA_BRPORT_COST", "cost", .u32, "Cost of the port in the spanning tree."),
    Attribute(4, "IFLA_BRPORT_MODE", "hairpin", .bool, "Packets may leave by the port they came by."),
    Attribute(5, "IFLA_BRPORT_GUARD", "guard", .bool, "Bridge protocol packets are not accepted."),
    Attribute(6, "IFLA_BRPORT_PROTECT", "root_block", .bool, "The port may not lead to the root."),
    Attribute(7, "IFLA_BRPORT_FAST_LEAVE", "fastleave", .bool, "A multicast group is left at once."),
    Attribute(8, "IFLA_BRPORT_LEARNING", "learning", .bool, "Addresses are learnt."),
    Attribute(9, "IFLA_BRPORT_UNICAST_FLOOD", "flood", .bool, "Packets to unknown addresses are sent here."),
    Attribute(10, "IFLA_BRPORT_PROXYARP", "proxy_arp", .bool, "ARP requests are answered."),
    Attribute(
      11, "IFLA_BRPORT_LEARNING_SYNC", "learning_sync", .bool,
      "Addresses learnt in hardware are told the bridge."),
    Attribute(
      12, "IFLA_BRPORT_PROXYARP_WIFI", "proxy_arp_wifi", .bool,
      "ARP requests are answered, as wireless networks want it."),
    Attribute(13, "IFLA_BRPORT_ROOT_ID", "root_id", .bridgeID, "The root that the port has heard of."),
    Attribute(14, "IFLA_BRPORT_BRIDGE_ID", "bridge_id", .bridgeID, "The designated bridge."),
    Attribute(15, "IFLA_BRPORT_DESIGNATED_PORT", "designated_port", .u16, "The designated port."),
    Attribute(
      16, "IFLA_BRPORT_DESIGNATED_COST", "designated_cost", .u16,
      "Cost of the way through the designated port."),
    Attribute(17, "IFLA_BRPORT_ID", "id", .hex, "The port's id: priority and number."),
    Attribute(18, "IFLA_BRPORT_NO", "no", .hex, "The port's number."),
    Attribute(
      19, "IFLA_BRPORT_TOPOLOGY_CHANGE_ACK", "topology_change_ack", .u8,
      "A topology change is to be acknowledged."),
    Attribute(
      20, "IFLA_BRPORT_CONFIG_PENDING", "config_pending", .u8, "A configuration packet is to be sent."),
    Attribute(
      21, "IFLA_BRPORT_MESSAGE_AGE_TIMER", "message_age_timer", .ticks,
      "Time until what was heard is given up, in seconds.", volatile: true),
    Attribute(
      22, "IFLA_BRPORT_FORWARD_DELAY_TIMER", "forward_delay_timer", .ticks,
      "Time until the next state, in seconds.", volatile: true),
    Attribute(
      23, "IFLA_BRPORT_HOLD_TIMER", "hold_timer", .ticks,
      "Time until another packet may be sent, in seconds.", volatile: true),
    Attribute(24, "IFLA_BRPORT_FLUSH", "flush", .flag, "A request to forget addresses; never sent."),
    Attribute(
      25, "IFLA_BRPORT_MULTICAST_ROUTER", "multicast_router", .u8,
      "Multicast router: 0 never, 1 by query, 2 always, 3 for now."),
    Attribute(27, "IFLA_BRPORT_MCAST_FLOOD", "mcast_flood", .bool, "Multicast is sent here."),
    Attribute(
      28, "IFLA_BRPORT_MCAST_TO_UCAST", "mcast_to_unicast", .bool, "Multicast is sent to each member alone."),
    Attribute(29, "IFLA_BRPORT_VLAN_TUNNEL", "vlan_tunnel", .bool, "VLANs are mapped to tunnels."),
    Attribute(30, "IFLA_BRPORT_BCAST_FLOOD", "bcast_flood", .bool, "Broadcasts are sent here."),
    Attribute(
      31, "IFLA_BRPORT_GROUP_FWD_MASK", "group_fwd_mask", .hex,
      "Link-local groups that are forwarded, a bit for each last nibble."),
    Attribute(
      31, "IFLA_BRPORT_GROUP_FWD_MASK", "group_fwd_mask_str",
      .joinedFlags([0x1: "stp", 0x4: "lacp", 0x4000: "lldp"]), "The same by the names of the groups.",
      presence: .orAttribute(31)),
    Attribute(
      32, "IFLA_BRPORT_NEIGH_SUPPRESS", "neigh_suppress", .bool,
      "ARP and neighbour requests are kept from here."),
    Attribute(33, "IFLA_BRPORT_ISOLATED", "isolated", .bool, "No packets to or from other isolated ports."),
    Attribute(
      34, "IFLA_BRPORT_BACKUP_PORT", "backup_port", .interface, "Where packets go when this port is down.",
      numberKey: "backup_port_index"),
    Attribute(35, "IFLA_BRPORT_MRP_RING_OPEN", "mrp_ring_open", .bool, "The media redundancy ring is open."),
    Attribute(
      36, "IFLA_BRPORT_MRP_IN_OPEN", "mrp_in_open", .bool, "The media redundancy interconnection is open."),
    Attribute(37, "IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT", "mcast_eht_hosts_limit", .u32, "Most hosts tracked."),
    Attribute(
      38, "IFLA_BRPORT_MCAST_EHT_HOSTS_CNT", "mcast_eht_hosts_cnt", .u32, "Hosts tracked.", volatile: true),
    Attribute(39, "IFLA_BRPORT_LOCKED", "locked", .bool, "Only known hosts may send."),
    Attribute(40, "IFLA_BRPORT_MAB", "mab", .bool, "Hosts that may not send yet are learnt as locked."),
    Attribute(
      41, "IFLA_BRPORT_MCAST_N_GROUPS", "mcast_n_groups", .u32, "How many multicast groups the port is in.",
      volatile: true),
    Attribute(
      42, "IFLA_BRPORT_MCAST_MAX_GROUPS", "mcast_max_groups", .u32, "Most multicast groups; 0 means no limit."
    ),
    Attribute(
      43, "IFLA_BRPORT_NEIGH_VLAN_SUPPRESS", "neigh_vlan_suppress", .bool,
      "ARP and neighbour requests are kept from here by VLAN."),
    Attribute(
      44, "IFLA_BRPORT_BACKUP_NHID", "backup_nhid", .u32,
      "Next hop by which packets go when this port is down; 0 for none."),
    Attribute(
      45, "IFLA_BRPORT_NEIGH_FORWARD_GRAT", "neigh_forward_grat", .bool,
      "Gratuitous ARP is forwarded though requests are kept."),
    Attribute(26, "IFLA_BRPORT_PAD", "", .hidden, "Padding."),
  ]
}
