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
      .init("broadcast", "brd", .address, isExtra: true),
      .init("anycast", "any", .address, isExtra: true),
      .init("multicast", "mcast", .address, isExtra: true),
      .init("metric", "metric", isExtra: true),
      .mark("secondary", "secondary"),
      .mark("temporary", "temporary"),
      .mark("tentative", "tentative", .bad),
      .mark("dadfailed", "dadfailed", .bad),
      .mark("optimistic", "optimistic"),
      .mark("deprecated", "deprecated", .bad),
      .mark("home", "home"),
      .mark("nodad", "nodad", isExtra: true),
      .mark("mngtmpaddr", "mngtmpaddr", isExtra: true),
      .mark("noprefixroute", "noprefixroute", isExtra: true),
      .mark("autojoin", "autojoin", isExtra: true),
      .mark("stable_privacy", "stable-privacy", isExtra: true),
      .init("protocol", "proto", when: .unlike(0), isExtra: true),
      .init("label", "label", when: .unlikeDevice, isExtra: true),
      .init("valid_life_time", "dynamic", when: .unlike(0xffff_ffff)),
    ], of: Address.table, remote: ["created", "updated"])
}
