internal import NetlinkWire

/// What `ip nexthop add` takes: `id 1 via 192.0.2.1 dev eth0`.
enum NextHopLayout {
  static let line = Layout(
    [
      .init("id", "id", column: 1),
      .each(
        "group", "group", separator: UInt8(ascii: "/"),
        [.init("id"), .init("weight", ",", when: .unlike(1), isJoined: true)]),
      .init("type", "type", when: .unlikeWord("mpath")),
      .nest(
        "resilient_args", "",
        [
          .init("buckets", "buckets"), .init("idle_timer", "idle_timer"),
          .init("unbalanced_timer", "unbalanced_timer"),
        ]),
      EncapsulationLayout.item(unless: []),
      .init("gateway", "via", .address),
      .init("dev", "dev", .name),
      .init("scope", "scope", when: .unlike(0)),
      .mark("blackhole", "blackhole"),
      .init("protocol", "proto", when: .unlike(0)),
      .init(
        "flags",
        words: [.init("onlink", "onlink"), .init("linkdown", "linkdown", .bad), .init("dead", "dead", .bad)],
        isOnlyWords: true, separator: UInt8(ascii: " ")),
      .mark("fdb", "fdb"),
    ], of: NextHop.table)

  /// A bucket of a resilient group.
  static let bucket = Layout(
    [
      .init("id", "id", column: 1),
      .nest(
        "bucket", "",
        [.init("index", "index"), .init("idle_time", "idle_time"), .init("nhid", "nhid", .name)]),
    ], of: NextHop.buckets)
}
