internal import NetlinkWire

/// What `ip route add` takes: `default via 192.0.2.1 dev eth0 proto dhcp metric 100`.
///
/// A route by a next hop object has neither gateway nor device: they are the object's. What `ip` would
/// choose by itself is left out, and is said where it would choose otherwise.
enum RouteLayout {
  static let line = Layout(before + origin + after, of: Route.table)

  /// What `ip route get` says: of a route that was looked up, the kernel tells neither who added it nor how
  /// far it goes, and sometimes not even the table.
  static let lookup = Layout(
    destination
      + [.init("table", "table", when: .above(main)), .init("table", "table", when: .below(main))] + after
      + [.init("mark", "mark", form: .hexadecimal), .init("uid", "uid")], of: Route.table)

  private static let main = UInt64(RouteTableNumber.main)

  private static let before: [Layout.Item] =
    destination + [
      .init("table", "table", when: .unlike(main)),
      .init("table", "table", when: .only(main), family: Family.inet, needs: "own"),
    ]

  private static let destination: [Layout.Item] = [
    // These go to table local when no table is said.
    .init(
      "type", name: "own",
      words: [
        .init("local", "local"), .init("broadcast", "broadcast"),
        .init("anycast", "anycast"), .init("nat", "nat"),
      ], isOnlyWords: true),
    .init(
      "type", when: .unlikeWord("unicast"),
      words: [
        .init("blackhole", "blackhole", .bad), .init("unreachable", "unreachable", .bad),
        .init("prohibit", "prohibit", .bad),
      ]),
    .init("dst", "", .address, form: .destination, unless: ["gateway", "via", "nexthops"]),
    .init("from", "from"),
    .init("iif", "iif", .name, family: Family.multicastRouting),
    .init("iif", "iif", .name, family: Family.multicastRouting6),
    .init("nhid", "nhid"),
    .init("to", "as to"),
    EncapsulationLayout.item(unless: ["nhid"]),
    .init("tos", "tos", when: .unlike(0)),
    .init("gateway", "via", .address, unless: ["nhid"]),
    .nest("via", "via", unless: ["nhid"], [.init("family"), .init("host", "", .address)]),
    .init("dev", "dev", .name, unless: ["nhid"]),
  ]

  private static let origin: [Layout.Item] = [
    .init("protocol", "proto", when: .unlike(UInt64(RouteOrigin.boot))),
    .init("scope", "scope", when: .unlike(UInt64(RouteScope.universe))),
    // Without a gateway `ip` takes the scope for that of the link.
    .init(
      "scope", "scope", name: "reach", when: .only(UInt64(RouteScope.universe)), family: Family.inet,
      unless: ["own", "type", "nhid", "gateway", "via", "nexthops"]),
  ]

  private static let after: [Layout.Item] = [
    .init("prefsrc", "src", .address),
    .init("metric", "metric"),
    .init(
      "flags", words: [.init("onlink", "onlink"), .init("pervasive", "pervasive")], isOnlyWords: true,
      separator: UInt8(ascii: " "), unless: ["nhid"]),
    .nest("flow", "realms", realms),
    .nest("metrics", "", metrics),
    .init("pref", "pref", when: .unlikeWord("medium")),
    .init(
      "ttl_propagate", "ttl-propagate", words: [.init("on", "enabled"), .init("off", "disabled")]),
    .each(
      "nexthops", "nexthop", unless: ["nhid"],
      [
        EncapsulationLayout.item(unless: []),
        .init("to", "as to"),
        .init("gateway", "via", .address),
        .nest("via", "via", [.init("family"), .init("host", "", .address)]),
        .nest("flow", "realms", realms),
        .init("dev", "dev", .name),
        .init("weight", "weight"),
        .init(
          "flags", words: [.init("onlink", "onlink"), .init("pervasive", "pervasive")],
          isOnlyWords: true, separator: UInt8(ascii: " ")),
      ]),
  ]

  private static let realms: [Layout.Item] = [
    .init("from"), .init("to", "/", isJoined: true, needs: "from"), .init("to"),
  ]

  /// Feature bits go by their names, and locks stand before the values.
  private static let metrics: [Layout.Item] = [
    .init("mtu", "mtu"), .init("window", "window"), .init("rtt", "rtt", unit: "ms"),
    .init("rttvar", "rttvar", unit: "ms"), .init("ssthresh", "ssthresh"), .init("cwnd", "cwnd"),
    .init("advmss", "advmss"), .init("reordering", "reordering"), .init("hoplimit", "hoplimit"),
    .init("initcwnd", "initcwnd"), .mark("ecn", "features ecn"),
    .mark("tcp_usec_ts", "features tcp_usec_ts"), .init("rto_min", "rto_min", unit: "ms"),
    .init("initrwnd", "initrwnd"), .init("quickack", "quickack"), .init("congestion", "congctl"),
    .init("fastopen_no_cookie", "fastopen_no_cookie"),
    // Of these `ip` takes no lock: the first always has one.
    .init(
      "locks", form: .locks,
      words: [.init("rto_min", ""), .init("quickack", ""), .init("fastopen_no_cookie", "")]),
  ]
}
