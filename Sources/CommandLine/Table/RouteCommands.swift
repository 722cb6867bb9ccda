extension CommandTable {
  /// The selectors of routes.
  static let routeSelectors: [OptionRow] = [
    .selector(
      "table", .named(.max), "TABLE", "the table it is in (default: main)", zero: "all", aliases: ["t"],
      detail: ".Cm all\nstands for every table, and so does 0.", offers: .tables),
    .selector(
      "vrf", .device, "NAME", "it is in the table of this VRF", field: "table", comparedAs: .tableOfVRF,
      offers: .vrfs),
    .selector(
      "proto", .named(255), "PROTO", "who added it: kernel, static, bgp ...", field: "protocol",
      aliases: ["protocol"], offers: .protocols),
    .selector(
      "type",
      .choice([
        "unicast", "local", "broadcast", "anycast", "multicast", "blackhole", "unreachable", "prohibit",
        "throw", "nat", "xresolve",
      ]), "TYPE", "what it does: unicast, local, blackhole ..."),
    .selector("scope", .named(255), "SCOPE", "its scope: global, link, host or a number", offers: .scopes),
    .selector(
      "dev", .device, "NAME", "a device it leaves by, in any of its hops", field: "dev", "nexthops.dev",
      comparedAs: .device, aliases: ["oif"], offers: .links),
    .selector(
      "via", .prefix, "PREFIX", "a gateway within, in any of its hops",
      field: "gateway", "via.host", "nexthops.gateway", "nexthops.via.host"),
    .selector("src", .prefix, "PREFIX", "its preferred source address lies within", field: "prefsrc"),
    .selector("from", .prefix, "PREFIX", "the source that it is for lies within (IPv6)", comparedAs: .inside),
    .selector(
      "root", .destination, "PREFIX", "the destination lies within", field: "dst", comparedAs: .inside),
    .selector(
      "match", .destination, "PREFIX", "the destination contains it", field: "dst", comparedAs: .contains),
    .selector(
      "exact", .destination, "PREFIX", "the destination is it", field: "dst", comparedAs: .exactly,
      aliases: ["to"],
      detail: "\"to root\", \"to match\" and \"to exact\" are read as\n.Xr ip-route 8\nreads them."),
    .selector(
      "metric", .range(0xFFFF_FFFF), "N", "its metric", absentZero: true,
      aliases: ["priority", "preference"]),
    .selector(
      "tos", .dsfield, "TOS", "its type of service", absentZero: true,
      aliases: ["dsfield"], offers: .dsfields),
    .selector("mark", .mark, "MARK", "its mark, or MARK/MASK", absentZero: true),
    .selector(
      "realm", .realm, "REALM", "its realms, TO or FROM/TO", field: "flow.to", "flow.from",
      comparedAs: .realm, aliases: ["realms"], offers: .realms),
    .selector("nhid", .range(0xFFFF_FFFF), "ID", "its next hop object", offers: .nexthops),
    .selector(
      "encap", .pattern, "TYPE", "its encapsulation: mpls, seg6 ...",
      field: "encap.encap_type", "nexthops.encap.encap_type", offers: .encaps),
    .selector(
      "flags",
      .choice([
        "dead", "onlink", "pervasive", "offload", "trap", "notify", "linkdown", "unresolved", "rt_offload",
        "rt_trap", "rt_offload_failed",
      ]), "FLAG", "a flag of it or of one of its hops", field: "flags", "nexthops.flags"),
    .state(
      "cached", "an exception that the kernel learned, of a path's MTU or a redirect",
      field: "cloned", aliases: ["cache"],
      detail: "Only these are asked for then; else they are left out."),
    .selector("prefix-length", .range(128), "N", "the length of its destination prefix", field: "dst"),
  ]

  static let routeDump = Command.dump(
    .route, "list routes",
    operand: OperandRow("PREFIX", .destination, selector: "exact"),
    options: [
      .toggle(
        .consistent, "consistent", nil, "hold the routes until they are one state of the table",
        detail: "Changes that come during the dump are followed and taken over.\n"
          + "It needs memory for every route of the families asked for."),
      CommandTable.watching,
    ],
    selectors: routeSelectors,
    examples: [
      Example("nlctl route dump table all proto bgp", "what a routing daemon added"),
      Example("nlctl route dump match 192.0.2.7", "the routes that could carry a packet"),
      Example("nlctl route dump via 192.0.2.1 dev eth0", "routes by one gateway, multipath too"),
    ], page: "nlctl-route")

  static let routeGet = Command.get(
    .route, "ask the kernel which route a packet would take",
    operand: OperandRow("DESTINATION", .destination, required: true, lead: "to"),
    inputs: [
      .input(.from, "from", .address, "ADDRESS", "the packet's source address"),
      .input(
        .oif, "oif", .interface, "NAME", "the device it must leave by", aliases: ["dev"], offers: .links),
      .input(.iif, "iif", .interface, "NAME", "the device it came in by", offers: .links),
      .input(.mark, "mark", .number(0, 0xFFFF_FFFF), "N", "its firewall mark"),
      .input(.tos, "tos", .dsfield, "TOS", "its type of service", aliases: ["dsfield"], offers: .dsfields),
      .input(.vrf, "vrf", .interface, "NAME", "look up in this VRF", offers: .vrfs),
      .input(.uid, "uid", .number(0, 0xFFFF_FFFF), "UID", "the user whose socket sends it"),
      .input(.transport, "ipproto", .transport, "PROTO", "its IP protocol: tcp, udp, icmp or a number"),
      .input(.sourcePort, "sport", .number(1, 65535), "N", "its source port"),
      .input(.destinationPort, "dport", .number(1, 65535), "N", "its destination port"),
      .input(.fibmatch, "fibmatch", .none, "", "show the table's route, not the resolved one"),
    ],
    examples: [
      Example("nlctl route get 192.0.2.7", "where a packet goes"),
      Example("nlctl route get 2001:db8::1 from 2001:db8:1::1 iif eth0", "how one is forwarded"),
      Example("nlctl route get 192.0.2.7 mark 0x10 ipproto tcp dport 443", "by policy rules"),
    ], page: "nlctl-route")
}
