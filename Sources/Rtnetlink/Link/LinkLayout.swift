internal import NetlinkWire

extension Link {
  /// `7  eth0.5  down  vlan 5  mtu 1500  on eth0  master br0  52:54:00:12:34:56`
  static let layout = line(lower: [.init("link", "on", .name, isExtra: true)])

  /// The same of one end of a pair, after `ip`: `3  veth0@veth1  up  veth  mtu 1500`.
  static let layoutOfPair = line(otherEnd: [.init("link", "@", .name, column: 2, isJoined: true)])

  private static func line(
    otherEnd: [Layout.Item] = [], lower: [Layout.Item] = [], isUnderItself: Bool = false
  ) -> Layout {
    Layout(
      [.init("ifindex", column: 1, isRight: true), .init("ifname", "", .name, column: 2)] + otherEnd
        + state + [.init("qdisc", "qdisc", isExtra: true)] + lower + [
          .init("master", "master", .name, column: 7)
        ] + rest
        + [
          .init("link_netns", "netns", .name, when: .named, isExtra: true),
          .init("link_netns", "netns-id", isExtra: true), alias,
        ], of: table, counters: counters,
      remote: remote + (isUnderItself ? ["link"] : []))
  }

  /// The same of a link that names itself as the device below: what it is on is said by its kind, or not at all.
  static let layoutUnderItself = line(isUnderItself: true)

  /// What a bridge says of its port: `4  v1  forwarding  priority 32  cost 2  master br0  vlans 1 pvid untagged,10-20`.
  /// Where there is no room, the MTU goes first.
  static let layoutOfPort = Layout(
    [
      .init("ifindex", column: 1, isRight: true), .init("ifname", "", .name, column: 2),
      .nest(
        "protinfo", "",
        [
          .init(
            "state", column: 3,
            words: [
              .init("forwarding", "forwarding", .good), .init("blocking", "blocking", .bad),
              .init("disabled", "disabled", .bad),
            ]),
          .init("priority", "priority", column: 4), .init("cost", "cost", column: 5),
        ]),
      .init("master", "master", .name, column: 6),
      .nest(
        "af_spec", "", isExtra: true,
        [
          .each(
            "vlans", "vlans", separator: UInt8(ascii: ","),
            [
              .init("vlan"),
              .init(
                "flags",
                words: [
                  .init("PVID", "pvid"), .init("Egress Untagged", "untagged"), .init("RANGE_BEGIN", "-"),
                  .init("RANGE_END", ""),
                ], isOnlyWords: true, separator: UInt8(ascii: " ")),
            ])
        ]),
      .init("mtu", "mtu", isExtra: true),
    ], of: table, counters: counters)

  /// How the link of `message` reads.
  static func layout(of message: borrowing Message) -> Layout {
    // A bridge's description of its port, not the link itself.
    if message.family == Family.bridge { return layoutOfPort }
    let relations = LinkRelations(message)
    if LinkKind.isPair(relations.kind) { return layoutOfPair }
    return relations.isUnderItself ? layoutUnderItself : layout
  }

  /// The same in a tree of the devices: behind the name, without the relations that the tree shows.
  static let layoutInTree = Layout(
    [.init("ifindex", column: 1)] + state + [.init("qdisc", "qdisc", isExtra: true)] + rest + [alias],
    of: table,
    counters: counters, remote: remote)

  private static let state: [Layout.Item] = [
    .init(
      "flags", column: 3, words: [.init("NO-CARRIER", "no-carrier", .bad)], isOnlyWords: true),
    .init("operstate", column: 3, words: operationalStates, unless: ["flags"]),
    .init("link_type", column: 4, unless: ["linkinfo"]),
    .nest(
      "linkinfo", column: 4,
      [
        .init("info_kind", column: 4),
        .init("info_data", column: 4, form: .selected(LinkKind.layouts), limit: 14),
        .init("info_slave_data", column: 8, form: .selected(LinkKind.portLayouts), isExtra: true),
      ]),
    .init("mtu", "mtu", column: 5),
  ]

  private static let rest: [Layout.Item] = [
    .init("group", "group", when: .unlike(0), isExtra: true),
    .init("address", "", .address, column: 6, isExtra: true),
  ]

  private static let alias = Layout.Item("ifalias", "alias", isExtra: true)

  /// Fields that address families and drivers have for every device.
  private static let remote: [StaticString] = [
    "family", "af_spec", "map", "gso_max_size", "gso_max_segs", "tso_max_size", "tso_max_segs",
    "gro_max_size",
    "gso_ipv4_max_size", "gro_ipv4_max_size", "max_pacing_offload_horizon", "headroom", "tailroom",
  ]

  private static let counters: [StaticString] = ["stats64", "stats"]

  /// UNKNOWN is shown as `up`: most virtual devices that are up report no other state. The details have the kernel's
  /// word.
  private static let operationalStates: [Layout.Word] = [
    .init("UP", "up", .good), .init("UNKNOWN", "up", .good), .init("DOWN", "down", .bad),
    .init("LOWERLAYERDOWN", "lower-down", .bad), .init("DORMANT", "dormant", .bad),
    .init("TESTING", "testing", .bad), .init("NOTPRESENT", "absent", .bad),
  ]
}
