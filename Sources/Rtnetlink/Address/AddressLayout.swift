internal import NetlinkWire

/// `eth0  192.0.2.10/24  global  brd 192.0.2.255  dynamic 3542s`
enum AddressLayout {
  static let line = Layout(
    [
      .init("dev", "", .name, column: 1),
      .init("local", "", .address, column: 2),
      .init("address", "peer", .address, column: 2),
      .init("prefixlen", "/", column: 2, isJoined: true),
      .init("scope", "", column: 3),
      .init("broadcast", "brd", .address),
      .init("anycast", "any", .address),
      .init("multicast", "mcast", .address),
      .init("metric", "metric"),
      .mark("secondary", "secondary"),
      .mark("temporary", "temporary"),
      .mark("tentative", "tentative", .bad),
      .mark("dadfailed", "dadfailed", .bad),
      .mark("optimistic", "optimistic"),
      .mark("deprecated", "deprecated", .bad),
      .mark("home", "home"),
      .mark("nodad", "nodad"),
      .mark("mngtmpaddr", "mngtmpaddr"),
      .mark("noprefixroute", "noprefixroute"),
      .mark("autojoin", "autojoin"),
      .mark("stable_privacy", "stable-privacy"),
      .init("protocol", "proto", when: .unlike(0)),
      .init("label", "label", when: .unlikeDevice),
      .init("valid_life_time", "dynamic", when: .unlike(0xffff_ffff), unit: "s"),
    ], of: Address.table)
}
