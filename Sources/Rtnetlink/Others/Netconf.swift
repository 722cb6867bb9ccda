internal import NetlinkWire

extension ObjectType {
  /// Settings of IP on an interface.
  package static let netconf = ObjectType(
    "netconf", "NETCONF", "Settings of IP on an interface.", new: RTM.newNetconf, Netconf.table,
    Netconf.identity)
}

/// What the kernel says of the settings of an interface. Kernel: `net/ipv4/devinet.c`, `net/ipv6/addrconf.c`.
enum Netconf {
  static let table = Table(
    "struct netconfmsg", headerLength: 4,
    [
      AddressFamily.row("ncm_family"),
      Attribute(
        1, "NETCONFA_IFINDEX", "interface", .interfaceOrAll, "The interface; all, or default for new ones.",
        numberKey: "ifindex"),
      Attribute(2, "NETCONFA_FORWARDING", "forwarding", .bool, "Packets are forwarded."),
      Attribute(
        3, "NETCONFA_RP_FILTER", "rp_filter", .named([0: "off", 1: "strict", 2: "loose"]),
        "Sources are looked up, and packets dropped that should not have come by the interface."),
      Attribute(4, "NETCONFA_MC_FORWARDING", "mc_forwarding", .bool, "Multicast is forwarded."),
      Attribute(5, "NETCONFA_PROXY_NEIGH", "proxy_neigh", .bool, "Requests are answered for others."),
      Attribute(
        6, "NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN", "ignore_routes_with_linkdown", .bool,
        "Routes by links without a carrier are passed over."),
      Attribute(7, "NETCONFA_INPUT", "input", .bool, "MPLS packets are accepted."),
      Attribute(8, "NETCONFA_BC_FORWARDING", "bc_forwarding", .bool, "Directed broadcasts are forwarded."),
      Attribute(
        9, "NETCONFA_FORCE_FORWARDING", "force_forwarding", .bool,
        "Packets are forwarded whatever is set for all interfaces."),
    ])

  /// The family and the interface.
  static let identity = Identity("netconf", [.init([.family, .number(1)])])

  static let line = Layout(
    [
      .init("interface", "", .name, column: 1),
      .init("family", "", column: 2),
      .init("forwarding", "forwarding", column: 3),
      .init("rp_filter", "rp_filter", column: 4),
      .init("mc_forwarding", "mc_forwarding", isExtra: true),
      .init("proxy_neigh", "proxy_neigh", isExtra: true),
      .init("ignore_routes_with_linkdown", "ignore_routes_with_linkdown", isExtra: true),
      .init("input", "input", isExtra: true),
      .init("bc_forwarding", "bc_forwarding", isExtra: true),
      .init("force_forwarding", "force_forwarding", isExtra: true),
    ], of: table)
}
