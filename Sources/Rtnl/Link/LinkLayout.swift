internal import Wire

extension Link {
  /// `7  eth0.5  down  vlan 5  mtu 1500  on eth0  master br0  52:54:00:12:34:56`
  static let layout = Layout(
    [
      .init("ifindex", column: 1, isRight: true),
      .init("ifname", "", .name, column: 2),
      .init(
        "flags", column: 3, words: [.init("NO-CARRIER", "no-carrier", .bad)], isOnlyWords: true),
      .init("operstate", column: 3, words: operationalStates, unless: ["flags"]),
      .init("link_type", column: 4, unless: ["linkinfo"]),
      .nest(
        "linkinfo", column: 4,
        [
          .init("info_kind", column: 4),
          .init("info_data", column: 4, form: .selected(LinkKind.layouts)),
        ]),
      .init("mtu", "mtu", column: 5),
      .init("qdisc", "qdisc"),
      .init("link", "on", .name),
      .init("master", "master", .name),
      .init("group", "group", when: .unlike(0)),
      .init("address", "", .address),
      .init("link_netnsid", "netns-id"),
      .init("ifalias", "alias"),
    ], counters: ["stats64", "stats"])

  /// A device that is up and says no more is up; those who want the kernel's word have the details.
  private static let operationalStates: [Layout.Word] = [
    .init("UP", "up", .good), .init("UNKNOWN", "up", .good), .init("DOWN", "down", .bad),
    .init("LOWERLAYERDOWN", "lower-down", .bad), .init("DORMANT", "dormant", .bad),
    .init("TESTING", "testing", .bad), .init("NOTPRESENT", "absent", .bad),
  ]
}
